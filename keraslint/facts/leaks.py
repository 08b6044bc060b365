"""The same data where there should be others: training data as validation or test data, test data as validation data.

Arrays are the same where they are the same value of the program, not where they have the same shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from keraslint.arrays import Array, Dataset
from keraslint.diagnostic import Origin
from keraslint.facts.feeding import one_array
from keraslint.facts.monitors import callbacks_of
from keraslint.facts.training import Data, data_of, validation_of
from keraslint.program import Call, Event, Model, Plain
from keraslint.records import record

TESTS: Final = frozenset({"evaluate"})
SELECTING: Final = frozenset({"EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"})

Kind = Literal["validation", "test", "selection"]


@record
class Leak:
    """``validation``: the training data validate, ``test``: they test, ``selection``: the data that choose the epoch
    test too. ``origin`` is the second use, ``first`` the first. It is not ``certain`` that validation data are meant as
    the test data: their figure may be asked for as such."""

    kind: Kind
    event: Event
    origin: Origin
    first: Origin
    certain: bool = True


def leaks(model: Model) -> Iterator[Leak]:
    fits = [event for event in model.occurrences("fit") if event.call is not None]
    for fit in fits:
        data, validation = data_of(fit), validation_of(fit)
        if data is not None and validation is not None and same(data, validation):
            yield Leak("validation", fit, validation.x_origin, data.x_origin)
    if model.unclear is not None or model.where == "method":
        return
    for test in _only_tests(model):
        before = [fit for fit in fits if fit.order < test.order]
        if before and (leak := _tested(before, test)) is not None:
            yield leak


def _only_tests(model: Model) -> Iterator[Event]:
    """The evaluations, where all of them are on the same data: one that also tests on others shows both figures."""
    tests = [event for event in model.occurrences(*TESTS) if event.call is not None]
    found = [data for event in tests if (data := data_of(event)) is not None]
    if len(found) == len(tests) and tests and all(same(found[0], other) for other in found[1:]):
        yield tests[0]


def _tested(fits: list[Event], test: Event) -> Leak | None:
    data = data_of(test)
    last = fits[-1]
    trained, validated = data_of(last), validation_of(last)
    if data is None or trained is None:
        return None
    if same(trained, data) and _is_split(last):
        return Leak("test", test, data.x_origin, trained.x_origin)
    if validated is not None and same(validated, data) and _selects(last):
        return Leak("selection", test, data.x_origin, validated.x_origin, _test_part(data))
    return None


def _test_part(data: Data) -> bool:
    """Whether the labels are a whole part of a data set of Keras, so the test part where others are trained on."""
    labels = one_array(data.y)
    return labels is not None and labels.made is not None and "load_data" in labels.made.text


def _is_split(fit: Event) -> bool:
    """Whether the fit keeps data for validation, so that the program is about how well the model generalises."""
    call = fit.call
    if call is None or not call.complete:
        return False
    return call.value("validation_data", None) is not None or bool(call.value("validation_split", 0.0))


def _selects(fit: Event) -> bool:
    """Whether the validation data decide when the training ends, or which weights are kept."""
    return any(_watches_validation(callback) for callback in callbacks_of(fit))


def _watches_validation(callback: Call) -> bool:
    watched = callback.value("monitor", "val_loss")
    if callback.name == "ModelCheckpoint" and callback.value("save_best_only", False) is not True:
        return False
    return callback.name in SELECTING and isinstance(watched, str) and watched.startswith("val_")


def same(left: Data, right: Data) -> bool:
    """Whether two methods certainly get the same data."""
    if left.dataset is not None or right.dataset is not None:
        return left.dataset is not None and left.dataset is right.dataset and not _random(left.dataset)
    return _same_value(left.x, right.x) and (left.y is None or right.y is None or _same_value(left.y, right.y))


def _random(dataset: Dataset) -> bool:
    """A generator goes on where it was, and may never give the same twice."""
    return dataset.kind == "generator" or dataset.endless


def _same_value(left: Plain, right: Plain) -> bool:
    """An array whose shape is not known may stand for any part of itself."""
    first, second = one_array(left), one_array(right)
    return isinstance(first, Array) and first is second and isinstance(first.shape, tuple)
