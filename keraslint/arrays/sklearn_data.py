"""The data sets that come with scikit-learn or that it fetches, by the arrays that version 1.9 returns.

``load_boston`` was removed in 1.2; its numbers are those of ``keras.datasets.boston_housing`` together, which is the
same data. The fetched ones are by scikit-learn's user guide (section 8.2, "Real world datasets").
"""

from __future__ import annotations

from typing import Final

from keraslint.arrays.array import Array, Occurring
from keraslint.arrays.preprocessing import class_labels
from keraslint.records import record, replace
from keraslint.shapes import Dim


@record(eq=True)
class Table:
    """``bounds`` are those of the data, ``target_bounds`` those of a target that is no class label."""

    rows: int
    features: int
    names: tuple[str, ...] = ()
    classes: int | None = None
    bounds: tuple[float | None, float | None] = (None, None)
    target_bounds: tuple[float | None, float | None] = (None, None)
    targets: int | None = None  # the columns of the target, where it has two axes
    dtype: str = "float64"
    target_dtype: str = "int64"
    image: tuple[int, int] | None = None


_CELLS: Final = (
    "radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "concave points", "symmetry",
    "fractal dimension",
)  # fmt: skip

TABLES: Final = {
    "load_iris": Table(
        150, 4, ("sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"), 3, (0.1, 7.9)
    ),
    "load_digits": Table(
        1797, 64, tuple(f"pixel_{i}_{j}" for i in range(8) for j in range(8)), 10, (0.0, 16.0), image=(8, 8)
    ),
    "load_wine": Table(
        178,
        13,
        (
            "alcohol", "malic_acid", "ash", "alcalinity_of_ash", "magnesium", "total_phenols", "flavanoids",
            "nonflavanoid_phenols", "proanthocyanins", "color_intensity", "hue", "od280/od315_of_diluted_wines",
            "proline",
        ),
        3,
        (0.13, 1680.0),
    ),
    "load_breast_cancer": Table(
        569,
        30,
        (
            *(f"mean {name}" for name in _CELLS),
            *(f"{name} error" for name in _CELLS),
            *(f"worst {name}" for name in _CELLS),
        ),
        2,
        (0.0, 4254.0),
    ),
    "load_diabetes": Table(
        442,
        10,
        ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"),
        bounds=(-0.13776722569000302, 0.19878798965729408),
        target_bounds=(25.0, 346.0),
        target_dtype="float64",
    ),
    "load_linnerud": Table(
        20,
        3,
        ("Chins", "Situps", "Jumps"),
        bounds=(1.0, 251.0),
        target_bounds=(31.0, 247.0),
        targets=3,
        target_dtype="float64",
    ),
    "load_boston": Table(506, 13, target_bounds=(5.0, 50.0), target_dtype="float64"),
    "fetch_california_housing": Table(
        20640,
        8,
        ("MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"),
        target_bounds=(0.14999, 5.00001),
        target_dtype="float64",
    ),
    "fetch_olivetti_faces": Table(400, 4096, (), 40, (0.0, 1.0), dtype="float32", image=(64, 64)),
    "fetch_covtype": Table(581012, 54, target_bounds=(1.0, 7.0), target_dtype="int32"),
}  # fmt: skip

# Data sets of openml.org by name: rows, features, classes of the target (which is text), range of the data.
OPENML: Final = {
    "mnist_784": Table(70000, 784, tuple(f"pixel{i + 1}" for i in range(784)), 10, (0.0, 255.0), target_dtype="object"),
    "Fashion-MNIST": Table(
        70000, 784, tuple(f"pixel{i + 1}" for i in range(784)), 10, (0.0, 255.0), target_dtype="object"
    ),
}


def data(table: Table) -> Array:
    return _within(Array((table.rows, table.features), table.dtype), table.bounds)


def images(table: Table) -> Array | None:
    if table.image is None:
        return None
    return _within(Array((table.rows, *table.image), table.dtype), table.bounds)


def target(table: Table) -> Array:
    if table.classes is not None:
        return class_labels((table.rows,), table.classes, table.target_dtype)
    shape: tuple[Dim, ...] = (table.rows,) if table.targets is None else (table.rows, table.targets)
    whole = table.target_dtype.startswith("int")
    return _within(Array(shape, table.target_dtype, None if whole else "continuous"), table.target_bounds)


def _within(array: Array, bounds: tuple[float | None, float | None]) -> Array:
    low, high = bounds
    known = low is not None and high is not None
    return replace(array, low=low, high=high, occurs=Occurring(low, high, everywhere=True) if known else None)  # type: ignore[arg-type]
