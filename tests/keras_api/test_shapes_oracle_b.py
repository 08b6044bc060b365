"""Shape functions that need more than ``cases/``: inputs of other types, layers of Keras 2 only, kinds of errors."""

from __future__ import annotations

import importlib
import warnings
from collections.abc import Iterator, Mapping

import pytest

from keraslint.keras_api.layers import families, registry
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3, LayerError, Reference, Spec
from keraslint.shapes import UNKNOWN, AnyShape, Shape, Symbol
from tests.keras_api.oracle import compatible

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")

REGISTERED = families.__all__

Arguments = Mapping[str, object]


def spec(cls: str, **args: object) -> Spec:
    return Spec(cls, args)


# Strings and integers


def categorical() -> Iterator[tuple[str, Arguments, tuple[Shape, ...], str]]:
    """(class, arguments, inputs, type of the inputs)"""
    columns: tuple[Shape, ...] = ((None,), (None, 1), (None, 3), (None, 4, 3))
    for mode in ("int", "multi_hot", "one_hot", "count", "x"):
        for shape in columns:
            yield "Hashing", {"num_bins": 5, "output_mode": mode}, (shape,), "int32"
            yield "IntegerLookup", {"output_mode": mode}, (shape,), "int64"
            padded = {"output_mode": mode, "max_tokens": 9, "pad_to_max_tokens": True}
            yield "StringLookup", padded, (shape,), "string"
    bins: tuple[Arguments, ...] = (
        {"num_bins": 0},
        {"num_bins": None},
        {"num_bins": 5, "salt": 1.0},
        {"num_bins": 5, "sparse": True},
    )
    for args in bins:
        yield "Hashing", args, ((None, 3),), "int32"
    for cls, dtype in (("IntegerLookup", "int64"), ("StringLookup", "string")):
        refused: tuple[Arguments, ...] = (
            {"max_tokens": 1},
            {"pad_to_max_tokens": True},
            {"num_oov_indices": -1},
            {"invert": True, "output_mode": "count"},
            {"sparse": True},
            {"max_tokens": 9},
        )
        for args in refused:
            yield cls, args, ((None, 3),), dtype
    for mode in ("int", "one_hot", "x"):
        for pair in (((None,), (None,)), ((None, 1), (None, 1)), ((None, 3), (None, 3)), ((None, 1, 1), (None, 1, 1))):
            yield "HashedCrossing", {"num_bins": 5, "output_mode": mode}, pair, "int32"
    yield "HashedCrossing", {"num_bins": 5}, ((None, 1),), "int32"
    texts: tuple[Arguments, ...] = (
        {},
        {"output_sequence_length": 6},
        {"output_mode": "multi_hot", "max_tokens": 9, "pad_to_max_tokens": True},
        {"output_mode": "count", "split": None, "max_tokens": 9, "pad_to_max_tokens": True},
        {"output_mode": "x"},
        {"output_mode": "tf-idf", "output_sequence_length": 5},
        {"output_sequence_length": 5.0},
        {"ngrams": 2},
        {"ngrams": [1, 2]},
        {"standardize": "x"},
        {"standardize": None},
        {"split": "x"},
        {"split": "character"},
        {"max_tokens": 1},
        {"pad_to_max_tokens": True},
        {"sparse": True},
    )
    for args in texts:
        for shape in columns[:2]:
            yield "TextVectorization", args, (shape,), "string"


