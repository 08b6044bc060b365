"""Recurrent layers, their cells and the wrappers around them."""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.keras_api.spec import Spec
from tests.keras_api.oracle import Case, table

SEQUENCES = ((None, 7, 3), (2, 7, 3), (None, None, 3), (None, 1, 3))
REFUSED = ((3,), (None,), (None, 3), (2, 3), (None, 7, None), (None, None, None), (None, 7, 3, 2), (2, 1, 2, 3, 4))
BARE: dict[str, object] = {"units": 4}


def spec(cls: str, **args: object) -> Spec:
    return Spec(cls, args)


def layers() -> Iterator[Case]:
    for cls in ("SimpleRNN", "LSTM", "GRU"):
        arguments: list[dict[str, object]] = [
            BARE,
            {"units": 4, "return_sequences": True},
            {"units": 4, "return_state": True, "use_bias": False},
            {"units": 4, "return_sequences": 1, "return_state": 1, "go_backwards": True},
            {"units": 4, "unroll": True},
            {"units": 4, "dropout": 25, "recurrent_dropout": -1, "use_bias": None},
        ]
        yield from table(cls, arguments, *SEQUENCES)
        yield from table(cls, [BARE, {"units": 4, "return_sequences": True, "unroll": True}], *REFUSED)
        yield from table(cls, [{"units": 4, "stateful": True}], (2, 7, 3), (None, 7, 3), (None, 3))
        refused: list[dict[str, object]] = [{"units": units} for units in (0, -1, 4.0, 0.0, "4", None, (4,))]
        refused += [{"units": 4, "dropout": "0.5"}, {"units": 4, "recurrent_dropout": None}]
        yield from table(cls, refused, (None, 7, 3))
        yield from table(cls, [BARE], (None, 0, 3), (None, 7, 0))
    yield from table(
        "GRU",
        [{"units": 4, "reset_after": after, "use_bias": bias} for after in (0, 1) for bias in (0, 1)],
        (None, 7, 3),
    )
    yield from table("LSTM", [{"units": 4, "unit_forget_bias": False}, {"units": 4, "use_cudnn": "no"}], (None, 7, 3))


def cells() -> Iterator[Case]:
    simple, lstm, gru = (spec(cls, units=4) for cls in ("SimpleRNNCell", "LSTMCell", "GRUCell"))
    for cell in (simple, lstm, gru):
        yield from table("RNN", [{"cell": cell}], *SEQUENCES)
        arguments = ({"return_sequences": True}, {"return_state": True}, {"unroll": True})
        yield from table("RNN", [{"cell": cell, **more} for more in arguments], (None, 7, 3), (None, None, 3))
        yield from table("RNN", [{"cell": cell}], (None,), (None, 3), (None, 7, None), (None, 0, 3))
        yield from table("RNN", [{"cell": cell, "stateful": True}], (2, 7, 3), (None, 7, 3))
        yield from table("RNN", [{"cell": cell}], (None, 7, 1, 3), (5, 7, 5, 3), (1, 7, 5, 3), (2, 7, 5, 1, 3))
        yield from table("RNN", [{"cell": spec(cell.cls, units=units)} for units in (0, 4.0, "4")], (None, 7, 3))
    wide = spec("LSTMCell", units=5, use_bias=False)
    stacks: list[object] = [
        [simple, wide],
        (wide, simple),
        [gru],
        [wide, gru, simple],
        spec("StackedRNNCells", cells=[gru, wide]),
    ]
    for stack in stacks:
        yield from table(
            "RNN", [{"cell": stack}, {"cell": stack, "return_sequences": True}], (None, 7, 3), (2, None, 3)
        )
    yield from table("RNN", [{"cell": [gru, simple], "return_state": True}], (None, 7, 3))
    dense = spec("Dense", units=4)
    no_cells: tuple[object, ...] = (
        [],
        (),
        4,
        None,
        "LSTM",
        dense,
        [dense],
        [4],
        spec("LSTM", units=4),
        spec("StackedRNNCells", cells=[dense]),
    )
    yield from table("RNN", [{"cell": cell} for cell in no_cells], (None, 7, 3))
    yield from table(
        "StackedRNNCells", [{"cells": cells} for cells in (simple, 4, [dense], [4], None, [simple])], (None, 3)
    )
    for cell in (simple, lstm, gru):
        yield from table(cell.cls, [{"units": 4}], (None, 3))


