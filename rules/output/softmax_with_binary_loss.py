"""A softmax output is trained with `binary_crossentropy`.

## What it does
Finds models with several softmax units and a binary crossentropy. It is an error where the labels are integers, one
per sample: Keras raises then.

## Why is this bad?
`binary_crossentropy` takes each unit as a yes/no question of its own. Softmax units are not independent, they share
out one probability: the classes exclude each other, and `categorical_crossentropy` is the loss for that. With the
binary loss the wrong classes weigh in once more, Keras 2 counts the accuracy unit by unit (so that it looks far too
good), and integer labels do not fit in shape.

## Example
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax"),
])
model.compile("adam", "binary_crossentropy")  # KL302
```

```python
model = Sequential([Input((8,)), Dense(2, activation="softmax")])
model.compile("adam", "binary_crossentropy")  # KL302:error
model.fit(np.zeros((4, 8)), np.array([0, 1, 1, 0]))
```

## Use instead
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
```

```python
model = Sequential([Input((8,)), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(np.zeros((4, 8)), np.array([0, 1, 1, 0]))
```

## Fix
Puts `categorical_crossentropy`, or its sparse form where the labels are integers. Unsafe: `sigmoid` may be meant, where
several classes can be true at once.

## When it stays silent
Where the activation or the loss is not known, and on one unit (KL301). A number of units that is not known is
reported, for softmax over one unit is wrong too; but not where the model is chosen by a condition, which may be the
number of units.

## References
- https://keras.io/api/losses/probabilistic_losses/#binary_crossentropy-function
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.encoding import count, perhaps_several, wrong_encoding
from keraslint.facts.objective import Objective, objectives
from keraslint.facts.remedies import other_loss
from keraslint.program import Model
from keraslint.rule import ERROR, WARNING, rule


@rule("KL302", "softmax-with-binary-loss", severity=WARNING)
def softmax_with_binary_loss(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        loss, output = objective.loss, objective.output
        if (
            loss is None
            or loss.family != "binary"
            or output.activation != "softmax"
            or not perhaps_several(model, output)
        ):
            continue
        refused = wrong_encoding(objective) is not None
        yield Finding(
            loss.origin,
            f"`{loss.written}` takes each unit as a question of its own, but the {count(output)}softmax units "
            + ("share one answer, and the labels are one number per sample" if refused else "share one answer"),
            help=_help(objective),
            related=(*objective.output_note, *objective.label_notes),
            severity=ERROR if refused else WARNING,
            fix=_fix(objective),
        )


def _fix(objective: Objective) -> Fix | None:
    """The categorical loss that the labels fit; that of one-hot labels where nothing is known of them."""
    labels = objective.labels
    if objective.loss is None or (labels is not None and labels.array.meaning == "multi-hot"):
        return None
    sparse = labels is not None and labels.integers and not labels.one_hot
    name = "sparse_categorical_crossentropy" if sparse else "categorical_crossentropy"
    edits = other_loss(objective.loss, name)
    return Fix(edits, safe=False, message=f"Use `{name}`") if edits else None


def _help(objective: Objective) -> str:
    labels, units = objective.labels, objective.output.units
    if labels is not None and labels.array.meaning == "multi-hot":
        return "use `sigmoid`: several classes can be true at once"
    if labels is not None and labels.one_hot:
        return "use `categorical_crossentropy`"
    if labels is not None and labels.integers:
        one = "one `sigmoid` unit with this loss, or " if units == 2 else ""
        return f"use {one}`sparse_categorical_crossentropy`"
    if units == 2:
        return "use `categorical_crossentropy`, or one `sigmoid` unit with this loss"
    return "use `categorical_crossentropy`, or `sigmoid` if several classes can be true at once"
