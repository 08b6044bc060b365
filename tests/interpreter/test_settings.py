"""Values that are set by other means than a plain assignment are not what the assignment said."""

from __future__ import annotations

import pytest

from keraslint.program import Layer
from keraslint.shapes import UNKNOWN, Symbol
from tests.interpreter.programs import models_of, one, units

MODEL = "\nm = Sequential([Input((4,)), Dense({})])"


@pytest.mark.parametrize(
    "source",
    [
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    units: int = 1\n    rate: float = 0.1\nu = C(10).units",
        "from dataclasses import dataclass\n@dataclass\nclass B:\n    a: int = 1\n@dataclass\nclass C(B):\n    b: int = 2\n"
        "u = C(3, 10).b",
        "from typing import ClassVar, NamedTuple\nclass C(NamedTuple):\n    units: int = 1\nu = C(10).units",
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    base: int = 5\n    units: int = 1\n"
        "    def __post_init__(self):\n        self.units = self.base * 2\nu = C().units",
        "class C:\n    units = 1\n    def __init__(self, **kw):\n        for k, v in kw.items():\n            setattr(self, k, v)\n"
        "u = C(units=10).units",
        "class C:\n    def __init__(self, **kw):\n        self.units = 1\n        self.__dict__.update(kw)\nu = C(units=10).units",
        "class C:\n    units = 1\nvars(C)['units'] = 10\nu = C().units",
        "u = 1\nglobals()['u'] = 10",
        "class C:\n    def __init__(self):\n        self._n = 1\n    @property\n    def n(self):\n        return self._n * 2\n"
        "    @n.setter\n    def n(self, n):\n        self._n = n\nc = C()\nc.n = 5\nu = c.n",
        "class D:\n    def __init__(self, f):\n        self.f = f\n    def __call__(self):\n        return 10 * self.f()\n"
        "@D\ndef f():\n    return 1\nu = f()",
        "import functools\n@functools.lru_cache(maxsize=None)\ndef f(units=10):\n    return units\nu = f()",
        "d = {'u': 1}\ne = d\ne |= {'u': 10}\nu = d['u']",
        "a = [1] * 5\nb = a\nb *= 2\nu = len(a)",
        "d = {'u': 10}\nd['u'] == 10 or d.update(u=1)\nu = d['u']",
        "u = 1\ni = 0\nwhile i < 3:\n    i += 1\nelse:\n    u = 10",
    ],
)
def test_a_value_set_by_name(source: str) -> None:
    assert units(one(source + MODEL.format("u"))) == [10]


@pytest.mark.parametrize(
    "source",
    [
        "from dataclasses import dataclass\n@dataclass\nclass C:\n    units: int = 1\nu = C(**read()).units",
        "from pydantic_settings import BaseSettings\nclass C(BaseSettings):\n    units: int = 1\nu = C().units",
        "from hydra import main\n@main(config_path=None)\ndef f(units=1):\n    return units\nu = f()",
        "import gin\n@gin.configurable\nclass C:\n    def __init__(self, units=1):\n        self.units = units\nu = C().units",
        "class C:\n    units = 1\n    def __new__(cls, n):\n        made = object.__new__(cls)\n        made.units = n\n"
        "        return made\nu = C(10).units",
        "a = [1, 2]\na.__setitem__(0, 3)\nu = a[0]",
        "class C:\n    units = 1\nc = C()\nfor k, v in read():\n    setattr(c, k, v)\nu = c.units",
        "class C:\n    def __init__(self):\n        self.units = 1\n        self.__dict__ = read()\nu = C().units",
        "class C:\n    def __init__(self, kw):\n        self.units = 1\n        vars(self).update(kw)\nu = C(read()).units",
        "u = 1\nglobals().update(read())",
        "u = 1\nexec(open('configurator.py').read())",
        "class C:\n    def __init__(self):\n        self.n = 0\nc = C()\nfor f in read():\n    c.n += 1\nu = c.n",
        "d = {'n': 0}\ne = d\nfor f in read():\n    d['n'] += 1\nu = e['n']",
        "u = 0\ndef count():\n    global u\n    u += 1\nfor f in read():\n    count()",
    ],
)
def test_a_value_that_may_have_been_set(source: str) -> None:
    assert units(one(source + MODEL.format("u"))) == [UNKNOWN]


@pytest.mark.parametrize("library", ["import random", "from numpy import random"])
def test_an_item_of_a_shuffled_list_is_one_of_them(library: str) -> None:
    (found,) = units(one(f"{library}\na = [1, 2]\nrandom.shuffle(a)\nu = a[0]" + MODEL.format("u")))
    assert isinstance(found, Symbol)


def test_a_placeholder_that_a_later_method_sets() -> None:
    source = "class T:\n    def __init__(self):\n        self.n = 0\n    def build(self):\n        return Sequential([Dense(self.n)])\n"
    assert units(one(source)) == [0]
    assert units(one(source + "    def load(self):\n        self.n = 10\n")) == [UNKNOWN]


def test_the_next_turn_may_take_the_other_side() -> None:
    source = "m = Sequential([Input((4,))])\nseen = False\nfor s in read():\n    if seen:\n        m.add(Dense(1))\n    seen = True\n"
    found = models_of(source)
    assert found
    assert all(model.open_because is not None for model in found)


def test_the_right_side_of_a_short_circuit_is_a_path() -> None:
    source = "import sys\nflag = len(sys.argv) > 1\nm = Sequential([Input((4,)), Dense(1)])\nflag {} m.add(Dense(2))\nm.summary()"
    for word in ("and", "or"):
        assert sorted(str(units(model)) for model in models_of(source.format(word))) == ["[1, 2]", "[1]"]


@pytest.mark.parametrize("text", ["'%999999999d' % 5", "'{:999999999}'.format(5)", "'%*d' % (999999999, 5)"])
def test_a_format_of_any_length_is_not_carried_out(text: str) -> None:
    (element,) = one(f"m = Sequential([Dense(1, name={text})])").elements
    assert isinstance(element, Layer)
    assert element.value("name") is UNKNOWN
