"""scikit-learn's transformers: scalers, encoders, decompositions, pipelines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from keraslint.arrays import Array, Evidence
from keraslint.arrays.indexing import some_classes
from keraslint.arrays.preprocessing import class_labels, distinct, one_hot, scaled
from keraslint.interpreter import tables
from keraslint.interpreter.arrays import array_value, as_array
from keraslint.interpreter.libraries.registry import LibraryCall, made, method
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import (
    Arguments,
    ArrayValue,
    Const,
    Integer,
    LibraryObject,
    TableValue,
    Unknown,
    Value,
)
from keraslint.records import replace
from keraslint.shapes import UNKNOWN, Dim, Symbol

Transform = Callable[[LibraryCall, Array], Value | None]

PREPROCESSING: Final = "sklearn.preprocessing"
STANDARD: Final = ("StandardScaler", "RobustScaler", "PowerTransformer")
_STANDARDISING: Final = {"StandardScaler": ("with_mean", "with_std"), "PowerTransformer": ("standardize",)}


def estimator(call: LibraryCall) -> LibraryObject:
    assert isinstance(call.receiver, LibraryObject)
    return call.receiver


def setting(call: LibraryCall, name: str, default: object, position: int | None = None) -> object:
    """What the estimator was made with, or what ``set_params`` has made of it."""
    renewed = learned(call, "set_params")
    if isinstance(renewed, LibraryObject):
        found = LibraryCall(call.machine, "", None, renewed.arguments, call.node)
        if (value := found.plain(None, name, default=MISSING)) is not MISSING:
            return value
    own = LibraryCall(call.machine, "", None, estimator(call).arguments, call.node)
    return own.plain(position, name, default=default)


def _set_params(call: LibraryCall) -> Value | None:
    before, arguments = learned(call, "set_params"), call.arguments
    if isinstance(before, LibraryObject):
        complete = before.arguments.complete and arguments.complete
        arguments = Arguments((), {**before.arguments.keywords, **arguments.keywords}, complete)
    learn(call, "set_params", LibraryObject(call.node, call.machine.fresh(), call.path, arguments))
    return call.receiver


def learned(call: LibraryCall, name: str) -> object:
    """What ``fit`` kept; ``MISSING`` if nothing."""
    found = call.machine.state.get((estimator(call).id, name))
    return call.machine.resolve(found) if isinstance(found, Value) else found


def learn(call: LibraryCall, name: str, value: Value) -> None:
    call.machine.state.set((estimator(call).id, name), value)


def dim_value(call: LibraryCall, dim: Dim) -> Value:
    return Integer(call.node, dim) if isinstance(dim, Symbol) else Const(call.node, dim)


def matrix(call: LibraryCall, value: Value | None) -> Array | None:
    """The argument as the two axes that transformers take; ``None`` for what they refuse."""
    if value is None:
        return None
    if isinstance(value, Unknown):
        named = call.machine.symbols.named
        return Array(tuple(named("item", ("attr", value.key, "shape"), axis) for axis in (0, 1)))
    found = as_array(call.machine, value)
    if found is None:
        return None
    if not isinstance(found.shape, tuple):
        if found.max_rank is not None and found.max_rank < 2:
            return None
        return replace(found, shape=(Symbol(), Symbol()), max_rank=None)
    return found if len(found.shape) == 2 else None


def register(path: str, fit: Callable[[LibraryCall], None], transform: Transform, inverse: Transform) -> None:
    """The methods of a transformer. ``fit`` learns; ``fit_transform`` is both."""
    made(path)

    def argument(call: LibraryCall) -> Array | None:
        return matrix(call, call.value(0, "X"))

    def fit_method(call: LibraryCall) -> Value | None:
        fit(call)
        return call.receiver

    def transform_method(call: LibraryCall) -> Value | None:
        array = argument(call)
        return None if array is None else transform(call, array)

    def fit_transform(call: LibraryCall) -> Value | None:
        fit(call)
        return transform_method(call)

    def inverse_method(call: LibraryCall) -> Value | None:
        array = argument(call)
        return None if array is None else inverse(call, array)

    method(path, "set_params")(_set_params)
    method(path, "fit", "partial_fit")(fit_method)
    method(path, "transform")(transform_method)
    method(path, "fit_transform")(fit_transform)
    method(path, "inverse_transform")(inverse_method)


def learn_features(call: LibraryCall) -> None:
    """The number of features, and which array they were learned from."""
    value = call.value(0, "X")
    array = matrix(call, value)
    if array is not None and isinstance(array.shape, tuple):
        learn(call, "n_features_in_", dim_value(call, array.shape[1]))
    if isinstance(value, ArrayValue):
        learn(call, "fitted", Const(None, value.key))


def with_features(call: LibraryCall, array: Array) -> Array:
    """An array of unknown width has as many features as the one that was learned from."""
    known = learned(call, "n_features_in_")
    if isinstance(array.shape, tuple) and isinstance(array.shape[1], Symbol) and known is not MISSING:
        width = known.symbol if isinstance(known, Integer) else known.value if isinstance(known, Const) else None
        if isinstance(width, (int, Symbol)):
            return replace(array, shape=(array.shape[0], width))
    return array


def own_data(call: LibraryCall) -> bool:
    """Whether the array to transform is the one that was learned from: only then the range is certain."""
    value, fitted = call.value(0, "X"), learned(call, "fitted")
    return isinstance(value, ArrayValue) and isinstance(fitted, Const) and fitted.value == value.key


# Scalers


def result(call: LibraryCall, array: Array) -> Value:
    if array.made is None:
        array = tables.evident(array, call.node, f"from `{call.name}`")
    return array_value(call.machine, array, call.node)


def _scaled(call: LibraryCall, array: Array, *, standardised: bool, low: float | None, high: float | None) -> Value:
    array = with_features(call, array)
    found = scaled(array, standardised=standardised, low=low, high=high)
    if array.meaning in ("classes", "binary") and found.meaning == "continuous":
        name = estimator(call).path.rpartition(".")[2]
        found = replace(found, evidence=Evidence(call.origin, f"scaled by `{name}`"))
    return result(call, found)


def _standard(call: LibraryCall, array: Array) -> Value:
    """To mean 0 and deviation 1, unless a setting leaves one of them out; ``RobustScaler`` goes by quantiles."""
    name = estimator(call).path.rpartition(".")[2]
    settings = _STANDARDISING.get(name, ())
    standardised = bool(settings) and all(setting(call, one, True) is True for one in settings)
    return _scaled(call, array, standardised=standardised, low=None, high=None)


def _ranged(call: LibraryCall, array: Array) -> Value:
    """``MinMaxScaler``: to ``feature_range``, for the data that it was fitted to."""
    name = estimator(call).path.rpartition(".")[2]
    given = setting(call, "feature_range", (0, 1), 0) if name == "MinMaxScaler" else (-1, 1)
    low, high = given if isinstance(given, (tuple, list)) and len(given) == 2 else (None, None)
    certain = own_data(call) and isinstance(low, (int, float)) and isinstance(high, (int, float))
    return _scaled(
        call,
        array,
        standardised=False,
        low=float(low) if certain else None,  # type: ignore[arg-type]
        high=float(high) if certain else None,  # type: ignore[arg-type]
    )


def _normalized(call: LibraryCall, array: Array) -> Value:
    """``Normalizer``, ``QuantileTransformer``: rows of length one, or ranks."""
    return _scaled(call, array, standardised=False, low=-1.0, high=1.0)


def _unscaled(call: LibraryCall, array: Array) -> Value:
    """Back in the units of the data: their range is not known."""
    array = with_features(call, array)
    return array_value(call.machine, Array(array.shape, array.dtype, made=array.made), call.node)


for _name in STANDARD:
    register(f"{PREPROCESSING}.{_name}", learn_features, _standard, _unscaled)
for _name in ("MinMaxScaler", "MaxAbsScaler"):
    register(f"{PREPROCESSING}.{_name}", learn_features, _ranged, _unscaled)
for _name in ("Normalizer", "QuantileTransformer"):
    register(f"{PREPROCESSING}.{_name}", learn_features, _normalized, _unscaled)


# Other transformers of features


def _kept(call: LibraryCall, array: Array) -> Value:
    """The same shape with other values."""
    array = with_features(call, array)
    return array_value(call.machine, Array(array.shape, made=array.made), call.node)


def _imputed(call: LibraryCall, array: Array) -> Value:
    return array_value(call.machine, with_features(call, array), call.node)


def _reduced(call: LibraryCall, array: Array) -> Value:
    """So many columns as components are asked for; otherwise a number that belongs to the transformer."""
    return _so_many(call, array, setting(call, "n_components", None, 0))


def _selected(call: LibraryCall, array: Array) -> Value:
    """The ``k`` best columns; all where there are fewer."""
    asked = setting(call, "k", None, 1)
    there = array.shape[-1] if isinstance(array.shape, tuple) and array.shape else None
    if isinstance(there, int):
        asked = {None: 10, "all": there}.get(asked, asked) if isinstance(asked, (str, type(None))) else asked
        asked = min(asked, there) if isinstance(asked, int) else asked
    return _so_many(call, array, asked)


def _so_many(call: LibraryCall, array: Array, given: object) -> Value:
    rows = tables.rows_of(array)
    width: Dim
    if (isinstance(given, int) and not isinstance(given, bool)) or isinstance(given, Symbol):
        width = given
    else:
        width = columns_made(call)
    return array_value(call.machine, Array((rows, width)), call.node)


def columns_made(call: LibraryCall) -> Symbol:
    """The number of columns that this transformer makes: one for all arrays, until it is fitted anew."""
    fitted = learned(call, "version")
    version = fitted.value if isinstance(fitted, Const) else 0
    return call.machine.symbols.named("columns", estimator(call).id, version)


def learn_anew(call: LibraryCall) -> None:
    learn(call, "version", Const(None, call.machine.fresh()))


def _unknown_columns(call: LibraryCall, array: Array) -> Value:
    return array_value(call.machine, Array((tables.rows_of(array), columns_made(call))), call.node)


def _inverse_unknown(call: LibraryCall, array: Array) -> Value | None:
    return None


register("sklearn.preprocessing.OrdinalEncoder", learn_features, _kept, _inverse_unknown)
for _path in ("sklearn.impute.SimpleImputer", "sklearn.preprocessing.Imputer", "sklearn.impute.KNNImputer"):
    register(_path, learn_features, _imputed, _inverse_unknown)
for _path in (
    "sklearn.decomposition.PCA",
    "sklearn.decomposition.IncrementalPCA",
    "sklearn.decomposition.KernelPCA",
    "sklearn.decomposition.TruncatedSVD",
    "sklearn.decomposition.FastICA",
    "sklearn.decomposition.NMF",
    "sklearn.decomposition.LatentDirichletAllocation",
    "sklearn.feature_selection.VarianceThreshold",
    "sklearn.preprocessing.PolynomialFeatures",
    "sklearn.compose.ColumnTransformer",
    "sklearn.pipeline.FeatureUnion",
):
    _makes = _reduced if "decomposition" in _path else _unknown_columns
    register(_path, learn_anew, _makes, _inverse_unknown)
register("sklearn.feature_selection.SelectKBest", learn_anew, _selected, _inverse_unknown)


# Encoders of labels


def labels_of(call: LibraryCall, value: Value | None) -> Array:
    """The labels of an argument; a list's numbers are counted where they can be."""
    found = as_array(call.machine, value)
    return Array() if found is None else found


