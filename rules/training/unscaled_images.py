"""Pixels from 0 to 255 reach the network as they are.

## What it does
Finds a `fit` on images whose values are known to be 0 … 255 (`keras.datasets`, `image_dataset_from_directory`, an
`ImageDataGenerator` without `rescale`), when the model neither scales nor normalises them first, and a test of a model
that was trained on scaled ones, or a prediction, on such pixels.

## Why is this bad?
Weights are initialised for values around one. Values a hundred times as large saturate the first layers and make the
steps of the optimizer much too long, so that training is slow, unsteady or stuck. A model that is tested on another
range than it was trained on gives arbitrary answers.

## Example
```python
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
model = Sequential([Input((28, 28)), Flatten(), Dense(64, activation="relu"), Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train)  # KL505
```

```python
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train / 255
model = Sequential([Input((28, 28)), Flatten(), Dense(64, activation="relu"), Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train)
model.evaluate(x_test, y_test)  # KL505
```

## Use instead
```python
x_train, y_train = np.random.randint(0, 256, (60, 28, 28)), np.random.randint(0, 10, 60)
model = Sequential([
    Input((28, 28)),
    Rescaling(1 / 255),
    Flatten(),
    Dense(64, activation="relu"),
    Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, verbose=0)
```

## When it stays silent
- where the range of the values is not known, or an option decides whether they are scaled;
- behind `Rescaling`, `Normalization`, a `Lambda` or any layer that is not known, and where a normalisation follows the
  first layer;
- for models of `keras.applications` that scale themselves or take pixels (EfficientNet, MobileNetV3, ConvNeXt, VGG,
  ResNet), and for models that are no Sequential.

## References
- https://keras.io/api/layers/preprocessing_layers/image_preprocessing/rescaling/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.scaling import Unscaled, never_scaled, preprocessing_of
from keraslint.program import Program
from keraslint.rule import WARNING, rule


@rule("KL505", "unscaled-images", severity=WARNING)
def unscaled_images(program: Program) -> Iterator[Finding]:
    for found in never_scaled(program):
        yield Finding(found.origin, _message(found), help=_help(found), related=tuple(_notes(found)))


def _message(found: Unscaled) -> str:
    if found.other is not None:
        return "the model was trained on scaled images, but these have values from 0 to 255"
    return "the images have values from 0 to 255 and nothing scales them"


def _help(found: Unscaled) -> str:
    if found.other is not None:
        return "scale them as the training data were"
    prepared = preprocessing_of(found.layer)
    if prepared is not None:
        return f"scale them as the pretrained model was: `{prepared}` (the test data too)"
    return "divide by 255 (the test data too), or begin the model with `layers.Rescaling(1 / 255)`"


def _notes(found: Unscaled) -> Iterator[Note]:
    evidence = found.array.made or found.array.evidence
    if evidence is not None:
        yield Note(evidence.origin, f"the images, {evidence.text}")
    yield Note(found.layer.origin, "gets the values as they are")
    if found.other is not None:
        yield Note(found.other, "scaled here")
