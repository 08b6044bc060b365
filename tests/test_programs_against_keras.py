"""Whole programs: random stacks of layers as source, linted by us and run by Keras. Both say the same of each: that it
raises, or which output shape it has."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from keraslint import catalogue
from keraslint.linter import Options, lint_bytes

KERAS = {3: pytest.importorskip("keras"), 2: pytest.importorskip("tf_keras")}
CODES = frozenset(rule.code for rule in catalogue.load())

LAYERS = (
    "Conv{d}D({n}, {k}, activation='relu')",
    "Conv{d}D({n}, {k}, padding='same', strides={s})",
    "Conv{d}D({n}, {k}, dilation_rate={s}, use_bias=False)",
    "Conv{d}DTranspose({n}, {k}, strides={s})",
    "SeparableConv2D({n}, {k}, data_format='channels_last')",
    "DepthwiseConv2D({k})",
    "MaxPooling{d}D({s})",
    "AveragePooling{d}D({k}, strides={s}, padding='same')",
    "GlobalMaxPooling{d}D()",
    "GlobalAveragePooling{d}D(keepdims=True)",
    "UpSampling{d}D({s})",
    "ZeroPadding{d}D({s})",
    "Cropping{d}D(1)",
    "SpatialDropout{d}D(0.1)",
    "Dense({n})",
    "Dense({n}, activation='relu')",
    "Flatten()",
    "LSTM({n})",
    "GRU({n}, return_sequences=True)",
    "Bidirectional(SimpleRNN({n}))",
    "Bidirectional(LSTM({n}, return_sequences=True), merge_mode='sum')",
    "ConvLSTM2D({n}, 2)",
    "Reshape((-1, {n}))",
    "Reshape(({n}, {s}, {k}))",
    "Permute((2, 1))",
    "Permute((3, 1, 2))",
    "RepeatVector({k})",
    "TimeDistributed(Dense({n}))",
    "TimeDistributed(Flatten())",
    "TimeDistributed(Conv2D({n}, 2))",
    "Embedding(10, {n})",
    "BatchNormalization()",
    "LayerNormalization()",
    "Dropout(0.2)",
    "Activation('tanh')",
)
SIZES = (2, 3, 4, 5, 6, 8, 12, 16, 24, None)
BAD_LAYERS = 0.03


def program(random: Random, version: int) -> str:
    """A program of up to seven layers, mostly ones that fit."""
    namespace: dict[str, Any] = vars(KERAS[version].layers)
    shape = tuple(random.choice(SIZES) for _ in range(random.choice((1, 2, 2, 3, 3, 3, 4))))
    tensor, layers = KERAS[version].Input(shape), [f"Input({shape})"]
    for _ in range(60):
        text = random.choice(LAYERS).format(
            d=random.choice((1, 2, 2, 3)),
            n=random.choice((1, 4, 6)),
            k=random.choice((1, 2, 3)),
            s=random.choice((1, 2)),
        )
        try:
            tensor = eval(text, dict(namespace))(tensor)
        except Exception:
            if random.random() > BAD_LAYERS:
                continue
            return source(random, version, [*layers, text])
        layers.append(text)
        if len(layers) > random.randint(2, 7):
            break
    return source(random, version, layers)


def source(random: Random, version: int, layers: list[str]) -> str:
    package = KERAS[version].__name__
    lines = [f"from {package} import Input, Sequential", f"from {package}.layers import *"]
    if random.random() < 0.5:
        lines += ["model = Sequential([", *(f"    {layer}," for layer in layers), "])"]
    else:
        lines += ["model = Sequential()", *(f"model.add({layer})" for layer in layers)]
    return "\n".join(lines) + "\n"


def by_keras(text: str) -> object:
    namespace: dict[str, Any] = {}
    try:
        exec(text, namespace)
    except Exception:
        return "raises"
    return namespace["model"].output_shape


def by_us(text: str, version: int) -> object:
    result = lint_bytes("program.py", text.encode(), Options(CODES, frozenset({version}), shapes=True))
    assert not result.failed, result
    if any(str(found.severity) == "error" for found in result.diagnostics):
        return "raises"
    (model,) = result.shapes
    return model.layers[-1].output_shape


@pytest.mark.parametrize("seed", range(40))
def test_keras_3_says_the_same(seed: int) -> None:
    text = program(Random(seed), 3)
    assert by_us(text, 3) == by_keras(text), text


@pytest.mark.parametrize("seed", range(40))
def test_keras_2_raises_where_we_say_so(seed: int) -> None:
    """Keras 2 lets convolutions have further batch axes, of which we say nothing."""
    text = program(Random(seed), 2)
    ours, theirs = by_us(text, 2), by_keras(text)
    assert ours in (theirs, "?"), text
