"""A convolution has a larger window than the one before it.

## What it does
Finds convolutional networks that end in a vector (`Flatten` or global pooling, then `Dense`) in which the kernel of a
convolution is larger than that of the convolution before.

## Why is this bad?
The first layers work on few channels and large images; if a large window is wanted, it is cheap there. Further in, a
step on the feature map covers many pixels already, and a window costs its area times all channels: two 3x3
convolutions see as much as one 5x5 with fewer weights and one nonlinearity more. From AlexNet and VGG to ResNet the
windows stay the same or become smaller.

## Example
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.Conv2D(64, 7, activation="relu"),  # KL708
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.Conv2D(64, 3, activation="relu"),
    layers.Conv2D(64, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## When it stays silent
- for 1x1 convolutions, oblong kernels and dilated ones;
- where the window covers the whole feature map: that is a dense layer in disguise;
- for networks that output images or sequences, decoders, and parts of other models;
- where a layer or a kernel is not known, and in functional models, whose layers are not followed.

## References
- https://arxiv.org/abs/1409.1556
- https://cs231n.github.io/convolutional-networks/#layerpat
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from keraslint.diagnostic import Finding, Note
from keraslint.facts.convnets import Convolution, convolutions
from keraslint.program import Model
from keraslint.rule import INFO, rule


@rule("KL708", "growing-window", severity=INFO, default=False)
def growing_window(model: Model) -> Iterator[Finding]:
    wide = [each for each in convolutions(model) if each.kernel != 1]
    for before, after in pairwise(wide):
        if before.kernel is None or after.kernel is None or _dilated(before) or _dilated(after):
            continue
        if after.kernel > before.kernel and not after.covers_all:
            yield Finding(
                after.layer.origin,
                f"the window grows from {before.kernel} to {after.kernel} further into the network",
                help=f"stack convolutions with a window of {before.kernel}, or put the larger one first",
                related=(Note(before.layer.origin, f"a window of {before.kernel}"),),
            )


def _dilated(convolution: Convolution) -> bool:
    rate = convolution.layer.value("dilation_rate", 1)
    return rate not in (1, (1, 1), (1, 1, 1))
