"""Class labels were scaled together with the inputs.

## What it does
Finds class labels that were divided, normalised or standardised before they are given to a model that classifies.

## Why is this bad?
A label is the number of a class. Divided by 255 the digits 0 … 9 become fractions below 0.04: a sparse loss takes all
of them for class 0, a binary loss learns to answer nearly 0.

## Example
```python
(x, y), _ = keras.datasets.mnist.load_data()
x, y = x / 255, y / 255
model = Sequential([Input((28, 28)), Flatten(), Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y)  # KL313
```

## Use instead
```python
x, y = np.zeros((6, 28, 28)), np.array([0, 1, 2, 2, 1, 0])
x = x / 255
model = Sequential([Input((28, 28)), Flatten(), Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y)
```

## When it stays silent
For labels that are not known to be classes (standardised ones with a sparse loss should be), for label smoothing, for
regression losses, and for a binary loss on whole numbers divided by the largest of them (pixels / 255, marks / 100):
those are targets from 0 to 1.

## References
- https://keras.io/api/losses/probabilistic_losses/
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.labels import Labels
from keraslint.facts.objective import objectives
from keraslint.program import Model
from keraslint.rule import WARNING, rule


@rule("KL313", "labels-scaled", severity=WARNING)
def labels_scaled(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        loss, labels = objective.loss, objective.labels
        if labels is None or loss is None:
            continue
        if loss.family == "sparse" and labels.array.meaning is None and labels.array.standardised:
            yield Finding(
                labels.origin,
                f"the labels were standardised: `{loss.written}` needs the numbers of the classes",
                help="scale the inputs only",
                related=(*labels.source_notes, *objective.loss_note),
            )
            continue
        if not labels.scaled:
            continue
        if not loss.for_classes and objective.output.activation != "softmax":
            continue
        if loss.family == "binary" and _fills_unit_range(labels):
            continue
        yield Finding(
            labels.origin,
            f"the labels of {labels.classes} classes were scaled: `{loss.written}` needs the classes themselves",
            help="scale the inputs only",
            related=(*labels.source_notes, *objective.loss_note),
        )


def _fills_unit_range(labels: Labels) -> bool:
    """From 0 to 1, both reached: the target of a binary loss may be any probability."""
    low, high = labels.array.low, labels.array.high
    return low is not None and high is not None and math.isclose(low, 0, abs_tol=1e-6) and math.isclose(high, 1)