def learn_classes(call: LibraryCall) -> Dim:
    """The number of different labels in the argument."""
    value = call.value(0, "y", "X")
    array = labels_of(call, value)
    known = distinct(array)
    if known is not None:
        classes: Dim = known
    elif isinstance(array.classes, Symbol):
        classes = array.classes
    else:
        classes = call.machine.symbols.named("classes", call.machine.fresh())
    learn(call, "classes_", array_value(call.machine, Array((classes,)), call.node))
    return classes


def classes_learned(call: LibraryCall) -> Dim:
    found = learned(call, "classes_")
    if isinstance(found, ArrayValue) and isinstance(found.array.shape, tuple):
        return found.array.shape[0]
    return call.machine.symbols.named("classes", estimator(call).id)


def rows_of_labels(call: LibraryCall) -> Dim:
    value = call.value(0, "y", "X")
    if isinstance(value, Unknown):
        return call.machine.symbols.named("item", ("attr", value.key, "shape"), 0)
    return tables.rows_of(labels_of(call, value))


def _named(call: LibraryCall, array: Array) -> Value:
    name = estimator(call).path.rpartition(".")[2]
    evidence = Evidence(call.origin, f"from `{name}`")
    return array_value(call.machine, replace(array, evidence=evidence, made=evidence), call.node)


