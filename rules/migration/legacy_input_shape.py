"""An input shape that is given to a layer.

## What it does
Finds `input_shape`, `input_dim`, `batch_input_shape`, `batch_size` and the recurrent layers' `input_length` as
arguments of a layer.

## Why is this bad?
In Keras 3 a `Sequential` begins with a `keras.Input`. `input_shape` and `input_dim` still work on its first layer, with
a warning; inside a wrapper (`Bidirectional(LSTM(4, input_shape=(7, 3)))`) they are ignored, and the model stays unbuilt
until it sees data. `batch_input_shape`, `batch_size` and `input_length` raise `Unrecognized keyword arguments`.

## Example
```python
# target: keras3
from keras.layers import Dense

model = keras.Sequential()
model.add(Dense(8, input_dim=4, activation="relu"))  # KL601
model.add(Dense(1))
```

## Use instead
```python
from keras.layers import Dense

model = keras.Sequential()
model.add(keras.Input(shape=(4,)))
model.add(Dense(8, activation="relu"))
model.add(Dense(1))
```

## Fix
Puts the `Input` before the layer and drops the argument. Safe: the model is the same. Unsafe inside a wrapper, where
the shape was ignored so far. There is no fix where the layer is not seen to be the first of a model, or where the
expression of the shape may mean something else at the place of the `Input`.

## When it stays silent
Unless the target is Keras 3 (by `--target keras3`, by the project's requirements, by its imports, or because the rule
is selected by its code or name). For a shape on a later layer, which is KL103, and for `Embedding(input_length=)`,
which is KL603. For `input_dim` of an `Embedding`, which is the size of its vocabulary.

## References
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
- https://keras.io/guides/migrating_to_keras_3/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Fix
from keraslint.facts.causes import written
from keraslint.facts.legacy_inputs import legacy_inputs
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Program
from keraslint.rule import ERROR, WARNING, rule


@rule("KL601", "legacy-input-shape", severity=WARNING, settled=True)
def legacy_input_shape(program: Program) -> Iterator[Finding]:
    for found in legacy_inputs(program):
        layer, name = found.layer, found.name
        if (layer.name, name) == ("Embedding", "input_length") or (found.repeated and not found.refused):
            continue
        message = f"Keras 3 has no `{name}` on a layer" if found.refused else f"`{name}` on `{written(layer)}`"
        yield Finding(
            found.argument.whole,
            message,
            help=f"remove `{name}`" if found.repeated else "put a `keras.Input` before the layer",
            severity=ERROR if found.refused else None,
            versions=KERAS_3,
            fix=Fix(found.edits, found.safe, "put an `Input` before the layer") if found.edits else None,
        )
