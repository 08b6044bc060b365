"""A metric that does not go with the loss, the labels or the output.

## What it does
Finds metrics in `compile` that compute something else than they seem to:
- accuracy for a regression, and the class `Accuracy`, which asks for exact equality, for a crossentropy;
- `categorical_accuracy` and `top_k_categorical_accuracy` beside a sparse loss, their sparse forms beside
  `categorical_crossentropy`;
- `binary_accuracy` on softmax; `Precision`, `Recall`, `AUC` beside a sparse loss;
- metrics with a threshold of 0.5 on logits.

## Why is this bad?
Keras computes a number, and it means nothing: predictions of a regression are hardly ever equal to the labels, the
categorical metrics take the largest column of labels that have none, and a logit of 0.5 is a probability of 0.62. Some
of them raise.

## Example
```python
model = Sequential([Input((8,)), Dense(10, activation="softmax")])
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy", "top_k_categorical_accuracy"],  # KL311
)
```

```python
model = Sequential([Input((8,)), Dense(1)])
model.compile("adam", "mse", metrics=["accuracy"])  # KL311
```

## Use instead
```python
model = Sequential([Input((8,)), Dense(10, activation="softmax")])
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy", "sparse_top_k_categorical_accuracy"],
)
```

```python
model = Sequential([Input((8,)), Dense(1)])
model.compile("adam", "mse", metrics=["mae"])
```

## Fix
Puts the metric that the help names, where it is given as a string. Unsafe: what is measured then has another name in
the history, which callbacks may watch.

## When it stays silent
Where the loss is not known, for metrics of your own, and for models that are part of another one. For accuracy beside a
regression loss: where the output speaks for classes, and where the model is fitted to labels that are not known to be
continuous (they may be 0 and 1).

## References
- https://keras.io/api/metrics/accuracy_metrics/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.encoding import several
from keraslint.facts.losses import Metric
from keraslint.facts.objective import Objective, objectives
from keraslint.facts.remedies import other_metric
from keraslint.program import Model
from keraslint.rule import WARNING, rule

ONE_HOT: Final = {
    "categoricalaccuracy": "sparse_categorical_accuracy",
    "topkcategoricalaccuracy": "sparse_top_k_categorical_accuracy",
    "categoricalcrossentropy": "sparse_categorical_crossentropy",
}
SPARSE: Final = {"sparsecategoricalcrossentropy": "categorical_crossentropy"} | {
    "sparsecategoricalaccuracy": "categorical_accuracy",
    "sparsetopkcategoricalaccuracy": "top_k_categorical_accuracy",
}
COUNTING: Final = frozenset(
    {"precision", "recall", "auc", "truepositives", "truenegatives", "falsepositives", "falsenegatives", "f1score"}
)
ACCURACIES: Final = frozenset({"accuracy", "Accuracy"})
EXPLICIT: Final = frozenset({"binaryaccuracy", "categoricalaccuracy", "sparsecategoricalaccuracy"})
PARTS: Final = frozenset({"nested", "tensor", "attribute"})


@rule("KL311", "metric-mismatch", severity=WARNING)
def metric_mismatch(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        if objective.loss is None:
            continue
        for metric in objective.metrics:
            if (found := _mismatch(objective, metric)) is not None:
                message, remedy = found
                name = _other_name(objective, metric)
                edits = () if name is None else other_metric(metric, name)
                yield Finding(
                    metric.origin,
                    message,
                    help=remedy,
                    related=(*objective.loss_note, *objective.output_note, *objective.label_notes),
                    fix=Fix(edits, safe=False, message=f"Use `{name}`") if edits else None,
                )


def _other_name(objective: Objective, metric: Metric) -> str | None:
    """The metric that is meant, where there is one of that name."""
    loss = objective.loss
    if loss is None or loss.family == "regression":
        return None if loss is None else "mae"
    if loss.family == "sparse":
        return ONE_HOT.get(metric.name)
    if metric.name in SPARSE:
        return SPARSE[metric.name] if loss.family == "categorical" else "binary_accuracy"
    return "categorical_accuracy" if metric.name == "binaryaccuracy" and not loss.from_logits else None


def _mismatch(objective: Objective, metric: Metric) -> tuple[str, str] | None:
    loss, output = objective.loss, objective.output
    assert loss is not None
    if loss.family == "regression":
        if (metric.name in ACCURACIES and _regression(objective)) or (
            metric.name in EXPLICIT and _continuous(objective)
        ):
            return f"`{metric.written}` says nothing of a regression", 'measure the error: `metrics=["mae"]`'
        return None
    if loss.for_classes and metric.name == "Accuracy":
        return f"`{metric.written}()` asks for outputs equal to the labels", 'use the string `"accuracy"`'
    if loss.family == "sparse":
        return _beside_sparse(objective, metric)
    if metric.name in SPARSE and loss.family == "categorical":
        return f"`{metric.written}` is for integer labels, `{loss.written}` for one-hot", f"use `{SPARSE[metric.name]}`"
    if metric.name in SPARSE and output.units == 1:
        return f"`{metric.written}` is for one unit per class, the output has one", "use `binary_accuracy`"
    if metric.name == "binaryaccuracy" and output.activation == "softmax" and several(output):
        return f"`{metric.written}` counts each unit of the softmax by itself", "use `categorical_accuracy`"
    if loss.family == "binary" and loss.from_logits and output.activation == "linear":
        return _on_logits(objective, metric)
    return None


def _beside_sparse(objective: Objective, metric: Metric) -> tuple[str, str] | None:
    loss = objective.loss
    assert loss is not None
    if metric.name in ONE_HOT:
        beside = f"`{metric.written}` is for one-hot labels, `{loss.written}` for integers"
        return beside, f"use `{ONE_HOT[metric.name]}`"
    if metric.name == "binaryaccuracy" or (metric.name in COUNTING and several(objective.output)):
        if metric.call is not None and metric.call.value("class_id", None) is not None:
            return None
        return (
            f"`{metric.written}` compares unit by unit, but `{loss.written}` has one integer label per sample",
            "use `sparse_categorical_accuracy`, or one-hot labels and `categorical_crossentropy`",
        )
    return None


def _on_logits(objective: Objective, metric: Metric) -> tuple[str, str] | None:
    """The metrics that hold the output against 0.5, or against probabilities."""
    if metric.name == "accuracy" and objective.output.units != 1:
        return None
    if metric.name not in {"accuracy", "binaryaccuracy", "precision", "recall", "auc"}:
        return None
    if metric.call is not None:
        options = [metric.call.value(name, None) for name in ("threshold", "thresholds", "from_logits")]
        if any(option is not None for option in options):
            return None
    remedy = "use `BinaryAccuracy(threshold=0.0)`" if metric.name in ("accuracy", "binaryaccuracy") else None
    return f"`{metric.written}` expects probabilities, but the output is logits", remedy or "give the output `sigmoid`"


def _regression(objective: Objective) -> bool:
    """Whether the output is a number and nothing speaks for classes; labels that are not known might be 0 and 1."""
    if objective.model.uses & PARTS:
        return False
    if objective.training.event is None:
        return objective.output.activation in ("linear", "relu")
    return _continuous(objective) or (objective.labels is not None and objective.labels.inputs)


def _continuous(objective: Objective) -> bool:
    labels = objective.labels
    if labels is None or labels.scaled or labels.array.meaning not in (None, "continuous"):
        return False
    return labels.array.meaning == "continuous" or labels.beyond(-0.5, 1.5) is not None
