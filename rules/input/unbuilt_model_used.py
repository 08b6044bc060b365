"""A Sequential is asked for its weights or shapes before anything has built it.

## What it does
Finds `summary()`, `weights`, `get_weights()`, `load_weights()`, `count_params()`, `save()`, `plot_model()`,
`output_shape`, `inputs`, … of a `Sequential` that has no input shape and has not seen data yet.

## Why is this bad?
The model has no weights and no shapes at that moment. Most of these calls raise; `summary()` and `weights` raise in
Keras 2 and show `?` or an empty list in Keras 3, and `save()` writes a model without weights.

## Example
```python
model = Sequential([Dense(64, activation="relu"), Dense(1)])
model.count_params()  # KL102
model.compile("adam", "mse")
model.fit(x_train, y_train)
```

```python
model = Sequential()
model.add(LSTM(32))
model.add(Dense(1))
model.load_weights("best.weights.h5")  # KL102
model.predict(x_test)
```

## Use instead
```python
model = Sequential([Input(shape=(8,)), Dense(64, activation="relu"), Dense(1)])
model.count_params()
```

```python
model = Sequential([LSTM(32), Dense(1)])
model.build((None, 10, 4))
model.save_weights("best.weights.h5")
model.load_weights("best.weights.h5")
```

## When it stays silent
- `fit`, `predict`, `evaluate`, `build` or a call came first;
- the model became part of another model, was called on a tensor, or was handed to code that the file does not show;
- it is a method's model that any other method builds, or one inside a `Layer` or `Model` subclass;
- its first layer is a model, not known, a preprocessing layer or an `Embedding`;
- it has no layers.

## References
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
- https://keras.io/api/models/model/#summary-method
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.building import first_layer, only_input, unbuilt
from keraslint.keras_api.spec import KERAS_3
from keraslint.keras_api.unbuilt import needs_built
from keraslint.program import Model
from keraslint.rule import ERROR, WARNING, rule


@rule("KL102", "unbuilt-model-used", severity=ERROR)
def unbuilt_model_used(model: Model) -> Iterator[Finding]:
    first = first_layer(model)
    for event in model.events:
        path = event.call.value("filepath") if event.call is not None else None
        need = needs_built(event.name, path)
        bare = only_input(model, event)
        if need is None or first is None or not (bare or unbuilt(model, event)):
            continue
        shown = event.name.replace("[]", "[i]") if event.kind == "read" else f"{event.name}()"
        help_ = "give the model its shape first: `keras.Input(shape=(...))` in front, or `model.build((None, ...))`"
        notes = (Note(first.origin, "the model's only element" if bare else "declares no input shape"),)
        raises = need.raises & KERAS_3 if bare else need.raises
        if bare:
            help_ = "add a layer first: an input alone is not built"
        if raises:
            message = f"`{shown}` raises: nothing has built the model yet, it has no weights and no shapes"
            yield Finding(event.origin, message, help_, related=notes, severity=ERROR, versions=raises)
        if need.shows and not bare:
            message = f"`{shown}` {need.shows}: nothing has built the model yet"
            yield Finding(event.origin, message, help_, related=notes, severity=WARNING, versions=need.silent)