def _label_encoder(call: LibraryCall) -> Value:
    """Of labels that are known to be others than those learned, not all classes need be there."""
    given, classes = labels_of(call, call.value(0, "y", "X")), classes_learned(call)
    listed = isinstance(classes, int) and (given.dtype == "str" or given.meaning == "classes")
    codes = class_labels((rows_of_labels(call),), classes)
    return _named(call, some_classes(codes) if listed and given.classes != classes else codes)


def _label_binarizer(call: LibraryCall) -> Value:
    """One column for two classes, otherwise one for each."""
    classes, rows = classes_learned(call), rows_of_labels(call)
    if classes == 2:
        return _named(call, Array((rows, 1), "int64", "binary", 2, 0.0, 1.0))
    if isinstance(classes, int):
        return _named(call, one_hot(rows, classes, "int64"))
    width = call.machine.symbols.named("binarized", classes)
    return array_value(call.machine, Array((rows, width), "int64", low=0.0, high=1.0), call.node)


def _multi_label(call: LibraryCall) -> Value:
    classes = classes_learned(call)
    return _named(call, Array((rows_of_labels(call), classes), "int64", "multi-hot", classes, 0.0, 1.0))


def _register_labels(path: str, transform: Callable[[LibraryCall], Value]) -> None:
    made(path)

    def fit(call: LibraryCall) -> Value | None:
        learn_classes(call)
        return call.receiver

    def fit_transform(call: LibraryCall) -> Value | None:
        learn_classes(call)
        return transform(call)

    method(path, "fit")(fit)
    method(path, "transform")(transform)
    method(path, "fit_transform")(fit_transform)


