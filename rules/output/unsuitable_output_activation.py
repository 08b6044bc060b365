"""A crossentropy gets an output that is no probability.

## What it does
Finds models that are trained with a crossentropy while the last activation is `relu`, `tanh` or another one that
leaves the range from 0 to 1.

## Why is this bad?
The loss takes the logarithm of what it believes to be probabilities. `tanh` gives negative values, `relu` values far
above 1: Keras clips them, and the gradient is zero where it clips. A `relu` output that is 0 for a true class never
recovers.

## Example
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1, activation="relu"),  # KL307
])
model.compile("adam", "binary_crossentropy")
```

## Use instead
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
```

## Fix
Puts `"softmax"`, before a binary loss `"sigmoid"`, where the activation is an argument of the layer. Unsafe: it may be
the loss that is not meant.

## When it stays silent
For activations that are positive and that a categorical loss may divide by their sum (`exponential`, `softplus`), for
`hard_sigmoid`, where the activation or the loss is not known, and with `from_logits=True` unless a binary loss gets
what is never negative.

## References
- https://keras.io/api/layers/activations/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.objective import Objective, each_compile
from keraslint.facts.remedies import other_activation
from keraslint.program import Model
from keraslint.rule import WARNING, rule

NEGATIVE_TOO = frozenset(
    "celu elu gelu hard_shrink hard_silu hard_tanh leaky_relu log_sigmoid log_softmax mish prelu selu silu soft_shrink "
    "softsign sparse_plus tanh tanh_shrink".split()
)
UNBOUNDED = frozenset({"relu", "relu6", "squareplus", "thresholded_relu"})
POSITIVE = frozenset({"exponential", "softplus"})


@rule("KL307", "unsuitable-output-activation", severity=WARNING)
def unsuitable_output_activation(model: Model) -> Iterator[Finding]:
    for objective in each_compile(model):
        loss, output = objective.loss, objective.output
        if loss is None or not loss.for_classes or output.applied is None or not _unsuitable(objective):
            continue
        activation = "sigmoid" if loss.family == "binary" else "softmax"
        wants = "logits of both signs" if loss.from_logits else "probabilities"
        edits = () if loss.from_logits else other_activation(output.applied, activation)
        default = "" if output.applied.explicit else ", the layer's default"
        yield Finding(
            output.applied.origin,
            f"`{loss.written}` expects {wants}, but the output activation is `{output.activation}`{default}",
            help="leave out the activation: the loss applies it" if loss.from_logits else f"use `{activation}`",
            related=objective.loss_note,
            fix=Fix(edits, safe=False, message=f"Use `{activation}`") if edits else None,
        )


def _unsuitable(objective: Objective) -> bool:
    loss, name = objective.loss, objective.output.activation
    if loss is None or name is None or loss.from_logits is None:
        return False
    if loss.from_logits:
        return loss.family == "binary" and name in UNBOUNDED | POSITIVE
    return name in NEGATIVE_TOO | UNBOUNDED or (loss.family == "binary" and name in POSITIVE)
