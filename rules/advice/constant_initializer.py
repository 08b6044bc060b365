"""All weights of a hidden layer start at one number, so that its units start out as copies of each other.

## What it does
Finds hidden layers of several units or filters whose kernel is initialised by `Zeros`, `Ones` or `Constant`.

## Why is this bad?
Units with the same weights compute the same and get gradients that differ only as far as the layer behind them tells
them apart. Where that one starts from a constant too, they stay copies of each other for ever and the layer has in
effect one unit; behind zeros, `relu` has no gradient at all. Random initial weights break the symmetry.

## Example
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu", kernel_initializer="zeros"),  # KL701
    layers.Dense(1),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu", kernel_initializer="he_normal"),
    layers.Dense(1),
])
```

## Fix
Removes the argument, so that Keras's own initializer is taken. Unsafe: other initial weights give another training.

## When it stays silent
- for a single unit or filter, and where their number is not known;
- for output layers (a linear model may well start at zero), recognised as the last that learns in a Sequential model;
  elsewhere only layers with an activation of the `relu` family count as hidden;
- for embeddings, recurrent and separable layers, for frozen layers (a fixed filter) and models whose weights are set
  or loaded;
- where the bias starts from something else than a constant: the units differ then.

## References
- https://cs231n.github.io/neural-networks-2/#init
- https://keras.io/api/layers/initializers/
- https://arxiv.org/abs/2105.08095
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.initializers import by_default, fill_of, hidden_layers
from keraslint.facts.roles import LINEAR_LEARNERS
from keraslint.program import Layer, Program
from keraslint.rule import INFO, rule


@rule("KL701", "constant-initializer", severity=INFO, default=False)
def constant_initializer(program: Program) -> Iterator[Finding]:
    for layer in hidden_layers(program):
        units = layer.value("units" if layer.name == "Dense" else "filters", None)
        number = _start(layer)
        if isinstance(units, int) and units > 1 and number is not None:
            argument = layer.arguments["kernel_initializer"]
            yield Finding(
                argument.origin,
                f"all {units} units of this `{layer.written}` start with the same weights ({number:g})",
                help="leave the initializer out, or take a random one such as `glorot_uniform` or `he_normal`",
                fix=by_default(argument),
            )


def _start(layer: Layer) -> float | None:
    """The number that all weights start at; ``None`` where they or the biases tell the units apart."""
    if layer.name not in LINEAR_LEARNERS or fill_of(layer.value("bias_initializer", "zeros")) is None:
        return None
    return fill_of(layer.value("kernel_initializer", None))
