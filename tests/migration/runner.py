"""Runs scripts with one Keras and prints, as JSON, what each of them left in ``RESULT`` or how it failed.

``python runner.py 2 a.py b.py`` runs them with Keras 2 (the package ``tf_keras``, under the name ``keras`` and as
``tf.keras``), ``python runner.py 3 …`` with Keras 3.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import sys
import tempfile
import traceback
import warnings
from pathlib import Path

if sys.argv[1] == "2":
    os.environ["TF_USE_LEGACY_KERAS"] = "1"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def pose_as_keras() -> None:
    """Let ``import keras…`` find ``tf_keras``."""
    import tensorflow
    import tf_keras

    from keraslint.keras_api import tables

    assert tensorflow.keras.Model is tf_keras.Model
    for path in tables.namespace("tf_keras"):
        with contextlib.suppress(ImportError):
            importlib.import_module(path.replace("keras", "tf_keras", 1))
    for name in [name for name in sys.modules if name == "keras" or name.startswith("keras.")]:
        del sys.modules[name]
    sys.modules.update(
        {
            name.replace("tf_keras", "keras", 1): module
            for name, module in list(sys.modules.items())
            if name == "tf_keras" or name.startswith("tf_keras.")
        }
    )
    sys.modules["keras"] = tf_keras


def run(path: str) -> object:
    """What the script leaves in ``RESULT``, as JSON has it; a text with the error where it fails."""
    path = str(Path(path).absolute())  # TensorFlow reads the source of the functions that it compiles
    names = {"__name__": "__main__"}
    source = Path(path).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(source, path, "exec"), names)
            return json.loads(json.dumps(names["RESULT"]))
        except Exception:  # whatever a script does wrong is its result
            return traceback.format_exc(limit=-2)


def main() -> None:
    warnings.simplefilter("ignore")
    if sys.argv[1] == "2":
        pose_as_keras()
    import keras

    assert keras.__version__.startswith(sys.argv[1])
    sys.stdout.write(json.dumps({path: run(path) for path in sys.argv[2:]}))


if __name__ == "__main__":
    main()
