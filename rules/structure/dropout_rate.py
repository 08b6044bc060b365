"""A dropout rate is not a share of the units, or drops nearly all of them.

## What it does
Finds dropout rates below 0, of 1 and more, and above 0.8: of `Dropout`, `SpatialDropout…`, `AlphaDropout`,
`GaussianDropout`, and `dropout=`, `recurrent_dropout=` of recurrent layers.

## Why is this bad?
The rate is the share of units that are *dropped*, between 0 and 1, not a percentage and not the share that is kept.
`Dropout(25)` raises. `Dropout(1.0)` is accepted and sets every unit to zero, so that nothing is learnt. `LSTM(8,
dropout=25)` is silently taken for 1. A rate above 0.8 is most often a share to keep.

## Example
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.Dropout(25),  # KL407
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.9),  # KL407:warning
    layers.Dense(1),
])
```

## Use instead
```python
model = keras.Sequential([
    layers.Input((20,)),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.25),
    layers.Dense(64, activation="relu"),
    layers.Dropout(0.1),
    layers.Dense(1),
])
```

## Fix
Divides what looks like a percentage, 5 to 99, by 100. Unsafe: it changes what the model learns.

## When it stays silent
For rates that are not known, and from 0 to 0.8. `GaussianNoise` takes a standard deviation, not a rate.

## References
- https://keras.io/api/layers/regularization_layers/dropout/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix
from keraslint.facts.roles import drop_rates
from keraslint.program import Argument, Layer
from keraslint.rule import ERROR, WARNING, rule

HIGH = 0.8


@rule("KL407", "dropout-rate", severity=ERROR)
def dropout_rate(layer: Layer) -> Iterator[Finding]:
    for name, argument in drop_rates(layer):
        rate = argument.value
        if not isinstance(rate, (int, float)) or isinstance(rate, bool):
            continue
        clamped = name != "rate"  # recurrent layers: min(1.0, max(0.0, rate))
        if rate < 0 or rate > 1:
            taken = f" (Keras takes it for {min(1, max(0, rate))})" if clamped else ""
            yield Finding(
                argument.origin,
                f"a dropout rate is a share between 0 and 1, not {rate}{taken}",
                help="give the share of the units to drop" + (f", perhaps {rate / 100:g}" if 5 <= rate <= 100 else ""),
                severity=WARNING if clamped else ERROR,
                fix=_percent(argument, rate),
            )
        elif rate == 1:
            yield Finding(
                argument.origin,
                f"`{layer.written}` with a rate of 1 drops every unit, so that nothing is learnt",
                help="give the share of the units to drop, from 0 to below 1",
                severity=WARNING if clamped else ERROR,
            )
        elif rate > HIGH:
            yield Finding(
                argument.origin,
                f"a dropout rate of {rate} drops {100 * rate:g}% of the units",
                help=f"the rate is the share to drop, not to keep; meant is perhaps {1 - rate:.2g}",
                severity=WARNING,
            )


def _percent(argument: Argument, rate: float) -> Fix | None:
    """The share that a percentage most likely means; unsafe, since it changes what the model learns."""
    if argument.source is not None or not 5 <= rate < 100:
        return None
    return Fix((Edit(argument.origin, f"{rate / 100:g}"),), safe=False, message=f"Use {rate / 100:g}")
