"""A regression loss on classes.

## What it does
Finds models that are trained with `mse`, `mae` or another regression loss while the labels are one-hot or the output is
a softmax.

## Why is this bad?
It runs, and it trains badly: the gradient of the squared error through a softmax or sigmoid fades exactly where the
model is confidently wrong. A crossentropy is made for this, learns faster and ends better.

## Example
```python
x, labels = np.zeros((6, 8)), keras.utils.to_categorical([0, 1, 2, 2, 1, 0])
model = Sequential([Input((8,)), Dense(3, activation="sigmoid")])
model.compile("adam", "mse")  # KL312
model.fit(x, labels)
```

## Use instead
```python
x, labels = np.zeros((6, 8)), keras.utils.to_categorical([0, 1, 2, 2, 1, 0])
model = Sequential([Input((8,)), Dense(3, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(x, labels)
```

## When it stays silent
Where labels and output activation are not known, for integer labels (they may be a quantity), and for a softmax whose
labels are known to be continuous (KL310) or that has one unit (KL301).

## References
- https://keras.io/api/losses/probabilistic_losses/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.objective import Objective, objectives
from keraslint.program import Model
from keraslint.rule import WARNING, rule


@rule("KL312", "regression-loss-for-classes", severity=WARNING)
def regression_loss_for_classes(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        loss, labels = objective.loss, objective.labels
        if loss is None or loss.family != "regression":
            continue
        if labels is not None and labels.one_hot:
            what = f"the labels are {labels.text}"
        elif _softmax_for_classes(objective):
            what = "the output is a softmax"
        else:
            continue
        flat = labels is not None and labels.integers
        better = "sparse_categorical_crossentropy" if flat else "categorical_crossentropy"
        activation = objective.output.activation
        softmax = "" if activation in ("softmax", None) else " and a `softmax` output"
        what += ", and the output has no activation" if activation == "linear" and labels is not None else ""
        yield Finding(
            loss.origin,
            f"`{loss.written}` is a loss for quantities, but {what}",
            help=f"use `{better}`{softmax}",
            related=(*objective.output_note, *objective.label_notes),
        )


def _softmax_for_classes(objective: Objective) -> bool:
    output, labels = objective.output, objective.labels
    if output.activation != "softmax" or output.units == 1:
        return False
    return labels is None or labels.array.meaning != "continuous" or labels.scaled
