"""Preprocessing of numbers, categories, text and sound."""

from __future__ import annotations

from collections.abc import Iterator

from tests.keras_api.oracle import Case, table

ROWS = ((None,), (None, 1), (None, 3), (None, 4, 3))


def numbers() -> Iterator[Case]:
    yield from table("Rescaling", [{"scale": 0.5}, {"scale": 2, "offset": -1}], *ROWS, (None, 9, 8, 3))
    bare: tuple[dict[str, object], ...] = ({}, {"axis": None}, {"axis": 1}, {"axis": (1, -1)}, {"invert": True})
    yield from table("Normalization", bare, (None, 9, 8, 3), (None, 3), (3,), (2, None, 4))
    refused: list[dict[str, object]] = [{"axis": axis} for axis in (5, -5, "a", 1.0, 0)]
    refused += [{"mean": 1}, {"variance": 1.0}]
    yield from table("Normalization", refused, (None, 9, 8, 3))
    given: list[dict[str, object]] = [
        {"mean": mean, "variance": mean} for mean in (1, (1, 2, 3), [1], (1, 2), [[1, 2, 3]])
    ]
    given.append({"mean": 1.0, "variance": 2.0, "axis": None})
    yield from table("Normalization", given, (None, 9, 8, 3))
    yield from table("Normalization", [{}], (None,), (None, 9, 8, None))


def categories() -> Iterator[Case]:
    modes = ("multi_hot", "one_hot", "count", "binary", "int")
    yield from table("CategoryEncoding", [{"num_tokens": 5, "output_mode": mode} for mode in modes], (None,), (None, 1))
    yield from table("CategoryEncoding", [{"num_tokens": 5}], (None, 3))
    yield from table("CategoryEncoding", [{"num_tokens": tokens} for tokens in (0, None, 4.0, "a")], (None, 3))
    bins = [
        {"bin_boundaries": [0.0, 1.0], "output_mode": mode} for mode in ("multi_hot", "one_hot", "count", "int", "x")
    ]
    yield from table("Discretization", bins, (None,), (None, 1))
    more: tuple[dict[str, object], ...] = (
        {},
        {"num_bins": 3},
        {"num_bins": -1},
        {"num_bins": 3, "bin_boundaries": [1.0]},
        {"bin_boundaries": [0.0], "sparse": True},
    )
    yield from table("Discretization", more, (None, 3))


def sound() -> Iterator[Case]:
    small = {"fft_length": 64, "sequence_stride": 16, "num_mel_bins": 8}
    yield from table("MelSpectrogram", [{}, small], (None, 4000), (3000,), (None, None))
    yield from table("MelSpectrogram", [{"fft_length": 64, "sequence_length": 128}], (None, 4000))
    frames = {"frame_length": 64}
    arguments: list[dict[str, object]] = [{}, {"mode": "stft"}, {"mode": "real"}, {**frames, "frame_step": 16}]
    arguments += [{**frames, "expand_dims": True}, {**frames, "padding": "same"}, {"frame_length": 48}]
    arguments += [{**frames, "frame_step": 65}, {"fft_length": 16, "frame_length": 32}, {"frame_length": 0}]
    arguments += [{"mode": "x"}, {"padding": "x"}, {"scaling": "x"}]
    yield from table("STFTSpectrogram", arguments, (None, 1000, 2))
    yield from table("STFTSpectrogram", [{}], (None, 2, 1000), (None, 1000), (None, None, 1))
    first = [
        {"data_format": "channels_first", **frames},
        {"data_format": "channels_first", "expand_dims": True, **frames},
    ]
    yield from table("STFTSpectrogram", first, (None, 2, 1000))


def cases() -> Iterator[Case]:
    yield from numbers()
    yield from categories()
    yield from sound()


CASES = list(cases())
