"""The ways of TRAPS.md in which real code puts a Sequential together."""

from __future__ import annotations

import pytest

from keraslint.shapes import Symbol
from tests.interpreter.programs import events, models_of, one, shapes, stack, units

DENSE = ["Dense", "Dense", "Dense"]


@pytest.mark.parametrize(
    "source",
    [
        "m = Sequential([Dense(1, input_shape=(4,)), Dense(2), Dense(3)])",
        "m = Sequential((Dense(1, input_shape=(4,)), Dense(2), Dense(3)))",
        "m = Sequential(layers=[Dense(1, input_dim=4), Dense(2), Dense(3)])",
        "m = Sequential()\nm.add(Dense(1, input_dim=4))\nm.add(Dense(2))\nm.add(Dense(3))",
        "m = Sequential(name='n')\nfor i in range(3):\n    m.add(Dense(i + 1, **({'input_dim': 4} if i == 0 else {})))",
        "m = Sequential()\nm.add(Dense(1, input_dim=4))\nfor n in [2, 3]:\n    m.add(Dense(n))",
        "m = Sequential()\nm.add(Input((4,)))\nfor n in (1, 2, 3):\n    m.add(Dense(n))\nm.layers",
        "sizes = [1, 2, 3]\nm = Sequential([Input((4,))] + [Dense(n) for n in sizes])",
        "ls = []\nls.append(Dense(1, input_dim=4))\nls.extend([Dense(2), Dense(3)])\nm = Sequential(ls)",
        "ls = [Dense(3)]\nls.insert(0, Dense(2))\nls = [Dense(1, input_dim=4)] + ls\nm = Sequential(ls)",
        "ls = [Dense(1, input_dim=4)]\nls += [Dense(2), Dense(3)]\nm = Sequential([*ls])",
        "m = Sequential([Input((4,)), *(Dense(i) for i in range(1, 4))])",
        "m = Sequential([Input((4,))])\n[m.add(Dense(i)) for i in range(1, 4)]",
        "a = [Dense(1, input_dim=4), Dense(2), Dense(3), Dense(9)]\nm = Sequential(a[:-1])",
        "i = 0\nm = Sequential([Input((4,))])\nwhile i < 3:\n    i += 1\n    m.add(Dense(i))",
        "def f():\n    m = Sequential([Dense(1, input_dim=4)])\n    m.add(Dense(2))\n    m.add(Dense(3))\n    return m\nf()",
        "def add(m, n, **kw):\n    m.add(Dense(n, **kw))\nm = Sequential()\nadd(m, 1, input_dim=4)\nadd(m, 2)\nadd(m, n=3)",
        "m = Sequential()\ndef more(n):\n    m.add(Dense(n))\nm.add(Dense(1, input_dim=4))\nmore(2)\nmore(3)",
        "from functools import partial\nD = partial(Dense, activation='relu')\nm = Sequential([D(1, input_dim=4), D(2), D(3)])",
        "D = lambda n, **kw: Dense(n, **kw)\nm = Sequential([D(1, input_dim=4), D(2), D(3)])",
        "def block(n, cell=Dense, first=False):\n    return cell(n, input_dim=4) if first else cell(n)\n"
        "m = Sequential([block(1, first=True), block(2), block(3)])",
        "conf = {'units': [1, 2, 3], 'dim': 4}\nm = Sequential()\nfor i, u in enumerate(conf['units']):\n"
        "    if i == 0:\n        m.add(Dense(u, input_dim=conf['dim']))\n    else:\n        m.add(Dense(u))",
        "with strategy.scope():\n    m = Sequential([Dense(1, input_dim=4), Dense(2), Dense(3)])",
        "try:\n    m = Sequential([Dense(1, input_dim=4), Dense(2), Dense(3)])\nexcept ImportError:\n    raise",
        "if __name__ == '__main__':\n    m = Sequential([Dense(1, input_dim=4), Dense(2), Dense(3)])",
        "a, b = 1, 2\nm = Sequential([Dense(a, input_dim=b * 2), Dense(b), Dense(a + b)])",
        "for cls, n in zip([Dense] * 3, range(1, 4)):\n    if n == 1:\n        m = Sequential([Input((4,))])\n    m.add(cls(n))",
        "m = Sequential([Dense(1, input_dim=4), Dense(2), Dense(3), Dense(4)])\nm.pop()",
        "m = Sequential([Input([4]), Dense(1), Dense(2), Dense(3)])",
        "from dataclasses import dataclass\nclass C:\n    N = 4\n    def __init__(self, k=1):\n        self.k = k\n"
        "c = C()\nm = Sequential([Dense(c.k, input_dim=C.N), Dense(2), Dense(3)])",
    ],
)
def test_every_style_gives_the_same_model(source: str) -> None:
    model = one(source)
    assert [name for name in stack(model) if name != "InputLayer"] == DENSE
    assert units(model) == [1, 2, 3]
    assert shapes(model)[-3:] == ["(None, 1)", "(None, 2)", "(None, 3)"]
    assert model.flow.because is None


