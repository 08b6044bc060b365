"""What a callback watches, and what ``fit`` logs: the loss, the compiled metrics, and both again with ``val_``.

How Keras names metrics was measured on keras 3.15.1 and tf-keras 2.21: a string is logged as it is written (Keras 2
names a class by its own name: ``"AUC"`` → ``auc``), an object by its ``name``, which a second object of the class gets
with a number (``auc_1``), a function by its ``__name__``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from keraslint.facts.training import Training
from keraslint.program import Call, Event, Layer, Model, Plain, Reference
from keraslint.records import record
from keraslint.shapes import Unknown

RATES: Final = frozenset({"lr", "learning_rate"})
"""Some callbacks log the learning rate too."""

KERAS_WATCHERS: Final = frozenset({"EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"})
SILENT_CALLBACKS: Final = KERAS_WATCHERS | frozenset(
    {
        "BackupAndRestore",
        "CSVLogger",
        "History",
        "LearningRateScheduler",
        "ProgbarLogger",
        "TensorBoard",
        "TerminateOnNaN",
    }
)
"""Callbacks of Keras that add nothing to the logs (but the learning rate)."""


@record(eq=True)
class Logged:
    """The names that ``fit`` logs for the training data. ``names`` are certain; where ``complete`` is false there may
    be others. ``counted`` are names of objects, which may get a number (``auc_1``). ``unoriented`` are names of metrics
    that ``auto`` cannot tell whether more or less is better. ``validated`` is whether the same names are logged with
    ``val_``, ``None`` where that is not known."""

    names: frozenset[str]
    counted: frozenset[str]
    unoriented: frozenset[str]
    complete: bool
    validated: bool | None

    def has(self, name: str) -> bool | None:
        """Whether a quantity is logged under the name; ``None`` where that is not known."""
        bare = name.removeprefix("val_")
        if bare in RATES:
            return None
        if bare != name and self.validated is False:
            return False
        there = self.measured(bare)
        return None if there and bare != name and self.validated is None else there

    def measured(self, bare: str) -> bool | None:
        """Whether a quantity of that name, without ``val_``, is computed at all."""
        if bare in self.names or re.sub(r"_\d+$", "", bare) in self.counted:
            return True
        return False if self.complete else None


def callbacks_of(event: Event) -> tuple[Call, ...]:
    """The callbacks of Keras's own that a ``fit`` gets."""
    return tuple(item for item in _given(event) if isinstance(item, Call) and item.category == "callback")


def all_callbacks(event: Event, are: Callable[[Plain], bool]) -> bool:
    """Whether all that a ``fit`` gets as callbacks, known or not, are such."""
    return all(map(are, _given(event)))


def _given(event: Event) -> Sequence[Plain]:
    given = event.call.value("callbacks", None) if event.call is not None else None
    return given if isinstance(given, (list, tuple)) else () if given is None else (given,)


def silent_of_keras(callback: Plain) -> bool:
    """Whether it is a callback of Keras that adds nothing to the logs."""
    return isinstance(callback, Call) and callback.name in SILENT_CALLBACKS


def adds_nothing(callback: Plain) -> bool:
    """Whether it certainly adds nothing to the logs, of Keras or of the file."""
    return callback.only_reads_logs if isinstance(callback, Reference) else silent_of_keras(callback)


def logged(training: Training) -> Logged | None:
    """What a ``fit`` logs; ``None`` where nothing of it is known."""
    event, compiled = training.event, training.compiled
    if event is None or event.kind not in ("fit", "fit_generator") or event.call is None:
        return None
    if not all_callbacks(event, adds_nothing):
        return None
    names, counted, unoriented, complete = {"loss"}, set[str](), set[str](), True
    if compiled is None or compiled.call is None or not compiled.call.complete or not one_output(training.model):
        complete = False
    else:
        metrics = compiled.call.value("metrics", None)
        complete = compiled.call.value("weighted_metrics", None) is None and isinstance(
            compiled.call.value("loss", None), (str, Call, Reference)
        )
        for metric in _flat(metrics):
            found = _name_of(metric)
            if found is None:
                complete = False
            else:
                name, has_number, oriented = found
                names |= {name, _snake(name)}
                counted |= {name} if has_number else set()
                unoriented |= set() if oriented else {name}
    complete = complete and not may_add_metrics(training.model) and not _kept_metrics(training)
    return Logged(frozenset(names), frozenset(counted), frozenset(unoriented), complete, validated(event.call))


def _kept_metrics(training: Training) -> bool:
    """Whether there may be metrics of a ``compile`` before: Keras 3 keeps them where the next names none (measured)."""
    compiled = training.compiled
    if compiled is None or compiled.call is None or compiled.call.value("metrics", None) is not None:
        return False
    return any(event.order < compiled.order for event in training.model.occurrences("compile"))


def validated(call: Call) -> bool | None:
    """Whether ``fit`` gets validation data; ``None`` where that is not known."""
    data = call.value("validation_data", None)
    split = call.value("validation_split", 0.0)
    if data is None and split in (None, 0):
        return False
    if isinstance(data, Unknown) or (data is None and not isinstance(split, (int, float))):
        return None
    return True


def one_output(model: Model) -> bool:
    return model.kind == "sequential" or (model.outputs is not None and len(model.outputs) == 1)


def may_add_metrics(model: Model) -> bool:
    """Whether a layer that is not Keras's own, or a subclass, may log more."""
    if model.kind == "functional" and model.where != "layer":
        return model.outputs is None
    known = all(isinstance(element, Layer) for element in model.elements)
    return model.kind not in ("sequential", "application") or model.open_because is not None or not known


def _flat(metrics: Plain) -> Iterator[Plain]:
    if metrics is None:
        return
    if isinstance(metrics, (list, tuple)):
        for metric in metrics:
            yield from _flat(metric)
    elif isinstance(metrics, dict):
        for metric in metrics.values():
            yield from _flat(metric)
    else:
        yield metrics


def _name_of(metric: Plain) -> tuple[str, bool, bool] | None:
    """The name, whether a number may follow it, and whether Keras knows which way it improves."""
    if isinstance(metric, str):
        return metric, metric[:1].isupper(), True
    if isinstance(metric, Call) and metric.category in ("metric", "loss") and metric.complete:
        name = metric.value("name", None)
        if name is None:
            return _snake(metric.name), True, True
        return (name, False, True) if isinstance(name, str) else None
    if isinstance(metric, Reference) and metric.path.startswith("<local>."):
        function = metric.name.isidentifier() and metric.name[:1].islower() and metric.name != "partial"
        return (metric.name, False, False) if function else None
    if isinstance(metric, Reference) and metric.path.startswith("keras."):
        return _snake(metric.name), metric.name[:1].isupper(), True
    return None


def _snake(name: str) -> str:
    """Keras's own name of an object of a class: ``BinaryAccuracy`` → ``binary_accuracy``, ``AUC`` → ``auc``."""
    middle = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", re.sub(r"\W+", "", name))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", middle).lower()


def likely(wanted: str, names: Iterable[str]) -> str | None:
    """The logged name that a missing one most likely means: ``acc`` and ``accuracy`` are the usual mistake."""
    import difflib

    bare = wanted.removeprefix("val_")
    candidates = sorted(names)
    for name in candidates:
        if name != bare and name[:3].lower() == bare[:3].lower() == "acc":
            return name
    found = difflib.get_close_matches(bare, [name for name in candidates if name != "loss"], n=1, cutoff=0.5)
    if found:
        return found[0]
    alike = [name for name in candidates if name.endswith("accuracy") and bare in ("acc", "accuracy")]
    return alike[0] if alike else None
