"""An input shape on a layer that is not the first of its model.

## What it does
Finds `input_shape`, `input_dim`, `batch_input_shape` on a layer behind the first one, where the first has a shape
already.

## Why is this bad?
Keras ignores it: the shape of every later layer follows from the layer before. At best the argument is noise that goes
stale; where it contradicts the shape that Keras infers, the model is not the one that was meant (an error).

## Example
```python
model = Sequential()
model.add(Dense(64, input_shape=(8,), activation="relu"))
model.add(Dense(32, input_shape=(64,), activation="relu"))  # KL103:warning
model.add(Dense(1, input_dim=16))  # KL103:error
```

## Use instead
```python
model = Sequential()
model.add(Dense(64, input_shape=(8,), activation="relu"))
model.add(Dense(32, activation="relu"))
model.add(Dense(1))
```

## Fix
Removes the argument. Safe where it agrees with the inferred shape or nothing is known of either, for Keras ignores it;
unsafe where it contradicts: then the layer before may be the one that is wrong.

## When it stays silent
- the layers are alternatives (`if`/`else`, `if i == 0:` in a loop);
- it is the `input_dim` of an `Embedding` (the size of the vocabulary);
- the first layer has no shape of its own (see KL101);
- the value that decides between warning and error is not known: then it is a warning.

## References
- https://keras.io/guides/sequential_model/#specifying-the-input-shape-in-advance
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.building import certain_flow
from keraslint.facts.causes import written
from keraslint.flow import Declared, Step, declared_by
from keraslint.program import Layer, Model
from keraslint.rule import ERROR, WARNING, rule
from keraslint.shapes import differ, text


@rule("KL103", "repeated-input-shape", severity=WARNING)
def repeated_input_shape(model: Model) -> Iterator[Finding]:
    flow = certain_flow(model)
    if model.kind != "sequential" or flow.declared is None:
        return
    for step in flow.steps[1:]:
        element = step.element
        if not isinstance(element, Layer) or element.name == "InputLayer":
            continue
        declared = declared_by(element)
        if declared is None or declared.argument is None or declared.name == "input_length":
            continue
        wrong = _contradicts(declared, step)
        inferred = f", which gets {text(step.input)}," if isinstance(step.input, tuple) else ""
        yield Finding(
            declared.argument.whole,
            f"`{declared.name}` on `{written(element)}`{inferred} is ignored: only the first layer's shape counts",
            help=f"remove `{declared.name}`" + (" or correct the layer before" if wrong else ""),
            label=f"contradicts {text(step.input)}" if wrong else "ignored",
            related=(Note(flow.declared.place, "the model's input shape"),),
            severity=ERROR if wrong else WARNING,
            fix=Fix(
                (Edit(declared.argument.whole, "", "remove"),), safe=not wrong, message=f"Remove `{declared.name}`"
            ),
        )


def _contradicts(declared: Declared, step: Step) -> bool:
    if not isinstance(declared.shape, tuple) or not isinstance(step.input, tuple):
        return False
    if declared.name == "input_dim":
        return differ(declared.shape[-1], step.input[-1])
    given, inferred = declared.shape[1:], step.input[1:]
    return len(given) != len(inferred) or any(map(differ, given, inferred))
