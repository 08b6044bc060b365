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
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile(keras.optimizers.SGD(rate), "mse")
```

## Use instead
```python
model = Sequential([Input((4,)), Dense(8, activation="relu"), Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.001), "mse")
```

## When it stays silent
For rates that are not known, for optimizers that no model is compiled with, for `Adadelta` up to 1 (the rate of its
paper) and `Ftrl`, for a schedule's start at zero with a warm-up, and for a rate of zero in a file that sets the rate
later (a `LearningRateScheduler`, a callback of its own).

## References
- https://keras.io/api/optimizers/adam/
- https://keras.io/api/optimizers/learning_rate_schedules/
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Finding
from keraslint.keras_api.spec import KERAS_3
from keraslint.program import Argument, Call, Model, Program
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
    compiled = {uid: call for model in program.models for uid, call in _optimizers(model)}
    for call in program.calls:
        if call.category == "optimizer" and ".legacy." not in call.path:
            yield from _integer(call, judged=call.uid in compiled and call.name not in OWN_SCALE)
    for call in compiled.values():
        for name in RATES:
            if name in call.arguments and call.name not in OWN_SCALE:
                yield from _rate(call, call.arguments[name], scheduled)


def _optimizers(model: Model) -> Iterator[tuple[int, Call]]:
    """The optimizers that the model is compiled with, and their schedules. One that updates something else than a
    model (the pixels of an image) has a scale of its own."""
    for event in model.occurrences("compile"):
        optimizer = event.call.value("optimizer", None) if event.call is not None else None
        if isinstance(optimizer, Call):
            yield optimizer.uid, optimizer
            schedule = optimizer.value("learning_rate", None)
            if isinstance(schedule, Call) and schedule.category == "schedule":
                yield schedule.uid, schedule


def _has_unknown_callback(call: Call | None) -> bool:
    """Whether a ``fit`` may set the rate: a callback that is not one of Keras's is passed."""
    given = call.value("callbacks", None) if call is not None else None
    items = given if isinstance(given, (list, tuple)) else () if given is None else (given,)
    return any(not isinstance(item, Call) for item in items)


def _integer(call: Call, *, judged: bool) -> Iterator[Finding]:
    """The integer alone raises in Keras 3; a rate that is wrong as well (``judged``: it trains a model) comes first."""
    argument = call.arguments.get("learning_rate")
    if argument is not None and isinstance(argument.value, int) and not isinstance(argument.value, bool):
        problem = _problem(call, argument.value)
        kind = f"`{call.written}` takes a float as its learning rate, not the integer {argument.value}"
        graver = judged and problem is not None and argument.value != 0  # with 0 a callback may set the rate
        yield Finding(
            argument.origin,
            f"a learning rate of {argument.value}: {problem}, and {kind}" if graver else kind,
            help=f"write `{float(argument.value)}`" if problem is None else _help(call),
            severity=ERROR,
            versions=KERAS_3,
        )


def _rate(call: Call, argument: Argument, scheduled: bool) -> Iterator[Finding]:
    rate = argument.value
    if isinstance(rate, bool) or not isinstance(rate, (int, float)):
        return
    problem = _problem(call, rate)
    if problem is None or (rate == 0 and (scheduled or call.category == "schedule")):
        return
    yield Finding(argument.origin, f"a learning rate of {rate:g}: {problem}", help=_help(call))


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
