"""An input shape that is no shape.

## What it does
Finds an input shape that Keras cannot use: a number instead of a tuple, a dimension that is zero, negative, a float, a
string or a tuple. Also the shape of a whole array, samples included, where the shape of one sample belongs.

## Why is this bad?
Keras raises when the model is built, often with a message about something else (`'int' object is not iterable`). A
dimension of zero is accepted, but no data fits it.

`(784)` is the number 784 in brackets, the tuple is `(784,)`.

Keras puts the batch axis in front of the input shape itself. Where the shape has one already, the model takes one axis
more than the data have, and `fit` raises.

## Example
```python
model = Sequential()
model.add(Dense(10, input_shape=(784)))  # KL104
```

```python
model = Sequential([Input(shape=(28, -1)), Flatten(), Dense(10)])  # KL104
```

```python
model = Sequential([Dense(10, input_dim=0)])  # KL104
```

```python
x, y = np.zeros((100, 8)), np.zeros(100)
model = Sequential()
model.add(Dense(1, input_shape=x.shape))  # KL104
model.compile("adam", "mse")
model.fit(x, y)
```

## Use instead
```python
model = Sequential()
model.add(Dense(10, input_shape=(784,)))
```

```python
x, y = np.zeros((100, 8)), np.zeros(100)
model = Sequential()
model.add(Dense(1, input_shape=x.shape[1:]))
model.compile("adam", "mse")
model.fit(x, y)
```

```python
model = Sequential([Input(shape=(28, None, 1)), Conv2D(8, 3), GlobalAveragePooling2D(), Dense(10)])
```

## Fix
- A number becomes a tuple: `(784)` → `(784,)`. Safe: Keras refuses the number, and the tuple is the only shape that it
  can mean.
- The batch axis is left out: `x.shape` → `x.shape[1:]`, `(None, 28, 28)` → `(28, 28)`. Unsafe: the data may be what is
  wrong.

## When it stays silent
- a dimension is not known. `None` is a free dimension and fine;
- the number of samples, or that of the labels, is not known: the array may be one sample (see KL205);
- a number is given to `Input` or `InputLayer` and the target is Keras 2, which takes it for a shape of one axis.

## References
- https://keras.io/api/layers/core_layers/input/
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.batch_axis import batch_axis
from keraslint.flow import Declared, declared_shapes
from keraslint.keras_api.layers.registry import output_shape
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.program import Argument, Layer, Model, Program
from keraslint.rule import ERROR, rule
from keraslint.shapes import UNKNOWN, Shape, text


@rule("KL104", "invalid-input-shape", severity=ERROR)
def invalid_input_shape(program: Program) -> Iterator[Finding]:
    yield from _batch_axes(program)
    for layer, declared in declared_shapes(program):
        wrong = declared.invalid or _empty_axis(declared) or _given_twice(layer)
        if wrong is None or declared.argument is None:
            continue
        value = declared.argument.value
        number = isinstance(value, int) and declared.name != "input_dim"
        yield Finding(
            declared.place,
            f"`{_shown(declared.argument)}` of `{layer.written}` is not a valid shape: {wrong}",
            help=f"write the tuple `{_tuple(layer, declared.argument)}`" if number else _remedy(layer, declared),
            label="not a shape",
            versions=KERAS_3 if number and _keras_2_takes_numbers(layer, declared) else KERAS_2_AND_3,
            fix=_as_tuple(layer, declared.argument) if number and "batch" not in declared.name else None,
        )


def _batch_axes(program: Program) -> Iterator[Finding]:
    for model in program.models:
        found = batch_axis(model)
        if found is None or found.declared.argument is None:
            continue
        inner = text(found.given[1:])
        yield Finding(
            found.declared.place,
            f"`{_shown(found.declared.argument)}` counts the samples too: the shape of one is {inner}",
            help=f"leave out the first axis: `x.shape[1:]`, here {inner}",
            label="has the batch axis",
            related=(Note(found.origin, f"`{found.event.name}` gets {text(found.given)}"),),
            fix=_without_first(model, found.declared.argument, found.given[1:]),
        )


def _without_first(model: Model, argument: Argument, inner: Shape) -> Fix | None:
    """The shape without its first axis, where the first layer takes that."""
    first = next((one for one in model.elements if isinstance(one, Layer) and one.name != "InputLayer"), None)
    try:
        output_shape(first.spec, (None, *inner)) if first is not None else None
    except LayerError:
        return None
    edit = Edit(argument.items[0], "", "remove") if argument.items else Edit(argument.origin, (argument.origin, "[1:]"))
    return Fix((edit,), safe=False, message="Leave out the batch axis")


def _as_tuple(layer: Layer, argument: Argument) -> Fix | None:
    """A tuple of the number, which Keras refuses: safe. Not for one of several dimensions (``Input(28, 28)``)."""
    value = argument.value
    if not isinstance(value, int) or value < 1 or (argument.written is None and len(layer.positional) > 1):
        return None
    written = f"({value},)" if argument.source is None else ("(", argument.origin, ",)")
    return Fix((Edit(argument.origin, written),), safe=True, message="Write a tuple")


def _keras_2_takes_numbers(layer: Layer, declared: Declared) -> bool:
    return layer.name in ("Input", "InputLayer") and declared.name in ("shape", "input_shape")


def _empty_axis(declared: Declared) -> str | None:
    if isinstance(declared.shape, tuple) and 0 in declared.shape[1:]:
        return "a dimension of 0 holds no data"
    return None


def _given_twice(layer: Layer) -> str | None:
    shapes = [name for name in ("shape", "batch_shape") if layer.value(name, None) not in (None, UNKNOWN)]
    if layer.name not in ("Input", "InputLayer") or len(shapes) < 2:
        return None
    return "`shape` and `batch_shape` cannot both be given"


def _shown(argument: Argument) -> str:
    value = argument.value
    shown = text(tuple(value)) if isinstance(value, (tuple, list)) else repr(value)
    return f"{argument.written}={shown}" if argument.written else shown


def _tuple(layer: Layer, argument: Argument) -> str:
    """``(784,)``, or ``(28, 28)`` for ``Input(28, 28)``."""
    values = [given.value for given in layer.positional] if argument.written is None else [argument.value]
    dims = [value for value in values if isinstance(value, int)]
    return f"({dims[0]},)" if len(dims) == 1 else f"({', '.join(map(str, dims))})"


def _remedy(layer: Layer, declared: Declared) -> str:
    if _given_twice(layer):
        return "leave one of them out"
    if declared.name == "input_dim":
        return "give the number of features as a positive integer"
    return "give positive integers, and `None` for an axis that is free"
