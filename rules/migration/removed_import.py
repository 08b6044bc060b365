"""A name that Keras 3 no longer has.

## What it does
Finds imports and uses of modules, classes and functions that former versions of Keras had: `np_utils`, `CuDNNLSTM`,
`keras.layers.core`, `layers.experimental.preprocessing`, `keras.backend.mean`, `wrappers.scikit_learn`, …
`keras.X` and `tf.keras.X` are looked up apart: `tf.keras` still has much that `keras` has lost
(`preprocessing.image.ImageDataGenerator`, `backend.mean`).

## Why is this bad?
Keras raises `ImportError`, `ModuleNotFoundError` or `AttributeError`. The classes of `optimizers.legacy` can be
imported, and raise when they are called.

## Example
```python
from keras.utils import np_utils  # KL602

labels = np_utils.to_categorical([0, 2, 1], num_classes=3)
```

## Use instead
```python
from keras.utils import to_categorical

labels = to_categorical([0, 2, 1], num_classes=3)
```

## Fix
Imports the present name and writes it wherever the former one is used. Safe: it is the same thing, arguments whose
names or defaults differ are given as they were. Unsafe where the present name does not do quite the same
(`keras.backend.zeros` made a variable, `ops.zeros` makes a tensor). There is no fix where nothing has taken its place
(`LocallyConnected1D`, `wrappers.scikit_learn`, `layers.Merge`): the help tells what to do. What only `tf.keras` still
has is imported from `tensorflow.keras`.

## When it stays silent
For names that Keras 2 still has, unless the target is Keras 3 (by `--target keras3`, by the project's requirements, by
its imports, or because the rule is selected by its code or name). For imports whose failure is caught, and under a test
of versions.

## References
- https://keras.io/guides/migrating_to_keras_3/
- https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
- https://github.com/keras-team/keras/releases
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.removed_names import removals
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Program
from keraslint.rule import ERROR, rule


@rule("KL602", "removed-import", severity=ERROR, settled=True)
def removed_import(program: Program) -> Iterator[Finding]:
    for removal in removals(program):
        entry = removal.entry
        keras = "Keras 3 has no" if entry.versions == KERAS_3 else "Keras no longer has"
        yield Finding(
            removal.origin,
            f"{keras} `{removal.name}`",
            help=entry.help if entry.now is None else f"use `{entry.now}`",
            versions=entry.versions,
            early=entry.early,
            fix=Fix(removal.edits, removal.safe, "use the present name") if removal.edits else None,
        )
