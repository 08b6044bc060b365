"""A string that should name a loss, an optimizer, a metric or the like, and that Keras does not know.

## What it does
Finds strings for losses, optimizers, metrics, activations, initializers, regularizers and constraints, in `compile`, in
the arguments of layers and in `keras.losses.get(...)` and its like, that Keras cannot look up. The help names the
nearest that it can.

## Why is this bad?
Keras raises `Could not interpret … identifier`: for an activation or an optimizer at once, for a loss or a metric only
when `fit` begins.

## Example
```python
model = Sequential([
    Input((4,)),
    Dense(8, activation="rellu"),  # KL502
    Dense(3, activation="softmax", kernel_initializer="xavier"),  # KL502
])
model.compile(
    optimizer="adm",  # KL502
    loss="categorical_cross_entropy",  # KL502
    metrics=["acuracy"],  # KL502
)
```

## Use instead
```python
model = Sequential([
    Input((4,)),
    Dense(8, activation="relu"),
    Dense(3, activation="softmax", kernel_initializer="glorot_uniform"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
```

## Fix
Puts the nearest name; for a name that only one Keras knows, one of the same thing that both know (`"precision"` →
`"Precision"`), if there is one. Unsafe: another one may be meant.

## When it stays silent
For names that an older Keras had (KL6 knows them), for the name of a registered class of your own (`package>Name`), and
in files that use `get_custom_objects` or `custom_object_scope`.

## References
- https://keras.io/api/losses/
- https://keras.io/api/optimizers/
- https://keras.io/api/layers/activations/
- https://keras.io/api/layers/initializers/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix
from keraslint.facts.identifiers import Identifier, custom_objects, identifiers_of
from keraslint.program import Program
from keraslint.rule import ERROR, rule

MEANT = {"xavier": "glorot_uniform", "xavier_uniform": "glorot_uniform", "xavier_normal": "glorot_normal"}


@rule("KL502", "unknown-identifier", severity=ERROR)
def unknown_identifier(program: Program) -> Iterator[Finding]:
    if custom_objects(program.calls):
        return
    for call in program.calls:
        for found in identifiers_of(call):
            versions = found.unknown_to
            if versions and not found.former and ">" not in found.text:
                yield Finding(
                    found.argument.origin,
                    f'Keras knows no {found.category} "{found.text}"',
                    help=_help(found),
                    versions=versions,
                    fix=_fix(found),
                )


def _meant(found: Identifier) -> str | None:
    meant = MEANT.get(found.text.lower()) if found.category == "initializer" else None
    return meant or found.nearest


def _help(found: Identifier) -> str | None:
    return f'did you mean "{meant}"?' if (meant := _meant(found)) else None


def _fix(found: Identifier) -> Fix | None:
    """The nearest name, where the string stands there itself; unsafe, since another one may be meant."""
    meant = _meant(found)
    if meant is None or found.place is None:
        return None
    return Fix((Edit(found.place, f'"{meant}"'),), safe=False, message=f'Use "{meant}"')
