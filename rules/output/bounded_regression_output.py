"""A bounded output cannot reach the values that it should learn.

## What it does
Finds models with a regression loss (`mse`, `mae`, `huber`, …) whose output activation is `softmax`, and those with
`sigmoid`, `tanh`, `relu` or the like whose labels are known to leave the range of the activation.

## Why is this bad?
`sigmoid` stays between 0 and 1, `tanh` between -1 and 1, `relu` is never negative. Labels outside are never reached:
the output sticks to the bound, where the gradient is zero. The units of a `softmax` sum to one, so that none can be
learned on its own.

## Example
```python
x, prices = np.zeros((4, 8)), np.array([210.0, 340.0, 175.0, 402.5])
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1, activation="sigmoid"),  # KL310
])
model.compile("adam", "mse")
model.fit(x, prices)
```

## Use instead
```python
x, prices = np.zeros((4, 8)), np.array([210.0, 340.0, 175.0, 402.5])
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1),
])
model.compile("adam", "mse")
model.fit(x, prices)
```

## When it stays silent
For every activation but `softmax` where the range of the labels is not known, or inside that of the activation.

## References
- https://keras.io/api/layers/activations/
- https://keras.io/api/losses/regression_losses/
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Final

from keraslint.diagnostic import Finding
from keraslint.facts.encoding import unit_per_class
from keraslint.facts.objective import Objective, objectives
from keraslint.program import Model
from keraslint.rule import WARNING, rule

RANGES: Final = {
    "softmax": (0.0, 1.0),
    "sigmoid": (0.0, 1.0),
    "hard_sigmoid": (0.0, 1.0),
    "tanh": (-1.0, 1.0),
    "hard_tanh": (-1.0, 1.0),
    "softsign": (-1.0, 1.0),
    "relu": (0.0, inf),
    "relu6": (0.0, 6.0),
    "softplus": (0.0, inf),
    "exponential": (0.0, inf),
}


@rule("KL310", "bounded-regression-output", severity=WARNING)
def bounded_regression_output(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        loss, output = objective.loss, objective.output
        if loss is None or loss.family != "regression" or output.applied is None or output.activation not in RANGES:
            continue
        low, high = RANGES[output.activation]
        outside = None if objective.labels is None else objective.labels.beyond(low, high)
        if outside is None and output.activation != "softmax":
            continue
        bounds = "only positive values" if high == inf else f"values between {low:g} and {high:g}"
        softmax = f"the {output.units} units" if isinstance(output.units, int) and output.units > 1 else "the units"
        yield Finding(
            output.applied.origin,
            f"`{output.activation}` gives {bounds}, but the labels {outside}"
            if outside is not None
            else f"{softmax} of a `softmax` sum to one, but `{loss.written}` takes each as a value of its own",
            help=_help(objective),
            related=(*objective.loss_note, *objective.label_notes),
        )


def _help(objective: Objective) -> str:
    labels = objective.labels
    if unit_per_class(objective):
        softmax = "" if objective.output.activation == "softmax" else " and a `softmax` output"
        return f"for classes, use `sparse_categorical_crossentropy`{softmax}"
    if objective.output.activation == "softmax" and (labels is None or labels.array.meaning != "continuous"):
        return "use `categorical_crossentropy` for classes, or leave out the activation for a regression"
    return "leave out the activation, or scale the labels"