def test_a_loop_of_unknown_length_opens_the_model() -> None:
    model = one("m = Sequential([Dense(1, input_dim=4)])\nfor n in sizes:\n    m.add(Dense(2))\nm.add(Dense(3))")
    assert model.open_because is not None
    assert "loop" in str(model.flow.because)


def test_a_training_loop_does_not() -> None:
    model = one("m = Sequential([Dense(1, input_dim=4)])\nfor e in range(epochs):\n    m.train_on_batch(x, y)")
    assert model.open_because is None
    assert events(model) == ["train_on_batch"]


def test_alternatives_are_paths() -> None:
    found = models_of("""
        m = Sequential()
        if wide:
            m.add(Dense(8, input_dim=4))
        else:
            m.add(Dense(2, input_dim=4))
        m.add(Dense(1))
    """)
    assert sorted(units(model) for model in found) == [[2, 1], [8, 1]]


def test_the_same_test_takes_the_same_side() -> None:
    found = models_of("""
        def build(flat):
            shape = (784,) if flat else (28, 28)
            m = Sequential([Input(shape)])
            if not flat:
                m.add(Flatten())
            m.add(Dense(10))
            return m
    """)
    assert sorted(shapes(model)[0] for model in found) == ["(None, 28, 28)", "(None, 784)"]
    assert all(shapes(model)[-1] == "(None, 10)" for model in found)
    assert sorted(len(model.elements) for model in found) == [2, 3]


def test_tests_against_constants_exclude_each_other() -> None:
    found = models_of("""
        def build(kind):
            m = Sequential([Input((8,))])
            if kind == 'a':
                m.add(Dense(1))
            if kind == 'b':
                m.add(Dense(2))
            return m
    """)
    assert sorted(units(model) for model in found) == [[], [1], [2]]


def test_early_return_and_elif() -> None:
    found = models_of("""
        def build(kind):
            if kind == 'a':
                return Sequential([Dense(1, input_dim=4)])
            elif kind == 'b':
                return Sequential([Dense(2, input_dim=4)])
            m = Sequential([Dense(3, input_dim=4)])
            return m
        model = build(name)
        model.summary()
    """)
    assert sorted(units(model)[0] for model in found) == [1, 2, 3]
    assert all(events(model) == ["summary"] for model in found)


def test_a_known_condition_takes_one_branch() -> None:
    model = one(
        "DEEP = True\nm = Sequential([Input((4,))])\nif DEEP and not False:\n    m.add(Dense(1))\nelse:\n    m.add(Dense(2))"
    )
    assert units(model) == [1]


def test_image_data_format_is_the_default_unless_set() -> None:
    source = """
        from keras import backend as K
        if K.image_data_format() == 'channels_first':
            shape = (1, 28, 28)
        else:
            shape = (28, 28, 1)
        m = Sequential([Conv2D(4, 3, input_shape=shape)])
    """
    assert shapes(one(source)) == ["(None, 26, 26, 4)"]
    first = "keras.backend.set_image_data_format('channels_first')\n"
    (model,) = models_of(source.replace("if K", "keras.backend.set_image_data_format('channels_first')\n        if K"))
    assert shapes(model) == ["(None, 4, 26, 26)"], first


def test_methods_and_attributes() -> None:
    model = one("""
        class Net:
            def __init__(self, n):
                self.n = n
                self.model = self._build()
            def _build(self):
                model = Sequential()
                model.add(Dense(self.n, input_dim=4))
                model.add(Dense(1))
                return model
            def train(self, x, y):
                self.model.compile('adam', 'mse')
                self.model.fit(x, y)
        net = Net(7)
        net.train(x, y)
    """)
    assert units(model) == [7, 1]
    assert events(model) == ["compile", "fit"]


def test_chained_assignment_and_builder_methods() -> None:
    model = one("""
        class Agent:
            def build(self):
                model = self.model = Sequential()
                model.add(Dense(1, input_dim=4))
                self.head()
            def head(self):
                model = self.model
                model.add(Dense(2))
        a = Agent()
        a.build()
        a.model.summary()
    """)
    assert units(model) == [1, 2]
    assert events(model) == ["summary"]


def test_uncalled_functions_and_classes_run_once() -> None:
    found = models_of("""
        def build(n, m=3):
            return Sequential([Dense(n, input_dim=m)])
        class T:
            def make(self):
                self.model = Sequential([Dense(2, input_dim=4)])
    """)
    assert len(found) == 2
    returned = next(model for model in found if model.where == "function")
    assert "returned" in returned.uses
    assert shapes(returned) == ["(None, ?)"]


