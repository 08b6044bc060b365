"""Dropout, noise or normalisation stands after the output activation.

## What it does
Finds Sequential models whose last layers are dropout, noise or normalisation layers that follow a `softmax` or
`sigmoid` output.

## Why is this bad?
The output of the model should be probabilities. Dropout after `softmax` sets some of them to zero and scales the
others up while the model is trained; noise and normalisation move them out of [0, 1]. The loss then sees something
that is no probability: it becomes infinite, or the model cannot learn.

## Example
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
    layers.Dropout(0.5),  # KL408
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(10, activation="softmax"),
])
```

## Fix
Removes the layer. Unsafe: it may belong before the output layer instead.

## When it stays silent
For other activations and for a linear last layer (features may well end with normalisation), for a `sigmoid` in a
model that the file does not compile, and for models that are used inside another model or layer.

## References
- https://keras.io/api/layers/regularization_layers/dropout/
- https://keras.io/api/layers/normalization_layers/batch_normalization/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.activations import activation_before
from keraslint.facts.places import place_of
from keraslint.facts.roles import DROPOUTS, NOISE, NORMALIZATIONS
from keraslint.facts.training import is_part
from keraslint.program import Layer, Model
from keraslint.rule import WARNING, rule

REGULARIZING = DROPOUTS | NOISE | NORMALIZATIONS


@rule("KL408", "layer-after-output", severity=WARNING)
def layer_after_output(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential" or model.open_because is not None or is_part(model):
        return
    last = next(reversed(model.elements), None)
    if not isinstance(last, Layer) or last.name not in REGULARIZING:
        return
    output = activation_before(model.elements, len(model.elements), REGULARIZING)
    if output is None or output.name not in ("softmax", "sigmoid") or not output.explicit:
        return
    if output.name == "sigmoid" and not any(model.occurrences("compile")):
        return
    place = place_of(model, last)
    yield Finding(
        last.origin,
        f"`{last.written}` changes the probabilities that the `{output.name}` output gives",
        related=(Note(output.origin, "the output activation"),),
        help=f"put `{last.written}` before the output layer, or leave it out",
        fix=None if place is None else Fix((Edit(place, "", "drop"),), safe=False, message=f"Remove `{last.written}`"),
    )