def called(module: object, cls: str, args: Arguments, inputs: tuple[Shape, ...], dtype: str) -> AnyShape | str:
    """The output shape, or where Keras raised."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            layer = getattr(module.layers, cls)(**args)  # type: ignore[attr-defined]
        except Exception:
            return "constructor"
        tensors = [module.Input(batch_shape=shape, dtype=dtype) for shape in inputs]  # type: ignore[attr-defined]
        try:
            output = layer(tensors[0] if len(tensors) == 1 else tensors)
        except Exception:
            return "call"
        return tuple(output.shape)


def ours(cls: str, args: Arguments, inputs: tuple[Shape, ...]) -> object:
    try:
        registry.check(Spec(cls, args))
    except LayerError:
        return "constructor"
    try:
        return registry.output_shape(Spec(cls, args), *inputs)
    except LayerError:
        return "call"


def test_inputs_of_other_types() -> None:
    """Keras 3 sees a crossing of wide features only when it runs; Keras 2 when it is called."""
    for cls, args, inputs, dtype in categorical():
        found = ours(cls, args, inputs)
        module = tf_keras if cls == "HashedCrossing" else keras
        theirs = called(module, cls, args, inputs, dtype)
        same = found == theirs if isinstance(found, str) or isinstance(theirs, str) else compatible(found, theirs)
        assert same, f"{cls}({args}) on {inputs}: {theirs}, we say {found}"


def test_texts_in_columns() -> None:
    """Keras 2 refuses them when it is called, Keras 3 when it runs."""
    assert called(tf_keras, "TextVectorization", {}, ((None, 3),), "string") == "call"
    assert ours("TextVectorization", {}, ((None, 3),)) == "call"
    layer = keras.layers.TextVectorization(vocabulary=["a", "b"])
    with pytest.raises(Exception, match="rank must be 1 or the last shape dimension"):
        layer(importlib.import_module("tensorflow").constant([["a", "b", "a"]]))


# Layers that only Keras 2 has


def old() -> Iterator[tuple[str, Arguments, tuple[Shape, ...]]]:
    sequences = ((None, 7, 3), (2, 7, 3), (None, 3), (None, None, 3), (None, 7, None))
    flags: tuple[Arguments, ...] = (
        {},
        {"return_sequences": True},
        {"return_state": True},
        {"stateful": True},
        {"units": 4.0},
        {"units": "4"},
    )
    for cls in ("CuDNNLSTM", "CuDNNGRU"):
        for args in flags:
            yield cls, {"units": 4, **args}, sequences
    local: tuple[Arguments, ...] = (
        {},
        {"strides": 2},
        {"use_bias": False},
        {"data_format": "channels_first"},
        {"padding": "same"},
        {"padding": "same", "implementation": 2},
        {"implementation": 2},
        {"kernel_size": 0},
        {"padding": "x"},
    )
    for args in local:
        yield (
            "LocallyConnected1D",
            {"filters": 4, "kernel_size": 3, **args},
            ((None, 9, 3), (None, 2, 3), (None, None, 3)),
        )
        yield "LocallyConnected2D", {"filters": 4, "kernel_size": 3, **args}, ((None, 9, 8, 3), (None, 9, 8))
    for args in ({}, {"theta": 0.5}, {"theta": -1}, {"theta": None}):
        yield "ThresholdedReLU", args, ((None, 3), (None, 7, 3))
    for cls in ("RandomHeight", "RandomWidth"):
        yield cls, {"factor": 0.2}, ((None, 9, 8, 3), (9, 8, 3), (None, 3), (2, None, None, 1))


def old_layer(cls: str, args: Arguments) -> object:
    module = "cudnn_lstm" if cls == "CuDNNLSTM" else "cudnn_gru"
    home = importlib.import_module(f"tf_keras.src.layers.rnn.{module}") if cls.startswith("CuDNN") else tf_keras.layers
    return getattr(home, cls)(**args)


@pytest.mark.filterwarnings("ignore")
def test_layers_of_keras_2() -> None:
    for cls, args, inputs in old():
        for shape in inputs:
            found = ours(cls, args, (shape,))
            try:
                layer = old_layer(cls, args)
                output = layer(tf_keras.Input(batch_shape=shape))  # type: ignore[operator]
            except Exception:
                assert isinstance(found, str), f"{cls}({args}) on {shape}: Keras 2 raises, we say {found}"
                continue
            theirs = [tuple(item.shape) for item in output] if isinstance(output, list) else tuple(output.shape)
            assert compatible(found, theirs), f"{cls}({args}) on {shape}: {theirs}, we say {found}"
            count = registry.parameter_count(Spec(cls, args), shape)
            assert count == layer.count_params(), f"{cls}({args}) on {shape}"  # type: ignore[attr-defined]


# What an error says


LSTM = spec("LSTM", units=4)
ERRORS: tuple[tuple[Spec, tuple[Shape, ...], Mapping[str, object]], ...] = (
    (LSTM, ((None, 3),), {"kind": "rank", "expected": (3, 3), "message": "expects 3 axes, got 2"}),
    (LSTM, ((None, 7, None),), {"kind": "undefined", "axis": 2}),
    (spec("GRU", units=4, stateful=True), ((None, 7, 3),), {"kind": "undefined", "argument": "stateful", "axis": 0}),
    (spec("GRU", units=0), ((None, 7, 3),), {"kind": "argument", "argument": "units"}),
    (spec("GRU", units=4, unroll=True), ((None, None, 3),), {"kind": "undefined", "versions": KERAS_2}),
    (spec("Bidirectional", layer=LSTM), ((None, 3),), {"kind": "rank", "expected": (3, 3)}),
    (spec("Bidirectional", layer=LSTM, merge_mode="max"), ((None, 7, 3),), {"argument": "merge_mode"}),
    (spec("Bidirectional", layer=spec("Dense", units=4)), ((None, 3),), {"kind": "argument", "argument": "layer"}),
    (spec("Bidirectional", layer=Reference("keras.layers.LSTM")), ((None, 7, 3),), {"argument": "layer"}),
    (spec("TimeDistributed", layer=LSTM), ((None, 7),), {"kind": "rank", "expected": (3, None)}),
    (spec("TimeDistributed", layer=Reference("keras.layers.Dense")), ((None, 7, 3),), {"argument": "layer"}),
    (spec("RNN", cell=spec("Dense", units=4)), ((None, 7, 3),), {"kind": "argument", "argument": "cell"}),
    (spec("ConvLSTM2D", filters=4, kernel_size=3), ((None, 7, 9, 3),), {"kind": "rank", "expected": (5, 5)}),
    (spec("ConvLSTM2D", filters=4, kernel_size=3), ((None, 7, 9, 2, 3),), {"kind": "vanished", "axis": 3}),
    (spec("LSTMCell", units=4), ((None, 3),), {"kind": "inputs"}),
    (spec("Add"), ((None, 3),), {"kind": "inputs", "message": "expects a list of tensors, got one tensor"}),
    (spec("Subtract"), ((None, 3),) * 3, {"kind": "inputs", "message": "expects 2 inputs, got 3"}),
    (spec("Add"), ((None, 3), (None, 4)), {"kind": "dimension"}),
    (spec("Concatenate"), ((None, 5, 3), (None, 6, 3)), {"kind": "dimension", "axis": 1}),
    (spec("Concatenate", axis=3), ((None, 3), (None, 3)), {"kind": "argument", "argument": "axis"}),
    (spec("Dot", axes=1), ((None, 3), (None, 4)), {"kind": "dimension"}),
    (spec("Attention"), ((None, 5, 8),), {"kind": "inputs"}),
    (spec("MultiHeadAttention", num_heads=2, key_dim=3), ((None, 5, 8),), {"kind": "inputs"}),
    (spec("MultiHeadAttention", num_heads=0, key_dim=3), ((None, 5, 8),) * 2, {"versions": KERAS_3}),
    (spec("Resizing", height=4, width=4), ((None, 3),), {"kind": "rank", "expected": (3, 4)}),
    (spec("RandomRotation", factor=45), ((None, 9, 9, 3),), {"argument": "factor", "versions": KERAS_3}),
    (spec("CategoryEncoding", num_tokens=0), ((None, 3),), {"kind": "argument", "argument": "num_tokens"}),
    (spec("Normalization"), ((None, None),), {"kind": "undefined", "axis": 1}),
    (spec("Normalization", mean=(1, 2), variance=(1, 2)), ((None, 3),), {"kind": "dimension", "argument": "mean"}),
)


def constructed_and_called(layer: Spec, inputs: tuple[Shape, ...]) -> None:
    registry.check(layer)
    registry.output_shape(layer, *inputs)


@pytest.mark.parametrize(
    ("layer", "inputs", "expected"), ERRORS, ids=[f"{case[0].cls}-{index}" for index, case in enumerate(ERRORS)]
)
def test_what_an_error_says(layer: Spec, inputs: tuple[Shape, ...], expected: Mapping[str, object]) -> None:
    with pytest.raises(LayerError) as raised:
        constructed_and_called(layer, inputs)
    found = raised.value
    assert {name: getattr(found, name) for name in expected} == dict(expected)
    assert found.versions == expected.get("versions", KERAS_2_AND_3)
    assert len(found.message) < 100


# What is not known


def test_parts_that_are_known() -> None:
    assert registry.output_shape(LSTM, UNKNOWN)[1:] == (4,)  # type: ignore[index]
    assert registry.output_shape(spec("Bidirectional", layer=LSTM), UNKNOWN)[1:] == (8,)  # type: ignore[index]
    images = spec("TimeDistributed", layer=spec("Conv2D", filters=4, kernel_size=3, padding="same"))
    output = registry.output_shape(images, UNKNOWN)
    assert isinstance(output, tuple)
    assert (len(output), output[-1]) == (5, 4)
    width = Symbol("n")
    assert registry.output_shape(spec("Add"), (None, width), (None, width)) == (None, width)
    assert registry.output_shape(spec("Add"), (None, width), (None, 5)) == (None, 5)
    assert registry.output_shape(spec("Concatenate", axis=1), (None, 5, width), (None, 4, width)) == (None, 9, width)
    assert registry.output_shape(spec("Concatenate", axis=UNKNOWN), (None, 5), (None, 6)) != UNKNOWN


def test_layers_of_others() -> None:
    mine = spec("MyCell", units=4)
    for layer in (spec("RNN", cell=mine), spec("Bidirectional", layer=mine), spec("TimeDistributed", layer=mine)):
        registry.check(layer)
        assert registry.output_shape(layer, (None, 7, 3)) is UNKNOWN
        assert isinstance(registry.parameter_count(layer, (None, 7, 3)), Symbol)


def test_every_layer_class_is_registered() -> None:
    classes: dict[type, set[str]] = {}
    for name, value in vars(keras.layers).items():
        if isinstance(value, type) and issubclass(value, keras.layers.Layer):
            classes.setdefault(value, set()).add(name)
    registered = set(registry.covered()) | {"Layer"}
    assert [names for names in classes.values() if not names & registered] == []
    assert len(classes) == 143
