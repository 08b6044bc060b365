"""`model.add` or `Sequential` gets an argument that is not the layer which it looks like.

## What it does
Finds `model.add(a, b)`, where the second layer is not added; `Sequential(a, b)`, where the layers are not in a list;
and `model.add(layer, input_shape=…)`, where a shape is given to `add` instead of to the layer.

## Why is this bad?
`add` takes one layer. Its second argument is a flag of Keras 3 (`rebuild`), so that a second layer is **lost without a
word**; Keras 2 raises. `Sequential` takes one list; what follows is taken for other arguments. A keyword of the layer
that stands outside the layer's parentheses raises.

## Example
```python
model = keras.Sequential([layers.Input((4,))])
model.add(layers.Dense(8, activation="relu"), layers.Dropout(0.2))  # KL412
model.add(layers.Dense(3), activation="softmax")  # KL412
```

```python
model = keras.Sequential(keras.Input((4,)), layers.Dense(3))  # KL412
```

## Use instead
```python
model = keras.Sequential([layers.Input((4,))])
model.add(layers.Dense(8, activation="relu"))
model.add(layers.Dropout(0.2))
model.add(layers.Dense(3, activation="softmax"))
```

## When it stays silent
For `add` of your own subclasses of Sequential, and for arguments that are not known.

## References
- https://keras.io/api/models/sequential/#add-method
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.program import Argument, Call, Layer, Model, Nested
from keraslint.rule import ERROR, rule


@rule("KL412", "lost-argument", severity=ERROR)
def lost_argument(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential":
        return
    for event in model.occurrences("add"):
        if event.call is not None:
            yield from _add(event.call)
    if model.call is not None:
        second = next(iter(model.call.positional[1:]), None)
        if second is not None and isinstance(second.value, Layer):
            yield Finding(
                second.origin,
                f"`Sequential` takes a list of layers, this `{second.value.written}` is not one of them",
                help="put the layers into a list: `Sequential([a, b])`",
            )


def _add(call: Call) -> Iterator[Finding]:
    for argument in call.positional[1:]:
        if isinstance(argument.value, bool):  # `rebuild`, which Keras itself passes
            continue
        if isinstance(argument.value, (Layer, Model, Nested, str, int, float, list, tuple)):
            yield Finding(
                argument.origin, f"{_what(argument)} is not added, `add` takes one layer", help=_remedy(argument)
            )
            return
    for keyword in call.unknown:
        yield Finding(
            keyword.argument.whole,
            f"`add` has no argument `{keyword.written}`, it belongs to the layer",
            help=f"move it into the parentheses of the layer: `Layer(…, {keyword.written}=…)`",
        )


def _what(argument: Argument) -> str:
    return f"this `{argument.value.written}`" if isinstance(argument.value, Layer) else "the second argument"


def _remedy(argument: Argument) -> str:
    if isinstance(argument.value, (Layer, Model, Nested)):
        return "call `add` once for each layer"
    return "arguments of the layer belong into the layer's parentheses"
