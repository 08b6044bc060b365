"""When a Sequential is built, against both Keras."""

from __future__ import annotations

from typing import Any

import pytest

from keraslint.facts.building import PREPROCESSING
from keraslint.facts.causes import KEEPS_SHAPE
from keraslint.keras_api.layers.registry import output_shape
from keraslint.keras_api.spec import Spec

KERAS = {3: pytest.importorskip("keras"), 2: pytest.importorskip("tf_keras")}


def test_the_preprocessing_layers_are_those_of_keras() -> None:
    found = {
        name
        for keras in KERAS.values()
        for name in dir(keras.layers)
        if isinstance(layer := getattr(keras.layers, name), type) and ".preprocessing." in layer.__module__
    }
    assert found - PREPROCESSING == {name for name in found if name.startswith("RandomRotation3D")}
    assert found >= PREPROCESSING


@pytest.mark.parametrize("name", sorted(KEEPS_SHAPE - {"GroupNormalization", "ThresholdedReLU"}))
def test_what_is_looked_through_keeps_the_shape(name: str) -> None:
    arguments: dict[str, object] = {"rate": 0.5, "stddev": 0.5, "scale": 2.0, "activation": "relu"}
    takes = {"Activation": ("activation",), "Rescaling": ("scale",), "GaussianNoise": ("stddev",)}
    rate = ("rate",) if "Dropout" in name else ()
    args = {key: arguments[key] for key in takes.get(name, rate)}
    rank = int(name[-2]) + 2 if name.startswith("SpatialDropout") else 4
    shape = (None, 4, 5, 6, 7)[:rank]
    assert output_shape(Spec(name, args), shape) == shape


@pytest.mark.parametrize("version", KERAS)
def test_what_builds_a_sequential(version: int) -> None:
    keras = KERAS[version]
    layers = keras.layers

    def built(*stack: Any) -> bool:
        return bool(keras.Sequential(list(stack)).built)

    assert not built(layers.Dense(2))
    assert built(layers.Dense(2, input_shape=(3,)))
    assert not built(layers.Dense(4), layers.Dense(2, input_shape=(4,)))
    assert not built(layers.Bidirectional(layers.LSTM(4, input_shape=(10, 3))))
    assert not built(layers.TimeDistributed(layers.Dense(4, input_shape=(10, 3))))
    assert built(layers.TimeDistributed(layers.Dense(4), input_shape=(10, 3)))
    assert built(layers.Embedding(10, 4), layers.LSTM(3)) == (version == 2)
    assert built(keras.Sequential([keras.Input((3,)), layers.Dense(2)]), layers.Dense(1)) == (version == 3)
    assert built(keras.Sequential([layers.Dense(2, input_shape=(3,))]), layers.Dense(1))
