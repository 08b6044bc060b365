"""What the methods and attributes of a Sequential do before the model is built.

Measured on keras 3.15.1 and tf-keras 2.21; ``tests/keras_api/test_unbuilt.py`` repeats the measurement.
"""

from __future__ import annotations

from typing import Final

from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3
from keraslint.records import record

NEITHER: Final[frozenset[int]] = frozenset()


@record(eq=True)
class Need:
    """``raises`` are the Keras majors that raise; ``shows`` says what the ``silent`` ones do instead."""

    raises: frozenset[int]
    silent: frozenset[int] = NEITHER
    shows: str | None = None


RAISES: Final = Need(KERAS_2_AND_3)
EMPTY: Final = Need(KERAS_2, KERAS_3, "is empty")
UNSAVED: Final = Need(NEITHER, KERAS_2_AND_3, "saves it without weights")

_NEEDS: Final = {
    "summary": Need(KERAS_2, KERAS_3, "shows `?` for every shape"),
    **dict.fromkeys(
        (
            "weights",
            "trainable_weights",
            "non_trainable_weights",
            "variables",
            "trainable_variables",
            "non_trainable_variables",
            "get_weights",
        ),
        EMPTY,
    ),
    **dict.fromkeys(
        (
            "set_weights",
            "count_params",
            "export",
            "plot_model",
            "model_to_dot",
            "input",
            "output",
            "input_shape",
            "output_shape",
            "layers[].input",
            "layers[].output",
            "layers[].count_params",
            "layers[].set_weights",
        ),
        RAISES,
    ),
    "inputs": Need(KERAS_3),
    "outputs": Need(KERAS_3),
}


def needs_built(name: str, path: object = None) -> Need | None:
    """What happens when the method or attribute ``name`` of an unbuilt Sequential is used; ``None``: nothing bad.

    ``layers[].output`` stands for ``model.layers[i].output``. ``path`` is the file of the methods that save and load:
    Keras 2 restores a checkpoint as soon as the model is built, and writes an empty ``.weights.h5``.
    """
    suffix = path if isinstance(path, str) else ""
    if name in ("save", "save_model"):
        if suffix.endswith(".keras"):
            return UNSAVED
        if suffix.endswith((".h5", ".hdf5")):
            return Need(KERAS_2, KERAS_3, UNSAVED.shows)
        return RAISES if suffix and "." not in suffix.rpartition("/")[2] else None
    if name == "save_weights":
        return Need(KERAS_3, KERAS_2, "writes none") if not suffix or suffix.endswith(".weights.h5") else RAISES
    if name == "load_weights":
        return RAISES if suffix.endswith((".h5", ".hdf5")) else Need(KERAS_3)
    return _NEEDS.get(name)
