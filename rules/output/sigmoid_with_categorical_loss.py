"""Several sigmoid units are trained with a categorical crossentropy.

## What it does
Finds models with two or more sigmoid units and `categorical_crossentropy` or `sparse_categorical_crossentropy`.

## Why is this bad?
The loss is for classes that exclude each other and looks at the probability of the true class only; it expects
probabilities that sum to one. Sigmoid units are independent. Keras divides them by their sum silently, the gradients
fade once the units saturate, and the outputs are no probabilities of classes.

## Example
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="sigmoid"),  # KL304
])
model.compile("adam", "categorical_crossentropy")
```

## Use instead
`softmax` where one class is true, `binary_crossentropy` where several can be.
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
```

## Fix
Puts `"softmax"` for the `"sigmoid"` where the labels are not known to have several classes at once. Unsafe: it may be
the loss that is not meant.

## When it stays silent
On one unit (KL303), with `from_logits=True` (KL306), and where the activation or the loss is not known. A number of
units that is not known is reported, for these losses are wrong for one sigmoid unit too; but not where the model is
chosen by a condition, which may be the number of units.

## References
- https://keras.io/api/losses/probabilistic_losses/#categorical_crossentropy-function
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.encoding import count, perhaps_several
from keraslint.facts.objective import objectives
from keraslint.facts.remedies import other_activation
from keraslint.program import Model
from keraslint.rule import WARNING, rule


@rule("KL304", "sigmoid-with-categorical-loss", severity=WARNING)
def sigmoid_with_categorical_loss(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        loss, output, labels = objective.loss, objective.output, objective.labels
        if loss is None or loss.family not in ("categorical", "sparse") or loss.from_logits is not False:
            continue
        if output.activation != "sigmoid" or output.applied is None or not perhaps_several(model, output):
            continue
        remedy = "use `softmax`, or `binary_crossentropy` if several classes can be true at once"
        if labels is not None and (labels.one_hot or labels.integers):
            remedy = "use `softmax`: the labels name one class per sample"
        elif labels is not None and labels.array.meaning == "multi-hot":
            remedy = "use `binary_crossentropy`: several classes can be true at once"
        several_true = labels is not None and labels.array.meaning == "multi-hot"
        edits = () if several_true else other_activation(output.applied, "softmax")
        yield Finding(
            output.applied.origin,
            f"`{loss.written}` is for classes that exclude each other, but the {count(output)}sigmoid units are "
            "independent",
            help=remedy,
            related=(*objective.loss_note, *objective.label_notes),
            fix=Fix(edits, safe=False, message="Use `softmax`") if edits else None,
        )
