"""A categorical crossentropy on an output of one unit.

## What it does
Finds models whose last layer has one unit and that are trained with `categorical_crossentropy` or
`sparse_categorical_crossentropy`.

## Why is this bad?
Both losses expect one unit per class. With one unit, `categorical_crossentropy` is zero for every sample (Keras 3
warns), so nothing is learned; `sparse_categorical_crossentropy` raises at the first label other than 0.

## Example
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1, activation="sigmoid"),
])
model.compile("adam", "categorical_crossentropy")  # KL303
```

## Use instead
For two classes
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
```
and for more
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
```

## Fix
Puts `"binary_crossentropy"` where the unit is a sigmoid and the labels are not known to have more than two classes.
Unsafe: one unit per class may be meant.

## When it stays silent
Where the output still has other axes than the samples, or its width is not known.

## References
- https://keras.io/api/losses/probabilistic_losses/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.objective import Objective, objectives
from keraslint.facts.remedies import other_loss
from keraslint.program import Model
from keraslint.rule import ERROR, rule


@rule("KL303", "categorical-loss-single-unit", severity=ERROR, raises=False)
def categorical_loss_single_unit(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        loss, output = objective.loss, objective.output
        if loss is None or loss.family not in ("categorical", "sparse"):
            continue
        if output.units != 1 or output.rank not in (None, 2):
            continue
        more = _more_than_two(objective)
        edits = other_loss(loss, "binary_crossentropy")
        fix = Fix(edits, safe=False, message="Use `binary_crossentropy`") if edits else None
        yield Finding(
            loss.origin,
            f"`{loss.written}` expects one unit per class, but the output has one unit",
            help=_help(objective),
            related=(*objective.output_note, *objective.label_notes),
            fix=fix if not more and output.activation == "sigmoid" else None,
        )


def _classes(objective: Objective) -> int | None:
    labels = objective.labels
    if labels is None:
        return None
    counts = (labels.classes, labels.columns if labels.one_hot else None)
    return next((count for count in counts if isinstance(count, int)), None)


def _more_than_two(objective: Objective) -> bool:
    classes = _classes(objective)
    return classes is not None and classes > 2


def _help(objective: Objective) -> str:
    classes, labels = _classes(objective), objective.labels
    if _more_than_two(objective) or (labels is not None and labels.one_hot):
        return f"give the last layer {classes or 'as many'} units{'' if classes else ' as classes'} and `softmax`"
    sigmoid = "" if objective.output.activation == "sigmoid" else " and `sigmoid`"
    two = f"use `binary_crossentropy`{sigmoid}"
    return two if classes == 2 else f"{two} for two classes, or one unit per class and `softmax` for more"
