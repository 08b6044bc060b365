"""A method or attribute that Keras 3 no longer has.

## What it does
Finds methods and attributes of models, layers and optimizers that former versions of Keras had: `fit_generator`,
`predict_classes`, `predict_proba`, `to_yaml`, `layer.output_shape`, `optimizer.lr`, …

## Why is this bad?
Keras raises an `AttributeError`.

## Example
```python
model = keras.Sequential([layers.Input((4,)), layers.Dense(3, activation="softmax")])
classes = model.predict_classes(np.zeros((8, 4)))  # KL604
```

## Use instead
```python
model = keras.Sequential([layers.Input((4,)), layers.Dense(3, activation="softmax")])
classes = model.predict(np.zeros((8, 4))).argmax(axis=-1)
```

## Fix
Asks the same of the present Keras. Safe: `fit_generator`, `evaluate_generator` and `predict_generator` only hand on to
`fit`, `evaluate` and `predict`, whose other arguments get their names (`workers`, `max_queue_size` and
`use_multiprocessing` go: they are the data set's own now); what `predict_classes` did is known where the number of
output units is, and there is no fix where it is not; nor for `reset_states`, where the model has layers that are not
known, or models in it. Unsafe only where Keras 1's `samples_per_epoch` counts samples and
its generator's batch size is not known.

## When it stays silent
For objects that are not known to be Keras's (a model that a function gets as its argument). For what Keras 2 still has
(`fit_generator`, `lr`, `output_shape`), unless the target is Keras 3 (by `--target keras3`, by the project's
requirements, by its imports, or because the rule is selected by its code or name). For what is asked for by `hasattr`
or `getattr` anywhere in the file, where the `AttributeError` is caught, and under a test of versions.

## References
- https://keras.io/guides/migrating_to_keras_3/
- https://keras.io/api/models/model_training_apis/
- https://github.com/tensorflow/tensorflow/releases/tag/v2.6.0
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.removed_methods import formers
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Program
from keraslint.rule import ERROR, rule

_NOUNS = {"Model": "model", "Layer": "layer", "Optimizer": "optimizer", "History": "history"}


@rule("KL604", "removed-method", severity=ERROR, settled=True)
def removed_method(program: Program) -> Iterator[Finding]:
    for former in formers(program):
        access, entry = former.access, former.entry
        keras = "a Keras 3" if entry.versions == KERAS_3 else "a Keras"
        has = "has no" if entry.versions == KERAS_3 else "no longer has"
        yield Finding(
            access.origin,
            f"{keras} {_NOUNS[access.kind]} {has} `{access.name}`",
            help=entry.help if entry.now is None else f"use `{entry.now}`",
            versions=entry.versions,
            early=entry.early,
            fix=Fix(former.edits, former.safe, "ask the present Keras") if former.edits else None,
        )
