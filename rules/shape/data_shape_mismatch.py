"""The data do not fit the model's input.

## What it does
Compares the shape of the arrays, datasets and generators that `fit`, `evaluate`, `predict`, `train_on_batch`, a call, …
get, `validation_data` too, with the model's input: the shape that it declares, or the shape that its first data gave
it, or the number of axes that its first layer takes. It also compares the numbers of samples in `x` and `y`, and the
indices in the data with the rows of an `Embedding` that takes them, and the batches with those that a stateful layer
was built for.

## Why is this bad?
Keras raises, but only when the data arrive, often after a long time of loading them: `expected axis -1 of input shape
to have value 784`, `expected min_ndim=4, found ndim=3`, `Data cardinality is ambiguous`.

## Example
```python
model = Sequential([Input((784,)), Dense(10, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
images, labels = np.zeros((600, 28, 28)), np.zeros((600, 10))
model.fit(images, labels)  # KL205
model.predict(images[0])  # KL205
```

```python
model = Sequential([Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(np.zeros((100, 4)), np.zeros((100, 1)))
model.predict(np.array([[1.0, 2.0, 3.0]]))  # KL205
```

## Use instead
```python
model = Sequential([Input((784,)), Dense(10, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
images, labels = np.zeros((600, 28, 28)), np.zeros((600, 10))
images = images.reshape(-1, 784)
model.fit(images, labels, verbose=0)
model.predict(images[:1], verbose=0)
```

## When it stays silent
- where a size is not known on one of the sides (but for a number of features that is the number of samples);
- where Keras adds or drops a last axis of one itself: (N, 28, 28) for an input of (28, 28, 1), and the reverse;
- where the layers accept another size than declared (convolutions under a global pooling);
- for several inputs, and for data of which it is not certain that they come in batches.

## References
- https://keras.io/guides/training_with_built_in_methods/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.batch_axis import batch_axis
from keraslint.facts.batches import wrong_batches
from keraslint.facts.feeding import Misfed, beyond_vocabulary, miscounted, misfed, remedy, untaken
from keraslint.flow import Step
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Model
from keraslint.rule import ERROR, WARNING, rule
from keraslint.shapes import Unknown, text


@rule("KL205", "data-shape-mismatch", severity=ERROR)
def data_shape_mismatch(model: Model) -> Iterator[Finding]:
    carried = batch_axis(model) is not None  # KL104 names the cause
    for found in misfed(model):
        if carried and isinstance(found.expected, tuple) and len(found.given) == len(found.expected) - 1:
            continue
        yield Finding(
            found.origin,
            _message(found),
            help=remedy(found),
            label=text(found.given),
            related=tuple(_notes(model, found)),
            severity=None if found.certain else WARNING,
            versions=found.versions,
        )
    for count in miscounted(model):
        yield Finding(
            count.origin,
            f"`{count.event.name}` gets {count.samples} samples but {count.labels} labels",
            help="`x` and `y` need one row for each sample",
            related=tuple(Note(made.origin, made.text) for made in count.made),
        )
    for event, data, argument, largest in beyond_vocabulary(model):
        yield Finding(
            data.x_origin,
            f"`{event.name}` gets indices up to {largest}, but the `Embedding` has {argument.value} rows, from 0",
            help=f"`input_dim` is the largest index plus one: {largest + 1}",
            related=(Note(argument.origin, "the size of the vocabulary"),),
        )
    for batch in wrong_batches(model):
        yield Finding(
            batch.origin,
            f"`{batch.event.name}` gives a batch of {batch.given}, but the stateful `{batch.layer.written}` was built "
            f"for {batch.expected}",
            help=f"use `batch_size={batch.expected}` and a multiple of {batch.expected} samples",
            related=(Note(batch.layer.origin, "keeps one state for each sample of a batch"),),
        )
    for event, argument, what in untaken(model):
        yield Finding(
            argument.origin,
            f"`{event.name}` takes arrays, not {what}",
            help="make an array of it: `np.array(...)`" if "list" in what else 'convert it: `x.astype("float32")`',
            versions=KERAS_3,
        )


def _message(found: Misfed) -> str:
    what = "`validation_data`" if found.validation else f"`{found.event.name}`"
    if found.event.kind == "call":
        what = "the call"
    if isinstance(found.expected, Unknown):
        return f"{_layer(found.step)} cannot take the data that {what} gets, {text(found.given)}"
    single = "" if found.batched else ", without a batch axis"
    return f"the model takes {text(found.expected)}, but {what} gets {text(found.given)}{single}"


def _layer(step: Step | None) -> str:
    element = None if step is None else step.element
    return f"`{getattr(element, 'written', 'the model')}`"


def _notes(model: Model, found: Misfed) -> Iterator[Note]:
    if found.built is not None:
        yield Note(found.built.origin, f"these data gave the model its shape, {text(found.expected)}")
    elif found.event.elements and found.event.flow.declared is not None:
        yield Note(found.event.flow.declared.place, f"the model's input: {text(found.expected)}")
    else:
        yield Note(found.step.element.origin if found.step is not None else model.origin, "the model")
    if found.step is not None and found.step.error is not None and not isinstance(found.expected, Unknown):
        yield Note(found.step.element.origin, str(found.step.error))
    if found.array.made is not None:
        yield Note(found.array.made.origin, f"the data, {found.array.made.text}")
