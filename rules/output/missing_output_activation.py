"""A crossentropy that expects probabilities gets logits.

## What it does
Finds models whose last layer has no activation and whose loss is a crossentropy without `from_logits=True`.

## Why is this bad?
The loss takes the logarithm of what it believes to be probabilities. Values below 0 and above 1 are clipped, their
gradient is lost, and the model trains badly or not at all. Keras says nothing.

## Example
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3),  # KL305
])
model.compile("adam", "sparse_categorical_crossentropy")
```

## Use instead
The activation, or a loss that is told of the logits.
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
```

```python
model = Sequential([Input((8,)), Dense(16, activation="relu"), Dense(3)])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
```

## Fix
Gives a categorical loss `from_logits=True` (`"sparse_categorical_crossentropy"` becomes
`keras.losses.SparseCategoricalCrossentropy(from_logits=True)`), and before a binary loss the last layer
`activation="sigmoid"`, since metrics hold its output against 0.5. Unsafe: the model learns something else than before,
and the other remedy may be the better one.

## When it stays silent
Where the last activation may be elsewhere (a `Lambda`, a layer of your own, a function on the last tensor), where
`from_logits` is not known, and for a `compile` that nothing is trained with while the model is used in another way.

## References
- https://keras.io/api/losses/probabilistic_losses/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix
from keraslint.facts.objective import Objective, each_compile
from keraslint.facts.remedies import on_logits
from keraslint.keras_api.tables import keras_class
from keraslint.program import Layer, Model
from keraslint.rule import WARNING, rule


@rule("KL305", "missing-output-activation", severity=WARNING)
def missing_output_activation(model: Model) -> Iterator[Finding]:
    for objective in each_compile(model):
        loss, output = objective.loss, objective.output
        if loss is None or not loss.for_classes or loss.from_logits is not False or output.applied is None:
            continue
        if output.activation != "linear" or (output.units == 1 and loss.family != "binary"):
            continue
        activation = "sigmoid" if loss.family == "binary" else "softmax"
        yield Finding(
            output.applied.origin,
            f"`{loss.written}` expects probabilities, but the output has no activation",
            help=f'give the output `activation="{activation}"`, or the loss `from_logits=True`',
            related=objective.loss_note,
            fix=_with_sigmoid(objective) if loss.family == "binary" else _on_logits(objective),
        )


def _on_logits(objective: Objective) -> Fix | None:
    assert objective.loss is not None
    edits = on_logits(objective.loss)
    return Fix(edits, safe=False, message="Tell the loss of the logits") if edits else None


def _with_sigmoid(objective: Objective) -> Fix | None:
    """Not ``from_logits``: ``accuracy`` and its like hold the output of one unit against 0.5."""
    layer = objective.output.element
    if not isinstance(layer, Layer) or "activation" in layer.arguments or not _takes_activation(layer):
        return None
    edit = Edit(layer.origin, 'activation="sigmoid"', "append")
    return Fix((edit,), safe=False, message="Give the output `sigmoid`")


def _takes_activation(layer: Layer) -> bool:
    entry = keras_class(layer.name, "layer")
    return entry is not None and entry.parameter("activation") is not None
