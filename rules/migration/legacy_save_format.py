"""A model or its weights are saved in a format, or under a name, that Keras 3 does not want.

## What it does
Finds `save`, `save_model`, `save_weights` and `ModelCheckpoint` with a file name that does not end in `.keras` (models)
or `.weights.h5` (weights), `load_model` and `load_weights` of a checkpoint of TensorFlow or of what the program has
saved under such a name, and `save_format=`.

## Why is this bad?
Keras 3 takes the format from the name, and raises where there is no ending, or another one. It saves whole models as
`.h5` still, with a warning; such a file often cannot be loaded (`Could not deserialize 'keras.metrics.mse'`).

## Example
```python
# target: keras3
model = keras.Sequential([layers.Input((4,)), layers.Dense(3)])
model.save_weights("net.h5")  # KL605
model.load_weights("net.h5")
model.save("net")  # KL605
```

## Use instead
```python
model = keras.Sequential([layers.Input((4,)), layers.Dense(3)])
model.save_weights("net.weights.h5")
model.load_weights("net.weights.h5")
model.save("net.keras")
```

## Fix
Gives the file the ending that Keras 3 wants, wherever the program has its name: where it is saved and where it is
loaded. Safe where Keras 3 refuses the name, and for an `.h5` that the program saves and loads itself; unsafe for an
`.h5` that is only saved, as others may read it, and where the program has the name in other places too
(`h5py.File("net.h5")`). There is no fix where a file is loaded that the program does not save, nor where its name is
put together from parts.

## When it stays silent
Unless the target is Keras 3 (by `--target keras3`, by the project's requirements, by its imports, or because the rule
is selected by its code or name). For file names that are not known, for loading `.h5` files and what may be a directory
of Keras's or Orbax's, for `zipped=False`, for `hf://`, and for `.weights.json` with `max_shard_size`. Where the
`ValueError` is caught, and under a test of versions.

## References
- https://keras.io/guides/migrating_to_keras_3/#saving-a-model-in-the-tf-savedmodel-format
- https://keras.io/api/models/model_saving_apis/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix
from keraslint.facts.saved_files import ENDINGS, LegacyFile, legacy_files, save_formats
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Program
from keraslint.rule import ERROR, WARNING, rule


@rule("KL605", "legacy-save-format", severity=WARNING, settled=True)
def legacy_save_format(program: Program) -> Iterator[Finding]:
    for found in legacy_files(program):
        file = found.file
        ending = ENDINGS[file.content]
        yield Finding(
            file.argument.whole,
            _message(found),
            help=f'call it "{file.present}"' if file.saves or found.own else f"save it again, as `{ending}`",
            severity=ERROR if file.verdict == "refuses" else WARNING,
            versions=KERAS_3,
            fix=Fix(found.edits, _is_safe(found), f"let it end in `{ending}`") if found.edits else None,
        )
    for argument, refused in save_formats(program):
        yield Finding(
            argument.whole,
            "Keras 3 takes the format from the file's name, and has no `save_format`",
            help="leave it out",
            severity=ERROR if refused else WARNING,
            versions=KERAS_3,
            fix=Fix((Edit(argument.whole, kind="remove"),), safe=True, message="leave it out"),
        )


def _message(found: LegacyFile) -> str:
    file = found.file
    kind = "models" if file.content == "model" else "weights"
    if file.verdict == "warns":
        return "a whole model in an HDF5 file: Keras 3 saves it still, with a warning"
    if not file.saves:
        return "Keras 3 loads neither SavedModels nor checkpoints of TensorFlow"
    return f"Keras 3 saves {kind} in files that end in `{ENDINGS[file.content]}` only"


def _is_safe(found: LegacyFile) -> bool:
    return (found.file.verdict == "refuses" or found.loaded) and not found.shared
