"""What is known of an array, and of a dataset or generator of arrays."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from keraslint.diagnostic import Origin
from keraslint.records import record, replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim

Meaning = Literal["classes", "one-hot", "binary", "multi-hot", "continuous"]
Statistic = Literal["mean", "deviation", "minimum", "maximum", "range", "centred", "above-minimum", "order"]

MAX_CLASSES: Final = 20
"""More different whole numbers than these are rather measurements."""

MAX_COLUMNS: Final = 64
"""More columns than these are not followed one by one."""


class ArrayError(Exception):
    """numpy itself would raise here."""


FAILURES: Final = (ArrayError, OverflowError)
"""What comes of operations on arrays that numpy cannot do; the second of numbers that no float can hold."""


@record(eq=True)
class Evidence:
    """Why something is known: the place in the source, and words for it (``from `to_categorical```)."""

    origin: Origin
    text: str


@record(eq=True)
class Occurring:
    """The least and the greatest value that are known to occur in an array; bounds may be wider.

    ``everywhere`` tells that any larger part of the array comes near them too: the values are drawn at random.
    ``draws`` names what was drawn: values of different draws do not depend on each other. ``gap`` is how far apart the
    values between them are at most, ``None`` where that is not known.
    """

    low: float
    high: float
    everywhere: bool = False
    draws: frozenset[Hashable] = frozenset()
    gap: float | None = None


def all_draws(*parts: Occurring) -> frozenset[Hashable]:
    """The draws that values come from, if there are few and all are known."""
    found = frozenset[Hashable]().union(*(part.draws for part in parts))
    return found if all(part.draws for part in parts) and len(found) <= MAX_COLUMNS else frozenset()


@record(eq=True)
class Columns:
    """What is known of each column of a table: ``facts``, without axes themselves.

    ``whole`` is what was known of the table: they do not outlive a change of its shape or values.
    """

    facts: tuple[Array, ...]
    whole: tuple[object, ...]


@record(eq=True)
class Array:
    """An array or tensor of data. ``shape`` counts all axes, the samples' included.

    ``dtype`` is numpy's name (``float32``); ``None`` where not known.
    ``meaning`` says what the values stand for: ``classes`` (integers 0 … ``classes`` - 1), ``one-hot`` (over the last
    axis, of ``classes`` columns), ``binary`` (0 and 1), ``multi-hot`` (several columns of 0 and 1), ``continuous``.
    ``classes`` is their number, ``None`` where not known. Class labels that were scaled are ``continuous`` and keep
    their ``classes``; one-hot labels that were scaled stay ``one-hot`` and have another ``high`` than 1. Of names (type
    ``str``) only ``classes`` is known.
    ``low`` and ``high`` bound the values (both inclusive) where that is known; ``standardised`` is true after
    subtracting a mean and dividing by a deviation. ``occurs`` are values that do occur; see ``occurring``.
    ``statistic`` says how the values come from others, so that scaling is recognised when they are applied, and so is
    what puts rows in ``order``.
    ``max_rank`` bounds the number of axes where the shape is not known (a table read from a text has two at most).
    ``ragged`` tells that its elements are sequences of numbers of different lengths.
    ``by_column`` is what is known of each column; see ``columns``.
    ``evidence`` tells where the meaning comes from, ``made`` where the shape comes from.
    """

    shape: AnyShape = UNKNOWN
    dtype: str | None = None
    meaning: Meaning | None = None
    classes: Dim = None
    low: float | None = None
    high: float | None = None
    standardised: bool = False
    statistic: Statistic | None = None
    max_rank: int | None = None
    evidence: Evidence | None = None
    made: Evidence | None = None
    occurs: Occurring | None = None
    ragged: bool = False
    by_column: Columns | None = None

    @property
    def columns(self) -> tuple[Array, ...] | None:
        """What is known of each column of a table, ``None`` where it is no more than is known of all values."""
        found = self.by_column
        if found is None or found.whole[0] is not self.shape or found.whole != self._whole:
            return None
        return found.facts

    def with_columns(self, columns: Sequence[Array] | None) -> Array:
        """The same array, known by its columns if it is a table of as many."""
        shape = self.shape if isinstance(self.shape, tuple) else ()
        several = columns is not None and 1 < len(columns) <= MAX_COLUMNS
        if columns is None or not several or len(shape) != 2 or shape[-1] != len(columns):
            return self if self.by_column is None else replace(self, by_column=None)
        facts = tuple(replace(one, shape=(), dtype=self.dtype, max_rank=None, by_column=None) for one in columns)
        return replace(self, by_column=Columns(facts, self._whole))

    @property
    def _whole(self) -> tuple[object, ...]:
        facts = (self.meaning, self.classes, self.low, self.high, self.standardised, self.statistic, self.occurs)
        return (self.shape, self.dtype, *facts)

    @property
    def occurring(self) -> Occurring | None:
        """The values that are known to occur. Without bounds, or outside of them, they are from before a change."""
        found = self.occurs
        if found is None or self.low is None or self.high is None:
            return None
        largest = max(abs(self.low), abs(self.high))
        if largest > sys.float_info.max:  # a whole number that no array of numpy holds
            return None
        slack = 1e-9 * largest
        return found if self.low - slack <= found.low and found.high <= self.high + slack else None

    @property
    def rank(self) -> int | None:
        """The number of axes, ``None`` where not known."""
        return len(self.shape) if isinstance(self.shape, tuple) else None

    @property
    def quantity(self) -> bool:
        """Whether the values are measurements, no classes and none that were scaled."""
        return self.meaning == "continuous" and self.classes is None

    @property
    def integral(self) -> bool | None:
        """Whether the values are whole numbers, by their type or meaning; ``None`` where not known."""
        if self.meaning in ("classes", "one-hot", "binary", "multi-hot"):
            return True
        if self.dtype is None:
            return None
        return True if self.dtype.startswith(("int", "uint", "bool")) else None


Structure: TypeAlias = "Array | tuple[Structure, ...] | Mapping[str, Structure]"


@record(eq=True)
class Dataset:
    """A ``tf.data.Dataset``, a generator or a ``Sequence``: what one step of an iteration gives.

    ``element`` is its structure, batch axis included once it is batched; ``UNKNOWN`` where it is not known.
    ``batched`` is ``None`` where that cannot be told. ``batches`` is the number of steps, if known (``None``: not).
    ``origin`` is the call that made it.
    """

    kind: Literal["dataset", "generator"]
    element: object
    origin: Origin
    batched: bool | None = None
    batches: Dim = None
    endless: bool = False
