"""The biases of a hidden layer do not start at zero.

## What it does
Finds hidden layers with a `bias_initializer` that is certainly not zero.

## Why is this bad?
Biases start at zero by convention: the random kernel breaks the symmetry already, and a bias shifts the activations
before anything was learnt. Ones push `relu` units into their linear range and `tanh` units towards saturation; random
initializers are scaled for matrices, not for vectors.

## Example
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu", bias_initializer="ones"),  # KL711
    layers.Dense(1),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.Dense(1),
])
```

## Fix
Removes the argument, so that biases start from zero. Unsafe: other initial weights give another training.

## When it stays silent
- for output layers, which may well start at the mean or the log odds of the labels: the last that learns in a
  Sequential model; elsewhere only layers with an activation of the `relu` family count as hidden;
- for a small positive constant (up to 0.1) under `relu`, which some use to keep units alive;
- for gates (a `sigmoid` activation) and recurrent layers (a forget gate starts at one);
- for frozen layers, for models whose weights are set or loaded, and where the initial values are not known.

## References
- https://cs231n.github.io/neural-networks-2/#init
- https://keras.io/api/layers/initializers/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.activations import activation_of
from keraslint.facts.causes import recurrent
from keraslint.facts.initializers import by_default, fill_of, hidden_layers, initializer_name
from keraslint.program import Layer, Program
from keraslint.rule import INFO, rule

SMALL = 0.1


@rule("KL711", "nonzero-bias-initializer", severity=INFO, default=False)
def nonzero_bias_initializer(program: Program) -> Iterator[Finding]:
    for layer in hidden_layers(program):
        argument = layer.arguments.get("bias_initializer")
        if argument is None or recurrent(layer) is not None or layer.value("use_bias", True) is not True:
            continue
        name, number = initializer_name(argument.value), fill_of(argument.value)
        if name is None or number == 0 or (name == "Constant" and number is None) or _meant(layer, number):
            continue
        start = f"`{name}`" if number is None else f"{number:g}"
        yield Finding(
            argument.origin,
            f"the biases of this `{layer.written}` start at {start} instead of 0",
            help="leave `bias_initializer` out",
            fix=by_default(argument),
        )


def _meant(layer: Layer, number: float | None) -> bool:
    """Whether the activation tells why: the gate of a highway, `relu` units that should not be dead at first."""
    activation = activation_of(layer)
    if activation is None or activation.name is None or "sigmoid" in activation.name:
        return True
    return number is not None and 0 < number <= SMALL and "relu" in activation.name
