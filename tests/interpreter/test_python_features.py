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