_register_labels("sklearn.preprocessing.LabelEncoder", _label_encoder)
_register_labels("sklearn.preprocessing.LabelBinarizer", _label_binarizer)
_register_labels("sklearn.preprocessing.MultiLabelBinarizer", _multi_label)


# OneHotEncoder: sparse unless it is told otherwise

ONE_HOT: Final = "sklearn.preprocessing.OneHotEncoder"


def _learn_categories(call: LibraryCall) -> None:
    array = matrix(call, call.value(0, "X"))
    known = distinct(array) if array is not None and isinstance(array.shape, tuple) and array.shape[1] == 1 else None
    width: Dim = call.machine.symbols.named("categories", call.machine.fresh()) if known is None else known
    learn(call, "columns", dim_value(call, width))
    if array is not None and isinstance(array.shape, tuple):
        learn(call, "n_features_in_", dim_value(call, array.shape[1]))


def _one_hot(call: LibraryCall, array: Array) -> Value | None:
    found = learned(call, "columns")
    width = found.symbol if isinstance(found, Integer) else found.value if isinstance(found, Const) else Symbol()
    if setting(call, "drop", None) is not None or not isinstance(width, (int, Symbol)):
        width = Symbol()
    features = with_features(call, array).shape
    rows = tables.rows_of(array)
    single = isinstance(features, tuple) and features[1] == 1 and setting(call, "drop", None) is None
    evidence = Evidence(call.origin, "from `OneHotEncoder`")
    if single:
        encoded = replace(one_hot(rows, width), evidence=evidence, made=evidence)
    else:
        encoded = Array((rows, width), "float64", low=0.0, high=1.0, made=evidence)
    sparse = [setting(call, name, True) for name in ("sparse", "sparse_output")]
    if False in sparse:
        return array_value(call.machine, encoded, call.node)
    if UNKNOWN in sparse:
        return None
    return tables.table(call.machine, call.node, "sparse", encoded)


register(ONE_HOT, _learn_categories, _one_hot, _inverse_unknown)


@method("sparse", "toarray", "todense")
def dense(call: LibraryCall) -> Value | None:
    assert isinstance(call.receiver, TableValue)
    return array_value(call.machine, call.receiver.array, call.node)


# Text


def _vectorized(call: LibraryCall) -> Value:
    """A sparse matrix, one column for each word."""
    rows = rows_of_labels(call)
    array = Array((rows, columns_made(call)), made=Evidence(call.origin, f"from `{call.name}`"))
    return tables.table(call.machine, call.node, "sparse", array)


def _fit_vectorizer(call: LibraryCall) -> Value | None:
    learn_anew(call)
    return call.receiver


def _fit_vectorized(call: LibraryCall) -> Value | None:
    learn_anew(call)
    return _vectorized(call)


for _name in ("TfidfVectorizer", "CountVectorizer", "HashingVectorizer", "TfidfTransformer"):
    _path = f"sklearn.feature_extraction.text.{_name}"
    made(_path)
    method(_path, "fit")(_fit_vectorizer)
    method(_path, "transform")(_vectorized)
    method(_path, "fit_transform")(_fit_vectorized)

__all__ = ["matrix", "register"]
