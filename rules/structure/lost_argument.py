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

## Fix
- A second layer gets an `add` of its own, layers that `Sequential` was given one by one are put into a list. Unsafe:
  the model has other layers than before.
- A keyword of the layer moves into its parentheses. Safe: `add` refuses it, and the layer has an argument of that name.

## When it stays silent
For `add` of your own subclasses of Sequential, and for arguments that are not known.

## References
- https://keras.io/api/models/sequential/#add-method
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Origin
from keraslint.keras_api.tables import keras_class
from keraslint.program import Argument, Call, Layer, Model, Nested, UnknownArgument
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
                fix=_listed(model.call),
            )


def _listed(call: Call) -> Fix | None:
    layers = [argument for argument in call.positional if isinstance(argument.value, Layer)]
    if len(layers) < len(call.positional):
        return None
    pieces: list[str | Origin] = ["["]
    for argument in layers:
        pieces += [argument.origin, ", "]
    edits = Edit(layers[0].origin, (*pieces[:-1], "]")), *(Edit(one.whole, "", "remove") for one in layers[1:])
    return Fix(edits, safe=False, message="Put the layers into a list")


def _add(call: Call) -> Iterator[Finding]:
    for argument in call.positional[1:]:
        if isinstance(argument.value, bool):  # `rebuild`, which Keras itself passes
            continue
        if isinstance(argument.value, (Layer, Model, Nested, str, int, float, list, tuple)):
            yield Finding(
                argument.origin,
                f"{_what(argument)} is not added, `add` takes one layer",
                help=_remedy(argument),
                fix=_added(call),
            )
            return
    for keyword in call.unknown:
        yield Finding(
            keyword.argument.whole,
            f"`add` has no argument `{keyword.written}`, it belongs to the layer",
            help=f"move it into the parentheses of the layer: `Layer(…, {keyword.written}=…)`",
            fix=_moved(call, keyword),
        )


def _added(call: Call) -> Fix | None:
    """Each of two layers by an ``add`` of its own."""
    if len(call.positional) != 2 or call.arguments.keys() - {"layer", "rebuild"} or call.unknown:
        return None
    first, second = call.positional
    if not isinstance(second.value, (Layer, Model, Nested)):
        return None
    edits = Edit(first.origin, (second.origin,), "after"), Edit(second.whole, "", "remove")
    return Fix(edits, safe=False, message="Add the second layer too")


def _moved(call: Call, keyword: UnknownArgument) -> Fix | None:
    """The argument in the parentheses of the layer; safe, since ``add`` refuses it and the layer takes it."""
    layer = call.positional[0].value if call.positional else None
    if not isinstance(layer, Layer) or layer.origin != call.positional[0].origin or keyword.written in layer.arguments:
        return None
    entry = keras_class(layer.name, "layer")
    if entry is None or entry.parameter(keyword.written) is None:
        return None
    whole = keyword.argument.whole
    edits = Edit(layer.origin, (whole,), "append"), Edit(whole, "", "remove")
    return Fix(edits, safe=True, message=f"Give `{keyword.written}` to the layer")


def _what(argument: Argument) -> str:
    return f"this `{argument.value.written}`" if isinstance(argument.value, Layer) else "the second argument"


def _remedy(argument: Argument) -> str:
    if isinstance(argument.value, (Layer, Model, Nested)):
        return "call `add` once for each layer"
    return "arguments of the layer belong into the layer's parentheses"
