"""An argument that an earlier Keras had.

## What it does
Finds keywords of layers, optimizers, callbacks, losses, metrics and of `compile`, `fit` and their like that some
version of Keras had and the version that the code runs on refuses: `nb_epoch=`, `border_mode=`, `lr=`,
`batch_input_shape=`, …

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


def _remedy(written: str, name: str) -> str:
    return f"write `{name}=`" if name != written else "leave it out"
