"""What ``keras.datasets.*.load_data()`` returns, by the docstrings and sources of Keras 3.15 and tf-keras 2.21.

The bounds of the house prices are those of the published tables (StatLib): Boston 5 … 50 thousand dollars, California
14,999 … 500,001 dollars.
"""

from __future__ import annotations

from typing import Final

from keraslint.arrays.array import Array, Meaning, Occurring
from keraslint.records import record
from keraslint.shapes import Dim, Shape


@record(eq=True)
class Table:
    """``train`` and ``test`` are numbers of rows; where the rows are split by a fraction, ``test`` is ``None`` and
    ``train`` is their total. ``features`` is the shape of one row."""

    train: int
    test: int | None
    features: Shape
    x_dtype: str | None
    y_dtype: str | None
    meaning: Meaning
    classes: int | None = None
    pixels: bool = False
    column: bool = False  # the labels are a column, (rows, 1)
    bounds: tuple[float | None, float | None] = (None, None)


def _images(train: int, features: Shape, classes: int, y_dtype: str = "uint8", column: bool = False) -> Table:
    return Table(train, 10_000, features, "uint8", y_dtype, "classes", classes, pixels=True, column=column)


TABLES: Final = {
    "mnist": _images(60_000, (28, 28), 10),
    "fashion_mnist": _images(60_000, (28, 28), 10),
    "cifar10": _images(50_000, (32, 32, 3), 10, column=True),
    "cifar100": _images(50_000, (32, 32, 3), 100, "int64", column=True),
    "imdb": Table(25_000, 25_000, (), "object", "int64", "binary", 2),
    "reuters": Table(11_228, None, (), "object", "int64", "classes", 46),
    "boston_housing": Table(506, None, (13,), "float64", "float64", "continuous", bounds=(5.0, 50.0)),
    "california_housing": Table(20_640, None, (8,), None, None, "continuous", bounds=(14_999.0, 500_001.0)),
}
COARSE_CLASSES: Final = 20  # of cifar100
SMALL_ROWS: Final = 600  # of california_housing
TEST_SPLIT: Final = 0.2


def rows(name: str, test_split: float = TEST_SPLIT, small: bool = False) -> tuple[int, int]:
    """The numbers of rows for training and for testing."""
    table = TABLES[name]
    if table.test is not None:
        return table.train, table.test
    total = SMALL_ROWS if small else table.train
    train = int(total * (1 - test_split))
    return train, total - train


def arrays(
    name: str, count: Dim, *, coarse: bool = False, words: int | None = None, channels_first: bool = False
) -> tuple[Array, Array]:
    """Inputs and labels of ``count`` rows. ``words`` is ``num_words`` of the text data: word indices lie below it."""
    table = TABLES[name]
    features = table.features
    if channels_first and len(features) == 3:
        features = (features[-1], *features[:-1])
    classes = COARSE_CLASSES if coarse else table.classes
    low, high = (0.0, 255.0) if table.pixels else (None, None)
    ragged = table.x_dtype == "object"
    if ragged and words is not None:
        low, high = 0.0, float(words - 1)
    x = Array(
        (count, *features),
        table.x_dtype,
        low=low,
        high=high,
        occurs=_spread(low, high),
        ragged=table.x_dtype == "object",
    )
    bounds = table.bounds if classes is None else (0.0, float(classes - 1))
    labels = (count, 1) if table.column else (count,)
    return x, Array(labels, table.y_dtype, table.meaning, classes, *bounds, occurs=_spread(*bounds))


def _spread(low: float | None, high: float | None) -> Occurring | None:
    """The bounds of a data set are the values that occur in it, in either part."""
    return None if low is None or high is None else Occurring(low, high, everywhere=True)
