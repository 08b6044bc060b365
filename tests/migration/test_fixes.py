"""What the fixes of the family write, and what they leave to ``--unsafe-fixes`` or alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from keraslint.cli import main
from keraslint.diagnostic import Diagnostic
from keraslint.testing import lint

KERAS_3 = frozenset({3})
HEAD = """\
import keras
import numpy as np
from keras import backend as K
from keras import ops
from keras.layers import Dense, Input

m = keras.Sequential([Input((4,)), Dense(3)])
"""


def fixed(text: str, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "x.py"
    path.write_text(text)
    arguments = ["--isolated", "--select", "KL6", "--target", "keras3", "--fix", *options, str(path)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code in (0, 1), done.output
    return path.read_text()


def found(text: str) -> list[Diagnostic]:
    return [one for one in lint(text, KERAS_3) if one.code.startswith("KL6")]


SAMPLES = """\
import tensorflow as tf
data = tf.data.Dataset.from_tensor_slices((np.zeros((64, 4)), np.zeros((64, 3)))).batch(32, drop_remainder=True)
n = len(open("names").read())
m.fit_generator(data, samples_per_epoch={})
"""
SAFE = [
    ('m.save("m.h5")\nkeras.models.load_model("m.h5")\n', {'"m.h5"': '"m.keras"'}),
    ('P = "m.h5"\nm.save(P)\nkeras.models.load_model(P)\n', {'"m.h5"': '"m.keras"'}),
    ('m.save("net")\nkeras.models.load_model("net")\n', {'"net"': '"net.keras"'}),
    ("K.set_value(i if x else w, 3)\n", {"K.set_value(i if x else w, 3)": "(i if x else w).assign(3)"}),
    ("K.set_value((i or w), 3)\n", {"K.set_value((i or w), 3)": "(i or w).assign(3)"}),
    ("K.set_value(m.weights[0], 3)\n", {"K.set_value(m.weights[0], 3)": "m.weights[0].assign(3)"}),
    ("K.update(-w, 3)\n", {"K.update(-w, 3)": "(-w).assign(3)"}),
    ("a = K.dot(x, w)\n", {"K.dot": "ops.dot"}),
    (SAMPLES.format("2000"), {"samples_per_epoch=2000": "steps_per_epoch=-(-2000 // 32)", "fit_generator": "fit"}),
    (SAMPLES.format("n"), {"samples_per_epoch=n": "steps_per_epoch=-(-n // 32)", "fit_generator": "fit"}),
    (
        SAMPLES.format("n + 20"),
        {"samples_per_epoch=n + 20": "steps_per_epoch=-(-(n + 20) // 32)", "fit_generator": "fit"},
    ),
    (SAMPLES.format("640"), {"samples_per_epoch=640": "steps_per_epoch=640 // 32", "fit_generator": "fit"}),
    (
        SAMPLES.format("32 + 32"),
        {"samples_per_epoch=32 + 32": "steps_per_epoch=(32 + 32) // 32", "fit_generator": "fit"},
    ),
    ('m.save("net")\nprint(sizes["net"])\n', {'("net")': '("net.keras")'}),
    (
        "m.reset_states()\n",
        {"m.reset": "[layer.reset", "()\n": '() for layer in m.layers if hasattr(layer, "reset_states")]\n'},
    ),
]


@pytest.mark.parametrize(("text", "changes"), SAFE)
def test_safe_fixes(text: str, changes: dict[str, str], tmp_path: Path) -> None:
    wanted = text
    for old, new in changes.items():
        wanted = wanted.replace(old, new)
    assert wanted != text
    assert fixed(HEAD + text, tmp_path) == HEAD + wanted
    assert not found(HEAD + wanted)


UNSAFE = [
    ('m.save("m.h5")\nkeras.models.load_model("m.h5")\nh5py.File("m.h5")\n', {'"m.h5"': '"m.keras"'}),
    ('P = "m.h5"\nm.save(P)\nkeras.models.load_model(P)\nh5py.File(P)\n', {'"m.h5"': '"m.keras"'}),
    ('P: str = "m.h5"\nm.save(P)\nkeras.models.load_model(P)\nprint(P + ".gz")\n', {'"m.h5"': '"m.keras"'}),
    ('o.p = "m.h5"\nm.save("m.h5")\nkeras.models.load_model("m.h5")\nh5py.File(x.p)\n', {'"m.h5"': '"m.keras"'}),
    (
        'def read(p="m.h5"):\n    return h5py.File(p)\nm.save("m.h5")\nkeras.models.load_model("m.h5")\n',
        {'"m.h5"': '"m.keras"'},
    ),
    ("v = K.zeros((2, 3))\n", {"K.zeros": "ops.zeros"}),
    ("v = K.ones_like(w)\n", {"K.ones_like": "ops.ones_like"}),
    ("K.reset_uids()\n", {"K.reset_uids": "K.clear_session"}),
    ('m.save("net")\ntf.saved_model.load("net")\n', {'save("net")': 'save("net.keras")'}),
]


@pytest.mark.parametrize(("text", "changes"), UNSAFE)
def test_unsafe_fixes(text: str, changes: dict[str, str], tmp_path: Path) -> None:
    wanted = text
    for old, new in changes.items():
        wanted = wanted.replace(old, new)
    assert wanted != text
    assert fixed(HEAD + text, tmp_path) == HEAD + text
    assert fixed(HEAD + text, tmp_path, "--unsafe-fixes") == HEAD + wanted


LEFT = [
    "keras.Sequential([Input((4,)), m]).reset_states()\n",
    "keras.Sequential([Input((2, 4)), keras.layers.TimeDistributed(m)]).reset_states()\n",
    "keras.Sequential([Input((4,)), Own()]).reset_states()\n",
    "keras.Model(i := Input((4,)), m(i)).reset_states()\n",
]


@pytest.mark.parametrize("text", LEFT)
def test_what_is_not_certain_is_reported_and_left_alone(text: str, tmp_path: Path) -> None:
    assert found(HEAD + text)
    assert fixed(HEAD + text, tmp_path, "--unsafe-fixes") == HEAD + text


def test_what_an_import_brings_is_safe_if_it_means_the_same(tmp_path: Path) -> None:
    text = "from keras.backend import mean\nfrom keras.backend import zeros\nv = zeros((2, 3))\nmean(v)\n"
    assert fixed(text, tmp_path) == (
        "from keras.ops import mean\nfrom keras.backend import zeros\nv = zeros((2, 3))\nmean(v)\n"
    )
    assert fixed(text, tmp_path, "--unsafe-fixes") == (
        "from keras.ops import mean\nfrom keras.ops import zeros\nv = zeros((2, 3))\nmean(v)\n"
    )


NAMES = [
    ("if x:\n    from keras import ops\nK.mean(y)\n", "keras.ops"),
    ("for _ in x:\n    from keras import ops\nK.mean(y)\n", "keras.ops"),
    ("try:\n    x()\nexcept KeyError:\n    from keras import ops\nK.mean(y)\n", "keras.ops"),
    ("try:\n    from keras import ops\nexcept KeyError:\n    K.mean(y)\n", "keras.ops"),
    ("if x:\n    from keras import ops\nelse:\n    K.mean(y)\n", "keras.ops"),
    ("from keras import ops\nfrom mylib import ops\nK.mean(y)\n", "keras.ops"),
    ("from keras import ops\nfrom . import ops\nK.mean(y)\n", "keras.ops"),
    ("from keras import ops\nimport mylib as ops\nK.mean(y)\n", "keras.ops"),
    ("if x:\n    from keras import ops\n    K.mean(y)\n", "ops"),
    ("if x:\n    from keras import ops\n    if y:\n        K.mean(y)\n", "ops"),
    ("if x:\n    from keras import ops\nelse:\n    from keras import ops\nK.mean(y)\n", "ops"),
    ("if x:\n    from keras import ops\nelse:\n    raise OSError\nK.mean(y)\n", "ops"),
    ("try:\n    from keras import ops\nexcept KeyError:\n    from keras import ops\nK.mean(y)\n", "ops"),
    ("try:\n    from keras import ops\nexcept KeyError:\n    raise\nK.mean(y)\n", "ops"),
    ("with x:\n    from keras import ops\nK.mean(y)\n", "ops"),
    ("from keras import ops\ndef f():\n    return K.mean(y)\n", "ops"),
]


@pytest.mark.parametrize(("text", "spelled"), NAMES)
def test_a_name_is_used_where_it_is_certainly_bound(text: str, spelled: str, tmp_path: Path) -> None:
    text = f"import keras\nfrom keras import backend as K\n{text}"
    assert fixed(text, tmp_path) == text.replace("K.mean", f"{spelled}.mean")


def test_what_is_imported_in_a_branch_is_imported_again(tmp_path: Path) -> None:
    text = "from keras.utils import np_utils\nif x:\n    from keras.utils import to_categorical\n"
    use = "np_utils.to_categorical(y)\n"
    assert fixed(text + use, tmp_path) == text + use


def test_what_came_with_keras_3_gets_its_former_name(tmp_path: Path) -> None:
    text = "from keras import layers\nlayers.LeakyReLU(negative_slope=0.2)\nlayers.Dense(1, lora_rank=3)\n"
    path = tmp_path / "x.py"
    path.write_text(text)
    options = ["--isolated", "--select", "KL603", "--target", "keras2", "--fix", "--unsafe-fixes"]
    assert CliRunner().invoke(main, [*options, str(path)]).exit_code == 1
    assert path.read_text() == text.replace("negative_slope", "alpha")
