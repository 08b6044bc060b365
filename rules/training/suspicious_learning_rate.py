"""A learning rate with which nothing is learnt.

## What it does
Finds learning rates of 1 and more, of zero, and negative ones, and rates above 0.1 for the optimizers of the Adam
family (`Adam`, `AdamW`, `Adamax`, `Nadam`, `Lion`): of optimizers, and as the rates of schedules.

## Why is this bad?
With a rate that is too large the loss jumps about or becomes `nan`; a rate of zero changes no weight, a negative one
climbs the loss. Keras 3 also refuses an integer (`Adam(1)`): a rate is a float.

## Example
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=1.0), "mse")  # KL508
model.compile(keras.optimizers.SGD(learning_rate=-0.01), "mse")  # KL508
```

```python
rate = keras.optimizers.schedules.ExponentialDecay(10.0, decay_steps=1000, decay_rate=0.9)  # KL508
optimizer = keras.optimizers.SGD(rate)
```

## Use instead
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.001), "mse")
```

## When it stays silent
For rates that are not known, for `Adadelta` up to 1 (the rate of its paper) and `Ftrl`, for a schedule's start at zero
with a warm-up, and for a rate of zero in a file that sets the rate later (a `LearningRateScheduler`, a callback of its
own).

## References
- https://keras.io/api/optimizers/adam/
- https://keras.io/api/optimizers/learning_rate_schedules/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Argument, Call, Program
from keraslint.rule import ERROR, WARNING, rule

ADAM_FAMILY = frozenset({"Adam", "AdamW", "Adamax", "Nadam", "Lion", "Adafactor", "Muon"})
OWN_SCALE = frozenset({"Ftrl"})
HIGH = 1.0
HIGH_FOR_ADAM = 0.1
RATES = ("learning_rate", "initial_learning_rate", "warmup_target")


@rule("KL508", "suspicious-learning-rate", severity=WARNING)
def suspicious_learning_rate(program: Program) -> Iterator[Finding]:
    scheduled = any(call.name == "LearningRateScheduler" for call in program.calls) or any(
        _has_unknown_callback(event.call) for model in program.models for event in model.occurrences("fit")
    )
    for call in program.calls:
        if call.category not in ("optimizer", "schedule") or call.name in OWN_SCALE:
            continue
        for name in RATES:
            argument = call.arguments.get(name)
            finding = None if argument is None else _finding(call, name, argument, scheduled)
            if finding is not None:
                yield finding


def _has_unknown_callback(call: Call | None) -> bool:
    """Whether a ``fit`` may set the rate: a callback that is not one of Keras's is passed."""
    given = call.value("callbacks", None) if call is not None else None
    items = given if isinstance(given, (list, tuple)) else () if given is None else (given,)
    return any(not isinstance(item, Call) for item in items)


def _finding(call: Call, name: str, argument: Argument, scheduled: bool) -> Finding | None:
    rate = argument.value
    if isinstance(rate, bool) or not isinstance(rate, (int, float)):
        return None
    problem = _problem(call, rate)
    if rate == 0 and (scheduled or call.category == "schedule"):
        problem = None
    if isinstance(rate, int) and call.category == "optimizer" and name == "learning_rate":
        return Finding(
            argument.origin,
            f"`{call.written}` takes a float as its learning rate, not the integer {rate}"
            + (f": {problem}" if problem else ""),
            help="the usual rate is between 0.0001 and 0.01" if problem else f"write `{float(rate)}`",
            severity=ERROR,
            versions=KERAS_3,
        )
    if problem is None:
        return None
    return Finding(argument.origin, f"a learning rate of {rate:g}: {problem}", help=_help(call))


def _problem(call: Call, rate: float) -> str | None:
    if rate < 0:
        return "a negative rate climbs the loss"
    if rate == 0:
        return "nothing is learnt with it"
    if call.name == "Adadelta":
        return "the training will most likely diverge" if rate > HIGH else None
    if rate >= HIGH:
        return "the training will most likely diverge"
    if call.name in ADAM_FAMILY and rate > HIGH_FOR_ADAM:
        return f"`{call.written}` takes steps of about that size in every weight, so it will hardly converge"
    return None


def _help(call: Call) -> str:
    usual = "0.001" if call.name in ADAM_FAMILY or call.name == "RMSprop" else "0.01"
    return f"start with {usual}, Keras's own default or near it"
