"""An image shape whose channel axis stands at the wrong end.

## What it does
Finds image input shapes such as `(3, 224, 224)` in front of layers that read the channels last, and `(224, 224, 3)` in
front of layers with `data_format="channels_first"`.

## Why is this bad?
Keras does not complain: it takes the image for one that is 3 pixels high with 224 channels. The first convolution sees
the wrong axes, the model learns little, and poolings soon run out of pixels (KL202).

## Example
```python
model = Sequential()
model.add(Conv2D(32, (3, 3), padding="same", activation="relu", input_shape=(3, 224, 224)))  # KL106
model.add(GlobalAveragePooling2D())
model.add(Dense(10, activation="softmax"))
```

```python
model = Sequential([
    Input((32, 32, 3)),  # KL106
    Conv2D(32, 3, activation="relu", data_format="channels_first"),
    GlobalAveragePooling2D(data_format="channels_first"),
    Dense(10, activation="softmax"),
])
```

## Use instead
```python
model = Sequential()
model.add(Conv2D(32, (3, 3), padding="same", activation="relu", input_shape=(224, 224, 3)))
model.add(GlobalAveragePooling2D())
model.add(Dense(10, activation="softmax"))
```

## When it stays silent
The order must be evident: one axis of 1, 3 or 4 at the wrong end, none of that size at the right end, the two others
larger and equal (or, beside three channels, both at least 32). `(1, 64, 500)` may be one row of 500 channels. It is
silent too where `data_format` or a dimension is not known, and where the shape passes a `Reshape` or `Permute` first.

## References
- https://keras.io/api/layers/convolution_layers/convolution2d/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding, Note
from keraslint.facts.building import certain_flow
from keraslint.facts.causes import channels_at_wrong_end, spatial_layer
from keraslint.program import Model
from keraslint.rule import WARNING, rule
from keraslint.shapes import text


@rule("KL106", "channels-order", severity=WARNING)
def channels_order(model: Model) -> Iterator[Finding]:
    flow = certain_flow(model)
    found = spatial_layer(flow.steps)
    if model.kind != "sequential" or flow.declared is None or found is None or not isinstance(flow.input, tuple):
        return
    layer, reads = found
    order = channels_at_wrong_end(flow.input, reads)
    if order is None:
        return
    dims = flow.input[1:]
    turned = (*dims[1:], dims[0]) if order == "channels_first" else (dims[-1], *dims[:-1])
    yield Finding(
        flow.declared.place,
        f"the shape {text(dims)} has its channels {'first' if order == 'channels_first' else 'last'}, "
        f"but `{layer.written}` reads it {reads.replace('_', ' ')}",
        help=f'declare {text(turned)} and turn the data, or give the layers `data_format="{order}"`',
        related=(Note(layer.origin, f"reads it {reads.replace('_', ' ')}"),),
    )
