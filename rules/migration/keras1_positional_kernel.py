"""A convolution is written as in Keras 1, so that its second kernel number is taken for the stride.

## What it does
Finds `Convolution2D(32, 3, 3)` and its like: the kernel as two (or three) positional numbers after the filters.

## Why is this bad?
In Keras 1 this was a kernel of 3x3. Since Keras 2 the third argument is the **stride**: the same line is a 3x3 kernel
that moves by 3. It raises nothing. The image shrinks to a third in every layer, until a later layer has nothing left
to work on (KL202), or the model just learns badly.

## Example
```python
model = keras.Sequential([
    layers.Input((64, 64, 3)),
    layers.Convolution2D(32, 3, 3, activation="relu"),  # KL606
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((64, 64, 3)),
    layers.Conv2D(32, (3, 3), activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

Where the stride is meant, its name says so:
```python
layer = layers.Conv2D(64, 3, strides=3)
```

## Fix
Puts the numbers into one kernel: `Conv2D(32, (3, 3))`. Unsafe: the stride may be meant, and where the model was
trained as it stands its weights fit no more. Safe where other arguments are Keras 1's too (`border_mode`), which no
later version takes.

## When it stays silent
For `Conv2D(64, 3, 2)` and `Conv2D(64, 4, 4)`, which are present-day code (a stride that differs from the kernel;
patches of an even size), for a stride of 1, and for transposed convolutions.

## References
- https://keras.io/api/layers/convolution_layers/convolution2d/
- https://github.com/keras-team/keras/wiki/Keras-2.0-release-notes
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Named, Origin
from keraslint.facts.keras1 import positional_kernel
from keraslint.keras_api.spec import KERAS_2_AND_3
from keraslint.program import Layer
from keraslint.rule import ERROR, rule


@rule("KL606", "keras1-positional-kernel", severity=ERROR)
def keras1_positional_kernel(layer: Layer) -> Iterator[Finding]:
    kernel = positional_kernel(layer)
    if kernel is None:
        return
    numbers = ", ".join(map(str, kernel))
    yield Finding(
        layer.origin,
        f"`{layer.written}({_filters(layer)}, {numbers})` is a kernel of {kernel[0]} and a stride of {kernel[1]}",
        help=f"Keras 1 took these numbers for the kernel: write `({numbers})`, or `strides={kernel[1]}` if you mean it",
        fix=Fix(
            _edits(layer, len(kernel)), safe=KERAS_2_AND_3 in layer.rejected.values(), message=f"write `({numbers})`"
        ),
    )


def _edits(layer: Layer, axes: int) -> tuple[Edit, ...]:
    """The class under its present name, the kernel in brackets."""
    first, *others = layer.positional[1 : axes + 1]
    listed: list[str | Origin] = [first.origin]
    for other in others:
        listed += [", ", other.origin]
    present = () if layer.written == layer.name else (Edit(layer.callee, (Named(_path(layer), layer.callee),)),)
    return (*present, Edit(first.whole, ("(", *listed, ")")), *(Edit(other.whole, kind="remove") for other in others))


def _path(layer: Layer) -> str:
    return f"keras.layers.{layer.name}"


def _filters(layer: Layer) -> str:
    filters = layer.positional[0].value
    return str(filters) if isinstance(filters, int) else "…"
