"""Calls of which nothing comes are followed once, and that is not to be seen in what is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from keraslint import catalogue
from keraslint.interpreter import barren, definitions
from keraslint.linter import Options, lint_bytes
from tests.interpreter.programs import one

RULES = Path(__file__).parent.parent / "rules"
PROGRAMS = sorted(path for folder in ("fixtures", "sound", "false_positives") for path in (RULES / folder).glob("*.py"))
OPTIONS = Options(frozenset(rule.code for rule in catalogue.load()))
HEAD = "import keras\nfrom keras import layers\n"
LONG = "".join(f"    a{number} = x[{number}] + x.b[{number}]\n" for number in range(20))
MODEL = "m = keras.Sequential([keras.Input((4,)), layers.Dense({})])\n"


@pytest.fixture
def followed(monkeypatch):
    """The names of the functions that are followed, once for each time."""
    names = []
    run = definitions._run

    def counted(machine, definition, node):
        names.append(definition.name.value)
        return run(machine, definition, node)

    monkeypatch.setattr(definitions, "_run", counted)
    return names


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_what_is_found_is_the_same(path, monkeypatch):
    data = path.read_bytes()
    monkeypatch.setattr(barren, "DEAR", 10**9)
    each_time = lint_bytes("x.py", data, OPTIONS).diagnostics
    monkeypatch.setattr(barren, "DEAR", 0)
    assert lint_bytes("x.py", data, OPTIONS).diagnostics == each_time


def test_a_helper_is_followed_once(followed):
    one(HEAD + f"def show(x, n=1):\n{LONG}    print(a0)\n" + "show(read(), n=2)\n" * 4 + MODEL.format(3))
    assert followed == ["show"]


@pytest.mark.parametrize(
    "calls",
    ["show(read(), n=2)\nshow(read(), n=3)\n", "show(read())\nshow([])\n", "show(read())\nshow(*read())\n"],
)
def test_other_arguments_may_tell_something(calls, followed):
    one(HEAD + f"def show(x, n=1):\n{LONG}\n" + calls + MODEL.format(3))
    assert followed == ["show", "show"]


@pytest.mark.parametrize(
    "body",
    [
        "    return 3\n",
        "    return x\n",
        "    seen.append(x)\n",
        "    global last\n    last = x\n",
        "    layers.Dense(3)\n",
        "    seen[0] = x\n",
    ],
)
def test_what_something_comes_of_is_followed_each_time(body, followed):
    one(HEAD + f"last = None\nseen = []\ndef show(x):\n{LONG}{body}" + "show(read())\n" * 2 + MODEL.format(3))
    assert followed == ["show", "show"]


@pytest.mark.parametrize("helper", ["", "def last(x):\n    use(x)\n"])
def test_what_is_read_by_name_may_have_changed(helper):
    inner = "last(x)" if helper else "use(x)"
    model = one(
        HEAD + "def use(x):\n    pass\n" + helper + f"def show(x):\n{LONG}    {inner}\n"
        "show(read())\ndef use(x):\n    m.fit(x)\n" + MODEL.format(3) + "m.compile('adam', 'mse')\nshow(read())\n"
    )
    assert [event.kind for event in model.events].count("fit") == 1


def test_a_call_that_was_cut_short_tells_nothing_of_another():
    deep = "".join(f"def f{number}(x):\n    return f{number - 1}(x)\n" for number in range(1, 14))
    model = one(
        HEAD
        + f"def f0(x):\n{LONG}    return g(x)\ndef g(x):\n{LONG}    return h(x)\ndef h(x):\n    return 3\n"
        + deep
        + "f13(read())\nn = f0(read())\n"
        + MODEL.format("n")
    )
    assert model.elements[1].arguments["units"].value == 3
