"""What becomes of the text by the edits that rules ask for."""

from __future__ import annotations

import pytest

from keraslint.diagnostic import Edit, EditKind, Named, Origin
from tests.editing import Source, change


@pytest.mark.parametrize(
    ("before", "part", "after"),
    [
        ("f(a, b=1, c=2)", "b=1", "f(a, c=2)"),
        ("f(a, b=1)", "b=1", "f(a)"),
        ("f(b=1)", "b=1", "f()"),
        ("f(b=1,)", "b=1", "f()"),
        ("f(a, b=1,)", "b=1", "f(a,)"),
        ("f(a, b)", "b", "f(a)"),
        ("f(b=1, *a)", "b=1", "f(*a)"),
        ("f(\n    a,\n    b=1,\n    c=2,\n)", "b=1", "f(\n    a,\n    c=2,\n)"),
        ("f(\n    a,\n    b=1\n)", "b=1", "f(\n    a\n)"),
        ("f(\n    b=1, c=2\n)", "b=1", "f(\n    c=2\n)"),
        ("f(\n    a, b=1,\n    c=2\n)", "b=1", "f(\n    a,\n    c=2\n)"),
        ("f(a, b=(1,\n  2), c=3)", "b=(1,\n  2)", "f(a, c=3)"),
        ("f(a, b=1, # why\n  c=2)", "b=1", "f(a, # why\n  c=2)"),
        ("f(a, b=1 # why\n  , c=2)", "b=1", "f(a,  # why\n   c=2)"),
        ("f(a, # one\n  b=1 # why, so\n )", "b=1", "f(a, # one\n   # why, so\n )"),
        ("f(\n    b=1,  # why\n    c=2)", "b=1", "f(\n    # why\n    c=2)"),
        ("f(a, b=((1)), c=2)", "b=((1))", "f(a, c=2)"),
        ("f(a, b=1, \\\n  c=2)", "b=1", "f(a, \\\n  c=2)"),
        ("(None, 784)", "None", "(784,)"),
        ("f((None, 784, ))", "None", "f((784, ))"),
        ("[Dense(1), Dropout(2), Dense(3)]", "Dropout(2)", "[Dense(1), Dense(3)]"),
        ("[Dense(1), (Dropout(2))]", "Dropout(2)", "[Dense(1)]"),
        ("[(Dense(1)), Dropout(2)]", "Dense(1)", "[Dropout(2)]"),
    ],
)
def test_an_argument_or_item_is_removed_with_its_comma(before: str, part: str, after: str) -> None:
    assert change(before, part, "remove") == after


@pytest.mark.parametrize(("before", "part"), [("f(a, b)", "a"), ("x = (a, b)", "b"), ("f(a)(b)", "f"), ("a + b", "a")])
def test_what_would_leave_something_else_is_not_removed(before: str, part: str) -> None:
    assert change(before, part, "remove") is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("LSTM()", "LSTM(x=1)"),
        ("LSTM(64)", "LSTM(64, x=1)"),
        ("LSTM(64,)", "LSTM(64, x=1)"),
        ("LSTM(64, a='(')", "LSTM(64, a='(', x=1)"),
        ("LSTM(\n    64,  # units, (here)\n)", "LSTM(\n    64, x=1  # units, (here)\n)"),
        ("LSTM(\n    64  # units\n)", "LSTM(\n    64, x=1  # units\n)"),
        ("layers.LSTM(f(1), **kw)", "layers.LSTM(f(1), **kw, x=1)"),
        ("LSTM((64))", "LSTM((64), x=1)"),
        ("LSTM(f'{a}, {b}')", "LSTM(f'{a}, {b}', x=1)"),
    ],
)
def test_an_argument_is_appended(before: str, after: str) -> None:
    assert change(before, before, "append", "x=1") == after


@pytest.mark.parametrize(
    ("before", "part", "new", "after"),
    [
        ("f(a=(784))", "784", "(784,)", "f(a=(784,))"),
        ("f(a=( ( 784 ) ))", "784", "(784,)", "f(a=(784,))"),
        ("f(a=(784))", "784", "7 + 84", "f(a=(7 + 84))"),
        ("f(a=( # why\n 784))", "784", "(784,)", "f(a=( # why\n (784,)))"),
        ("f(a=784)", "784", "(784,)", "f(a=(784,))"),
        ("f('relu')", "'relu'", '"tanh"', "f('tanh')"),
        ('f("relu")', '"relu"', '"tanh"', 'f("tanh")'),
    ],
)
def test_what_has_no_need_of_its_brackets_replaces_them(before: str, part: str, new: str, after: str) -> None:
    assert change(before, part, "replace", new) == after


