"""A whole set of data goes through the model in one batch.

## What it does
Finds a call of a model, `predict_on_batch`, or `predict` with a `batch_size` of all samples, on an array of a thousand
samples and a million values or more.

## Why is this bad?
Calling a model computes all of its layers for all samples at once. The feature maps of a convolution are many times
larger than its input: ten thousand small images take gigabytes, and the memory runs out on a GPU first. `predict` works
through the data in batches, and its result is the same.

## Example
```python
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.Rescaling(1 / 255),
    layers.Reshape((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.GlobalMaxPooling2D(),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train)
probabilities = model(x_test)  # KL712
```

## Use instead
```python
x_train, y_train, x_test = np.zeros((64, 28, 28)), np.zeros(64), np.zeros((2000, 28, 28))
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.Reshape((28, 28, 1)),
    layers.Conv2D(4, 3, activation="relu"),
    layers.GlobalMaxPooling2D(),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, verbose=0)
probabilities = model.predict(x_test, verbose=0)
```

## When it stays silent
- where the number of samples is not known, for fewer than a thousand, and for less than a million values in all;
- for a call with `training=`, which `predict` has not (dropout at use, for many samples of the answer);
- for a model that the file neither fits nor loads: a training loop of one's own may well take all samples in one step.

## References
- https://keras.io/getting_started/faq/#whats-the-difference-between-model-methods-predict-and-call
- https://keras.io/api/models/model_training_apis/#predict-method
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.feeding import one_array
from keraslint.facts.training import TRAINING, data_of
from keraslint.program import Event, Model
from keraslint.rule import INFO, rule
from keraslint.shapes import product

SAMPLES = 1_000
VALUES = 1_000_000


@rule("KL712", "whole-set-predict", severity=INFO, default=False)
def whole_set_predict(model: Model) -> Iterator[Finding]:
    if model.kind not in ("application", "loaded") and not any(model.occurrences(*TRAINING)):
        return
    for event in model.occurrences("call", "predict_on_batch", "predict"):
        rows = _whole(event)
        if rows is not None:
            yield Finding(
                event.origin,
                f"all {rows:,} samples go through the model in one batch",
                help="use `predict`, which works in batches"
                if event.kind != "predict"
                else "leave `batch_size` out, or give a smaller one",
            )


def _whole(event: Event) -> int | None:
    """The number of samples that the event computes at once, where they are many; ``None`` otherwise."""
    data = data_of(event)
    array = None if data is None else one_array(data.x)
    if array is None or not isinstance(array.shape, tuple) or not array.shape or event.call is None:
        return None
    if event.call.value("training", None) is not None:
        return None
    rows, values = array.shape[0], product(array.shape)
    if not isinstance(rows, int) or not isinstance(values, int) or rows < SAMPLES or values < VALUES:
        return None
    if event.kind == "predict":
        size = event.call.value("batch_size", None)
        return rows if isinstance(size, int) and size >= rows else None
    return rows
