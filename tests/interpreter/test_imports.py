"""The import styles of TRAPS.md."""

from __future__ import annotations

import pytest

from tests.interpreter.programs import models_of, one, program, units

BODY = "\nm = {s}([{d}(1, input_dim=4), {d}(2)])"


@pytest.mark.parametrize(
    ("imports", "sequential", "dense"),
    [
        ("import keras", "keras.Sequential", "keras.layers.Dense"),
        ("import keras", "keras.models.Sequential", "keras.layers.core.Dense"),
        ("import keras as K", "K.Sequential", "K.layers.Dense"),
        ("import keras.layers\nimport keras.models", "keras.models.Sequential", "keras.layers.Dense"),
        ("import keras.layers as L\nimport keras.models as M", "M.Sequential", "L.Dense"),
        ("import tensorflow as tf", "tf.keras.Sequential", "tf.keras.layers.Dense"),
        ("import tensorflow as tf\nkeras = tf.keras\nlayers = keras.layers", "keras.Sequential", "layers.Dense"),
        ("import tensorflow.compat.v1 as tf", "tf.keras.Sequential", "tf.keras.layers.Dense"),
        ("import tensorflow.compat.v2 as tf", "tf.keras.Sequential", "tf.keras.layers.Dense"),
        ("from tensorflow import keras", "keras.Sequential", "keras.layers.Dense"),
        ("from tensorflow.keras import layers, Sequential as S", "S", "layers.Dense"),
        (
            "from tensorflow.keras.models import Sequential\nfrom tensorflow.keras.layers import Dense as D",
            "Sequential",
            "D",
        ),
        (
            "from tensorflow.python.keras.models import Sequential\nfrom tensorflow.python.keras.layers import Dense",
            "Sequential",
            "Dense",
        ),
        (
            "from tensorflow.python.keras import Sequential\nfrom tensorflow.python.keras.layers.core import Dense",
            "Sequential",
            "Dense",
        ),
        ("from tf_keras.models import Sequential\nfrom tf_keras.layers import Dense", "Sequential", "Dense"),
        ("import tf_keras as keras", "keras.Sequential", "keras.layers.Dense"),
        ("from keras.api.models import Sequential\nfrom keras.api.layers import Dense", "Sequential", "Dense"),
        ("from keras.layers.core import Dense\nfrom keras.engine.sequential import Sequential", "Sequential", "Dense"),
        ("from keras.models import *\nfrom keras.layers import *", "Sequential", "Dense"),
        ("from tensorflow.keras import *", "Sequential", "layers.Dense"),
        (
            "try:\n    import keras\nexcept ImportError:\n    from tensorflow import keras",
            "keras.Sequential",
            "keras.layers.Dense",
        ),
        (
            "try:\n    from keras.models import Sequential\n    from keras.layers import Dense\nexcept ImportError as e:\n    print(e)",
            "Sequential",
            "Dense",
        ),
        ("from mypackage.compat import keras", "keras.Sequential", "keras.layers.Dense"),
        ("from .compat import keras, tf", "keras.Sequential", "tf.keras.layers.Dense"),
        ("if True:\n    import keras", "keras.Sequential", "keras.layers.Dense"),
        (
            "import tensorflow as tf\nSequential = tf.keras.models.Sequential\nDense = tf.keras.layers.Dense",
            "Sequential",
            "Dense",
        ),
    ],
)
def test_every_style_finds_keras(imports: str, sequential: str, dense: str) -> None:
    model = one(BODY.format(s=sequential, d=dense), imports)
    assert units(model) == [1, 2]
    assert model.flow.because is None


def test_imports_inside_functions() -> None:
    model = one(
        "def f():\n    from keras.models import Sequential\n    from keras.layers import Dense\n    return Sequential([Dense(1, input_dim=4)])",
        "",
    )
    assert units(model) == [1]


def test_a_name_from_elsewhere_is_not_keras() -> None:
    assert models_of("from utils import *\nm = Sequential([Dense(1)])", "") == []
    assert models_of("from wandb import keras\nm = keras.Sequential()", "") == []


def test_snippets_without_imports_only_when_asked() -> None:
    source = "model = Sequential()\nmodel.add(Dense(1, input_dim=4))\nmodel.add(layers.Dense(2))\nmodel.add(tf.keras.layers.Dense(3))"
    assert program(source, "").models == ()
    (model,) = program(source, "", assume_keras=True).models
    assert units(model) == [1, 2, 3]


def test_the_imports_are_noted() -> None:
    found = program(
        "import keras.ops\nfrom keras import ops\nfrom tf_keras.layers import Dense\nfrom keras.layers import *", ""
    )
    assert {"keras.ops", "tf_keras.layers.Dense", "keras.layers.*"} <= found.imports
