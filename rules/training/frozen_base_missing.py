"""A pretrained model under a new head: its old head is still on it, or all of it is trained from the first epoch.

## What it does
Finds models of `keras.applications` with pretrained weights inside a Sequential, followed by layers that learn,
- that still have their own classifier: `include_top=True`, the default (error);
- that nothing freezes before the first `fit` (info).

## Why is this bad?
With `include_top=True` the new layers see the probabilities of the 1000 classes of ImageNet, not the features. A new
head gives large gradients at first; if the base is trained with it from the first epoch, they destroy what it has
learnt.

## Example
```python
base = keras.applications.VGG16(weights="imagenet")
base.trainable = False
model = Sequential([
    base,  # KL510:error
    Dense(5, activation="softmax"),
])
```

## Use instead
```python
base = keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(32, 32, 3), pooling="avg")
base.trainable = False
model = Sequential([base, Dense(5, activation="softmax")])
```

## Fix
Gives a base that keeps its classifier `include_top=False`, and `pooling="avg"` where no layer behind it pools. Unsafe:
the model gets other features. A base that is trained whole has no fix.

## When it stays silent
For `weights=None`, for a head without weights (a softmax, a decoding layer), and where something of the base is frozen,
the learning rate is small (0.0001 or less), or the model is only used to predict.

## References
- https://keras.io/guides/transfer_learning/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.pretrained import Base, bases, keeps_top, trained_whole
from keraslint.program import Element, Layer, Model, Program
from keraslint.rule import ERROR, INFO, rule


@rule("KL510", "frozen-base-missing", severity=INFO)
def frozen_base_missing(program: Program) -> Iterator[Finding]:
    for model, base in bases(program):
        if keeps_top(base):
            yield Finding(
                base.place,
                f"the new layers get the 1000 class probabilities of `{base.call.written}`, not its features",
                help="give the base `include_top=False`, and pool its output",
                related=(Note(base.call.origin, "keeps its own classifier: `include_top` is `True` here"),),
                severity=ERROR,
                fix=_without_top(model, base),
            )
        elif (fit := trained_whole(program, model, base)) is not None:
            yield Finding(
                fit.origin,
                f"all of the pretrained `{base.call.written}` is trained from the first epoch",
                help="set `base.trainable = False` before `compile`; fine-tune later, with a small learning rate",
                related=(Note(base.call.origin, "pretrained"),),
                severity=INFO,
            )


def _without_top(model: Model, base: Base) -> Fix:
    given, pools = base.call.arguments.get("include_top"), any(map(_pools, model.elements))
    top = "include_top=False" if given is None or given.written else "False"
    pooling = "" if pools or "pooling" in base.call.arguments else 'pooling="avg"'
    edits = [] if given is None else [Edit(given.whole, top)]
    added = ", ".join(filter(None, (top if given is None else "", pooling)))
    edits += [Edit(base.call.origin, added, "append")] if added else []
    return Fix(tuple(edits), safe=False, message="Leave out the classifier of the base")


def _pools(element: Element) -> bool:
    return isinstance(element, Layer) and element.name.startswith("Global")
