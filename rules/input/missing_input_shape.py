"""A Sequential whose first layer declares no input shape.

## What it does
Finds `Sequential` models whose first layer says nothing about the shape of its input, neither by an `Input` in front of
it nor by an argument of its own.

## Why is this bad?
Such a model has no weights and no shapes until it first sees data: `summary()`, `count_params()`, `output_shape` and
`load_weights()` fail or show nothing, and a wrong stack of layers is found only when training starts. If nothing in the
file ever builds the model, this is a warning; where `fit`, `predict`, `evaluate` or a call on data builds it later,
it is only information.

## Example
```python
model = Sequential([
    Dense(64, activation="relu"),  # KL101
    Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
```

The shape of a layer inside `Bidirectional` or `TimeDistributed` does not count; Keras ignores it:

```python
model = Sequential()
model.add(Bidirectional(LSTM(32, input_shape=(10, 8))))  # KL101
model.add(Dense(1))
```

## Use instead
```python
model = Sequential([
    Input(shape=(784,)),
    Dense(64, activation="relu"),
    Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
```

## When it stays silent
- the model is part of something: nested in a model, called on a tensor, an attribute of a `Layer` or `Model` subclass,
  handed to a function that the file does not show, or returned to callers outside the file;
- `build(...)` is called;
- the first element is a model, a layer that is not known, a preprocessing layer, or an `Embedding` (Keras 2 builds it
  without a shape);
- the model is empty;
- an `Input` stands at the wrong place (see KL105).

## References
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.building import certain_stack, data_events, first_layer, lacks_input_shape, paths_of
from keraslint.flow import declared_by
from keraslint.program import Layer, Model, Program
from keraslint.rule import INFO, WARNING, rule


@rule("KL101", "missing-input-shape", severity=WARNING)
def missing_input_shape(program: Program) -> Iterator[Finding]:
    for models in paths_of(program):
        lacking = [model for model in models if lacks_input_shape(model)]
        if not lacking or any(_is_part_of_something(model) or _has_input(model) for model in models):
            continue
        model = lacking[0]
        first = first_layer(model)
        if first is None:
            continue
        event = next((event for model in models for event in data_events(model)), None)
        by = "" if event is None else "a call" if event.kind == "call" else f"`{event.name}`"
        when = f"until {by} shows it data" if by else "and nothing here builds it"
        yield Finding(
            first.origin,
            f"the model has no input shape: it has no weights {when}",
            help=_help(model, first),
            label="declares no input shape",
            related=(Note(event.origin, "builds the model"),) if event is not None else (),
            severity=INFO if event is not None else WARNING,
        )


def _is_part_of_something(model: Model) -> bool:
    return bool(model.uses) or model.where == "layer" or any(model.occurrences("build"))


def _has_input(model: Model) -> bool:
    """Whether there is an ``Input``, if at the wrong place (KL105)."""
    return any(isinstance(element, Layer) and element.name == "InputLayer" for element in model.elements)


def _help(model: Model, first: Layer) -> str:
    if (ignored := declared_by(first)) is not None:
        return f"Keras ignores the shape inside `{first.written}`: give `{ignored.name}` to `{first.written}` itself"
    for element in certain_stack(model)[1:]:
        later = declared_by(element) if isinstance(element, Layer) else None
        if later is not None and later.name != "input_length" and isinstance(element, Layer):
            return f"only the first layer's shape counts: move `{later.name}` from `{element.written}` to the front"
    return "start the model with `keras.Input(shape=(...))`, the shape of one sample"
