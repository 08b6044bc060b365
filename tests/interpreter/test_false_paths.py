"""Values of one path never meet those of another."""

from __future__ import annotations

from keraslint.arrays import Array
from keraslint.shapes import text
from tests.interpreter.programs import IMPORTS, models_of, program, units


def test_an_array_of_one_path_does_not_reach_the_model_of_another() -> None:
    found = models_of(
        """
        import sys
        if sys.argv[1] == "a":
            shape, many = (8,), (10, 8)
        else:
            shape, many = (9,), (10, 9)
        x, y = np.ones(many), np.ones((10, 1))
        model = keras.Sequential([layers.Input(shape), layers.Dense(1)])
        model.compile("sgd", "mse")
        model.fit(x, y)
    """,
        IMPORTS + "import numpy as np\n",
    )
    seen = set()
    for model in found:
        (fit,) = model.occurrences("fit")
        assert fit.call is not None
        x = fit.call.value("x")
        assert isinstance(x, Array)
        seen.add((text(model.flow.input), text(x.shape)))
    assert seen == {("(None, 8)", "(10, 8)"), ("(None, 9)", "(10, 9)")}


def test_isinstance_of_constants() -> None:
    (model,) = models_of("""
        def make(o="rmsprop"):
            m = Sequential([Dense(1, input_dim=4)])
            if isinstance(o, (list, tuple)):
                m.add(Dense(2))
            if isinstance(o, (str, int)):
                m.add(Dense(3))
            return m
        make()
    """)
    assert [e.value("units") for e in model.elements] == [1, 3]  # type: ignore[union-attr]


def test_the_data_format_is_known_from_wherever_it_is_imported() -> None:
    found = models_of("""
        from keras.src import backend
        shape = (10, 10, 1) if backend.config.image_data_format() == "channels_last" else (1, 10, 10)
        m = Sequential([Conv2D(1, 3, input_shape=shape)])
    """)
    assert [text(model.flow.input) for model in found] == ["(None, 10, 10, 1)"]


def test_a_layer_of_the_file_inside_a_wrapper() -> None:
    (model,) = models_of("""
        class Masked(layers.Wrapper):
            pass
        m = Sequential([Input((3, 4)), TimeDistributed(layer=Masked(Dense(1)))])
    """)
    assert model.flow.error is None


def test_a_subclass_that_others_fill_is_open() -> None:
    (model,) = models_of("""
        class Net(keras.Sequential):
            def compile(self, *args, **kwargs):
                super().compile(*args, **kwargs)
    """)
    assert model.open_because is not None


def test_two_numbers_and_no_groups_are_no_crash() -> None:
    program(
        "import tensorflow as tf\nx = tf.math.add(1, 2)\ny = keras.ops.multiply(2, 3)\nlayers.Conv2D(4, 3, groups=0)(keras.Input((8, 8, 4)))"
    )


def test_a_model_given_to_a_callback_list_is_used() -> None:
    (model,) = models_of("m = Sequential([Dense(1)])\nc = keras.callbacks.CallbackList([], model=m)")
    assert "escaped" in model.uses


CHAINS = """
    import sys
    kind = sys.argv[1]
    if kind == "a":
        {first} = 1
    elif kind == "b":
        {first} = 2
    if kind == "b":
        {second} = 20
    elif kind == "a":
        {second} = 10
    m = Sequential([Dense(wide), Dense(deep)])
"""


def test_a_name_that_is_read_was_bound() -> None:
    found = models_of(CHAINS.format(first="wide", second="deep"))
    assert {tuple(units(model)) for model in found} == {(1, 10), (2, 20)}


def test_a_name_that_was_bound_before_is_bound_on_every_path() -> None:
    chains = CHAINS.format(first="wide", second="deep").replace("kind =", "wide, deep = 0, 0; kind =", 1)
    assert {tuple(units(model)) for model in models_of(chains)} == {(1, 10), (2, 20), (0, 0)}


def test_a_name_that_hides_a_builtin_is_bound_on_every_path() -> None:
    found = models_of("""
        import sys
        many = 3
        if sys.version_info[0] == 2:
            range = xrange
            many = 2
        for i in range(1):
            m = Sequential([Dense(many)])
    """)
    assert {tuple(units(model)) for model in found} == {(2,), (3,)}


def test_a_name_that_another_turn_bound() -> None:
    found = models_of("""
        import sys
        for line in sys.stdin:
            if line == "first":
                size, many = 4, 1
            else:
                many = 2
        m = Sequential([Dense(size), Dense(many)])
    """)
    assert {tuple(units(model)) for model in found} == {(4, 1), (4, 2)}
