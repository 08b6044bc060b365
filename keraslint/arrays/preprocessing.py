"""What scikit-learn's scalers and encoders make of an array."""

from __future__ import annotations

from keraslint.arrays.array import Array, Evidence, Meaning
from keraslint.arrays.dtypes import kind
from keraslint.records import replace
from keraslint.shapes import AnyShape, Dim


def scaled(array: Array, *, standardised: bool, low: float | None = None, high: float | None = None) -> Array:
    """The values moved to another range, or to mean 0 and deviation 1; they become floats.

    Labels 0 … k - 1 are labels no longer, unless they were 0 and 1 and still are; one-hot ones keep their meaning but
    not their range.
    """
    floating = array.dtype if array.dtype is not None and kind(array.dtype) == "float" else None
    if array.dtype is not None and floating is None:
        floating = "float64"
    result = replace(
        array, dtype=floating, low=low, high=high, standardised=standardised, statistic=None, max_rank=array.max_rank
    )
    if array.meaning in ("classes", "binary") and not (array.meaning == "binary" and (low, high) == (0.0, 1.0)):
        result = replace(result, meaning="continuous", classes=array.classes or 2)
    columns = [scaled(one, standardised=standardised, low=low, high=high) for one in array.columns or ()]
    return result.with_columns(columns)


def class_labels(shape: AnyShape, classes: Dim, dtype: str = "int64", evidence: Evidence | None = None) -> Array:
    """Class labels 0 … ``classes`` - 1."""
    high = float(classes - 1) if isinstance(classes, int) else None
    meaning: Meaning = "binary" if classes == 2 else "classes"
    return Array(shape, dtype, meaning, classes, 0.0, high, evidence=evidence, made=evidence)


def one_hot(rows: Dim, classes: Dim, dtype: str = "float64") -> Array:
    return Array((rows, classes), dtype, "one-hot", classes, 0.0, 1.0)


def distinct(array: Array | None) -> int | None:
    """The number of different labels, where it is known: of names, those that are written down."""
    if array is None:
        return None
    if array.dtype == "str":
        return array.classes if isinstance(array.classes, int) else None
    if array.meaning == "binary":
        return 2
    return array.classes if array.meaning == "classes" and isinstance(array.classes, int) else None
