"""Whether labels fit the loss and the output: encoding, number of columns, one row per sample or more.

What Keras refuses was measured on keras 3.15.1 and tf-keras 2.21 for every loss family, output and label shape:
``categorical_crossentropy`` and ``binary_crossentropy`` want labels of the output's shape, the sparse form one axis
less; a last axis of one may be there or not. Regression losses broadcast instead, and then compare each with each.
"""

from __future__ import annotations

from collections.abc import Sequence

from keraslint.facts.labels import Labels
from keraslint.facts.losses import Family
from keraslint.facts.objective import Objective
from keraslint.facts.outputs import Output
from keraslint.program import Model
from keraslint.records import replace
from keraslint.shapes import Dim, differ


def one_row_per_sample(objective: Objective) -> bool:
    """Whether the labels prove that the output should have no axis but the classes beside the samples, and it has."""
    labels, shape = objective.labels, objective.output.shape
    if labels is None or objective.loss is None or not isinstance(shape, tuple) or len(shape) < 3 or labels.inputs:
        return False
    inner = shape[1:-1]
    if not any(dim is None or (isinstance(dim, int) and dim > 1) for dim in inner):
        return False
    if labels.flat:
        return True
    if labels.rank != 2 or (len(shape) == 3 and shape[-1] == 1):
        return False
    same = isinstance(labels.columns, int) and labels.columns == objective.output.units
    return labels.one_hot or (same and objective.loss.family != "sparse")


def wrong_encoding(objective: Objective) -> str | None:
    """How the labels should be encoded for the loss, where they certainly are not: ``one-hot``, ``integers``, ``two``
    (classes), ``probabilities`` (from 0 to 1); ``None`` elsewhere."""
    loss, labels = objective.loss, objective.labels
    if loss is None or labels is None or labels.inputs or one_row_per_sample(objective):
        return None
    output = objective.output
    if loss.family == "sparse":
        return "integers" if _spread(labels, output) else None
    if loss.family == "categorical":
        return "one-hot" if several(output) is not False and _single_numbers(labels, output) else None
    if loss.family == "binary":
        if output.units == 1:
            return _not_binary(labels)
        return "one-hot" if several(output) and _single_numbers(labels, output) else None
    return None


def _not_binary(labels: Labels) -> str | None:
    if labels.array.meaning == "classes":
        return "two" if _at_least(labels.classes, 3) else None
    # Noisy labels a little beyond 0 and 1 are a known trick; random ones that are standardised, or one and the same
    # number, stand for any data.
    found = labels.array.occurring
    varied = found is not None and found.low != found.high
    known = varied and not labels.scaled and not labels.array.standardised
    return "probabilities" if known and labels.beyond(-0.5, 1.5) is not None else None


def several(output: Output) -> bool | None:
    """Whether the output has more than one unit; ``None`` where that is not known."""
    return None if not isinstance(output.units, int) else output.units > 1


def perhaps_several(model: Model, output: Output) -> bool:
    """Whether the output has several units, or a number that is not known and that the model is not chosen by."""
    found = several(output)
    return not model.forked if found is None else found


def count(output: Output) -> str:
    """The number of units and a space, where it is known."""
    return f"{output.units} " if isinstance(output.units, int) else ""


def _spread(labels: Labels, output: Output) -> bool:
    """Whether the labels have a column per class."""
    if labels.rank is None:
        return labels.one_hot and output.rank == 2
    if output.rank is not None and labels.rank != output.rank:
        return False
    if output.rank is None and labels.rank != 2:
        return False
    if labels.one_hot:
        return labels.columns != 1
    return _at_least(labels.columns, 2) and output.rank is not None


def _single_numbers(labels: Labels, output: Output) -> bool:
    """Whether the labels have one number where the output has several units."""
    if labels.one_hot:
        return False
    if labels.rank is None:
        return labels.integers and output.rank == 2
    if labels.flat:
        return output.rank == 2 or (output.rank is None and labels.integers)
    if not isinstance(output.shape, tuple) or not isinstance(labels.shape, tuple) or len(output.shape) < 3:
        return False
    inner = output.shape[1:-1]
    if not labels.integers:
        return labels.shape[1:] == inner and all(isinstance(dim, int) and dim > 1 for dim in inner)
    fewer = len(output.shape) - len(labels.shape)
    return fewer == 1 or (fewer == 0 and labels.columns == 1)


def wrong_units(objective: Objective) -> Dim | str:
    """The number of units that the labels want where the output has another one: a number or ``"several"``; ``None``
    where they fit or nothing is certain."""
    loss, labels, output = objective.loss, objective.labels, objective.output
    if loss is None or labels is None or one_row_per_sample(objective) or wrong_encoding(objective) is not None:
        return None
    units = output.units
    if not isinstance(units, int):
        return None
    if loss.family == "sparse":
        return _more_classes(labels, units) if units > 1 else None
    if loss.family == "categorical" and units == 1:
        return None
    if units == 1 and labels.one_hot and output.rank == 2 and labels.rank in (None, 2) and labels.columns != 1:
        return labels.columns if isinstance(labels.columns, int) else "several"
    if not loss.for_classes and units > 1 and output.rank == 2 and labels.flat:
        return 1
    return _other_columns(labels, output)


