"""What the Keras tables say about one configured layer, and how they say that Keras would refuse it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from keraslint.records import record
from keraslint.shapes import UNKNOWN

KERAS_2_AND_3: frozenset[int] = frozenset({2, 3})
KERAS_3: frozenset[int] = frozenset({3})
KERAS_2: frozenset[int] = frozenset({2})

ErrorKind = Literal["rank", "vanished", "reshape", "dimension", "argument", "inputs", "undefined"]


@record(eq=True)
class Spec:
    """A configured Keras object without its source: its canonical Keras 3 class and its arguments.

    ``args`` holds the arguments *given*, under their Keras 3 parameter names. A value is a Python constant, a tuple or
    list of values, a ``dict``, ``UNKNOWN``, a ``Symbol`` (an unknown integer), another ``Spec`` (the layer of a
    wrapper, the cell of an RNN, an initializer object) or a ``Reference`` (a function or class by its path).
    A nested model is a ``Spec`` too: ``Sequential`` with ``layers``, an application (``VGG16``) with its arguments.
    ``complete`` is false where further arguments were given that are not known (``**kwargs``): no default holds then.
    """

    cls: str
    args: Mapping[str, object] = field(default_factory=dict)
    complete: bool = True

    def __hash__(self) -> int:
        return id(self)


@record(eq=True)
class Reference:
    """A library object by its path: ``keras.activations.relu``, ``tensorflow.nn.relu``; what the file defines itself
    by one below ``<local>``. ``only_reads_logs`` is true of a callback that adds nothing to what ``fit`` logs."""

    path: str
    only_reads_logs: bool = False

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


class LayerError(Exception):
    """Keras would raise here.

    ``kind`` decides the rule: ``rank`` KL201, ``vanished`` KL202, ``reshape`` KL203, ``dimension`` and ``undefined``
    (a free dimension where a weight needs a number) KL206, ``argument`` KL409, ``inputs`` KL402 (wants several inputs).
    ``message`` is short and says what is wrong in the user's terms, in the form ``expects 3 axes, got 2``.
    ``argument`` names the parameter at fault, if one is. ``versions`` are the Keras majors that raise.
    ``expected`` is the accepted number of axes (``rank`` only): (lowest, highest or None).
    ``axis`` is the index in the input shape, batch included, where a dimension vanished or does not fit.
    """

    def __init__(
        self,
        kind: ErrorKind,
        message: str,
        *,
        argument: str | None = None,
        versions: frozenset[int] = KERAS_2_AND_3,
        expected: tuple[int, int | None] | None = None,
        axis: int | None = None,
    ) -> None:
        super().__init__(message)
        self.kind: ErrorKind = kind
        self.message = message
        self.argument = argument
        self.versions = versions
        self.expected = expected
        self.axis = axis


__all__ = ["KERAS_2", "KERAS_2_AND_3", "KERAS_3", "UNKNOWN", "ErrorKind", "LayerError", "Reference", "Spec"]
