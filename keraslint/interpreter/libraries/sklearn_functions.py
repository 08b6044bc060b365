"""Functions that scale or encode at once, of scikit-learn and SciPy, and imbalanced-learn's samplers."""

from __future__ import annotations

from typing import Final

from keraslint.arrays import Array, Evidence
from keraslint.arrays.preprocessing import one_hot, scaled
from keraslint.interpreter import tables
from keraslint.interpreter.arrays import array_value, as_array
from keraslint.interpreter.libraries.registry import LibraryCall, function, made, method
from keraslint.interpreter.libraries.sklearn_selection import over
from keraslint.interpreter.values import LibraryObject, TableValue, Tuple, Unknown, Value
from keraslint.records import replace

PREPROCESSING: Final = "sklearn.preprocessing"
SAMPLERS: Final = tuple(
    f"imblearn.{path}"
    for path in (
        "over_sampling.SMOTE over_sampling.RandomOverSampler over_sampling.ADASYN over_sampling.BorderlineSMOTE "
        "over_sampling.SVMSMOTE under_sampling.RandomUnderSampler under_sampling.NearMiss under_sampling.TomekLinks "
        "combine.SMOTETomek combine.SMOTEENN"
    ).split()
)


@function(
    f"{PREPROCESSING}.scale",
    f"{PREPROCESSING}.minmax_scale",
    f"{PREPROCESSING}.robust_scale",
    f"{PREPROCESSING}.maxabs_scale",
    f"{PREPROCESSING}.normalize",
    "scipy.stats.zscore",
)
def scale(call: LibraryCall) -> Value | None:
    """The same shape; SciPy's keeps a frame or series what it is."""
    value = call.value(0, "X", "a")
    array = as_array(call.machine, value)
    if array is None or isinstance(value, Unknown):
        return None
    low, high = (None, None)
    if call.name == "minmax_scale":
        given = call.plain(1, "feature_range", default=(0, 1))
        if isinstance(given, (tuple, list)) and all(isinstance(bound, (int, float)) for bound in given):
            low, high = (float(bound) for bound in given)
    if call.name in ("normalize", "maxabs_scale"):
        low, high = -1.0, 1.0
    centred, divided = call.plain(2, "with_mean", default=True), call.plain(3, "with_std", default=True)
    standardised = call.name == "zscore" or (call.name == "scale" and centred is True and divided is True)
    found = scaled(array, standardised=standardised, low=low, high=high)
    if found.meaning == "continuous" and array.meaning in ("classes", "binary"):
        found = replace(found, evidence=Evidence(call.origin, f"scaled by `{call.name}`"))
    if call.name == "zscore" and isinstance(value, TableValue):
        return tables.like(call.machine, call.node, value, found)
    return array_value(call.machine, found, call.node)


@function(f"{PREPROCESSING}.label_binarize")
def label_binarize(call: LibraryCall) -> Value | None:
    """One column for each of the given classes; one in all for two."""
    array = as_array(call.machine, call.value(0, "y"))
    classes = as_array(call.machine, call.value(None, "classes"))
    if array is None or classes is None or classes.rank != 1:
        return None
    count, rows = tables.rows_of(classes), tables.rows_of(array)
    evidence = Evidence(call.origin, "from `label_binarize`")
    if not isinstance(count, int):
        return array_value(call.machine, Array((rows, call.machine.symbols.named("binarized", count))), call.node)
    found = Array((rows, 1), "int64", "binary", 2, 0.0, 1.0) if count == 2 else one_hot(rows, count, "int64")
    return array_value(call.machine, replace(found, evidence=evidence, made=evidence), call.node)


made(*SAMPLERS)


def _resampled(call: LibraryCall) -> Value | None:
    """Other rows of the same data, as many for the labels as for the inputs."""
    values = [value for place, name in ((0, "X"), (1, "y")) if (value := call.value(place, name)) is not None]
    if len(values) != 2:
        return None
    rows = tables.new_rows(call.machine)
    return Tuple(call.node, tuple(over(call, value, rows, "resampled") for value in values))


for _path in SAMPLERS:
    method(_path, "fit_resample", "fit_sample")(_resampled)


@function("scipy.sparse.csr_matrix", "scipy.sparse.csc_matrix", "scipy.sparse.coo_matrix", "scipy.sparse.csr_array")
def sparse(call: LibraryCall) -> Value | None:
    """A sparse matrix of the same content."""
    value = call.value(0, "arg1")
    array = as_array(call.machine, value)
    if array is None or array.rank != 2 or isinstance(value, (Unknown, Tuple, LibraryObject)):
        return None
    return tables.table(call.machine, call.node, "sparse", array)
