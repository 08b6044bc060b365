"""Every convolution of a deep network is followed by a pooling.

## What it does
Finds convolutional networks that end in a vector, have four convolutions or more, and pool after every one of them.

## Why is this bad?
Each pooling takes three quarters of the positions of an image away after the network has looked at them once. Deep
networks put two or more convolutions between poolings, so that a feature is worked out before its place is forgotten,
and can be deeper: with a pooling after each, four convolutions leave a sixteenth of each side.

## Example
```python
model = keras.Sequential([
    layers.Input((128, 128, 3)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(128, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(128, 3, activation="relu"),
    layers.MaxPooling2D(2),  # KL707
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((128, 128, 3)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(64, 3, activation="relu"),
    layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## When it stays silent
- for fewer than four convolutions, and where any of them is not followed by a pooling that shrinks the feature map;
- for networks that output images or sequences, decoders, and parts of other models;
- where a layer is not known, and in functional models, whose layers are not followed.

## References
- https://arxiv.org/abs/1409.1556
- https://cs231n.github.io/convolutional-networks/#layerpat
- https://arxiv.org/abs/2105.08095
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.convnets import convolutions
from keraslint.program import Model
from keraslint.rule import INFO, rule

DEEP = 4


@rule("KL707", "pooling-after-every-convolution", severity=INFO, default=False)
def pooling_after_every_convolution(model: Model) -> Iterator[Finding]:
    found = convolutions(model)
    poolings = [each.pooling for each in found if each.pooling is not None]
    if len(found) < DEEP or len(poolings) < len(found):
        return
    *earlier, last = poolings
    yield Finding(
        last.origin,
        f"all {len(found)} convolutions are followed by a pooling",
        help="put two or more convolutions between poolings",
        related=tuple(Note(pooling.origin, "pooled here") for pooling in earlier),
    )
