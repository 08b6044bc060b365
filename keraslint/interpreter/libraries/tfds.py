"""``tensorflow_datasets``: datasets of elements that are not known, in pairs where they are supervised."""

from __future__ import annotations

from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.libraries.tf_data import made
from keraslint.interpreter.values import Const, DatasetValue, ListRef, Tuple, Value
from keraslint.shapes import UNKNOWN

SPLITS = ("train", "test", "validation", "valid", "unsupervised")


@function("tensorflow_datasets.load")
def load(call: LibraryCall) -> Value | None:
    """``tfds.load(name, *, split=None, as_supervised=False, with_info=False, …)``."""
    machine = call.machine
    supervised = call.plain(None, "as_supervised", default=False)
    information = call.plain(None, "with_info", default=False)
    batch_size = call.plain(None, "batch_size")
    element: object = (UNKNOWN, UNKNOWN) if supervised is True else UNKNOWN
    batched = None if batch_size is UNKNOWN else batch_size is not None
    split = call.value(1, "split")
    if not call.complete or not isinstance(information, bool):
        return None
    if split is None or (isinstance(split, Const) and split.value is None):
        parts: dict[object, Value] = {name: made(call, element, batched) for name in SPLITS}
        found: Value = machine.new_dict(call.node, parts, "the splits of the dataset are not known")
    else:
        shown = _split(call, split, element, batched)
        if shown is None:
            return None
        found = shown
    if information:
        return Tuple(call.node, (found, machine.unknown(call.node, "it describes a dataset")))
    return found


def _split(call: LibraryCall, split: Value, element: object, batched: bool | None) -> Value | None:
    split = call.machine.resolve(split)
    if isinstance(split, (Tuple, ListRef)):
        from keraslint.interpreter.expressions import items_of

        items = items_of(call.machine, split)
        if items is None:
            return None
        parts = [_split(call, item, element, batched) for item in items]
        return call.machine.new_list(call.node, tuple(part or made(call, element, batched) for part in parts))
    return made(call, element, batched)


@function("tensorflow_datasets.as_numpy")
def as_numpy(call: LibraryCall) -> Value | None:
    value = call.value(0, "dataset")
    return value if isinstance(value, DatasetValue) else None
