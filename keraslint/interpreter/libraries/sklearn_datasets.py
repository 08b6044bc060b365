"""``sklearn.datasets``: what ``load_*``, ``fetch_*`` and ``make_*`` return."""

from __future__ import annotations

from typing import Final

from keraslint.arrays import Array, Evidence
from keraslint.arrays import sklearn_data as tables_of_data
from keraslint.arrays.columns import one_of
from keraslint.arrays.preprocessing import class_labels
from keraslint.arrays.sklearn_data import OPENML, TABLES, Table
from keraslint.interpreter import tables
from keraslint.interpreter.arrays import array_value
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.values import Arguments, Const, LibraryObject, TableValue, Tuple, Value
from keraslint.program import Plain
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Symbol

BUNCH: Final = "sklearn.utils.Bunch"


@function(*(f"sklearn.datasets.{name}" for name in TABLES))
def load(call: LibraryCall) -> Value | None:
    table = TABLES[call.name]
    if call.name == "load_digits" and call.plain(None, "n_class", default=10) != 10:
        return None
    return _loaded(call, table, call.plain(None, "as_frame", default=False))


@function("sklearn.datasets.fetch_openml", "sklearn.datasets.fetch_mldata")
def fetch(call: LibraryCall) -> Value | None:
    name = call.plain(0, "name", "dataname")
    if call.name == "fetch_mldata":
        return _loaded(call, replace(OPENML["mnist_784"], target_dtype="float64"), False) if _is_mnist(name) else None
    table = OPENML.get(name) if isinstance(name, str) else None
    return None if table is None else _loaded(call, table, call.plain(None, "as_frame", default="auto"))


def _is_mnist(name: object) -> bool:
    return isinstance(name, str) and name.lower().replace("-", " ") in (
        "mnist original",
        "mnist_784",
        "mnist (original)",
    )


def _loaded(call: LibraryCall, table: Table, as_frame: object) -> Value | None:
    if not call.complete or as_frame is UNKNOWN:
        return None
    evidence = Evidence(call.origin, f"from `{call.name}`")
    data, target = (
        replace(array, evidence=evidence if array.meaning else None, made=evidence)
        for array in (tables_of_data.data(table), tables_of_data.target(table))
    )
    wrapped = _frames(call, table, data, target) if as_frame in (True, "auto") else None
    x, y = wrapped or (array_value(call.machine, data, call.node), array_value(call.machine, target, call.node))
    if call.plain(None, "return_X_y", default=False) is True:
        return Tuple(call.node, (x, y))
    parts: dict[str, Value] = {"data": x, "target": y}
    images = tables_of_data.images(table)
    if images is not None:
        parts["images"] = array_value(call.machine, images, call.node)
    if table.names:
        names = tuple(Const(call.node, name) for name in table.names)
        parts["feature_names"] = call.machine.new_list(call.node, names)
    if table.classes is not None:
        parts["target_names"] = array_value(call.machine, Array((table.classes,), "str"), call.node)
    if as_frame is True and wrapped and target.rank == 1:
        parts["frame"] = tables.replace_in(call.machine, call.node, wrapped[0], "target", target)
    return bunch(call, parts)


def bunch(call: LibraryCall, parts: dict[str, Value]) -> LibraryObject:
    """A dict whose items are attributes too."""
    made = LibraryObject(call.node, call.machine.fresh(), BUNCH, Arguments())
    for name, value in parts.items():
        call.machine.state.set((made.id, name), value)
    return made


def _frames(call: LibraryCall, table: Table, data: Array, target: Array) -> tuple[TableValue, TableValue]:
    rows = table.rows
    columns: dict[Plain, Array] = {name: one_of(data, rows) for name in table.names}
    x = tables.table(call.machine, call.node, "frame", data, columns, complete=len(columns) == table.features)
    y = tables.table(call.machine, call.node, "series" if target.rank == 1 else "frame", target)
    return x, y


NEWSGROUPS: Final = {"train": 11314, "test": 7532, "all": 18846}
"""Posts by ``subset``, as scikit-learn's user guide counts them; they are on 20 topics."""


@function("sklearn.datasets.fetch_20newsgroups")
def newsgroups(call: LibraryCall) -> Value | None:
    """The topics of the posts; of the texts themselves nothing is known."""
    if not call.complete or call.plain(None, "return_X_y", default=False) is not False:
        return None
    subset, categories = call.plain(None, "subset", default="train"), call.plain(None, "categories", default=None)
    rows: Dim = Symbol()
    classes: Dim = Symbol()
    if isinstance(categories, (list, tuple)):
        classes = len(set(categories)) if all(isinstance(name, str) for name in categories) else Symbol()
    elif categories is None:
        rows, classes = NEWSGROUPS.get(subset, rows) if isinstance(subset, str) else rows, 20
    target = class_labels((rows,), classes, "int64", Evidence(call.origin, f"from `{call.name}`"))
    return bunch(call, {"target": array_value(call.machine, target, call.node)})


