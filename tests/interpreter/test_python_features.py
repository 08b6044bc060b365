"""Python beyond straight lines: what less common constructs do to a model."""

from __future__ import annotations

import pytest

from tests.interpreter.programs import one, units

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
        "            x = i * j\n            y = x + i\n    m.add(Dense(1))\n    return m\nm = build()\nm.add(Dense(2))",
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
