"""What is loaded is not what was saved under that name.

## What it does
Follows the paths that one file both writes and reads:
- `load_model` of a path to which `save_weights` or `ModelCheckpoint(save_weights_only=True)` writes;
- `load_weights` into a Sequential whose layers have other weights than the one that was saved.

## Why is this bad?
Loading raises: `No model config found in the file`, `Layer count mismatch`, `A total of 2 objects could not be loaded`.
It does so after the training, when the model is needed.

## Example
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.save_weights("best.weights.h5")
best = keras.models.load_model("best.weights.h5")  # KL511
```

```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.save_weights("best.weights.h5")
larger = Sequential([Input((4,)), Dense(16, activation="relu"), Dense(1)])
larger.load_weights("best.weights.h5")  # KL511
```

## Use instead
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.save("best.keras")
best = keras.models.load_model("best.keras")
model.save_weights("best.weights.h5")
same = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
same.load_weights("best.weights.h5")
```

## Fix
Saves the whole model where `save_weights` wrote an `.h5` file that `load_model` reads. Unsafe: other programs may read
the weights.

## When it stays silent
For paths that are not known or written in the file, for `by_name` and `skip_mismatch`, for layers or sizes that are not
known, and for a model that takes fewer layers than a `.weights.h5` file or a checkpoint has (Keras loads those).

## References
- https://keras.io/guides/serialization_and_saving/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.checkpoints import clashes
from keraslint.program import Program
from keraslint.rule import ERROR, rule


@rule("KL511", "save-load-mismatch", severity=ERROR)
def save_load_mismatch(program: Program) -> Iterator[Finding]:
    for clash in clashes(program):
        yield Finding(
            clash.origin,
            clash.problem,
            help=clash.remedy,
            related=(Note(clash.written.origin, "written here"),),
            fix=clash.fix,
        )
