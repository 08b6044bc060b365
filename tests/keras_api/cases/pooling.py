"""Pooling by windows, to one value, and to a given size."""

from __future__ import annotations

from collections.abc import Iterator

from tests.keras_api.cases.shapes import SPATIAL, others
from tests.keras_api.oracle import Case, table


def windows(n: int) -> Iterator[dict[str, object]]:
    yield {}
    yield {"pool_size": 3}
    yield {"pool_size": 3, "strides": 2}
    yield {"pool_size": 2, "strides": 5}
    yield {"pool_size": (1, 2, 3)[:n]}
    yield {"pool_size": [3, 2, 2][:n], "strides": [1, 2, 3][:n], "padding": "same"}
    yield {"pool_size": 2, "padding": "same"}
    yield {"pool_size": 11}
    yield {"pool_size": 11, "padding": "same"}
    yield {"data_format": "channels_first"}
    yield {"data_format": "channels_first", "pool_size": 3, "strides": 1, "padding": "same"}


def broken(n: int) -> Iterator[dict[str, object]]:
    for bad in (0, -1, 2.0, "2", (2,) * (n + 1), (), (0,) * n, (2.0,) * n, (None,) * n, True):
        yield {"pool_size": bad}
        yield {"strides": bad}
    yield {"pool_size": None}
    yield {"strides": None}
    for padding in ("foo", None, 1, "causal", "SAME", "Valid"):
        yield {"padding": padding}
    for data_format in ("foo", 1, None, "CHANNELS_LAST"):
        yield {"data_format": data_format}


def cases() -> Iterator[Case]:
    for n in (1, 2, 3):
        good = SPATIAL[n]
        for kind in ("Max", "Average"):
            # Only Keras 3 wants a `pool_size` for the average.
            default: dict[str, object] = {"pool_size": 2} if kind == "Average" else {}
            for arguments in (windows(n), broken(n)):
                settled = [{**default, **args} for args in arguments]
                yield from table(f"{kind}Pooling{n}D", settled, *good)
            yield from table(f"{kind}Pooling{n}D", [default], *others(n))
            settings: list[dict[str, object]] = [
                {},
                {"keepdims": True},
                {"data_format": "channels_first"},
                {"data_format": "channels_first", "keepdims": True},
                {"keepdims": 1},
                {"keepdims": None},
                {"data_format": "foo"},
            ]
            yield from table(f"Global{kind}Pooling{n}D", settings, *good, *others(n))
            sizes = (1, 4, 20, (2, 3, 4)[:n], [3, 2, 1][:n], 0, -1, 2.0, "2", None, (2,) * (n + 1), (2.0,) * n, True)
            yield from table(f"Adaptive{kind}Pooling{n}D", [{"output_size": size} for size in sizes], good[0], good[1])
            yield from table(
                f"Adaptive{kind}Pooling{n}D",
                [{"output_size": 2}, {"output_size": 3, "data_format": "channels_first"}],
                *good,
                *others(n),
            )
            yield from table(
                f"Adaptive{kind}Pooling{n}D",
                [{"output_size": 2, "data_format": value} for value in ("foo", "Channels_First", None, "")],
                good[0],
            )


CASES: list[Case] = list(cases())
