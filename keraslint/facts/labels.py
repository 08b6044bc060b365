"""Labels: what the ``y`` of a ``fit`` holds, in the words of a message, and whether it fits an output."""

from __future__ import annotations

from keraslint.arrays import Array
from keraslint.diagnostic import Note, Origin
from keraslint.facts.training import Data
from keraslint.records import record
from keraslint.shapes import UNKNOWN, AnyShape, Dim


@record
class Labels:
    """The labels of one ``fit``. ``shape`` has the batch axis, ``UNKNOWN`` where that is not certain.

    ``origin`` is the argument that brings them. ``inputs`` tells that they are the inputs themselves.
    """

    array: Array
    shape: AnyShape
    origin: Origin
    inputs: bool

    @property
    def rank(self) -> int | None:
        return len(self.shape) if isinstance(self.shape, tuple) else None

    @property
    def columns(self) -> Dim:
        """The last axis, where there is one beside the samples."""
        return self.shape[-1] if isinstance(self.shape, tuple) and len(self.shape) > 1 else None

    @property
    def classes(self) -> Dim:
        """The number of classes that the labels stand for."""
        return self.array.classes if self.array.classes is not None else 2 if self.array.meaning == "binary" else None

    @property
    def flat(self) -> bool:
        """One number for each sample: (n,) or (n, 1)."""
        return self.rank == 1 or (self.rank == 2 and self.columns == 1)

    @property
    def integers(self) -> bool:
        """Integer class labels, two classes included."""
        return self.array.meaning in ("classes", "binary") and not self.inputs

    @property
    def one_hot(self) -> bool:
        return self.array.meaning == "one-hot" and not self.inputs

    @property
    def scaled(self) -> bool:
        """Class labels that were divided or normalised."""
        low, high, two = self.array.low, self.array.high, self.one_hot or self.classes == 2
        if self.array.meaning != "continuous" or self.array.classes is None:
            two = self.one_hot
        if not two:
            return self.array.meaning == "continuous" and self.array.classes is not None
        if self.array.standardised:
            return True
        return low is not None and high is not None and not (high == 0 or (low > -0.5 and 0.5 < high < 1.5))

    def beyond(self, low: float, high: float) -> str | None:
        """How the labels certainly leave the range, in words (``go up to 50``); ``None`` where that is not certain."""
        array = self.array
        if array.standardised:
            return "are standardised, and so leave that range"
        found = array.occurring
        if found is None:
            return None
        if found.high > high:  # random numbers come near their bounds
            return f"go up to {array.high if found.everywhere else found.high:g}"
        if found.low < low:
            return f"go down to {array.low if found.everywhere else found.low:g}"
        return None

    @property
    def text(self) -> str:
        """``one-hot over 10 classes, from `to_categorical```."""
        return ", ".join(part for part in (self._encoding, self.source) if part)

    @property
    def _encoding(self) -> str:
        classes, columns = self.classes, self.columns
        if self.scaled:
            return "scaled classes"
        if self.one_hot:
            return (
                f"one-hot over {classes if isinstance(classes, int) else columns} classes"
                if _counted(classes, columns)
                else "one-hot"
            )
        if self.array.meaning == "binary":
            return "0 and 1"
        if self.array.meaning == "classes":
            return f"integers 0 … {classes - 1}" if isinstance(classes, int) else "integers"
        if self.array.meaning == "multi-hot":
            return f"{columns} columns of 0 and 1" if isinstance(columns, int) else "columns of 0 and 1"
        return "continuous values" if self.array.meaning == "continuous" else ""

    @property
    def source(self) -> str:
        return self.array.evidence.text if self.array.evidence is not None else ""

    @property
    def notes(self) -> tuple[Note, ...]:
        """Where the labels come from, for a finding elsewhere."""
        described = f"labels: {self.text}" if self.text else "the labels"
        if self.array.evidence is not None and self.array.evidence.origin != self.origin:
            return (Note(self.array.evidence.origin, described), Note(self.origin, "given here"))
        return (Note(self.origin, described),)

    @property
    def source_notes(self) -> tuple[Note, ...]:
        """Where the labels come from, for a finding at the argument itself."""
        return self.notes[:-1]


def _counted(*dims: Dim) -> bool:
    return any(isinstance(dim, int) for dim in dims)


def labels_of(data: Data | None) -> Labels | None:
    """The labels, if they are one array of which something is known."""
    if data is None:
        return None
    x, y = (_only(value) for value in (data.x, data.y))
    if not isinstance(y, Array):
        return None
    return Labels(y, y.shape if data.batched else UNKNOWN, data.y_origin, y is x)


def _only(value: object) -> object:
    """A model with one output may get its labels in a list."""
    return value[0] if isinstance(value, (list, tuple)) and len(value) == 1 else value


__all__ = ["Labels", "labels_of"]
