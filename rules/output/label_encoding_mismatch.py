"""The labels are not encoded as the loss expects.

## What it does
Finds `fit`, `evaluate` and validation data whose labels have another encoding than the loss expects: one-hot labels
with `sparse_categorical_crossentropy`, integer labels with `categorical_crossentropy`, integer labels with
`binary_crossentropy` on several units, and labels of three or more classes, or quantities far outside of 0 … 1, with a
binary loss on one unit.

## Why is this bad?
Keras raises at the first batch, since the shapes do not agree. A binary loss with labels above 1 runs, but its value
becomes negative and means nothing.

## Example
```python
x, labels = np.zeros((6, 8)), np.array([0, 1, 2, 2, 1, 0])
model = Sequential([Input((8,)), Dense(3, activation="softmax")])
model.compile("adam", "categorical_crossentropy")  # KL308
model.fit(x, labels)
```

```python
x, labels = np.zeros((6, 8)), keras.utils.to_categorical([0, 1, 2, 2, 1, 0])
model = Sequential([Input((8,)), Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")  # KL308
model.fit(x, labels)
```

## Use instead
```python
x, labels = np.zeros((6, 8)), np.array([0, 1, 2, 2, 1, 0])
model = Sequential([Input((8,)), Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, labels)
```

```python
x, labels = np.zeros((6, 8)), keras.utils.to_categorical([0, 1, 2, 2, 1, 0])
model = Sequential([Input((8,)), Dense(3, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(x, labels)
```

## Fix
Puts the loss that the labels fit, `categorical_crossentropy` or its sparse form, and the metrics that go with it.
Unsafe: the labels may be what is wrong. Nothing where the metrics ask for integer labels as the loss does: then the
labels are to be changed.

## When it stays silent
Where the loss, the output or the labels are not known, for several outputs and losses of your own, for autoencoders
(the labels are the inputs), for labels of several columns with a binary loss, and where softmax meets a binary loss
(KL302).

## References
- https://keras.io/api/losses/probabilistic_losses/
- https://keras.io/api/utils/python_utils/#to_categorical-function
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.encoding import fitting, wrong_encoding, wrong_with
from keraslint.facts.objective import Objective, objectives
from keraslint.facts.remedies import matching_metrics, other_loss
from keraslint.program import Model
from keraslint.rule import ERROR, rule

EXPECTED = {
    "one-hot": "one-hot labels, one column per class",
    "integers": "integer labels, one number per sample",
    "two": "labels of two classes, 0 and 1, for one unit",
    "probabilities": "labels from 0 to 1",
}
OTHER = {"sparse": "categorical_crossentropy", "categorical": "sparse_categorical_crossentropy"}


@rule("KL308", "label-encoding-mismatch", severity=ERROR)
def label_encoding_mismatch(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        loss, labels = objective.loss, objective.labels
        expected = wrong_encoding(objective)
        if expected is None or loss is None or labels is None:
            continue
        if loss.family == "binary" and objective.output.activation == "softmax":
            continue
        wants = "one column for each unit" if loss.family == "binary" and expected == "one-hot" else EXPECTED[expected]
        peer = fitting(objective, objectives(model))
        if peer is not None and peer.labels is not None:
            yield Finding(
                labels.origin,
                f"these labels {_given(objective)}, but `{loss.written}` expects {wants}",
                help=f"encode them like the others: {peer.labels.text}",
                related=(*objective.loss_note, *labels.source_notes, *peer.labels.notes[:1]),
            )
            continue
        yield Finding(
            loss.origin,
            f"`{loss.written}` expects {wants}, but the labels {_given(objective)}",
            help=_help(objective, expected),
            related=(*labels.notes, *objective.output_note),
            fix=_fix(objective, objectives(model)),
        )


def _given(objective: Objective) -> str:
    labels = objective.labels
    assert labels is not None
    beyond = labels.beyond(0, 1) if wrong_encoding(objective) == "probabilities" else None
    if beyond is not None:
        return f"are {labels.text}, which {beyond}" if labels.text else beyond
    if labels.array.meaning in ("classes", "binary", "one-hot", "multi-hot"):
        return f"are {labels.text}"
    encoding = "one number" if labels.flat else f"{labels.columns} columns"
    return ", ".join(part for part in (f"are {encoding} per sample", labels.source) if part)


def _sparse_metrics(objective: Objective) -> bool:
    return any(metric.name.startswith("sparse") for metric in objective.metrics)


def _help(objective: Objective, expected: str) -> str:
    """The smallest change, in the direction that metrics and units point."""
    loss, labels = objective.loss, objective.labels
    assert loss is not None
    assert labels is not None
    if expected == "probabilities":
        return "for a regression use `mse` and no activation; for two classes encode them as 0 and 1"
    if expected == "two":
        return f"give the last layer {labels.classes} units and `softmax`, and use `sparse_categorical_crossentropy`"
    if loss.family == "binary":
        if labels.classes == 2 or labels.array.meaning == "binary":
            return "give the last layer one unit, as the labels have"
        return "use `softmax` and `sparse_categorical_crossentropy`, or `to_categorical` the labels"
    if expected == "integers" and _sparse_metrics(objective):
        return "pass the integer labels, without `to_categorical`"
    if loss.call is not None:
        name = "CategoricalCrossentropy" if loss.family == "sparse" else "SparseCategoricalCrossentropy"
        return f"use `{name}`"
    return f"use `{OTHER[loss.family or 'sparse']}`"


def _fix(objective: Objective, peers: Sequence[Objective]) -> Fix | None:
    """The other crossentropy, unless that is wrong for other labels under the same ``compile``."""
    loss = objective.loss
    if loss is None or loss.family not in OTHER or (loss.family == "sparse" and _sparse_metrics(objective)):
        return None
    name = OTHER[loss.family]
    edits = other_loss(loss, name)
    if not edits or wrong_with("categorical" if loss.family == "sparse" else "sparse", objective, peers):
        return None
    metrics = matching_metrics(objective.metrics, sparse=loss.family == "categorical")
    return Fix((*edits, *metrics), safe=False, message=f"Use `{name}`")