def bidirectional() -> Iterator[Case]:
    def both(layer: object, **args: object) -> dict[str, object]:
        return {"layer": layer, **args}

    flags: list[dict[str, object]] = [{}, {"return_sequences": True}, {"return_state": True}]
    flags.append({"return_sequences": True, "return_state": True})
    modes = ("concat", "sum", "mul", "ave", None)
    for cls in ("LSTM", "GRU", "SimpleRNN"):
        arguments = [both(spec(cls, units=4, **more), merge_mode=mode) for mode in modes for more in flags]
        yield from table("Bidirectional", arguments, (None, 7, 3))
        yield from table("Bidirectional", [both(spec(cls, units=4))], *SEQUENCES, *REFUSED)
    lstm, back = spec("LSTM", units=4), spec("LSTM", units=4, go_backwards=True)
    refused = [both(lstm, merge_mode=mode) for mode in ("max", "Concat", 0)]
    refused += [both(layer) for layer in (4, None, "LSTM", spec("Dense", units=4), spec("LSTMCell", units=4), back)]
    refused += [both(layer) for layer in (spec("Bidirectional", layer=lstm), spec("TimeDistributed", layer=lstm))]
    refused += [both(layer) for layer in (spec("LSTM", units=0), spec("LSTM", units=4.0), spec("GRU", units="4"))]
    refused += [both(lstm, backward_layer=layer) for layer in (4, lstm, spec("Dense", units=4))]
    refused.append(both(spec("LSTM", units=4, return_sequences=True), backward_layer=back))
    refused.append(both(spec("LSTM", units=4, stateful=True), backward_layer=back))
    yield from table("Bidirectional", refused, (None, 7, 3))
    narrow = spec("GRU", units=4, go_backwards=True)
    accepted = [both(lstm, backward_layer=back), both(lstm, backward_layer=narrow), both(back, backward_layer=lstm)]
    accepted.append(both(spec("RNN", cell=spec("LSTMCell", units=4))))
    accepted.append(both(spec("RNN", cell=[spec("LSTMCell", units=4), spec("GRUCell", units=5)])))
    yield from table("Bidirectional", accepted, (None, 7, 3), (2, None, 3))
    yield from table("Bidirectional", [both(spec("LSTM", units=4, stateful=True))], (2, 7, 3), (None, 7, 3))
    yield from table("Bidirectional", [both(spec("LSTM", units=4, unroll=True))], (None, None, 3))


def time_distributed() -> Iterator[Case]:
    def each(layer: object, *inputs: tuple[int | None, ...]) -> Iterator[Case]:
        return table("TimeDistributed", [{"layer": layer}], *inputs)

    dense, lstm = spec("Dense", units=4), spec("LSTM", units=4)
    conv = spec("Conv2D", filters=4, kernel_size=3)
    yield from each(dense, *SEQUENCES, (None, 3), (None,), (None, 7, None), (None, 7, 5, 3))
    yield from each(conv, (None, 7, 9, 9, 3), (None, None, 9, 8, 3), (None, 9, 9, 3), (None, 3), (None, 7, 2, 2, 3))
    yield from each(lstm, (None, 7, 9, 3), (2, None, None, 3), (None, 7, 3))
    yield from each(spec("LSTM", units=4, return_sequences=True), (None, 7, 9, 3))
    yield from each(spec("LSTM", units=4, return_state=True), (None, 7, 9, 3))
    yield from each(spec("Bidirectional", layer=lstm), (None, 7, 9, 3))
    yield from each(spec("Bidirectional", layer=lstm, merge_mode=None), (None, 7, 9, 3))
    yield from each(spec("Flatten"), (None, 7, 9, 3), (None, 7, 3), (None, 7, None, 3))
    yield from each(spec("GlobalAveragePooling1D"), (None, 7, 9, 3), (None, 7, 9))
    yield from each(spec("MaxPooling1D"), (None, 7, 9, 3), (None, 7, 9, 9, 3), (None, 7, 9))
    yield from each(spec("SpatialDropout1D", rate=0.5), (None, 7, 9))
    yield from each(spec("ZeroPadding2D"), (None, 7, 9, 3))
    yield from each(spec("RepeatVector", n=3), (None, 7, 9), (None, 7, 9, 3))
    yield from each(spec("Conv1D", filters=4, kernel_size=3), (None, 7, 9), (None, 7, 9, 9, 3))
    yield from each(spec("MaxPooling2D"), (None, 7, 9, 9, 3), (None, 7, 1, 9, 3))
    yield from each(spec("Reshape", target_shape=(9,)), (None, 7, 3, 3), (None, 7, 3, 4))
    yield from each(spec("Embedding", input_dim=10, output_dim=4), (None, 7, 3), (None, 7))
    yield from each(spec("BatchNormalization"), (None, 7, 3))
    yield from each(spec("Dropout", rate=0.5), (None, 7, 3))
    yield from each(spec("TimeDistributed", layer=dense), (None, 7, 5, 3), (None, 7, 5))
    yield from each(spec("Add"), (None, 7, 3))
    for nothing in (4, None, "Dense"):
        yield from each(nothing, (None, 7, 3))
    yield from each(spec("Dense", units=0), (None, 7, 3))


def cases() -> Iterator[Case]:
    yield from layers()
    yield from cells()
    yield from bidirectional()
    yield from time_distributed()


CASES = list(cases())
