"""Python beyond straight lines: what less common constructs do to a model."""

from __future__ import annotations

import pytest

from tests.interpreter.programs import models_of, one, units

BUILD = "def build(n):\n    return Sequential([Input((4,)), Dense(1), Dense(n)])\n"
GROWN = (
    "import functools\ndef grown(n):\n    def wrap(f):\n        @functools.wraps(f)\n        def w(*a, **k):\n"
    "            m = f(*a, **k)\n            m.add(Dense(n))\n            return m\n        return w\n    return wrap\n"
)


@pytest.mark.parametrize(
    "source",
    [
        "m = Sequential([Input((4,))])\nlist(map(lambda n: m.add(Dense(n)), [1, 2, 3]))",
        "def add(n):\n    m.add(Dense(n))\nm = Sequential([Input((4,))])\nlist(map(add, range(1, 4)))",
        "m = Sequential([Input((4,)), *map(Dense, (1, 2, 3))])",
        "a, b = map(int, '2,3'.split(','))\nm = Sequential([Input((4,)), Dense(1), Dense(a), Dense(b)])",
        GROWN + "@grown(3)\n" + BUILD + "m = build(2)",
        GROWN + "@grown(3)\n@grown(2)\ndef build():\n    return Sequential([Input((4,)), Dense(1)])\nm = build()",
        "def log(f):\n    def w(self, *a):\n        print('x')\n        return f(self, *a)\n    return w\nclass A:\n"
        "    n = 3\n    @log\n    def a(self):\n        return self.b(2)\n    @log\n    def b(self, k):\n"
        "        return self.c(k)\n    @log\n    def c(self, k):\n        return self.d(k)\n    @log\n    def d(self, k):\n"
        "        return Sequential([Input((4,)), Dense(1), Dense(k), Dense(self.n)])\nA().a()",
    ],
)
def test_the_same_three_layers(source: str) -> None:
    model = one(source)
    assert units(model) == [1, 2, 3]
    assert model.flow.because is None


@pytest.mark.parametrize(
    "source",
    [
        "class B:\n    def __init__(self):\n        self.m = Sequential([Input((4,))])\n    def __getattr__(self, name):\n"
        "        def f(*a):\n            self.m.add(getattr(layers, name)(*a))\n            return self\n        return f\n"
        "B().Dense(1).Dense(2).Dense(3)",
        "class B:\n    def __init__(self):\n        self.m = Sequential([Input((4,))])\n    def __iadd__(self, layer):\n"
        "        self.m.add(layer)\n        return self\nb = B()\nb += Dense(1)\nb += Dense(2)\nb += Dense(3)",
        "class B:\n    def __init__(self):\n        self.m = Sequential([Input((4,))])\n    def __or__(self, layer):\n"
        "        self.m.add(layer)\n        return self\nB() | Dense(1) | Dense(2) | Dense(3)",
    ],
)
def test_special_methods(source: str) -> None:
    assert units(one(source)) == [1, 2, 3]


@pytest.mark.parametrize(
    "source",
    [
        "from blocks import add\nm = Sequential()\nadd(m, 32)\nm.add(Dense(1))",
        "from .blocks import add\nm = Sequential([Input((4,))])\nadd(m)",
        "from blocks import add\nls = []\nadd(ls)\nm = Sequential(ls + [Dense(1)])",
        "from base import Base\nclass Net(Base):\n    def __init__(self):\n        self.m = Sequential()\n"
        "        self.add_blocks(3)\n        self.m.add(Dense(1))\nNet()",
        "import threading\nm = Sequential()\ndef work():\n    m.add(Dense(1))\nthreading.Thread(target=work).start()",
        "import functools\nm = functools.reduce(lambda m, n: (m.add(Dense(n)), m)[1], [1, 2], Sequential([Input((4,))]))",
        "def grow(m, n):\n    if n:\n        m.add(Dense(n))\n        grow(m, n - 1)\n    return m\n"
        "grow(Sequential([Input((4,))]), 9)",
        "class B:\n    def __init__(self):\n        self.m = Sequential([Input((4,))])\n    def grow(self, n):\n"
        "        if n:\n            self.m.add(Dense(n))\n            self.grow(n - 1)\nB().grow(9)",
        "def build():\n    m = Sequential()\n    for i in range(120):\n        for j in range(120):\n"
        "            x = Dense(i)\n            y = x\n    m.add(Dense(1))\n    return m\nm = build()\nm.add(Dense(2))",
    ],
)
def test_code_that_is_not_followed_may_have_added_layers(source: str) -> None:
    assert one(source).open_because is not None