def _more_classes(labels: Labels, units: int) -> int | None:
    if labels.integers and isinstance(labels.classes, int):
        return labels.classes if labels.classes > units else None
    found = labels.array.occurring
    return int(found.high) + 1 if found is not None and found.high >= units and not labels.inputs else None


def unit_per_class(objective: Objective) -> bool:
    """Whether the output has as many units as integer labels have classes: it is made for the sparse loss."""
    labels, units = objective.labels, objective.output.units
    return labels is not None and labels.integers and several(objective.output) is True and labels.classes == units


def missing_axes(objective: Objective) -> bool:
    """Whether the labels have more axes than the output; a last one of one does not count."""
    labels, output = objective.labels, objective.output
    if objective.loss is None or labels is None or labels.rank is None or output.rank is None:
        return False
    if labels.rank <= output.rank or wrong_encoding(objective) is not None:
        return False
    if labels.rank > output.rank + 1 or _at_least(labels.columns, 2):
        return True
    last = labels.shape[-2] if isinstance(labels.shape, tuple) else None
    if labels.columns != 1 or not _at_least(last, 2):
        return False
    if objective.loss.family == "sparse":
        return True
    units = output.units
    return isinstance(units, int) and units != last and (units > 1 or objective.loss.for_classes)


def other_sizes(objective: Objective) -> bool:
    """Whether an axis between the samples and the units has another size in the labels (pictures of another height)."""
    labels, shape = objective.labels, objective.output.shape
    if objective.loss is None or labels is None or not isinstance(shape, tuple) or not isinstance(labels.shape, tuple):
        return False
    same, fewer = len(labels.shape) == len(shape), len(labels.shape) == len(shape) - 1
    last_of_one = shape[-1] == 1 or objective.loss.family == "sparse"  # Keras adds and drops such an axis itself
    if len(shape) < 3 or not (same or (fewer and last_of_one)):
        return False
    inner = labels.shape[1:-1] if same else labels.shape[1:]
    return any(differ(one, other) and 1 not in (one, other) for one, other in zip(inner, shape[1:-1], strict=True))


def negative_classes(objective: Objective) -> bool:
    """Whether labels below 0 meet the sparse loss, which takes them for the numbers of units."""
    loss, labels = objective.loss, objective.labels
    if loss is None or labels is None or loss.family != "sparse" or not labels.array.integral:
        return False
    ignored = loss.call is not None and loss.call.value("ignore_class", None) is not None
    found = labels.array.occurring
    return not ignored and found is not None and found.low < 0


def broadcast(objective: Objective) -> bool:
    """Whether labels or output have one column, which the loss compares with each column of the other."""
    loss, labels = objective.loss, objective.labels
    if loss is None or labels is None or loss.for_classes:
        return False
    return objective.output.units == 1 or labels.flat or labels.columns == 1


def _other_columns(labels: Labels, output: Output) -> int | None:
    shape, given = output.shape, labels.shape
    if not isinstance(shape, tuple) or not isinstance(given, tuple) or len(shape) != len(given) or len(shape) < 2:
        return None
    mine, theirs = shape[-1], given[-1]
    if not isinstance(mine, int) or not isinstance(theirs, int) or mine == theirs:
        return None
    if theirs == 1 and len(given) == 2 and labels.integers:
        return None  # a matter of the encoding
    return theirs


def _at_least(dim: Dim, least: int) -> bool:
    return isinstance(dim, int) and dim >= least


def fitting(objective: Objective, peers: Sequence[Objective]) -> Objective | None:
    """Another objective under the same ``compile`` whose labels do fit the loss."""
    one_hot = objective.labels is not None and objective.labels.one_hot
    for peer in peers:
        labels = peer.labels
        if peer.compiled is not objective.compiled or labels is None or not (labels.integers or labels.one_hot):
            continue
        if labels.one_hot != one_hot and wrong_encoding(peer) is None:
            return peer
    return None


def wrong_with(family: Family, objective: Objective, peers: Sequence[Objective]) -> bool:
    """Whether a loss of another family would be wrong for labels under the same ``compile``."""
    return any(
        wrong_encoding(replace(peer, loss=replace(peer.loss, family=family))) is not None
        for peer in peers
        if peer.compiled is objective.compiled and peer.loss is not None
    )


__all__ = [
    "broadcast",
    "fitting",
    "missing_axes",
    "negative_classes",
    "one_row_per_sample",
    "other_sizes",
    "several",
    "unit_per_class",
    "wrong_encoding",
    "wrong_units",
    "wrong_with",
]
