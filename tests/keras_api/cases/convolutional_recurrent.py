"""ConvLSTM layers."""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.keras_api.spec import Spec
from keraslint.shapes import Shape
from tests.keras_api.oracle import Case, table

BARE: dict[str, object] = {"filters": 4, "kernel_size": 3}
INPUTS: tuple[Shape, ...] = ((None, 7, 9, 3), (None, 7, 9, 8, 3), (None, 7, 9, 8, 6, 3))


def every_rank() -> Iterator[Case]:
    more: tuple[dict[str, object], ...] = (
        {},
        {"return_sequences": True, "padding": "same"},
        {"return_state": True, "use_bias": False},
        {"data_format": "channels_first", "return_sequences": True},
        {"strides": 2},
        {"dilation_rate": 2},
        {"strides": 2, "dilation_rate": 2},
    )
    for rank, inputs in enumerate(INPUTS, start=1):
        yield from table(f"ConvLSTM{rank}D", [{**BARE, **one} for one in more[: 7 if rank == 2 else 4]], inputs)
        yield from table(
            f"ConvLSTM{rank}D", [BARE], *(other for other in INPUTS if other != inputs), (None, 3), (None,)
        )


def arguments() -> Iterator[Case]:
    more: list[dict[str, object]] = [{"filters": value} for value in (-1, 4.0, None, "4")]
    more += [{"kernel_size": value} for value in (0, -1, (3,), (3, 3, 3), "3", None, [3, 2], 9, (9, 8))]
    more += [{"kernel_size": 20, "padding": "same"}, {"kernel_size": (3, 2), "strides": (1, 2)}]
    more += [{"padding": value} for value in ("causal", "VALID", "foo", None, 3)]
    more += [{"data_format": value} for value in ("foo", "CHANNELS_FIRST", None)]
    more += [{"strides": value} for value in (0, -1, (1, 1, 1), None, 20)]
    more += [{"dilation_rate": value} for value in (0, (1, 2), 5)]
    more += [{"dropout": "a"}, {"dropout": 7}, {"strides": (2, 1), "dilation_rate": (1, 2)}]
    yield from table("ConvLSTM2D", [{**BARE, **one} for one in more], INPUTS[1])
    yield from table("ConvLSTM2D", [{**BARE, "stateful": True}], (None, 7, 9, 8, 3), (2, 7, 9, 8, 3))


def shapes() -> Iterator[Case]:
    odd: tuple[Shape, ...] = (
        (None, 7, None, 8, 3),
        (None, 7, 9, 8, None),
        (None, None, 9, 8, 3),
        (2, 7, 9, 8, 3),
        (None, 7, 2, 2, 3),
        (None, 0, 9, 8, 3),
    )
    yield from table("ConvLSTM2D", [BARE], *odd)
    yield from table("ConvLSTM1D", [{**BARE, "data_format": "channels_first"}], (None, 7, None, 3), (None, 7, 3, None))
    for layer in (Spec("ConvLSTM1D", BARE), Spec("ConvLSTM1D", {**BARE, "return_state": True})):
        yield from table("Bidirectional", [{"layer": layer}], INPUTS[0])


def cases() -> Iterator[Case]:
    yield from every_rank()
    yield from arguments()
    yield from shapes()


CASES = list(cases())
