"""A loss that applies the activation itself gets an output that has been through it already.

## What it does
Finds models with a softmax or sigmoid output whose crossentropy has `from_logits=True`.

## Why is this bad?
With `from_logits=True` the loss applies softmax or sigmoid itself. Applied twice, the probabilities are squeezed
together: the loss cannot become small and the model learns slowly. Keras 3 warns about it while it trains.

## Example
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax"),  # KL306
])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
```

## Use instead
One of the two.
```python
model = Sequential([Input((8,)), Dense(16, activation="relu"), Dense(3)])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
```

## Fix
Removes `from_logits=True`. Unsafe: the model learns something else than before, and leaving out the activation is the
other remedy.

## When it stays silent
Where the activation or `from_logits` is not known.

## References
- https://keras.io/api/losses/probabilistic_losses/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.objective import each_compile
from keraslint.facts.remedies import on_probabilities
from keraslint.program import Model
from keraslint.rule import WARNING, rule


@rule("KL306", "activation-with-from-logits", severity=WARNING)
def activation_with_from_logits(model: Model) -> Iterator[Finding]:
    for objective in each_compile(model):
        loss, output = objective.loss, objective.output
        if loss is None or not loss.for_classes or loss.from_logits is not True or output.applied is None:
            continue
        if output.activation not in ("softmax", "sigmoid"):
            continue
        edits = on_probabilities(loss)
        yield Finding(
            output.applied.origin,
            f"`{loss.written}(from_logits=True)` expects logits, but the output has been through `{output.activation}`",
            help=f"leave out the `{output.activation}`, or `from_logits=True`",
            related=objective.loss_note,
            fix=Fix(edits, safe=False, message="Leave out `from_logits=True`") if edits else None,
        )