# Data sets that are computed


@function(
    *(
        f"sklearn.datasets.{name}"
        for name in "make_classification make_blobs make_gaussian_quantiles make_moons make_circles".split()
    ),
)
def make_classes(call: LibraryCall) -> Value | None:
    """Points and their class labels."""
    if not call.complete or call.plain(None, "return_centers", default=False) is not False:
        return None
    if call.plain(None, "return_X_y", default=True) is not True:
        return None
    keyword_only = call.name == "make_gaussian_quantiles"
    rows, groups = _rows(call, None if keyword_only else 0)
    if call.name in ("make_moons", "make_circles"):
        return _points(call, rows, 2, 2)
    default = 20 if call.name == "make_classification" else 2
    features = _whole(call.plain(None if keyword_only else 1, "n_features", default=default))
    classes: Dim
    if call.name == "make_blobs":
        centers = call.plain(2, "centers", default=None)
        if isinstance(centers, (list, tuple)):
            classes = len(centers)
            features = len(centers[0]) if centers and isinstance(centers[0], (list, tuple)) else Symbol()
        elif isinstance(centers, Array):
            classes, features = centers.shape if centers.rank == 2 else (Symbol(), Symbol())  # type: ignore[misc]
        else:
            classes = _whole(3 if centers is None else centers) if groups is None else groups
    else:
        classes = _whole(call.plain(None, "n_classes", default=2 if call.name == "make_classification" else 3))
    return _points(call, rows, features, classes)


def _rows(call: LibraryCall, position: int | None) -> tuple[Dim, int | None]:
    """The number of samples; given for each class, also the number of classes."""
    given = call.plain(position, "n_samples", default=100)
    if isinstance(given, (list, tuple)) and all(isinstance(count, int) for count in given):
        return sum(given), len(given)
    return _whole(given), None


def _whole(value: object) -> Dim:
    return value if isinstance(value, (int, Symbol)) and not isinstance(value, bool) else Symbol()


def _points(call: LibraryCall, rows: Dim, features: Dim, classes: Dim) -> Value:
    evidence = Evidence(call.origin, f"from `{call.name}`")
    x = Array((rows, features), "float64", made=evidence)
    return _pair(call, x, class_labels((rows,), classes, "int64", evidence))


def _pair(call: LibraryCall, x: Array, y: Array) -> Value:
    return Tuple(call.node, (array_value(call.machine, x, call.node), array_value(call.machine, y, call.node)))


@function(
    *(
        f"sklearn.datasets.{name}"
        for name in "make_regression make_friedman1 make_sparse_uncorrelated make_s_curve make_swiss_roll".split()
    )
)
def make_numbers(call: LibraryCall) -> Value | None:
    """Points and a continuous target."""
    if not call.complete or call.plain(None, "coef", default=False) is not False:
        return None
    rows, _ = _rows(call, 0)
    if call.name in ("make_s_curve", "make_swiss_roll"):
        features: Dim = 3
    else:
        features = _whole(call.plain(1, "n_features", default=100 if call.name == "make_regression" else 10))
    targets = call.plain(None, "n_targets", default=1)
    evidence = Evidence(call.origin, f"from `{call.name}`")
    shape: tuple[Dim, ...] = (rows,) if targets == 1 else (rows, _whole(targets))
    y = Array(shape, "float64", "continuous", evidence=evidence, made=evidence)
    return _pair(call, Array((rows, features), "float64", made=evidence), y)


@function("sklearn.datasets.make_multilabel_classification")
def make_multilabel(call: LibraryCall) -> Value | None:
    unusual = [call.plain(None, name, default=False) for name in ("sparse", "return_distributions")]
    if (
        not call.complete
        or unusual != [False, False]
        or call.plain(None, "return_indicator", default="dense") != "dense"
    ):
        return None
    rows, _ = _rows(call, 0)
    features = _whole(call.plain(1, "n_features", default=20))
    classes = _whole(call.plain(None, "n_classes", default=5))
    evidence = Evidence(call.origin, f"from `{call.name}`")
    y = Array((rows, classes), "int64", "multi-hot", classes, 0.0, 1.0, evidence=evidence, made=evidence)
    return _pair(call, Array((rows, features), "float64", low=0.0, made=evidence), y)
