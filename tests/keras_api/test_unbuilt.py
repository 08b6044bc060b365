"""What an unbuilt Sequential does, against both Keras."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from keraslint.keras_api.unbuilt import needs_built

KERAS = {3: pytest.importorskip("keras"), 2: pytest.importorskip("tf_keras")}

METHODS: dict[str, tuple[Any, ...]] = {
    "summary": (),
    "get_weights": (),
    "set_weights": ([[0.0]],),
    "count_params": (),
    "export": ("model",),
    "to_json": (),
    "get_config": (),
    "compute_output_shape": ((None, 3),),
}
ATTRIBUTES = [
    "weights",
    "trainable_weights",
    "non_trainable_weights",
    "variables",
    "trainable_variables",
    "non_trainable_variables",
    "input",
    "output",
    "input_shape",
    "output_shape",
    "inputs",
    "outputs",
    "layers",
    "built",
    "losses",
]
FILES = [
    ("save", "model.keras"),
    ("save", "model.h5"),
    ("save", "model"),
    ("save_weights", "model.weights.h5"),
    ("save_weights", "model.h5"),
    ("save_weights", "model"),
    ("load_weights", "model.weights.h5"),
    ("load_weights", "model.h5"),
]


def model(version: int) -> Any:
    keras = KERAS[version]
    return keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(2)])


def raises(action: Any) -> bool:
    try:
        action()
    except (ValueError, AttributeError):
        return True
    return False


def said(version: int, name: str, path: str | None = None) -> bool:
    need = needs_built(name, path)
    return need is not None and version in need.raises


@pytest.mark.parametrize("version", KERAS)
@pytest.mark.parametrize("name", METHODS)
def test_methods(name: str, version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert raises(lambda: getattr(model(version), name)(*METHODS[name])) == said(version, name)


@pytest.mark.parametrize("version", KERAS)
@pytest.mark.parametrize("name", ATTRIBUTES)
def test_attributes(name: str, version: int) -> None:
    assert raises(lambda: getattr(model(version), name)) == said(version, name)


@pytest.mark.parametrize("version", KERAS)
@pytest.mark.parametrize("name", ["input", "output"])
def test_attributes_of_the_layers(name: str, version: int) -> None:
    assert raises(lambda: getattr(model(version).layers[0], name)) == said(version, f"layers[].{name}")


@pytest.mark.parametrize("version", KERAS)
@pytest.mark.parametrize("name", ["plot_model", "model_to_dot"])
def test_functions(name: str, version: int) -> None:
    assert raises(lambda: getattr(KERAS[version].utils, name)(model(version))) == said(version, name)


@pytest.mark.parametrize("version", KERAS)
@pytest.mark.parametrize(("name", "path"), FILES)
def test_files(name: str, path: str, version: int, tmp_path: Path) -> None:
    file = tmp_path / path
    if name == "load_weights":
        keras = KERAS[version if path.endswith(".weights.h5") else 2]  # only Keras 2 writes the old format
        keras.Sequential([keras.Input((3,)), keras.layers.Dense(4), keras.layers.Dense(2)]).save_weights(str(file))
    assert raises(lambda: getattr(model(version), name)(str(file))) == said(version, name, str(file))


@pytest.mark.parametrize("version", KERAS)
def test_where_nothing_raises_there_is_nothing_to_see(version: int) -> None:
    for name in ("weights", "variables", "trainable_weights"):
        if not said(version, name):
            assert getattr(model(version), name) == []
