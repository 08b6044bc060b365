"""All convolutions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.keras_api.cases.shapes import SPATIAL, others
from tests.keras_api.oracle import Case, table

Arguments = Mapping[str, object]


def window(n: int) -> Iterator[Arguments]:
    """Windows that all convolutions and transposed ones have in common, good and bad."""
    yield {"kernel_size": 3}
    yield {"kernel_size": 1}
    yield {"kernel_size": (2, 3, 4)[:n]}
    yield {"kernel_size": [2, 3, 4][:n], "strides": [2, 1, 3][:n]}
    yield {"kernel_size": 5, "padding": "same"}
    yield {"kernel_size": 3, "padding": "same", "strides": 2}
    yield {"kernel_size": 3, "padding": "SAME", "strides": 3}
    yield {"kernel_size": 4, "strides": 5}
    yield {"kernel_size": 3, "dilation_rate": 2}
    yield {"kernel_size": 2, "dilation_rate": (2, 1, 3)[:n], "padding": "same"}
    yield {"kernel_size": 3, "data_format": "channels_first"}
    yield {"kernel_size": 2, "data_format": "channels_first", "padding": "same", "strides": 2}
    yield {"kernel_size": 3, "data_format": "Channels_Last", "use_bias": False}
    yield {"kernel_size": 11}
    yield {"kernel_size": 20, "padding": "same"}


def broken(n: int) -> Iterator[Arguments]:
    for bad in (0, -1, 3.0, "3", None, (3,) * (n + 1), (), (0,) * n, (3.0,) * n, ("a",) * n, (None,) * n):
        yield {"kernel_size": bad}
        yield {"kernel_size": 2, "strides": bad}
        yield {"kernel_size": 2, "dilation_rate": bad}
    yield {"kernel_size": True}
    yield {"kernel_size": (2.5,) * n}
    yield {"kernel_size": 2, "strides": True}
    yield {"kernel_size": 2, "strides": 2, "dilation_rate": 2}
    yield {"kernel_size": 2, "strides": (1,) * (n - 1) + (2,), "dilation_rate": (2,) + (1,) * (n - 1)}
    for padding in ("foo", None, 1, "causal", "full", ["valid"], "Causal"):
        yield {"kernel_size": 2, "padding": padding}
    yield {"kernel_size": 2, "padding": "causal", "dilation_rate": 2}
    yield {"kernel_size": 2, "padding": "causal", "strides": 3}
    for data_format in ("foo", None, 1, "th", "tf", "channels_middle"):
        yield {"kernel_size": 2, "data_format": data_format}


FILTERS = (0, -3, 4.0, 2.5, "4", None, True, (4,))


def cases() -> Iterator[Case]:
    for n in (1, 2, 3):
        good, bad = SPATIAL[n], SPATIAL[n][0]
        for cls in (f"Conv{n}D", f"Conv{n}DTranspose", f"SeparableConv{n}D"):
            if cls == "SeparableConv3D":
                continue
            yield from table(cls, [{"filters": 6, **args} for args in window(n)], *good)
            yield from table(cls, [{"filters": 6, "kernel_size": 2}], *others(n))
            yield from table(cls, [{"filters": 6, **args} for args in broken(n)], bad)
            yield from table(cls, [{"filters": value, "kernel_size": 2} for value in FILTERS], bad)
            yield from table(cls, [{"filters": 6, "kernel_size": 2, "data_format": "channels_first"}], *others(n))
        groups = [
            {"filters": filters, "kernel_size": 2, "groups": count}
            for filters, count in (
                (6, 2),
                (6, 4),
                (8, 4),
                (8, 8),
                (16, 16),
                (6, 0),
                (6, -1),
                (6, 2.0),
                (6, None),
                (None, 2),
            )
        ]
        yield from table(f"Conv{n}D", groups, *good)
        outputs: list[object] = [0, 1, 2, 3, -1, None, (1, 0, 1)[:n], 1.0, "1", (0.0,) * n]
        for strides in (1, 2, 3):
            for padding in ("valid", "same"):
                for kernel in (2, 3):
                    yield from table(
                        f"Conv{n}DTranspose",
                        [
                            {
                                "filters": 6,
                                "kernel_size": kernel,
                                "strides": strides,
                                "padding": padding,
                                "output_padding": value,
                            }
                            for value in outputs
                        ],
                        good[0],
                        good[1],
                    )
        multipliers = (1, 2, 0, -1, 2.0, None, "2", True)
        if n < 3:
            yield from table(f"DepthwiseConv{n}D", window(n), *good)
            yield from table(f"DepthwiseConv{n}D", [{"kernel_size": 2}], *others(n))
            yield from table(f"DepthwiseConv{n}D", broken(n), bad)
            yield from table(
                f"DepthwiseConv{n}D", [{"kernel_size": 2, "depth_multiplier": value} for value in multipliers], *good
            )
            yield from table(
                f"SeparableConv{n}D",
                [{"filters": 3, "kernel_size": 2, "depth_multiplier": value} for value in multipliers],
                *good,
            )
        yield from table(f"Conv{n}D", [{"filters": 6, "kernel_size": 2, "lora_rank": 2}], bad)


CASES: list[Case] = list(cases())
