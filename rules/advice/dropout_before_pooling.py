"""Dropout stands before max pooling, which lets most of it pass.

## What it does
Finds `Dropout` whose output goes straight into a max pooling layer.

## Why is this bad?
The pooling takes the largest of the values that are left, so that where one is dropped the next one steps in: few
outputs are really dropped. And since dropout scales what it keeps, the largest values are larger in training than in
use. After the pooling, dropout works on the values that the next layer gets.

## Example
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.Dropout(0.25),  # KL704
    layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(),
    layers.Dropout(0.25),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## When it stays silent
- for average pooling, which is linear;
- for `SpatialDropout` and a `noise_shape`: whole feature maps are dropped, pooled or not;
- for a rate of 0 and one that is not known, and for a pool size of 1;
- in functional models, whose layers are not followed.

## References
- https://arxiv.org/abs/1512.00242
- https://arxiv.org/abs/2105.08095
- https://keras.io/api/layers/regularization_layers/dropout/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.neighbours import ACTIVATING, neighbours
from keraslint.facts.roles import MAX_POOLINGS, drops
from keraslint.program import Model
from keraslint.rule import INFO, rule


@rule("KL704", "dropout-before-pooling", severity=INFO, default=False)
def dropout_before_pooling(model: Model) -> Iterator[Finding]:
    for dropout, after in neighbours(model, ACTIVATING):
        if dropout.name != "Dropout" or after.name not in MAX_POOLINGS or after.value("pool_size", 2) == 1:
            continue
        if drops(dropout) and dropout.value("noise_shape", None) is None:
            yield Finding(
                dropout.origin,
                f"`{after.written}` replaces what `{dropout.written}` drops by the next largest value",
                help="put the dropout behind the pooling",
                related=(Note(after.origin, "takes the largest of each window"),),
            )
