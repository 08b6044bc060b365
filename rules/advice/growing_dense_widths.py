"""A hidden `Dense` layer has more units than the one before it.

## What it does
Finds Sequential models that narrow to their output and in which a hidden `Dense` layer is followed by a wider one.

## Why is this bad?
The wider layer gets its values from fewer numbers: it cannot bring back what the narrow one has left out, and its
weights are the most of the network. Classifiers and regressions usually narrow like a funnel, or keep their width.

## Example
```python
model = keras.Sequential([
    layers.Input((784,)),
    layers.Dense(32, activation="relu"),
    layers.Dense(256, activation="relu"),  # KL706
    layers.Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((784,)),
    layers.Dense(256, activation="relu"),
    layers.Dense(32, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
```

## When it stays silent
- for models that do not end in a layer narrower than all of its hidden ones (autoencoders, decoders, generators), and
  for parts of other models;
- where the narrow layer is at least as wide as the data: there is nothing to leave out, a few features are spread over
  more and more units;
- where a layer, its width or the width of the data is not known, and in functional models, whose layers are not
  followed.

## References
- https://arxiv.org/abs/2105.08095
- https://arxiv.org/abs/1512.00567
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.linear import width
from keraslint.facts.vectors import hidden_widenings
from keraslint.program import Model
from keraslint.rule import INFO, rule


@rule("KL706", "growing-dense-widths", severity=INFO, default=False)
def growing_dense_widths(model: Model) -> Iterator[Finding]:
    for narrow, wide in hidden_widenings(model):
        yield Finding(
            wide.origin,
            f"{width(wide)} units after {width(narrow)}: the hidden layers widen, and the output is narrow",
            help="let the hidden layers narrow, or keep their width",
            related=(Note(narrow.origin, f"{width(narrow)} units"),),
        )
