"""What a program asks of models, layers and optimizers that Keras 3 has no more, and the edits that ask the present."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from keraslint.arrays import Array, Dataset
from keraslint.diagnostic import Edit, Operand, Origin
from keraslint.facts.outputs import output_of
from keraslint.keras_api.removed_attributes import RemovedAttribute, removed_attributes
from keraslint.program import Access, Argument, Call, Layer, Model, Program
from keraslint.records import record
from keraslint.shapes import known


@record
class Former:
    """A former attribute in use; ``edits`` are empty where the change is not mechanical, ``safe`` tells whether they
    keep the meaning for certain."""

    access: Access
    entry: RemovedAttribute
    edits: tuple[Edit, ...]
    safe: bool = True


def formers(program: Program) -> Iterator[Former]:
    calls = {call.callee: call for call in program.calls if call.category == "method"}
    for access in program.accesses:
        if access.tentative or access.name in program.names.asked:
            continue
        entry = removed_attributes()[access.kind, access.name]
        edits, safe = _edits(access, entry, calls.get(access.origin))
        yield Former(access, entry, edits, safe)


def _edits(access: Access, entry: RemovedAttribute, call: Call | None) -> tuple[tuple[Edit, ...], bool]:
    if access.name in _GENERATORS:
        return ((), True) if call is None else _of_generator(access, call)
    if access.name == "predict_classes":
        return (() if call is None else _classes(access, call)), True
    if access.name == "reset_states":
        return (() if call is None else _states(access, call)), True
    if access.name in _AT:
        first = None if call is None or not call.positional else call.positional[0].value
        content = (access.receiver, f".{_AT[access.name]}")
        return (() if call is None or first != 0 else (Edit(call.origin, content),)), True
    return (() if entry.now is None else (Edit(access.origin, entry.now, "rename"),)), True


def _states(access: Access, call: Call) -> tuple[Edit, ...]:
    """``reset_states`` reached into nested models, which the list of layers does not."""
    model = access.model
    if model is None or model.open_because is not None or model.unclear is not None or not model.elements:
        return ()
    for element in model.elements:
        if not isinstance(element, Layer) or any(isinstance(each.value, Model) for each in element.arguments.values()):
            return ()
    each = ("[layer.reset_states() for layer in ", access.receiver, '.layers if hasattr(layer, "reset_states")]')
    return (Edit(call.origin, each),)


# What stands for ``get_output_at(0)``.
_AT: Final[Mapping[str, str]] = {
    "get_output_at": "output",
    "get_input_at": "input",
    "get_output_shape_at": "output.shape",
    "get_input_shape_at": "input.shape",
}

_GENERATORS: Final[Mapping[str, str]] = {
    "fit_generator": "fit",
    "evaluate_generator": "evaluate",
    "predict_generator": "predict",
}
# Former keyword → the present one; without one it goes.
_PRESENT: Final[Mapping[str, str | None]] = {
    "generator": "x",
    "nb_epoch": "epochs",
    "samples_per_epoch": "steps_per_epoch",
    "nb_val_samples": "validation_steps",
    "val_samples": "steps",
    **dict.fromkeys(
        ("max_queue_size", "max_q_size", "workers", "nb_worker", "use_multiprocessing", "pickle_safe", "nb_val_worker")
    ),
}
_IN_SAMPLES: Final = frozenset({"samples_per_epoch", "nb_val_samples", "val_samples"})
"""Keras 1 counted samples where the present versions count batches."""


def _of_generator(access: Access, call: Call) -> tuple[tuple[Edit, ...], bool]:
    if not call.complete:
        return (), True
    edits = [Edit(access.origin, _GENERATORS[access.name], "rename")]
    safe = True
    for name, argument in call.arguments.items():
        written = argument.written
        present = _PRESENT.get(written or name, written or name)
        if present is None:
            edits.append(Edit(argument.whole, kind="remove"))
        elif written is None:
            if argument is not call.positional[0]:
                edits.append(Edit(argument.origin, (f"{present}=", argument.origin)))
        elif written in _IN_SAMPLES:
            batch = _batch(call, "validation_data" if written == "nb_val_samples" else "generator")
            safe = safe and batch is not None
            edits.append(Edit(argument.whole, (f"{present}=", *_batches(argument, batch))))
        elif present != written and argument.keyword is not None:
            edits.append(Edit(argument.keyword, present))
    return tuple(edits), safe


def _batches(argument: Argument, batch: int | None) -> tuple[str | Origin | Operand, ...]:
    """How many batches hold so many samples: Keras 1 went on until it had seen them all."""
    if batch is None:
        return (argument.origin,)
    whole = isinstance(argument.value, int) and argument.value % batch == 0
    before, behind = ("", "") if whole else ("-(-", ")")
    return (before, Operand(argument.origin), f" // {batch}{behind}")


def _batch(call: Call, name: str) -> int | None:
    """How many samples the generator yields at once."""
    generator = call.value(name)
    element = generator.element if isinstance(generator, Dataset) and generator.batched else None
    while isinstance(element, tuple) and element:
        element = element[0]
    size = element.shape[0] if isinstance(element, Array) and isinstance(element.shape, tuple) else None
    return size if isinstance(size, int) and known(size) and size > 0 else None


def _classes(access: Access, call: Call) -> tuple[Edit, ...]:
    """``predict_classes`` took the likeliest of several units, and compared one with one half."""
    units = None if access.model is None else output_of(access.model).units
    if not isinstance(units, int) or not known(units) or not call.complete:
        return ()
    given: list[str | Origin] = []
    for argument in _in_order(call):
        given += [", ", argument.whole] if given else [argument.whole]
    predicted = (access.receiver, ".predict(", *given, ")")
    if units > 1:
        return (Edit(call.origin, (*predicted, ".argmax(axis=-1)")),)
    return (Edit(call.origin, ("(", *predicted, ' > 0.5).astype("int32")')),)


def _in_order(call: Call) -> list[Argument]:
    return [*call.positional, *(argument for argument in call.arguments.values() if argument.written is not None)]
