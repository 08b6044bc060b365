"""An input shape that is no shape.

## What it does
Finds an input shape that Keras cannot use: a number instead of a tuple, a dimension that is zero, negative, a float, a
string or a tuple.

## Why is this bad?
Keras raises when the model is built, often with a message about something else (`'int' object is not iterable`). A
dimension of zero is accepted, but no data fits it.

`(784)` is the number 784 in brackets, the tuple is `(784,)`.

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

## Use instead
```python
model = Sequential()
model.add(Dense(10, input_shape=(784,)))
```

```python
model = Sequential([Input(shape=(28, None, 1)), Conv2D(8, 3), GlobalAveragePooling2D(), Dense(10)])
```

## When it stays silent
- a dimension is not known. `None` is a free dimension and fine;
- a number is given to `Input` or `InputLayer` and the target is Keras 2, which takes it for a shape of one axis.

## References
- https://keras.io/api/layers/core_layers/input/
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.flow import Declared, declared_shapes
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3
from keraslint.program import Layer, Program
from keraslint.rule import ERROR, rule
from keraslint.shapes import text


@rule("KL104", "invalid-input-shape", severity=ERROR)
def invalid_input_shape(program: Program) -> Iterator[Finding]:
    for layer, declared in declared_shapes(program):
        wrong = declared.invalid or _empty_axis(declared)
        if wrong is None or declared.argument is None:
            continue
        value = declared.argument.value
        number = isinstance(value, int) and declared.name != "input_dim"
        yield Finding(
            declared.argument.origin,
            f"`{declared.name}={_shown(value)}` of `{layer.written}` is not a valid shape: {wrong}",
            help=f"write the tuple `({value},)`" if number else _remedy(declared),
            label="not a shape",
            versions=KERAS_3 if number and _keras_2_takes_numbers(layer, declared) else KERAS_2_AND_3,
        )


def _keras_2_takes_numbers(layer: Layer, declared: Declared) -> bool:
    return layer.name in ("Input", "InputLayer") and declared.name in ("shape", "input_shape")


def _empty_axis(declared: Declared) -> str | None:
    if isinstance(declared.shape, tuple) and 0 in declared.shape[1:]:
        return "a dimension of 0 holds no data"
    return None


def _shown(value: object) -> str:
    return text(tuple(value)) if isinstance(value, (tuple, list)) else repr(value)


def _remedy(declared: Declared) -> str:
    if declared.name == "input_dim":
        return "give the number of features as a positive integer"
    return "give positive integers, and `None` for an axis that is free"