@pytest.mark.parametrize(
    "use",
    [
        "print(m)",
        "import numpy as np\nnp.save('x', m)",
        "from viz import show\nm.compile('adam', 'mse')\nshow(m)",
        "from viz import show\nshow(m.name)",
        "from shap import DeepExplainer\nDeepExplainer(m)",
        "import json\njson.dumps(m)",
    ],
)
def test_a_finished_model_in_other_hands_keeps_its_layers(use: str) -> None:
    model = one(f"m = Sequential([Input((4,)), Dense(1)])\n{use}")
    assert model.open_because is None


def test_a_long_statement_that_adds_no_layers_leaves_models_as_they_are() -> None:
    loops = "def train():\n    for i in range(120):\n        for j in range(120):\n            x = i * j\n            y = x\n"
    model = one(f"m = Sequential([Input((4,)), Dense(1)])\n{loops}train()")
    assert model.open_because is None


@pytest.mark.parametrize(
    "source",
    [
        "m = Sequential([Input((4,))])\nfor item in [('d', 1), ('pair', 2, 3), 'flatten']:\n    match item:\n"
        "        case ('d', n):\n            m.add(Dense(n))\n        case ('pair', a, b):\n            m.add(Dense(a))\n"
        "            m.add(Dense(b))\n        case 'dense' | 'x':\n            m.add(Dense(9))",
        "def build(kind):\n    match kind:\n        case 'a' | 'b' as k:\n            return Sequential([Input((4,)), Dense(1), "
        "Dense(2), Dense({'a': 8, 'b': 3}[k])])\n        case _:\n            return None\nm = build('b')",
        "def build(n):\n    match n:\n        case 1 if False:\n            last = 7\n        case None | True:\n            last = 8\n"
        "        case other:\n            last = other\n    return Sequential([Input((4,)), Dense(1), Dense(2), Dense(last)])\n"
        "m = build(3)",
        "n = 3\nm = Sequential([Input((4,)), Dense(1 if 2 < n < 4 else 8), Dense(8 if 1 < n < 3 else 2), Dense(n)])",
    ],
)
def test_match_and_chained_comparisons_of_known_values(source: str) -> None:
    assert units(one(source)) == [1, 2, 3]


def test_cases_of_an_unknown_value_are_paths() -> None:
    source = "match n:\n    case 1:\n        u = 1\n    case 2:\n        u = 2\n    case _:\n        u = 3\n"
    found = models_of(f"import sys\nn = len(sys.argv)\n{source}m = Sequential([Input((4,)), Dense(u)])")
    assert sorted(str(units(model)) for model in found) == ["[1]", "[2]", "[3]"]
    assert all(model.open_because is None for model in found)


def test_a_path_that_is_not_followed_leaves_the_model_open() -> None:
    tests = "\n".join(f"    if c.x{i}:\n        m.add(Dense({i + 1}))" for i in range(9))
    found = models_of(
        f"import conf as c\ndef build():\n    m = Sequential([Input((4,))])\n{tests}\n    return m\nbuild().summary()"
    )
    assert found
    assert all(model.open_because is not None for model in found)


def test_a_value_of_another_module_may_be_true_or_false() -> None:
    source = "m = Sequential([Input((4,))])\nif conf.BN:\n    m.add(Dense(1))\nif not conf.BN:\n    m.add(Dense(2))\n"
    found = models_of(
        f"import conf\n{source}if conf.KIND == 'a':\n    m.add(Dense(3))\nif conf.KIND == 'a':\n    m.add(Dense(4))\nm.summary()"
    )
    assert sorted(str(units(model)) for model in found) == ["[1, 3, 4]", "[1]", "[2, 3, 4]", "[2]"]


def test_a_lost_cell_after_a_model_that_depends_on_a_test() -> None:
    from keraslint.interpreter import interpret
    from keraslint.source import parse, read
    from tests.source.notebooks import notebook

    cells = (
        "import keras, sys\nm = keras.Sequential()\nif sys.argv[1:]:\n    m.add(keras.layers.Dense(1))\nelse:\n    m.add(2)",
        "m.add(keras.layers.Dense(",
        "m.add(keras.layers.Dense(3))",
    )
    found = interpret(parse(read("a.ipynb", notebook(*cells))).units, "a.ipynb")
    assert found.faults == ()
    assert all(model.open_because is not None for model in found.models)
