"""``--show-shapes``: the tables agree with what Keras says of the same source; what is not known is a question mark."""

from __future__ import annotations

import json

import pytest

from keraslint.linter import Options, lint_bytes
from keraslint.result import ModelShapes

IMPORTS = "import keras\nfrom keras import Input, Model, Sequential, layers\n"

MODELS = {
    "dense": "m = Sequential([Input((4,)), layers.Dense(3, name='hidden'), layers.Dense(2)])",
    "add": "m = Sequential()\nm.add(layers.LSTM(6, return_sequences=True, input_shape=(5, 3)))\nm.add(layers.GRU(4))",
    "image": """m = Sequential([
        Input((28, 28, 1)), layers.Conv2D(8, 3), layers.BatchNormalization(), layers.MaxPooling2D(),
        layers.Flatten(), layers.Dropout(0.5), layers.Dense(10, activation="softmax")])""",
    "free axis": "m = Sequential([Input((None, 3)), layers.Conv1D(4, 3), layers.GlobalAveragePooling1D()])",
    "nested": """inner = Sequential([Input((8,)), layers.Dense(5)])
m = Sequential([inner, layers.Dense(2)])""",
    "reused": "d = layers.Dense(4)\nm = Sequential([Input((4,)), d, layers.ReLU(), d])",
    "loop": "m = Sequential([Input((4,))])\nfor n in (8, 6):\n    m.add(layers.Dense(n))",
    "build": "m = Sequential([layers.Dense(3), layers.Dense(2)])\nm.build((None, 7))",
    "pop": "m = Sequential([Input((4,)), layers.Dense(3), layers.Dense(2)])\nm.pop()",
}


def tables(source: str) -> tuple[ModelShapes, ...]:
    result = lint_bytes("train.py", source.encode(), Options(frozenset(), shapes=True))
    assert not result.failed, result
    return result.shapes


def table(source: str) -> ModelShapes:
    """The last model's."""
    return tables(IMPORTS + source)[-1]


@pytest.mark.parametrize("source", MODELS.values(), ids=MODELS.keys())
def test_a_table_agrees_with_keras(source: str) -> None:
    pytest.importorskip("keras")
    namespace: dict[str, object] = {}
    exec(IMPORTS + source, namespace)
    model: object = namespace["m"]
    found = table(source)
    assert found.incomplete_because is None
    assert found.name == "m"
    assert found.input_shape == model.input_shape  # type: ignore[attr-defined]
    assert found.total_params == model.count_params()  # type: ignore[attr-defined]
    assert [(layer.class_name, layer.output_shape, layer.params) for layer in found.layers] == [
        (type(layer).__name__, tuple(layer.output.shape), layer.count_params())
        for layer in model.layers  # type: ignore[attr-defined]
    ]


def test_names_and_lines() -> None:
    (model,) = tables(
        "import keras\nm = keras.Sequential(\n  [keras.layers.Dense(3, name='d'),\n  keras.layers.ReLU()])\n"
    )
    assert (model.line, model.cell) == (2, None)
    assert [(layer.name, layer.line) for layer in model.layers] == [("d", 3), (None, 4)]


def test_a_model_without_an_input_shape_is_complete_but_has_no_shapes() -> None:
    model = table("m = Sequential([layers.Dense(3)])")
    assert model.complete
    assert model.input_shape == "?"
    assert model.total_params == "?"


def test_what_is_not_known_is_a_question_mark() -> None:
    model = table("n = int(input())\nm = Sequential([Input((n, 3)), layers.Conv1D(4, 3), layers.Dense(n)])")
    assert not model.complete
    assert model.input_shape == (None, "?", 3)
    assert [layer.output_shape for layer in model.layers] == [(None, "?", 4), (None, "?", "?")]
    assert [layer.params for layer in model.layers] == [40, "?"]
    assert model.total_params == "?"


def test_layers_of_an_unknown_number() -> None:
    model = table("m = Sequential([Input((4,))])\nfor n in open('sizes'):\n    m.add(layers.Dense(3))")
    assert not model.complete
    assert model.total_params == "?"


def test_after_an_error_nothing_is_known() -> None:
    model = table("m = Sequential([Input((4,)), layers.Dense(3), layers.LSTM(2), layers.Dense(1)])")
    assert [layer.output_shape for layer in model.layers] == [(None, 3), "?", "?"]
    assert model.total_params == "?"


def test_a_custom_layer_is_named() -> None:
    model = table("class Mine(layers.Layer):\n    pass\nm = Sequential([Input((4,)), Mine(), layers.Dense(1)])")
    assert [layer.class_name for layer in model.layers] == ["Mine", "Dense"]
    assert model.incomplete_because is not None
    assert "Mine" in model.incomplete_because


def test_a_functional_model_tells_its_input() -> None:
    model = table("x = Input((4,))\nm = Model(x, layers.Dense(3)(x))")
    assert (model.kind, model.input_shape) == ("functional", (None, 4))
    assert model.incomplete_because is not None


def test_one_model_on_alike_paths_is_shown_once() -> None:
    source = "if input():\n    n = {}\nelse:\n    n = {}\nm = Sequential([Input((4,)), layers.Dense(n)])"
    assert len(tables(IMPORTS + source.format(3, 3))) == 1
    assert [model.total_params for model in tables(IMPORTS + source.format(3, 2))] == [15, 10]


def test_each_written_file_is_a_program() -> None:
    text = "import keras\n{} = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])\n"
    cells = [text.format("m"), "%%writefile other.py\n" + text.format("other")]
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]})
    result = lint_bytes("lab.ipynb", notebook.encode(), Options(frozenset(), shapes=True))
    assert [(model.name, model.cell) for model in result.shapes] == [("m", 1), ("other", 2)]


def test_an_application_tells_its_input_and_its_weights() -> None:
    """7,037,504 is what ``keras.applications.DenseNet121(include_top=False, weights=None).count_params()`` gives."""
    source = "base = keras.applications.DenseNet121(include_top=False, input_shape=(64, 64, 3))\n"
    base, model = tables(IMPORTS + source + "m = Sequential([base, layers.Flatten(), layers.Dense(2)])")
    assert (base.kind, base.input_shape, base.total_params) == ("application", (None, 64, 64, 3), 7_037_504)
    assert [layer.output_shape for layer in model.layers] == [(None, 2, 2, 1024), (None, 4096), (None, 2)]
    assert model.total_params == 7_037_504 + 4096 * 2 + 2
    (unknown,) = tables(IMPORTS + "base = keras.applications.DenseNet121(**options)")
    assert unknown.total_params == "?"


@pytest.mark.parametrize("axes", [1, 2, 3])
def test_what_only_keras_3_requires_has_the_default_of_keras_2(axes: int) -> None:
    keras2 = pytest.importorskip("tf_keras")
    sizes = "9, " * axes
    source = f"m = Sequential([Input(({sizes}2)), layers.AveragePooling{axes}D(), layers.Flatten(), layers.Dense(3)])"
    namespace = {"Input": keras2.Input, "Sequential": keras2.Sequential, "layers": keras2.layers}
    exec(source, namespace)
    model, found = namespace["m"], table(source)
    assert found.total_params == model.count_params()
    assert [layer.output_shape for layer in found.layers] == [layer.output_shape for layer in model.layers]
