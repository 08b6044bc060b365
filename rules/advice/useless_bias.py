"""A bias is added right before batch normalisation, which subtracts it again.

## What it does
Finds `Dense` and convolution layers with a bias and no activation that are followed by `BatchNormalization` in a
Sequential model.

## Why is this bad?
The normalisation subtracts the mean of every channel, and with it the bias: its gradient is zero, it costs memory, and
the normalisation has an offset of its own (`beta`). The papers and the models of `keras.applications` leave it out.

## Example
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3),  # KL702
    layers.BatchNormalization(),
    layers.ReLU(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((28, 28, 1)),
    layers.Conv2D(32, 3, use_bias=False),
    layers.BatchNormalization(),
    layers.ReLU(),
    layers.Flatten(),
    layers.Dense(10, activation="softmax"),
])
```

The fix is unsafe: weights that were saved with the bias do not fit the layer without it.

## Fix
Gives the layer `use_bias=False`. Unsafe: saved weights of the model no longer fit.

## When it stays silent
- where an activation stands between the two, the layer's own included: then the bias counts;
- where the normalisation is frozen, or runs over another axis than the channels;
- in functional models, whose layers are not followed.

## References
- https://arxiv.org/abs/1502.03167
- https://keras.io/api/layers/normalization_layers/batch_normalization/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.activations import activation_of
from keraslint.facts.neighbours import neighbours
from keraslint.facts.roles import LINEAR_LEARNERS
from keraslint.program import Layer, Model
from keraslint.rule import INFO, rule

BIASED = LINEAR_LEARNERS | {"DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D"}


@rule("KL702", "useless-bias", severity=INFO, default=False)
def useless_bias(model: Model) -> Iterator[Finding]:
    for layer, after in neighbours(model):
        if layer.name not in BIASED or after.name != "BatchNormalization" or layer.value("use_bias", True) is not True:
            continue
        activation = activation_of(layer)
        if activation is None or activation.name != "linear" or not _subtracts(after, layer):
            continue
        yield Finding(
            layer.origin,
            f"`{after.written}` subtracts the bias that this `{layer.written}` adds",
            help="give it `use_bias=False`",
            related=(Note(after.origin, "subtracts the mean of every channel"),),
            fix=_without(layer),
        )


def _subtracts(normalization: Layer, layer: Layer) -> bool:
    """Whether the normalisation certainly takes the mean over all but the channel axis of ``layer``."""
    channels = 1 if layer.value("data_format", None) == "channels_first" else -1
    frozen = normalization.value("trainable", True) is not True
    return not frozen and normalization.value("axis", -1) == channels


def _without(layer: Layer) -> Fix:
    given = layer.arguments.get("use_bias")
    edit = (
        Edit(layer.origin, "use_bias=False", "append")
        if given is None
        else Edit(given.whole, "use_bias=False" if given.written else "False")
    )
    return Fix((edit,), safe=False, message="Leave out the bias")
