"""Average pooling stands between convolutions with `relu` activations.

## What it does
Finds convolutional networks that end in a vector in which average pooling shrinks the feature map between two
convolutions, the first of them with an activation of the `relu` family.

## Why is this bad?
Behind `relu` a large value says that a feature is there and zeros say nothing. The average of a window with one strong
response and three zeros is a weak response. Max pooling keeps the strong one; average pooling has its place at the end
of the network, over the whole feature map.

## Example
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.AveragePooling2D(2),  # KL709
    layers.Conv2D(64, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(64, 3, activation="relu"),
    layers.GlobalAveragePooling2D(),
    layers.Dense(10, activation="softmax"),
])
```

## When it stays silent
- for other activations: LeNet averages what `tanh` gives;
- for the last pooling before the vector, for global pooling, and for pooling that does not shrink the feature map;
- for networks that output images or sequences, decoders, and parts of other models;
- where a layer is not known, and in functional models, whose layers are not followed.

## References
- https://cs231n.github.io/convolutional-networks/#pool
- https://arxiv.org/abs/2105.08095
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.activations import RELU_FAMILY, activation_before
from keraslint.facts.convnets import Convolution, convolutions
from keraslint.facts.roles import AVERAGE_POOLINGS, DROPOUTS
from keraslint.program import Layer, Model
from keraslint.rule import INFO, rule


@rule("KL709", "average-pooling-for-downsampling", severity=INFO, default=False)
def average_pooling_for_downsampling(model: Model) -> Iterator[Finding]:
    for convolution in convolutions(model)[:-1]:
        pooling = convolution.pooling
        if pooling is None or pooling.name not in AVERAGE_POOLINGS or not _rectified(convolution, pooling):
            continue
        yield Finding(
            pooling.origin,
            f"`{pooling.written}` between convolutions averages strong responses with weak ones",
            help=f"use `{pooling.name.replace('Average', 'Max')}`, which keeps the strongest",
            related=(Note(convolution.layer.origin, "pools what this layer finds"),),
        )


def _rectified(convolution: Convolution, pooling: Layer) -> bool:
    """Whether an activation of the ``relu`` family comes right before the pooling."""
    stack = (convolution.layer, *convolution.after)
    activation = activation_before(stack, stack.index(pooling), DROPOUTS)
    return activation is not None and activation.name in RELU_FAMILY
