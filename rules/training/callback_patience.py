"""The learning rate would be reduced only when training has already stopped.

## What it does
Finds a `ReduceLROnPlateau` whose `patience` is as long as that of an `EarlyStopping` beside it, or longer, when both
watch the same quantity.

## Why is this bad?
Both count the epochs without improvement. `EarlyStopping` ends the training before the smaller rate gets a chance to
help, so that `ReduceLROnPlateau` does nothing. Mind the defaults: `EarlyStopping` waits 0 epochs, `ReduceLROnPlateau`
10.

## Example
```python
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=5)
reduce = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=10)
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
x, y = np.zeros((100, 4)), np.zeros((100, 1))
model.fit(x, y, validation_split=0.2, callbacks=[stop, reduce])  # KL509
```

## Use instead
```python
stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
reduce = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=3)
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
x, y = np.zeros((100, 4)), np.zeros((100, 1))
model.fit(x, y, validation_split=0.2, callbacks=[stop, reduce], verbose=0)
```

## When it stays silent
Where a patience or the watched quantity is not known or they watch different ones, and where the `EarlyStopping` waits
with `start_from_epoch`.

## References
- https://keras.io/api/callbacks/reduce_lr_on_plateau/
- https://keras.io/api/callbacks/early_stopping/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.monitors import callbacks_of
from keraslint.program import Call, Event
from keraslint.rule import WARNING, rule


@rule("KL509", "callback-patience", severity=WARNING, words=("ReduceLROnPlateau",))
def callback_patience(event: Event) -> Iterator[Finding]:
    given = callbacks_of(event)
    for stop in given:
        for reduce in given:
            if stop.name == "EarlyStopping" and reduce.name == "ReduceLROnPlateau" and _too_late(stop, reduce):
                argument = event.call.arguments["callbacks"] if event.call is not None else None
                waits, stops = reduce.value("patience", 10), stop.value("patience", 0)
                yield Finding(
                    event.origin if argument is None else argument.origin,
                    f"`ReduceLROnPlateau` waits {waits} epochs, but `EarlyStopping` stops after {stops}",
                    help="give `ReduceLROnPlateau` a shorter `patience`, a half of the other's or less",
                    related=(
                        Note(stop.origin, f"patience {stops}"),
                        Note(reduce.origin, f"patience {waits}"),
                    ),
                )


def _too_late(stop: Call, reduce: Call) -> bool:
    if stop.value("monitor", "val_loss") != reduce.value("monitor", "val_loss"):
        return False
    if stop.value("start_from_epoch", 0) != 0 or not isinstance(stop.value("monitor", "val_loss"), str):
        return False
    waits, stops = reduce.value("patience", 10), stop.value("patience", 0)
    return isinstance(waits, int) and isinstance(stops, int) and waits >= stops
