"""Which names of files Keras 3 takes: it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from keraslint.testing import lint

CASES = [
    'm.save("net.keras")\nkeras.models.load_model("net.keras")',
    'm.save("net.h5")\nkeras.models.load_model("net.h5")',
    'm.save("net.hdf5")\nkeras.models.load_model("net.hdf5")',
    'm.save("net", zipped=False)\nkeras.models.load_model("net")',
    'm.save("net.tf", zipped=False)\nkeras.models.load_model("net.tf")',
    'm.save("net")',
    'm.save("net", zipped=True)',
    'm.save("net.tf")',
    'm.save_weights("net.weights.h5")\nm.load_weights("net.weights.h5")',
    'm.save_weights("net.weights.json", max_shard_size=1)\nm.load_weights("net.weights.json")',
    'm.save_weights("net.weights.json")',
    'm.save_weights("net.h5")',
    'm.save_weights("net")',
    'm.save_weights("hf://me/net")',
    'm.load_weights("net.ckpt")',
    'keras.models.load_model("net.tf")',
    'keras.models.load_model("saved.pb")',
    'keras.callbacks.ModelCheckpoint("net.keras")',
    'keras.callbacks.ModelCheckpoint("net.h5")',
    'keras.callbacks.ModelCheckpoint("net.hdf5")',
    'keras.callbacks.ModelCheckpoint("net")',
    'keras.callbacks.ModelCheckpoint("net.h5", save_weights_only=True)',
    'keras.callbacks.ModelCheckpoint("net.weights.h5", save_weights_only=True)',
]


@pytest.mark.parametrize("text", CASES)
def test_an_error_is_what_keras_raises(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("keras")
    monkeypatch.chdir(tmp_path)
    text = f"import keras\nm = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])\n{text}\n"
    errors = [one for one in lint(text, frozenset({3})) if one.code == "KL605" and str(one.severity) == "error"]
    if errors:
        with pytest.raises(ValueError):
            exec(text, {})
    else:
        exec(text, {})
