"""A Sequential model is given two or more inputs or outputs.

## What it does
Finds Sequential models that get a list of arrays as `x` or `y` of `fit`, `evaluate`, `predict` and their like, models
with two `Input`s side by side, and `compile` calls with a dictionary of losses or with several `loss_weights`.

## Why is this bad?
A Sequential model is a chain with one tensor in and one tensor out. Keras 2 refuses a second input; Keras 3 merely
warns that the structure of the inputs does not match, and then **ignores the second array**. A second `y` is refused
by Keras 3 and ignored by Keras 2. A second `Input` is refused by Keras 3 and ignored by Keras 2.

## Example
```python
model = keras.Sequential([
    layers.Input((8,)),
    layers.Dense(16, activation="relu"),
    layers.Dense(1),
])
model.compile("adam", "mse")
images, prices = np.zeros((100, 8)), np.zeros((100, 8))
model.fit([images, prices], np.zeros((100, 1)))  # KL401
```

```python
model = keras.Sequential([
    layers.Input((8,)),
    layers.Input((4,)),  # KL401, KL105
    layers.Dense(1),
])
```

## Use instead
A functional model, which may have as many inputs and outputs as you like.
```python
first, second = keras.Input((8,)), keras.Input((4,))
both = layers.Concatenate()([first, second])
hidden = layers.Dense(16, activation="relu")(both)
model = keras.Model([first, second], layers.Dense(1)(hidden))
model.compile("adam", "mse")
model.fit([np.zeros((100, 8)), np.zeros((100, 4))], np.zeros((100, 1)))
```

## When it stays silent
For a list of one array, for plain Python numbers (a list of samples, which is another matter), for a list of losses
for the one output (Keras adds them up), and for models whose first layer may take several tensors: a merge layer, a
`Lambda`, a layer of your own, another model.

## References
- https://keras.io/guides/sequential_model/#when-to-use-a-sequential-model
- https://keras.io/guides/functional_api/#models-with-multiple-inputs-and-outputs
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.facts.roles import takes_several
from keraslint.program import Event, Layer, Model, Plain
from keraslint.rule import ERROR, rule
from keraslint.shapes import Symbol

DATA = ("fit", "evaluate", "predict", "train_on_batch", "test_on_batch", "predict_on_batch")
SAMPLES = (bool, int, float, str, bytes, type(None), list, tuple, dict, Symbol)
FUNCTIONAL = (
    "build a functional model: `a, b = keras.Input(…), keras.Input(…)`, "
    "`keras.Model([a, b], layers.Concatenate()([a, b]))`"
)


@rule("KL401", "multiple-inputs", severity=ERROR)
def multiple_inputs(model: Model) -> Iterator[Finding]:
    if model.kind != "sequential":
        return
    yield from _two_inputs(model)
    if not _takes_one(model):
        return
    for event in model.occurrences(*DATA, "call"):
        yield from _arrays(event)
    for event in model.occurrences("compile"):
        yield from _losses(event)


def _two_inputs(model: Model) -> Iterator[Finding]:
    first, second = (*model.elements[:2], None, None)[:2]
    if isinstance(first, Layer) and isinstance(second, Layer) and first.name == second.name == "InputLayer":
        yield Finding(second.origin, "a Sequential model has one input, this is a second `Input`", help=FUNCTIONAL)


def _takes_one(model: Model) -> bool:
    """Whether the stack certainly begins with a layer that takes one tensor."""
    first = next(iter(model.elements), None)
    if model.open_because is not None or not isinstance(first, Layer) or first.name == "Lambda":
        return False
    return not takes_several(first)


def _arrays(event: Event) -> Iterator[Finding]:
    if event.call is None:
        return
    for name, what in (("inputs", "input"), ("x", "input"), ("y", "output")):
        argument = event.call.arguments.get(name)
        if argument is None or not _several(argument.value):
            continue
        count = len(argument.value) if isinstance(argument.value, (list, tuple)) else 2
        remedy = FUNCTIONAL if what == "input" else "build a functional model: `keras.Model(inputs, [first, second])`"
        yield Finding(
            argument.origin, f"a Sequential model has one {what}, but `{event.name}` gets {count} arrays", help=remedy
        )
        return


def _several(value: Plain) -> bool:
    """Whether the value is a list of arrays; numbers and nested lists are samples, not arrays."""
    return isinstance(value, (list, tuple)) and len(value) > 1 and not any(isinstance(item, SAMPLES) for item in value)


def _losses(event: Event) -> Iterator[Finding]:
    if event.call is None:
        return
    for name in ("loss", "loss_weights"):
        argument = event.call.arguments.get(name)
        if argument is None:
            continue
        value = argument.value
        several = isinstance(value, dict) or (name == "loss_weights" and isinstance(value, (list, tuple)))
        if several and isinstance(value, (dict, list, tuple)) and len(value) > 1:
            yield Finding(
                argument.origin,
                f"a Sequential model has one output, but `compile` gets {len(value)} entries for `{name}`",
                help="build a functional model: `keras.Model(inputs, [first, second])`",
            )
            return