@pytest.mark.parametrize(
    ("before", "part", "kind", "after"),
    [
        ("s = [A(1), B(2)]", "A(1)", "before", "s = [F(), A(1), B(2)]"),
        ("s = [A(1), B(2)]", "A(1)", "after", "s = [A(1), F(), B(2)]"),
        ("s = [A(1), B(2)]", "B(2)", "after", "s = [A(1), B(2), F()]"),
        ("s = [\n    A(1),  # one\n    B(2),\n]", "A(1)", "after", "s = [\n    A(1),  # one\n    F(),\n    B(2),\n]"),
        ("s = [\n    A(1),\n    B(2)  # two\n]", "B(2)", "after", "s = [\n    A(1),\n    B(2),  # two\n    F()\n]"),
        ("s = [\n    A(1),\n    B(2),\n]", "B(2)", "before", "s = [\n    A(1),\n    F(),\n    B(2),\n]"),
        ("m.add(A(1))  # one\n", "A(1)", "after", "m.add(A(1))  # one\nm.add(F())\n"),
        ("m.add(A(1))", "A(1)", "after", "m.add(A(1))\nm.add(F())"),
        ("if x:\n\tm.add(A(1))\n", "A(1)", "before", "if x:\n\tm.add(F())\n\tm.add(A(1))\n"),
        ("if x: m.add(A(1))\n", "A(1)", "before", "if x: m.add(F()); m.add(A(1))\n"),
        ("m.add(A(1)) ; m.add(B(2))\n", "A(1)", "after", "m.add(A(1)); m.add(F()) ; m.add(B(2))\n"),
        ("m.add(A(1)) ; m.add(B(2))\n", "B(2)", "before", "m.add(A(1)) ; m.add(F()); m.add(B(2))\n"),
        ("self.m[0].add(\n    A(1)\n)\n", "A(1)", "after", "self.m[0].add(\n    A(1)\n)\nself.m[0].add(F())\n"),
        (
            "layers.append(A(1))\r\nx = 1\r\n",
            "A(1)",
            "before",
            "layers.append(F())\r\nlayers.append(A(1))\r\nx = 1\r\n",
        ),
        ("m.add(A(1))\r\n", "A(1)", "before", "m.add(F())\r\nm.add(A(1))\r\n"),
        ("m.add(A(1), B(2))\n", "A(1)", "after", "m.add(A(1), B(2))\nm.add(F())\n"),
        ("m.add((A(1)))\n", "A(1)", "after", "m.add((A(1)))\nm.add(F())\n"),
    ],
)
def test_a_layer_is_put_beside_another(before: str, part: str, kind: EditKind, after: str) -> None:
    assert change(before, part, kind, "F()") == after


@pytest.mark.parametrize(
    "text", ["x = A(1)", "f(A(1))", "m.add(B(2), A(1))", "m.add(B(2), x=A(1))", "x = m.add(A(1))", "[*A(1)]"]
)
def test_no_layer_is_put_beside_what_is_in_no_stack(text: str) -> None:
    assert change(text, "A(1)", "after", "F()") is None


@pytest.mark.parametrize(
    ("before", "part", "after"),
    [
        ("s = [A(1), B(2)]", "A(1)", "s = [B(2)]"),
        ("m.add(A(1))  # one\nm.add(B(2))\n", "A(1)", "m.add(B(2))\n"),
        ("if x:\n    m.add(A(1))\ny = 1\n", "A(1)", "if x:\n    pass\ny = 1\n"),
        ("if x:\n    m.add(A(1))\n    y = 1\n", "A(1)", "if x:\n    y = 1\n"),
        ("if x: m.add(A(1))\n", "A(1)", "if x: pass\n"),
        ("m.add(A(1)); m.add(B(2))\n", "A(1)", "m.add(B(2))\n"),
        ("m.add(A(1)); m.add(B(2))\n", "B(2)", "m.add(A(1))\n"),
        ("m.add(A(1))", "A(1)", ""),
    ],
)
def test_a_layer_is_dropped_from_its_stack(before: str, part: str, after: str) -> None:
    assert change(before, part, "drop") == after


@pytest.mark.parametrize(
    ("before", "part", "after"),
    [("a.fit_generator(x)", "a.fit_generator", "a.fit(x)"), ("fit_generator(x)", "fit_generator", "fit(x)")],
)
def test_what_is_called_is_renamed(before: str, part: str, after: str) -> None:
    assert change(before, part, "rename", "fit") == after


def test_a_fix_stands_or_falls_as_a_whole() -> None:
    source = Source("f(a, b=1, c=2)\nx = (g, h)\n")
    first, last = source.origin("b=1"), source.origin("c=2")
    assert source.fixed(Edit(first, "", "remove"), Edit(last, "", "remove")) == "f(a)\nx = (g, h)\n"
    assert source.fixed(Edit(first, "", "remove"), Edit(source.origin("h"), "", "remove")) is None
    assert source.fixed(Edit(first, "b=2"), Edit(first, "b=3")) is None


def test_a_piece_of_the_source_is_used_again() -> None:
    source = Source("m.add(A(4, shape=(3,\n    4)))\n")
    call, argument = source.origin("A(4, shape=(3,\n    4))"), source.origin("shape=(3,\n    4)")
    shape = Origin(argument.node.value)  # type: ignore[attr-defined]
    made = source.fixed(Edit(argument, "", "remove"), Edit(call, ("I(", shape, ")"), "before"))
    assert made == "m.add(I((3,\n    4)))\nm.add(A(4))\n"


