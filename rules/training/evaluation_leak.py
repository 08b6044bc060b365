"""The data that judge the model are those that it was trained with or chosen by.

## What it does
Finds
- `validation_data` that are the training data;
- an `evaluate` on the training data only, after a `fit` that keeps other data for validation;
- an `evaluate` on the data that `EarlyStopping`, `ModelCheckpoint(save_best_only=True)` or `ReduceLROnPlateau` watched
  as `validation_data`, when that is the only test (a warning for the test part of a `keras.datasets` set, information
  elsewhere: it may be the figure on the validation data that is wanted).

## Why is this bad?
A network can learn its training data by heart. Validation on them never shows that it does, and a callback that watches
them never stops. Data that chose the best epoch are part of the training too: the result on them is too good.

## Example
```python
x, y = np.random.rand(100, 4), np.random.rand(100, 1)
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, validation_data=(x, y))  # KL504
```

```python
x, y = np.random.rand(100, 4), np.random.rand(100, 1)
x_test, y_test = np.random.rand(50, 4), np.random.rand(50, 1)
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)
model.fit(x, y, validation_data=(x_test, y_test), callbacks=[stop])
model.evaluate(x_test, y_test)  # KL504
```

## Use instead
```python
x, y = np.random.rand(100, 4), np.random.rand(100, 1)
x_test, y_test = np.random.rand(50, 4), np.random.rand(50, 1)
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)
model.fit(x, y, validation_split=0.2, callbacks=[stop], verbose=0)
model.evaluate(x_test, y_test, verbose=0)
```

## When it stays silent
- where it is not certain that both are the same data (generators, endless datasets);
- for `evaluate` on several data sets (training and test figures side by side), and on the training data of a program
  that keeps none apart (learning by heart may be the task);
- where the validation data only watch and nothing is chosen by them.

## References
- https://keras.io/guides/training_with_built_in_methods/
- https://developers.google.com/machine-learning/crash-course/overfitting/dividing-datasets
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.leaks import Leak, leaks
from keraslint.program import Model
from keraslint.rule import INFO, WARNING, rule

MESSAGES = {
    "validation": "the model is validated on its training data",
    "test": "the model is tested on its training data only",
    "selection": "the test data also chose the epoch or the rate, as `validation_data` of `fit`",
}
FIRST = {"validation": "the training data", "test": "the training data", "selection": "watched by a callback here"}
HELPS = {
    "validation": "keep a part of the data for it, as `validation_split=0.2`",
    "test": "test on data that `fit` has not seen",
    "selection": "test on a third set, kept from both, or validate with `validation_split=0.2`",
}


@rule("KL504", "evaluation-leak", severity=WARNING)
def evaluation_leak(model: Model) -> Iterator[Finding]:
    for leak in leaks(model):
        yield _finding(leak)


def _finding(leak: Leak) -> Finding:
    return Finding(
        leak.origin,
        MESSAGES[leak.kind],
        help=HELPS[leak.kind],
        related=(Note(leak.first, FIRST[leak.kind]),),
        severity=WARNING if leak.certain else INFO,
    )
