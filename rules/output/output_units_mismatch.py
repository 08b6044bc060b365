"""The number of output units does not fit the labels.

## What it does
Compares the width of the last layer with the labels that the model is trained or tested on: the columns of one-hot
labels or targets, the number of classes of integer labels, the `class_mode` of a generator. Labels with
an axis more than the output do not fit, nor do pictures and series of another size, and labels below 0 have no unit
under a sparse loss.

## Why is this bad?
Keras raises at the first batch. Where one side has a single column and the loss is no crossentropy, Keras broadcasts
the one against the other and compares it with each column (a warning).
A class that has no unit ends in an error (on a GPU in `nan`).

## Example
```python
x, labels = np.zeros((6, 8)), keras.utils.to_categorical([0, 1, 2, 2, 1, 0], 3)
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(4, activation="softmax"),  # KL309
])
model.compile("adam", "categorical_crossentropy")
model.fit(x, labels)
```

## Use instead
```python
x, labels = np.zeros((6, 8)), keras.utils.to_categorical([0, 1, 2, 2, 1, 0], 3)
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(labels.shape[1], activation="softmax"),
])
model.compile("adam", "categorical_crossentropy")
model.fit(x, labels)
```

## When it stays silent
Where the width of the output, the labels or the loss is not known, for more units than integer labels have classes
(that runs), and where the encoding is at fault (KL308, KL303).

## References
- https://keras.io/api/losses/
"""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from keraslint.diagnostic import Finding, Origin
from keraslint.facts.causes import recurrent
from keraslint.facts.encoding import broadcast, missing_axes, negative_classes, other_sizes, unit_per_class, wrong_units
from keraslint.facts.labels import Labels
from keraslint.facts.objective import Objective, objectives
from keraslint.program import Model
from keraslint.rule import ERROR, WARNING, rule
from keraslint.shapes import Dim, text


@rule("KL309", "output-units-mismatch", severity=ERROR)
def output_units_mismatch(model: Model) -> Iterator[Finding]:
    for objective in objectives(model):
        labels = objective.labels
        if labels is None:
            continue
        if negative_classes(objective):
            yield Finding(
                labels.origin,
                f"the labels {labels.beyond(0, inf)}, but classes are counted from 0",
                help="number the classes from 0",
                related=(*labels.source_notes, *objective.loss_note),
            )
        elif missing_axes(objective) or other_sizes(objective):
            yield _other_shape(objective)
        elif (wanted := wrong_units(objective)) is not None:
            yield _other(objective, wanted)


def _place(objective: Objective, labels: Labels) -> Origin:
    """The last layer, or the labels where it is not known."""
    element = objective.output.element
    return labels.origin if element is None else element.origin


def _other_shape(objective: Objective) -> Finding:
    """The labels have an axis more than the output, or axes of another size."""
    labels, flow = objective.labels, objective.output.flow
    assert labels is not None
    steps = () if flow is None else flow.steps
    last = next((inner for step in reversed(steps) if (inner := recurrent(step.element)) is not None), None)
    repair = None
    if other_sizes(objective):
        repair = "padding, strides and upsampling decide the size of the output: make it that of the labels"
    elif last is not None and last.value("return_sequences", False) is False:
        repair = f"give the last `{last.written}` `return_sequences=True`"
    elif labels.inputs:
        repair = "end the model with a `Reshape` to the shape of its inputs, or flatten the labels too"
    return Finding(
        _place(objective, labels),
        f"the output is {text(objective.output.shape)}, but the labels have the shape {text(labels.shape)}",
        help=repair,
        related=(*labels.notes, *objective.loss_note),
    )


def _other(objective: Objective, wanted: Dim | str) -> Finding:
    labels, output = objective.labels, objective.output
    assert labels is not None
    return Finding(
        _place(objective, labels),
        f"the output has {output.units} unit{'s' if output.units != 1 else ''}, but {_labels(objective)}",
        help=_help(objective, wanted),
        label=f"gives {text(output.shape)}" if isinstance(output.shape, tuple) else None,
        related=(*labels.notes, *objective.loss_note),
        severity=WARNING if broadcast(objective) else ERROR,
    )


def _labels(objective: Objective) -> str:
    loss, labels = objective.loss, objective.labels
    assert labels is not None
    assert loss is not None
    beyond = labels.beyond(0, objective.output.units - 1) if isinstance(objective.output.units, int) else None
    if loss.family == "sparse" and not labels.integers and beyond is not None:
        return f"the labels {beyond}"
    if loss.family == "sparse" or labels.array.meaning is not None:
        return f"the labels are {labels.text}"
    return f"the labels have the shape {text(labels.shape)}{', ' + labels.source if labels.source else ''}"


def _help(objective: Objective, wanted: Dim | str) -> str:
    loss, labels = objective.loss, objective.labels
    assert labels is not None
    assert loss is not None
    if labels.one_hot and objective.output.units == 1:
        if wanted in (2, "several"):
            return "pass 0 and 1 as labels for one unit, or give the last layer one unit per class and `softmax`"
        return f"give the last layer {wanted} units and `softmax`, and use `categorical_crossentropy`"
    if wanted == 1 and unit_per_class(objective):
        softmax = "" if objective.output.activation == "softmax" else " and a `softmax` output"
        return f"for classes, use `sparse_categorical_crossentropy`{softmax}"
    return f"give the last layer {wanted} unit{'s' if wanted != 1 else ''}"
