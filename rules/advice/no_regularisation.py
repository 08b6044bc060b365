"""A large dense network is trained for long with nothing against overfitting.

## What it does
Finds a `fit` of ten epochs or more on a Sequential model whose `Dense` layers have more than a million weights, and
more than the data have samples, where nothing regularises the model.

## Why is this bad?
Such a network can learn its training data by heart, and given the epochs it does: the training loss falls on while the
validation loss rises. Dropout, weight decay, normalisation, or stopping in time each work against it.

## Example
```python
(x_train, y_train), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.Rescaling(1 / 255),
    layers.Flatten(),
    layers.Dense(1024, activation="relu"),
    layers.Dense(1024, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, epochs=50, validation_split=0.1)  # KL710
```

## Use instead
```python
x_train, y_train = np.zeros((64, 28, 28)), np.zeros(64)
model = keras.Sequential([
    layers.Input((28, 28)),
    layers.Flatten(),
    layers.Dense(1024, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(1024, activation="relu"),
    layers.Dropout(0.5),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
model.fit(x_train, y_train, epochs=50, validation_split=0.1, callbacks=[stop], verbose=0)
```

## When it stays silent
- with any dropout, noise, normalisation, augmenting layer, weight penalty or constraint, an optimizer that decays the
  weights, `EarlyStopping` or `ModelCheckpoint`;
- for data from a generator or dataset, which may be augmented;
- for fewer than ten epochs: that is stopping in time, too;
- where a layer, the optimizer, a callback, the epochs or the number of samples is not known.

## References
- https://jmlr.org/papers/v15/srivastava14a.html
- https://www.tensorflow.org/tutorials/keras/overfit_and_underfit
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.regularisation import dense_weights, samples, unregularised
from keraslint.facts.training import trainings
from keraslint.program import Model
from keraslint.rule import INFO, rule

MANY = 1_000_000
LONG = 10


@rule("KL710", "no-regularisation", severity=INFO, default=False)
def no_regularisation(model: Model) -> Iterator[Finding]:
    weights = dense_weights(model)
    for training in trainings(model) if weights is not None and weights > MANY else ():
        event, rows = training.event, samples(training)
        if event is None or event.call is None or event.kind != "fit" or rows is None or weights is None:
            continue
        epochs = event.call.value("epochs", 1)
        if rows < weights and isinstance(epochs, int) and epochs >= LONG and unregularised(training):
            yield Finding(
                event.origin,
                f"{weights:,} dense weights learn {rows:,} samples for {epochs} epochs without regularisation",
                help="add dropout, weight decay or `EarlyStopping`, or make the layers smaller",
                related=(Note(model.origin, f"{weights:,} weights in `Dense` layers"),),
            )
            return
