"""`validation_split` cannot be taken off a dataset or a generator.

## What it does
Finds `fit(..., validation_split=...)` on a `tf.data.Dataset`, a generator or a `Sequence`.

## Why is this bad?
Keras takes the last samples of an *array* for validation. A dataset or generator has no last samples that it could take
off, so both Keras raise: `validation_split is only supported for tensors or NumPy arrays`.

## Example
```python
import tensorflow as tf

data = tf.data.Dataset.from_tensor_slices((np.zeros((100, 4)), np.zeros((100, 1)))).batch(10)
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data, validation_split=0.2)  # KL507
```

## Use instead
```python
import tensorflow as tf

data = tf.data.Dataset.from_tensor_slices((np.zeros((100, 4)), np.zeros((100, 1)))).batch(10)
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data.skip(2), validation_data=data.take(2), verbose=0)
```

## When it stays silent
For arrays and tensors, for data that is not known, and for a split of zero.

## References
- https://keras.io/api/models/model_training_apis/#fit-method
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.arrays import Dataset
from keraslint.diagnostic import Finding, Note
from keraslint.program import Event
from keraslint.rule import ERROR, rule


@rule("KL507", "validation-split-unsupported", severity=ERROR)
def validation_split_unsupported(event: Event) -> Iterator[Finding]:
    if event.kind != "fit" or event.call is None or not {"x", "validation_split"} <= event.call.arguments.keys():
        return
    data, split = event.call.arguments["x"].value, event.call.arguments["validation_split"]
    if not isinstance(data, Dataset) or not isinstance(split.value, (int, float)) or not split.value:
        return
    if data.kind == "dataset":
        # `image_dataset_from_directory` shuffles anew in every epoch, and so mixes what `take` and `skip` part.
        remedy = (
            "a second dataset as `validation_data`: `take(n)` and `skip(n)` before any shuffling; "
            "`image_dataset_from_directory` and its like have `validation_split=` and `subset=`"
        )
    else:
        remedy = (
            "a second generator as `validation_data`; an `ImageDataGenerator` has `validation_split=` and `subset=`"
        )
    yield Finding(
        split.whole,
        f"`validation_split` is for arrays; from a {data.kind} `fit` cannot take samples off",
        help=f"give {remedy}",
        related=(Note(data.origin, f"the {data.kind}"),),
    )
