"""`trainable` is changed, but the model is trained on with the old setting.

## What it does
Finds models that are compiled, then have `trainable` changed (their own, a layer's, or that of a model inside them),
and are fitted with no new `compile` between.

## Why is this bad?
Keras 2 reads `trainable` in `compile`, Keras 3 at the first `fit` after it. A change after that does nothing until the
next `compile`: the frozen layers go on learning, the unfrozen ones stay frozen.

## Example
```python
x, y = np.zeros((10, 64, 64, 3)), np.zeros((10, 1))
base = keras.applications.MobileNetV2(include_top=False, weights=None, input_shape=(64, 64, 3))
base.trainable = False
model = Sequential([base, GlobalAveragePooling2D(), Dense(1)])
model.compile("adam", "mse")
model.fit(x, y)
base.trainable = True  # KL506
model.fit(x, y)
```

## Use instead
```python
x, y = np.zeros((10, 32, 32, 3)), np.zeros((10, 1))
base = Sequential([Input((32, 32, 3)), Conv2D(4, 3, activation="relu")])
base.trainable = False
model = Sequential([base, GlobalAveragePooling2D(), Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, verbose=0)
base.trainable = True
model.compile(keras.optimizers.Adam(1e-5), "mse")
model.fit(x, y, verbose=0)
```

## When it stays silent
- nothing was fitted between `compile` and the change, and the code is for Keras 3, which then sees the new setting;
- the value was the same before, or is not known;
- the model is part of another one (the discriminator of a GAN is frozen on purpose after it was compiled);
- the training is one batch at a time, in a loop of your own.

## References
- https://keras.io/guides/transfer_learning/#freezing-layers-understanding-the-trainable-attribute
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.freezing import stale_changes
from keraslint.program import Program
from keraslint.rule import WARNING, rule


@rule("KL506", "trainable-after-compile", severity=WARNING, words=("trainable",))
def trainable_after_compile(program: Program) -> Iterator[Finding]:
    for change in stale_changes(program):
        yield Finding(
            change.event.origin,
            f"`trainable = {change.event.value}` has no effect: the model is trained on without a new `compile`",
            help="call `compile` again after this line",
            versions=change.versions,
            related=(Note(change.compiled.origin, "compiled here"), Note(change.fit.origin, "trained on here")),
        )
