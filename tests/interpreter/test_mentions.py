"""Where a program imports and names things of libraries: in Python's scopes, executed or not."""

from __future__ import annotations

import pytest

from keraslint.interpreter import interpret
from keraslint.program import LibraryNames
from keraslint.source import parse
from keraslint.source.file import read


def names_of(source: str) -> LibraryNames:
    return interpret(parse(read("x.py", source.encode())).units, "x.py").names


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("import keras\nkeras.layers.Dense", ["keras.layers.Dense"]),
        ("import keras.layers as L\nL.Dense(3)", ["keras.layers.Dense"]),
        ("import tensorflow as tf\nlayers = tf.keras.layers\nlayers.Dense", ["tensorflow.keras.layers"] * 2),
        ("from keras.layers import Dense as D\nD", ["keras.layers.Dense"]),
        ("from keras.layers import *\nDense", ["keras.layers.Dense"]),
        ("from keras.layers import *\nCuDNNLSTM", ["keras.layers.CuDNNLSTM"]),
        ("from keras.layers import *\nprint", []),
        ("from keras.layers.core import *\nprint(Dense)", ["keras.layers.core.Dense"]),
        ("from keras import backend as K\ndef f():\n    return 1\n    K.mean", ["keras.backend.mean"]),
        ("from keras import layers\ndef f(layers):\n    layers.Dense", []),
        ("from keras import layers\ndef f():\n    layers = 1\n    layers.Dense", []),
        ("from keras import layers\ndef f(g=layers.Dense): pass", ["keras.layers.Dense"]),
        ("from keras import layers\nlambda layers: layers.Dense", []),
        ("from keras import layers\n[layers.Dense for layers in x]", []),
        ("from keras import layers\n[layers.Dense for y in x]", ["keras.layers.Dense"]),
        ("from keras import layers\nlayers = []\nlayers.Dense", []),
        ("from keras import layers\nclass A(layers.Layer):\n    pass", ["keras.layers.Layer"]),
        ("class A:\n    layers = 1\n    def f(self):\n        layers.Dense\nfrom keras import layers", ["keras.layers.Dense"]),
        ("def f():\n    global K\n    from keras import backend as K\nK.mean", ["keras.backend.mean"]),
        ("from keras import backend as K\nf(x=K)(K.a).b[K.c]", ["keras.backend", "keras.backend.a", "keras.backend.c"]),
        ("x.keras.layers", []),
        ("join = ''.join\nimport keras\nkeras.ops", ["keras.ops"]),
        ("import keras\nx = f(keras.layers).y\nx.Dense", ["keras.layers"]),
    ],
)  # fmt: skip
def test_what_is_mentioned(source: str, paths: list[str]) -> None:
    found = [mention.path for mention in names_of(source).mentions]
    wanted = [path for path in found if path.startswith(tuple(paths))] if paths else []
    assert len(found) == len(paths) == len(wanted), found


@pytest.mark.parametrize(
    ("source", "tentative"),
    [
        ("from keras.utils import np_utils", False),
        ("try:\n    from keras.utils import np_utils\nexcept ImportError:\n    pass", True),
        ("try:\n    from keras.utils import np_utils\nexcept (ImportError, KeyError):\n    pass", True),
        ("try:\n    from keras.utils import np_utils\nexcept KeyError:\n    pass", False),
        ("if VERSION > 2:\n    from keras.utils import np_utils", True),
        ("if hasattr(keras.utils, 'np_utils'):\n    from keras.utils import np_utils", True),
        ("if x:\n    from keras.utils import np_utils", False),
    ],
)
def test_what_the_program_does_without(source: str, tentative: bool) -> None:
    (found,) = names_of(source).imports
    assert found.tentative is tentative


def test_a_call_is_told_with_its_arguments() -> None:
    (mention,) = names_of("from keras import backend as K\nK.mean(x, axis=1, *y)").mentions
    assert mention.call is not None
    assert len(mention.call.positional) == 1
    assert list(mention.call.keywords) == ["axis"]
    assert not mention.call.complete
