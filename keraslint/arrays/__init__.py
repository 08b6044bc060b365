"""Arrays and datasets as far as a program tells: shapes, types, and what the values mean. Knows nothing of source code
or of Keras; the operations are pure functions, tested against the real libraries."""

from keraslint.arrays.array import FAILURES, Array, ArrayError, Dataset, Evidence, Occurring, Structure

__all__ = [
    "FAILURES",
    "Array",
    "ArrayError",
    "Dataset",
    "Evidence",
    "Occurring",
    "Structure",
]