@pytest.mark.parametrize(
    ("imports", "callee", "path", "after"),
    [
        ("import keras", "keras.layers.Dense", "keras.layers.Flatten", "keras.layers.Flatten"),
        ("from tensorflow import keras", "keras.layers.Dense", "keras.Input", "keras.layers.Input"),
        ("import tensorflow as tf", "tf.keras.layers.Dense", "keras.layers.Flatten", "tf.keras.layers.Flatten"),
        ("import tensorflow as tf", "Dense", "keras.losses.MeanSquaredError", "tf.keras.losses.MeanSquaredError"),
        ("from keras import layers as L", "L.Dense", "keras.layers.Flatten", "L.Flatten"),
        ("from keras.layers import *", "Dense", "keras.layers.Flatten", "Flatten"),
        ("from keras.layers import Dense, Flatten as F", "Dense", "keras.layers.Flatten", "F"),
        ("import keras\nfrom keras import losses", "losses.Loss", "keras.losses.Huber", "losses.Huber"),
        ("from keras import layers\nimport keras", "layers.Dense", "keras.losses.Huber", "keras.losses.Huber"),
        ("import keras.layers as kl", "kl.Dense", "keras.Input", "kl.Input"),
        ("import keras.layers", "keras.layers.Dense", "keras.losses.Huber", "keras.losses.Huber"),
    ],
)
def test_a_name_is_spelled_as_the_file_spells_such_names(imports: str, callee: str, path: str, after: str) -> None:
    assert spelled(imports, callee, path) == f"{imports}\nx = [{callee}(4), {after}()]\n"


OLD = "from keras.layers.core import Dense"
K, T = "from keras.layers import Dense", "from tensorflow.keras.layers import Dense"


@pytest.mark.parametrize(
    ("imports", "path", "after"),
    [
        (K, "keras.layers.Flatten", f"{K}, Flatten"),
        (f"{T}  # x", "keras.Input", f"{T}, Input  # x"),
        (
            "from keras.layers import (\n    LSTM,\n    Dense,\n)",
            "keras.Input",
            "from keras.layers import (\n    LSTM,\n    Dense, Input,\n)",
        ),
        (
            f"try:\n    {K}\nexcept ImportError:\n    {T}",
            "keras.Input",
            f"try:\n    {K}, Input\nexcept ImportError:\n    {T}, Input",
        ),
        (K, "keras.losses.Huber", f"{K}\nfrom keras.losses import Huber"),
        (
            f"{T}  # x\nimport os",
            "keras.losses.Huber",
            f"{T}  # x\nfrom tensorflow.keras.losses import Huber\nimport os",
        ),
        ("import keras\nkeras = 1", "keras.Input", "import keras\nfrom keras import Input\nkeras = 1"),
        (
            "from keras.layers.core import Dense",
            "keras.Input",
            "from keras.layers.core import Dense\nfrom keras import Input",
        ),
    ],
)
def test_what_no_name_leads_to_is_imported(imports: str, path: str, after: str) -> None:
    name = path.rpartition(".")[2]
    assert spelled(imports, "Dense", path) == f"{after}\nx = [Dense(4), {name}()]\n"


@pytest.mark.parametrize(
    "imports",
    [
        "",
        "from layers import Dense",
        "from .keras import Dense",
        "from keras.layers import Dense\nFlatten = 3",
        "from keras.layers import Dense\ndef f(Flatten): pass",
        "def f():\n    import keras",
    ],
)
def test_a_name_that_may_be_something_else_is_not_used(imports: str) -> None:
    assert spelled(imports, "Dense", "keras.layers.Flatten") is None


@pytest.mark.parametrize(
    "imports",
    [
        "from keras.layers import Dense; doc = '''\n'''",
        "y = 1; from keras.layers import Dense",
        "if True: from keras.layers import Dense",
        "from keras.layers import Dense;",
    ],
)
def test_no_import_is_put_behind_a_row_of_several_statements(imports: str) -> None:
    assert spelled(imports, "Dense", "keras.layers.Flatten") is not None  # into the same import
    assert spelled(imports, "Dense", "keras.losses.Huber") is None


def spelled(imports: str, callee: str, path: str) -> str | None:
    """The source with a call of the object put behind a call of ``callee`` in a list."""
    source = Source(f"{imports}\nx = [{callee}(4)]\n")
    call = source.origin(f"{callee}(4)")
    named = Named(path, Origin(call.node.func))  # type: ignore[attr-defined]
    return source.fixed(Edit(call, (named, "()"), "after"))


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("f(**first)\n", "first", "replace"),
        ("f(**first)\n", "first", "remove"),
        ("f(*dims)\n", "dims", "replace"),
        ("f(a, **first)\n", "**first", "remove"),
    ],
)
def test_what_many_arguments_come_out_of_is_not_one_of_them(text: str, part: str, kind: EditKind) -> None:
    assert change(text, part, kind, "int(x)") is None


def test_what_many_arguments_come_out_of_is_not_written_again() -> None:
    source = Source("f(**first, x=1)\n")
    assert source.fixed(Edit(source.origin("1"), ("int(", source.origin("first"), ")"))) is None
