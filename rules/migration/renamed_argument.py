"""An argument that an earlier Keras had.

## What it does
Finds keywords of layers, optimizers, callbacks, losses, metrics and of `compile`, `fit` and their like that some
version of Keras had and the version that the code runs on refuses: `nb_epoch=`, `border_mode=`, `lr=`,
`batch_input_shape=`, … It also finds metrics at the third position of `compile`, where Keras 3 has `loss_weights`.

## Why is this bad?
Keras raises `Unrecognized keyword arguments` or `unexpected keyword argument`.

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

## When it stays silent
For arguments that Keras 2 still accepts (`lr=`, `batch_input_shape=`, `input_length=`), unless the target is Keras 3:
by `--target keras3`, by the project's requirements, or by its imports. What both refuse is always reported.

## References
- https://keras.io/guides/migrating_to_keras_3/
- https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Call
from keraslint.rule import ERROR, rule


@rule("KL603", "renamed-argument", severity=ERROR, settled=True)
def renamed_argument(call: Call) -> Iterator[Finding]:
    for name, argument in call.arguments.items():
        written = argument.written
        versions = call.rejected.get(written or "")
        if written is None or not versions:
            continue
        yield Finding(
            argument.whole,
            f"`{call.written}` no longer has the argument `{written}`",
            help=_remedy(written, name),
            versions=versions,
        )
    yield from _third_of_compile(call)


def _third_of_compile(call: Call) -> Iterator[Finding]:
    """``compile(optimizer, loss, ["accuracy"])``: the third are Keras 2's metrics, Keras 3's ``loss_weights``."""
    if call.category != "method" or call.name != "compile" or len(call.positional) < 3:
        return
    third = call.positional[2]
    if isinstance(third.value, list) and third.value and all(isinstance(item, (str, Call)) for item in third.value):
        yield Finding(
            third.origin,
            "the third argument of `compile` is `loss_weights`, and metrics are no weights",
            help="write `metrics=`",
            versions=KERAS_3,
        )


def _remedy(written: str, name: str) -> str:
    return f"write `{name}=`" if name != written else "leave it out"
