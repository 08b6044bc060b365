"""What roles.py, activations.py and linear.py say of layer classes, against installed Keras."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from keraslint.diagnostic import Origin
from keraslint.facts.activations import ACTIVATION_LAYERS, activation_name
from keraslint.facts.roles import CONVOLUTIONS, LINEAR, LINEAR_LEARNERS, NORMALIZATIONS, has_weights, takes_several
from keraslint.keras_api.tables import default_of
from keraslint.program import Layer

keras = pytest.importorskip("keras")
np = pytest.importorskip("numpy")

ARGUMENTS = {
    "Dense": {"units": 3},
    "Reshape": {"target_shape": (-1, 2)},
    **{name: {"rate": 0.5} for name in LINEAR if name.endswith("Dropout") or "SpatialDropout" in name},
    **{name: {"pool_size": 2} for name in LINEAR if name.startswith("AveragePooling")},
    "GaussianNoise": {"stddev": 0.5},
    **{name: {"filters": 2, "kernel_size": 2} for name in CONVOLUTIONS},
}
OTHER_NAMES = (
    "Activation Add Attention AdditiveAttention Average Concatenate Dot Embedding GRU GroupNormalization LSTM "
    "LayerNormalization LeakyReLU Maximum MaxPooling1D Minimum MultiHeadAttention Multiply PReLU RMSNormalization ReLU "
    "RepeatVector Rescaling SimpleRNN Softmax Subtract UnitNormalization"
)
OTHERS = OTHER_NAMES.split()
MORE = {
    "Activation": {"activation": "relu"},
    "Dot": {"axes": 1},
    "Embedding": {"input_dim": 9, "output_dim": 3},
    "GroupNormalization": {"groups": 2},
    **{name: {"units": 3} for name in ("GRU", "LSTM", "SimpleRNN")},
    "MultiHeadAttention": {"num_heads": 1, "key_dim": 2},
    "RepeatVector": {"n": 2},
    "Rescaling": {"scale": 0.5},
}


def layer(name: str) -> Layer:
    return Layer(0, "layer", name, name, Origin(None), Origin(None))


def made(name: str) -> object:
    return getattr(keras.layers, name)(**{**ARGUMENTS, **MORE}.get(name, {}))


def shape_for(name: str) -> tuple[int, ...]:
    axes = next((int(digit) for digit in "123" if f"{digit}D" in name), 1)
    return (2, *(4,) * axes, 4)


def affine(function: Callable[[object], object], shape: tuple[int, ...]) -> bool:
    """Whether the function keeps weighted means: f(x/4 + 3y/4) = f(x)/4 + 3f(y)/4."""
    generator = np.random.default_rng(0)
    x, y = (generator.normal(size=shape).astype("float32") for _ in range(2))
    mixed, first, second = (np.asarray(function(data)) for data in (x / 4 + 3 * y / 4, x, y))
    return bool(np.allclose(mixed, first / 4 + 3 * second / 4, atol=1e-4))


def classes(names: frozenset[str]) -> Iterator[str]:
    return (name for name in sorted(names) if name != "InputLayer")


@pytest.mark.parametrize("name", classes(LINEAR | LINEAR_LEARNERS))
def test_linear_layers_are_linear_when_the_model_predicts(name: str) -> None:
    assert affine(made(name), shape_for(name))


@pytest.mark.parametrize("name", [*classes(NORMALIZATIONS - LINEAR), "MaxPooling1D", "Softmax", "LeakyReLU", "LSTM"])
def test_the_other_layers_are_not(name: str) -> None:
    assert not affine(made(name), shape_for(name))


@pytest.mark.parametrize("name", [*classes(LINEAR | LINEAR_LEARNERS), *OTHERS])
def test_which_layers_have_weights(name: str) -> None:
    built = made(name)
    if name not in ("MultiHeadAttention", "Attention", "AdditiveAttention", "Dot"):
        inputs = keras.Input(shape_for(name)[1:], dtype="int32" if name == "Embedding" else None)
        if name == "RepeatVector":
            inputs = keras.Input((4,))
        built([inputs, inputs] if takes_several(layer(name)) else inputs)
        assert has_weights(layer(name)) == bool(built.weights)


@pytest.mark.parametrize("name", [*classes(LINEAR | LINEAR_LEARNERS), *OTHERS])
def test_which_layers_refuse_a_single_tensor(name: str) -> None:
    shape = (4,) if name == "RepeatVector" else shape_for(name)[1:]
    try:
        keras.Sequential([keras.Input(shape), made(name)])
        refuses = False
    except ValueError:
        refuses = True
    assert takes_several(layer(name)) == refuses


@pytest.mark.parametrize("name", sorted(ACTIVATION_LAYERS))
def test_an_activation_layer_applies_the_function_of_its_name(name: str) -> None:
    if not hasattr(keras.layers, name) or name == "PReLU":  # PReLU learns its slope
        pytest.skip("there is no function to compare with")
    data = np.linspace(-3, 3, 7, dtype="float32")[None]
    function = keras.activations.get(ACTIVATION_LAYERS[name])
    slope = {"negative_slope": 0.3} if name == "LeakyReLU" else {}
    assert np.allclose(made(name)(data), function(data, **slope), atol=1e-6)


@pytest.mark.parametrize("name", ["relu", "softmax", "sigmoid", "tanh", "linear", "elu", "silu", "swish", "gelu"])
def test_names_of_activations(name: str) -> None:
    assert activation_name(name) == keras.activations.get(name).__name__
    assert activation_name("an activation of mine") is None


@pytest.mark.parametrize("name", ["Dense", "Conv2D", "LSTM", "GRU", "SimpleRNN", "SeparableConv1D"])
def test_default_activations(name: str) -> None:
    arguments = {"filters": 1, "kernel_size": 1} if "Conv" in name else {"units": 1}
    default = getattr(keras.layers, name)(**arguments).activation
    assert activation_name(default_of(name, "activation")) == default.__name__
