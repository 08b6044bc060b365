from __future__ import annotations

import json
import os

from keraslint.reporters import Style
from keraslint.reporters.show_shapes import as_json, table
from keraslint.result import FileResult, LayerShape, ModelShapes

MODEL = ModelShapes(
    filename="train.py",
    cell=None,
    line=4,
    name="model",
    kind="sequential",
    incomplete_because=None,
    input_shape=(None, 28, 28),
    layers=(
        LayerShape("LSTM", None, 5, (None, 64), 23808),
        LayerShape("Dense", "head", 6, (None, "?"), "?"),
        LayerShape("Lambda", None, 7, "?", 0),
    ),
    total_params="?",
)


def test_table_reads_like_a_summary() -> None:
    assert "".join(table([FileResult("train.py", shapes=(MODEL,))], Style())) == (
        "train.py:4: sequential `model`\n"
        "  layer          output shape     params\n"
        "  --------------------------------------\n"
        "  input          (None, 28, 28)\n"
        "  LSTM           (None, 64)       23,808\n"
        "  head (Dense)   (None, ?)             ?\n"
        "  Lambda         ?                     0\n"
        "  total params: ?\n"
        "\n"
    )


def test_table_says_what_is_missing() -> None:
    from dataclasses import replace

    model = replace(MODEL, incomplete_because="`units` of `Dense` is not known", cell=3, name=None)
    text = "".join(table([FileResult("lab.ipynb", shapes=(model,))], Style()))
    assert text.startswith("train.py:cell 3:4: sequential\n")
    assert "  incomplete: `units` of `Dense` is not known\n" in text


def test_json_of_shapes() -> None:
    (model,) = json.loads("".join(as_json([FileResult("train.py", shapes=(MODEL,))], Style())))
    assert model == {
        "filename": os.path.abspath("train.py"),
        "cell": None,
        "line": 4,
        "name": "model",
        "kind": "sequential",
        "complete": True,
        "incomplete_because": None,
        "verified": False,
        "input_shape": [None, 28, 28],
        "layers": [
            {"class": "LSTM", "name": None, "line": 5, "output_shape": [None, 64], "params": 23808},
            {"class": "Dense", "name": "head", "line": 6, "output_shape": [None, "?"], "params": "?"},
            {"class": "Lambda", "name": None, "line": 7, "output_shape": "?", "params": 0},
        ],
        "total_params": "?",
    }
    assert json.loads("".join(as_json([], Style()))) == []
