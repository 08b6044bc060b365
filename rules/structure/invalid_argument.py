"""A layer gets a value that no layer of its kind accepts, too many arguments, or too few.

## What it does
Finds arguments that Keras refuses when the layer is made or built: units or filters of zero or less, units that are no
integer, a stride and a dilation that are both above 1, filters that the groups do not divide, an unknown `padding`,
missing and surplus arguments, one given twice, and a number where the name of an activation, an initializer or the like
is to stand. Also sizes that a pretrained model of `keras.applications` does not take.

## Why is this bad?
Keras raises, some of it not before the model is built. (Keras 2 turns `Dense(4.0)` into `Dense(4)`; Keras 3 refuses.)

## Example
```python
model = keras.Sequential([
    layers.Input((32, 32, 3)),
    layers.Conv2D(16, 3, padding="full", activation="relu"),  # KL409
    layers.Flatten(),
    layers.Dense(0),  # KL409
])
```

```python
layer = layers.Conv2D(16, 3, strides=2, dilation_rate=2)  # KL409
```

```python
layer = layers.Dense(activation="relu")  # KL409
```

```python
layer = layers.Dense(64 / 2)  # KL409
```

```python
layer = layers.Dense(784, 128)  # KL409
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((32, 32, 3)),
    layers.Conv2D(16, 3, padding="same", activation="relu"),
    layers.Flatten(),
    layers.Dense(10),
])
```

## Fix
Makes a float an integer: `units=n / 2` → `units=int(n / 2)`. Safe where the float is a whole number, for Keras refuses
it; unsafe where something is cut off.

## When it stays silent
For values that are not known, and of pretrained models in files that put the channels first. Other shapes are the
matter of KL104 and KL206, dropout rates of KL407, the positional kernel of Keras 1 of KL606.

## References
- https://keras.io/api/layers/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix
from keraslint.facts.building import certain_flow
from keraslint.facts.identifiers import no_identifiers
from keraslint.facts.keras1 import positional_kernel
from keraslint.facts.pretrained import refused_applications
from keraslint.facts.roles import drop_rates
from keraslint.flow import SHAPE_ARGUMENTS
from keraslint.keras_api.layers.registry import check
from keraslint.keras_api.spec import LayerError
from keraslint.program import Argument, Layer, Program
from keraslint.rule import ERROR, rule


@rule("KL409", "invalid-argument", severity=ERROR)
def invalid_argument(program: Program) -> Iterator[Finding]:
    told: set[int] = set()
    for layer in program.calls:
        if isinstance(layer, Layer):
            for finding in _refused(layer):
                told.add(layer.uid)
                yield finding
    for call, error in refused_applications(program):
        at_fault = call.arguments.get(error.argument or "", call)
        yield Finding(at_fault.origin, f"`{call.written}`: {error.message}")
    for model in program.models:
        step = certain_flow(model).error
        if step is None or step.error is None or step.error.kind != "argument":
            continue
        if isinstance(step.culprit, Layer) and step.culprit.uid not in told:
            told.add(step.culprit.uid)
            yield from _finding(step.culprit, step.error)


def _refused(layer: Layer) -> Iterator[Finding]:
    if positional_kernel(layer) is not None:
        return
    if layer.surplus:
        yield Finding(layer.surplus[0].origin, f"`{layer.written}` does not take so many positional arguments")
    elif layer.twice:
        name = layer.twice[0].written
        yield Finding(layer.twice[0].whole, f"`{layer.written}` gets `{name}` by position already")
    elif layer.missing and layer.complete and not layer.unknown:
        names = " and ".join(f"`{name}`" for name in layer.missing)
        versions = frozenset().union(*layer.missing.values())
        yield Finding(layer.origin, f"`{layer.written}` needs {names}", versions=versions)
    elif (wrong := next(no_identifiers(layer), None)) is not None:
        name, argument = wrong
        yield Finding(
            argument.origin,
            f"`{layer.written}`: `{name}` takes a name or a function, got {argument.value!r}",
            help="a layer is told its own size only" if argument.written is None and name == "activation" else None,
        )
    elif layer.complete:
        try:
            check(layer.spec)
        except LayerError as error:
            if error.kind == "argument":
                yield from _finding(layer, error)


def _finding(layer: Layer, error: LayerError) -> Iterator[Finding]:
    argument = layer.arguments.get(error.argument or "")
    rates = {name for name, rate in drop_rates(layer) if isinstance(rate.value, (int, float))}
    if error.argument in rates or error.argument in SHAPE_ARGUMENTS:
        return
    refused = layer.rejected.get(argument.written or "", frozenset()) if argument is not None else frozenset()
    if error.versions <= refused:  # the keyword itself is refused (KL603)
        return
    origin = argument.origin if argument else layer.origin
    given = argument.value if argument else None
    fraction = isinstance(given, float) and given >= 1 and "integer" in error.message
    repair = "make it whole: `int(...)`, or divide with `//`" if fraction else None
    fix = _whole(argument) if fraction and argument is not None else None
    yield Finding(
        origin, f"`{layer.written}`: {error.message}", help=repair, versions=error.versions - refused, fix=fix
    )


def _whole(argument: Argument) -> Fix:
    """The number as an integer: safe where it is one, for Keras refuses the float."""
    number = argument.value
    assert isinstance(number, float)
    return Fix((Edit(argument.origin, ("int(", argument.origin, ")")),), number.is_integer(), "Make it an integer")
