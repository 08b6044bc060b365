"""Dropout stands before batch normalisation, whose statistics then differ between training and use.

## What it does
Finds dropout layers whose output goes into `BatchNormalization` with nothing that learns in between.

## Why is this bad?
Dropout raises the variance of what passes through it while the model is trained, and not when it is used. The batch
normalisation measures its running variance in training and divides by it in use, so that there every value is scaled
wrongly ("variance shift"). Published measurements find networks with dropout before batch normalisation less accurate
than with either of them alone.

## Example
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.5),  # KL703
    layers.BatchNormalization(),
    layers.Dense(1),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.BatchNormalization(),
    layers.Dropout(0.5),
    layers.Dense(1),
])
```

## When it stays silent
- where a layer that learns stands between the two (the shift is smaller there, and blocks are often built so);
- for `LayerNormalization` and others that keep no running statistics, for frozen batch normalisation, and for
  `AlphaDropout`, which keeps mean and variance;
- for a rate of 0 and one that is not known;
- in functional models, whose layers are not followed.

## References
- https://arxiv.org/abs/1801.05134
- https://keras.io/api/layers/normalization_layers/batch_normalization/
- https://arxiv.org/abs/2105.08095
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.neighbours import ACTIVATING, neighbours
from keraslint.facts.roles import DROPOUTS, FLATTENERS, POOLINGS, drops
from keraslint.program import Model
from keraslint.rule import INFO, rule

THROUGH = ACTIVATING | POOLINGS | FLATTENERS


@rule("KL703", "dropout-before-normalisation", severity=INFO, default=False)
def dropout_before_normalisation(model: Model) -> Iterator[Finding]:
    for dropout, after in neighbours(model, THROUGH):
        if dropout.name not in DROPOUTS - {"AlphaDropout"} or after.name != "BatchNormalization" or not drops(dropout):
            continue
        if after.value("trainable", True) is not True:
            continue
        yield Finding(
            dropout.origin,
            f"`{after.written}` measures the variance that `{dropout.written}` raises in training only",
            help="put the dropout behind the normalisation",
            related=(Note(after.origin, "normalised here"),),
        )
