"""A convolution has fewer filters than the one before it.

## What it does
Finds convolutional networks that end in a vector (`Flatten` or global pooling, then `Dense`) in which a convolution has
fewer filters than the convolution before.

## Why is this bad?
Every pooling or stride takes positions away. The usual networks make up for it with more filters, so that the features
become more and more particular; where the number falls as well, information is squeezed out in the middle of the
network.

## Example
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(32, 3, activation="relu"),  # KL705
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
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## When it stays silent
- for 1x1 convolutions: they are there to reduce the channels;
- for networks that output images or sequences, decoders, and parts of other models (generators, discriminators);
- where a layer or the number of filters is not known, and in functional models, whose layers are not followed.

## References
- https://arxiv.org/abs/1611.00847
- https://arxiv.org/abs/1512.00567
- https://arxiv.org/abs/2105.08095
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from keraslint.diagnostic import Finding, Note
from keraslint.facts.convnets import convolutions
from keraslint.program import Model
from keraslint.rule import INFO, rule


@rule("KL705", "shrinking-filters", severity=INFO, default=False)
def shrinking_filters(model: Model) -> Iterator[Finding]:
    wide = [each for each in convolutions(model) if each.kernel != 1]
    for before, after in pairwise(wide):
        if before.filters is None or after.filters is None or before.kernel is None or after.kernel is None:
            continue
        if after.filters < before.filters:
            yield Finding(
                after.layer.origin,
                f"{after.filters} filters after {before.filters}: the number should rise as the feature map shrinks",
                help=f"give it {before.filters} filters or more, or the layer before fewer",
                related=(Note(before.layer.origin, f"{before.filters} filters"),),
            )