def test_subclass_of_sequential() -> None:
    model = one("""
        class Net(Sequential):
            def __init__(self):
                super().__init__()
                self.add(Dense(1, input_dim=4))
                self.add(Dense(2))
        net = Net()
        net.summary()
    """)
    assert units(model) == [1, 2]
    assert events(model) == ["summary"]


def test_blocks_inside_layers_are_parts() -> None:
    model = one("""
        class Block(layers.Layer):
            def __init__(self):
                super().__init__()
                self.proj = keras.Sequential([Dense(4), Dense(2)])
            def call(self, x):
                return self.proj(x)
    """)
    assert model.where == "layer"
    assert "attribute" in model.uses


def test_a_name_rebound_in_a_later_part() -> None:
    found = models_of(
        "m = Sequential([Dense(1, input_dim=4)])\nm.summary()\nm = Sequential([Dense(2, input_dim=4)])\nm.fit(x)"
    )
    assert [units(model) for model in found] == [[1], [2]]
    assert [events(model) for model in found] == [["summary"], ["fit"]]


def test_nested_models_bring_their_shape() -> None:
    found = models_of("""
        aug = Sequential([Input((28, 28, 1)), RandomFlip()])
        m = Sequential([aug, Conv2D(4, 3), Flatten(), Dense(10)])
    """)
    assert shapes(found[1])[-1] == "(None, 10)"
    assert "nested" in found[0].uses


def test_layers_of_another_model() -> None:
    found = models_of("""
        a = Sequential([Dense(1, input_dim=4), Dense(2), Dense(3)])
        b = Sequential(a.layers[:-1])
        c = Sequential()
        for layer in a.layers[:-1]:
            c.add(layer)
        c.add(Dense(9))
        loaded = keras.models.load_model('x.keras')
        d = Sequential(loaded.layers[:-1])
    """)
    assert [units(model) for model in found[:3]] == [[1, 2, 3], [1, 2], [1, 2, 9]]
    assert found[3].open_because is not None


def test_one_layer_without_a_list() -> None:
    assert stack(one("m = Sequential(Dense(1, input_dim=4))")) == ["Dense"]


def test_custom_and_foreign_layers_are_opaque() -> None:
    model = one("""
        import tensorflow_hub as hub
        class Mine(layers.Layer):
            pass
        m = Sequential([hub.KerasLayer('u'), Mine(), make(), Dense(1)])
    """)
    assert stack(model) == ["[?]", "[?]", "[?]", "Dense"]
    assert "tensorflow_hub.KerasLayer" in str(model.flow.because)


def test_what_is_no_layer() -> None:
    model = one("m = Sequential([Dense(1, input_dim=4), Dense, [Dense(1)], 'relu', None, 3, keras.activations.relu])")
    assert stack(model)[1:] == ["[class]", "[list]", "[string]", "[none]", "[number]", "[function]"]


def test_not_models() -> None:
    assert (
        models_of(
            "import torch.nn as nn\nm = nn.Sequential(nn.Linear(1, 2))\ndef f() -> Sequential:\n    pass\n'Sequential()'"
        )
        == []
    )


def test_unknown_integers_stay_the_same() -> None:
    model = one("n = x.shape[1]\nm = Sequential([Dense(n, input_dim=n), Dense(x.shape[1])])")
    first, second = units(model)
    assert isinstance(first, Symbol)
    assert first is second
    assert model.flow.input == (None, first)


def test_source_order_is_not_the_order_of_layers() -> None:
    model = one("""
        def head():
            m.add(Dense(2))
        m = Sequential()
        m.add(Dense(1, input_dim=4))
        head()
    """)
    assert units(model) == [1, 2]


def test_recursion_and_endless_loops_end() -> None:
    found = models_of("""
        def f(n):
            g(n + 1)
            return f(n)
        def g(n):
            return f(n)
        f(0)
        while True:
            m = Sequential([Dense(1, input_dim=4)])
            if done():
                break
        x = 9 ** 9 ** 9 ** 9
        s = 'a' * 10 ** 12
    """)
    assert [units(model) for model in found] == [[1]]


def test_methods_that_nobody_calls_run_on_the_real_instance() -> None:
    model = one("""
        class Net:
            def __init__(self, n):
                self.model = Sequential([Dense(n, input_dim=4)])
            def train(self, x, y):
                self.model.fit(x, y)
        net = Net(7)
    """)
    assert units(model) == [7]


def test_an_input_dim_that_is_no_shape() -> None:
    for name in ("Embedding", "ReversibleEmbedding"):
        assert one(f"m = Sequential([layers.{name}(100, 4)])").flow.declared is None
        assert one(f"m = Sequential([layers.{name}(input_dim=100, output_dim=4)])").flow.declared is None
