"""An argument that an earlier Keras had.

## What it does
Finds keywords of layers, optimizers, callbacks, losses, metrics and of `compile`, `fit` and their like that some
version of Keras had and the version that the code runs on refuses: `nb_epoch=`, `border_mode=`, `lr=`,
`dim_ordering=`, … and those that Keras 3 takes in vain, with a warning: `decay=`, `LeakyReLU(alpha=)`,
`Embedding(input_length=)`. Where the target is Keras 2, it finds those that came with Keras 3. It also finds metrics at
the third position of `compile`, where Keras 3 has `loss_weights`, and metrics that are no list.

## Why is this bad?
Keras raises `Unrecognized keyword arguments` or `unexpected keyword argument`. What it takes in vain does nothing: the
learning rate no longer decays, and a model that begins with an `Embedding` is not built.

## Example
```python
model = keras.Sequential([layers.Input((4,)), layers.Dense(3)])
model.compile("adam", "mse")
model.fit(np.zeros((8, 4)), np.zeros((8, 3)), nb_epoch=10)  # KL603
```

## Use instead
```python
model = keras.Sequential([layers.Input((4,)), layers.Dense(3)])
model.compile("adam", "mse")
model.fit(np.zeros((8, 4)), np.zeros((8, 3)), epochs=10)
```

## Fix
Writes the present name, and the present value where the values have changed (`dim_ordering="th"` is
`data_format="channels_first"`). `nb_row` and `nb_col` become one `kernel_size`; `decay` becomes an `InverseTimeDecay`,
which is the same rate at every step; an `Embedding` gets an `Input` before it. Where the target is Keras 2, an argument
that came with Keras 3 gets its former name, if it has one. Safe, but where an argument without a
successor had an effect that is lost (`schedule_decay`, a `decay` beside `ReduceLROnPlateau`).

## When it stays silent
For arguments that Keras 2 still accepts (`lr=`, `decay=`, `input_length=`), unless the target is Keras 3 (by
`--target keras3`, by the project's requirements, by its imports, or because the rule is selected by its code or name).
What both refuse is always reported. For calls whose failure is caught, and under a test of versions. The input shape of
a layer is KL601's.

## References
- https://keras.io/guides/migrating_to_keras_3/
- https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix
from keraslint.facts.renamed_arguments import former_arguments, metrics_by_position
from keraslint.keras_api.spec import KERAS_2, KERAS_3
from keraslint.program import Call, Program
from keraslint.rule import ERROR, WARNING, rule


@rule("KL603", "renamed-argument", severity=ERROR, settled=True)
def renamed_argument(program: Program) -> Iterator[Finding]:
    for found in former_arguments(program):
        message = f"`{found.callee}` no longer has the argument `{found.written}`"
        if found.versions == KERAS_2:
            message = f"`{found.callee}` of Keras 2 has no argument `{found.written}`"
        if found.warned:
            message = (
                f"Keras 3 {'ignores' if found.now is None else 'deprecates'} `{found.written}` of `{found.callee}`"
            )
        yield Finding(
            found.origin,
            message,
            help=found.help,
            severity=WARNING if found.warned else None,
            versions=found.versions,
            fix=Fix(found.edits, found.safe, found.help) if found.edits else None,
        )
    for call in program.calls:
        if not call.tentative:
            yield from _metrics(call)


def _metrics(call: Call) -> Iterator[Finding]:
    """Metrics where Keras 3 has something else, or not in a list."""
    third = metrics_by_position(call)
    if third is not None:
        argument, edits = third
        yield Finding(
            argument.origin,
            "the third argument of `compile` is `loss_weights`, and metrics are no weights",
            help="write `metrics=`",
            versions=KERAS_3,
            fix=Fix(edits, safe=True, message="write `metrics=`"),
        )
    metrics = call.arguments.get("metrics") if call.category == "method" and call.name == "compile" else None
    if metrics is not None and isinstance(metrics.value, str) and metrics.written is not None:
        yield Finding(
            metrics.origin,
            "`metrics` is a string, and `compile` takes a list",
            help="put it in a list",
            versions=KERAS_3,
            fix=Fix((Edit(metrics.origin, ("[", metrics.origin, "]")),), safe=True, message="put it in a list"),
        )
