"""Functional code has no rules, but must never mislead."""

from __future__ import annotations

from keraslint.shapes import text
from tests.interpreter.programs import IMPORTS, models_of, program, shapes


def test_a_functional_model_knows_its_ends() -> None:
    (model,) = program("""
        x = keras.Input((28, 28, 1))
        h = Conv2D(4, 3)(x)
        h = layers.concatenate([h, h])
        y = Dense(10)(Flatten()(h))
        m = keras.Model(x, y)
    """).models
    assert model.kind == "functional"
    assert model.inputs == ((None, 28, 28, 1),)
    assert [text(shape) for shape in model.outputs or ()] == ["(None, 10)"]  # type: ignore[arg-type]


def test_a_functional_model_inside_a_sequential() -> None:
    (model,) = models_of("""
        x = keras.Input((8,))
        f = keras.Model(inputs=x, outputs=Dense(3)(x))
        m = Sequential([f, Dense(2)])
    """)
    assert shapes(model) == ["(None, 3)", "(None, 2)"]
    assert model.flow.because is None


def test_a_sequential_called_on_a_tensor_is_part_of_something() -> None:
    (model,) = models_of("""
        enc = Sequential([Dense(3)])
        x = keras.Input((8,))
        y = Dense(1)(enc(x))
    """)
    assert "tensor" in model.uses


def test_layers_on_several_tensors_and_lambdas() -> None:
    found = program("""
        a, b = keras.Input((8,)), keras.Input((8,))
        c = Lambda(lambda t: t[0] + t[1])([a, b])
        d = Add()([a, b])
        m = keras.Model([a, b], [c, Dense(2)(d)])
    """).models
    assert [text(shape) for shape in found[0].outputs or ()] == ["?", "(None, 2)"]  # type: ignore[arg-type]


def test_applications_know_their_shapes() -> None:
    (model,) = models_of(
        """
        base = VGG16(weights=None, include_top=False, input_shape=(64, 64, 3))
        base.trainable = False
        m = Sequential([base, Flatten(), Dense(2)])
    """,
        IMPORTS + "from keras.applications import VGG16\n",
    )
    assert shapes(model) == ["(None, 2, 2, 512)", "(None, 2048)", "(None, 2)"]
    assert model.flow.parameters == 14_714_688 + 2048 * 2 + 2
