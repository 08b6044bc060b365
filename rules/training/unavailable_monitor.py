"""A callback watches a quantity that `fit` does not log.

## What it does
Finds `EarlyStopping`, `ReduceLROnPlateau` and `ModelCheckpoint(save_best_only=True)` that watch `val_…` while `fit`
gets no validation data, or a metric that is not compiled (`val_acc` beside `metrics=["accuracy"]`), and file names of
`ModelCheckpoint` with such a quantity in braces.

## Why is this bad?
The callback never does anything: training does not stop, no model is saved, the rate stays. Keras merely warns. Keras 3
raises where it cannot tell from the name whether more or less is better, and both Keras raise `KeyError` for a file
name that cannot be filled in.

## Example
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
x, y = np.zeros((100, 4)), np.zeros((100, 1))
model.fit(x, y, callbacks=[keras.callbacks.EarlyStopping(monitor="val_loss")])  # KL503
model.fit(x, y, validation_split=0.2, callbacks=[keras.callbacks.EarlyStopping(monitor="val_acc")])  # KL503:warning
model.fit(x, y, callbacks=[keras.callbacks.ModelCheckpoint("best-{val_loss:.2f}.keras")])  # KL503:error
```

## Use instead
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
x, y = np.zeros((100, 4)), np.zeros((100, 1))
stop = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=3)
model.fit(x, y, validation_split=0.2, callbacks=[stop], verbose=0)
```

## Fix
Puts the name that `fit` logs, where one is like it: `val_acc` → `val_accuracy`. Unsafe: a callback that did nothing so
far then stops the training or changes it.

## When it stays silent
- the compiled metrics, the validation data or a callback is not known (one of your own may log more, where it does
  more with `logs` than read them);
- the model has several outputs, layers of your own or is a subclass, whose metrics have other names;
- the learning rate is watched; `ModelCheckpoint` without `save_best_only` watches nothing.

## References
- https://keras.io/api/callbacks/early_stopping/
- https://keras.io/api/callbacks/model_checkpoint/
"""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from keraslint.diagnostic import Edit, Finding, Fix, Note, Origin
from keraslint.facts.monitors import KERAS_WATCHERS, Logged, callbacks_of, likely, logged
from keraslint.facts.training import Training, trainings
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3
from keraslint.program import Argument, Call, Model
from keraslint.rule import ERROR, WARNING, rule

ALWAYS = frozenset({"epoch", "batch"})


@rule("KL503", "unavailable-monitor", severity=WARNING, words=tuple(sorted(KERAS_WATCHERS)))
def unavailable_monitor(model: Model) -> Iterator[Finding]:
    seen: set[Origin] = set()
    for training in trainings(model):
        names = logged(training)
        if names is None or training.event is None:
            continue
        for callback in callbacks_of(training.event):
            if callback.name not in KERAS_WATCHERS:
                continue
            for finding in (_monitor(callback, names, training), _filename(callback, names, training)):
                if finding is not None and finding.origin not in seen:
                    seen.add(finding.origin)
                    yield finding


def _monitor(callback: Call, names: Logged, training: Training) -> Finding | None:
    watched = callback.value("monitor", "val_loss")
    if callback.name == "ModelCheckpoint" and callback.value("save_best_only", False) is not True:
        return None
    if not isinstance(watched, str):
        return None
    bare = watched.removeprefix("val_")
    there = names.has(watched)
    auto = callback.value("mode", "auto") == "auto"
    if there is False:
        raises = auto and bare != "loss" and names.measured(bare) is False
    elif auto and bare in names.unoriented and there:
        raises = True
    else:
        return None
    argument = callback.arguments.get("monitor")
    return Finding(
        callback.origin if argument is None else argument.origin,
        _message(callback, watched, names, there),
        help=_help(watched, names, there),
        related=_notes(training),
        severity=ERROR if raises else WARNING,
        versions=KERAS_3 if raises else KERAS_2_AND_3,
        elsewhere=WARNING if there is False else None,
        fix=_fix(argument, watched, names) if there is False else None,
    )


def _fix(argument: Argument | None, watched: str, names: Logged) -> Fix | None:
    """The metric of another name that is most likely meant, with its prefix."""
    prefix, right = _meant(watched, names)
    if argument is None or argument.source is not None or right is None or (prefix and not names.validated):
        return None
    return Fix((Edit(argument.origin, f'"{prefix}{right}"'),), safe=False, message=f"Watch `{prefix}{right}`")


def _meant(watched: str, names: Logged) -> tuple[str, str | None]:
    bare = watched.removeprefix("val_")
    right = bare if names.measured(bare) is not False else likely(watched, names.names)
    return watched[: len(watched) - len(bare)], right


def _message(callback: Call, watched: str, names: Logged, there: bool | None) -> str:
    if there:
        return (
            f"`{callback.written}` cannot tell whether more or less of `{watched}` is better, a function of this file"
        )
    if names.validated is False and watched.startswith("val_"):
        return f"`{callback.written}` watches `{watched}`, but `fit` gets no validation data"
    return f"`{callback.written}` watches `{watched}`, but `fit` logs {_list(names)}"


def _list(names: Logged) -> str:
    shown = sorted(name for name in names.names if name == name.lower() or name.lower() not in names.names)
    return ", ".join(f"`{name}`" for name in shown) + (" (and each with `val_`)" if names.validated else "")


def _help(watched: str, names: Logged, there: bool | None) -> str:
    if there:
        return 'say so: `mode="min"` or `mode="max"`'
    prefix, right = _meant(watched, names)
    if prefix and names.validated is False:
        there_is = right if right is not None and names.measured(right) else "loss"
        return f"give `fit` a `validation_split` or `validation_data`, or watch `{there_is}`"
    return f"watch `{prefix}{right}`" if right else f"add the metric to `compile`, or watch `{prefix}loss`"


def _notes(training: Training) -> tuple[Note, ...]:
    notes = []
    if training.event is not None:
        notes.append(Note(training.event.origin, "the training"))
    if training.compiled is not None:
        notes.append(Note(training.compiled.origin, "the compiled metrics"))
    return tuple(notes)


def _filename(callback: Call, names: Logged, training: Training) -> Finding | None:
    path = callback.arguments.get("filepath")
    if callback.name != "ModelCheckpoint" or path is None or not isinstance(path.value, str):
        return None
    for field in _fields(path.value):
        if field not in ALWAYS and names.has(field) is False:
            return Finding(
                path.origin,
                f"`{field}` in the file name raises a `KeyError`: {_reason(field, names)}",
                help=_help(field, names, False),
                related=_notes(training),
                severity=ERROR,
            )
    return None


def _reason(field: str, names: Logged) -> str:
    if names.validated is False and field.startswith("val_"):
        return "`fit` gets no validation data"
    return f"`fit` logs {_list(names)}"


def _fields(template: str) -> list[str]:
    try:
        found = [name for _, name, _, _ in Formatter().parse(template) if name]
    except ValueError:
        return []
    return [name for name in found if name.isidentifier()]
