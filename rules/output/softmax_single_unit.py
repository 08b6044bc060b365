"""Softmax over one unit is the constant 1.

## What it does
Finds layers that apply softmax to an axis of one unit, such as a last `Dense(1, activation="softmax")`.

## Why is this bad?
Softmax divides each value by the sum over all units. With one unit that is the value itself, so the output is always
exactly 1, whatever the input. The gradient is zero: the model learns nothing, and its accuracy is the share of ones in
the labels.

## Example
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1, activation="softmax"),  # KL301
])
```

## Use instead
`sigmoid` for a yes/no answer, or one unit per class.
```python
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(1, activation="sigmoid"),
])
```

## Fix
Puts `"sigmoid"` for the softmax, where it is written in the layer. Unsafe: one unit per class may be meant.

## When it stays silent
Where the number of units, the activation or the axis of the softmax is not known.

## References
- https://keras.io/api/layers/activations/#softmax-function
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Named, Origin
from keraslint.facts.activations import activation_of
from keraslint.facts.building import certain_flow
from keraslint.program import Layer, Program
from keraslint.rule import ERROR, rule
from keraslint.shapes import Dim

SINGLE = {"Dense": "units", "Conv1D": "filters", "Conv2D": "filters", "Conv3D": "filters"}


@rule("KL301", "softmax-single-unit", severity=ERROR, raises=False)
def softmax_single_unit(program: Program) -> Iterator[Finding]:
    seen: set[Origin] = set()
    widths = list(_widths(program))
    wider = {element.origin for element, units in widths if units != 1 and (units or element.name in SINGLE)}
    for element, units in widths:
        if units != 1 or element.origin in seen:
            continue
        activation = activation_of(element)
        if activation is None or activation.name != "softmax" or element.value("axis", -1) != -1:
            continue
        if element.name not in {*SINGLE, "Activation", "Softmax"}:
            continue
        seen.add(element.origin)
        yield Finding(
            activation.origin,
            "softmax over one unit always returns 1",
            help="use `sigmoid` for a yes/no answer, or one unit per class",
            fix=None if element.origin in wider else _fix(element),
        )


def _widths(program: Program) -> Iterator[tuple[Layer, Dim]]:
    """Every layer with the width of what it applies its activation to."""
    for model in program.models:
        if model.kind == "sequential":
            for step in certain_flow(model).steps:
                if isinstance(step.element, Layer):
                    yield step.element, step.output[-1] if isinstance(step.output, tuple) else _own_width(step.element)
    for call in program.calls:
        if isinstance(call, Layer):
            yield call, _own_width(call)


def _own_width(element: Layer) -> Dim:
    """The number of units that the layer's own argument gives."""
    if element.name not in SINGLE:
        return None
    units = element.value(SINGLE[element.name])
    return units if isinstance(units, int) else None


def _fix(layer: Layer) -> Fix | None:
    argument = layer.arguments.get("activation")
    if layer.name == "Softmax" and not layer.arguments:
        edit = Edit(layer.origin, (Named("keras.layers.Activation", layer.callee), '("sigmoid")'))
    elif argument is not None and argument.source is None:
        edit = Edit(argument.origin, '"sigmoid"')
    else:
        return None
    return Fix((edit,), safe=False, message="Use `sigmoid`")
