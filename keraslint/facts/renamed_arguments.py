"""Arguments as former versions of Keras had them, and the edits that give the present ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Final

from keraslint.diagnostic import Edit, Named, Origin
from keraslint.facts.legacy_inputs import ARGUMENTS, legacy_inputs
from keraslint.keras_api import legacy, names, tables
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3
from keraslint.program import Argument, Call, Mention, Program
from keraslint.records import record

DECAY: Final = "keras.optimizers.schedules.InverseTimeDecay"
SCHEDULERS: Final = frozenset({"ReduceLROnPlateau", "LearningRateScheduler"})
"""Callbacks that set the learning rate, which a schedule does not allow."""

_COMPILE: Final = ("optimizer", "loss", "metrics", "loss_weights", "weighted_metrics", "run_eagerly")
"""Keras 2's order of the arguments of ``compile``."""


@record
class FormerArgument:
    """An argument that ``versions`` refuse, or (``warned``) that Keras 3 takes in vain. ``now`` is its present name;
    ``edits`` are empty where the change is not mechanical."""

    origin: Origin
    callee: str
    written: str
    now: str | None
    help: str
    versions: frozenset[int]
    warned: bool = False
    edits: tuple[Edit, ...] = field(default=())
    safe: bool = True


def former_arguments(program: Program) -> Iterator[FormerArgument]:
    scheduled = any(call.category == "callback" and call.name in SCHEDULERS for call in program.calls)
    for call in program.calls:
        if call.tentative:
            continue
        yield from _refused(call)
        yield from _warned(call, scheduled=scheduled)
    yield from _lengths(program)
    for mention in program.names.mentions:
        yield from _of_function(mention)


def _refused(call: Call) -> Iterator[FormerArgument]:
    for name, argument in call.arguments.items():
        written = argument.written
        versions = call.rejected.get(written or "")
        if written is None or not versions or written == "save_format":  # that is KL605's
            continue
        if call.category == "layer" and written in ARGUMENTS:
            continue
        if name in call.joined:
            yield from _joined(call, name, versions)
            continue
        if versions == KERAS_2:
            yield _of_keras_3(call, argument, written)
            continue
        now = name if name != written else None
        edits, safe = _edits(argument, written, now)
        yield FormerArgument(
            argument.whole, call.written, written, now, _help(written, now), versions, edits=edits, safe=safe
        )


def _of_keras_3(call: Call, argument: Argument, written: str) -> FormerArgument:
    """An argument that came with Keras 3, by its former name if it has one."""
    renamed = legacy.deprecated(call.category, call.name)
    former = next((old for old, new in renamed.items() if new == written), None)
    edits = (Edit(argument.keyword, former),) if former is not None and argument.keyword is not None else ()
    help_ = "it came with Keras 3" if former is None else f"write `{former}=`"
    return FormerArgument(argument.whole, call.written, written, former, help_, KERAS_2, edits=edits)


def _help(written: str, now: str | None) -> str:
    return f"write `{now}=`" if now is not None else legacy.ADVICE.get(written, "leave it out")


def _edits(argument: Argument, written: str, now: str | None) -> tuple[tuple[Edit, ...], bool]:
    """The edits, and whether they change nothing else."""
    if now is None:
        harmless = legacy.HARMLESS.get(written, frozenset())
        safe = harmless is None or (_constant(argument.value) and argument.value in harmless)
        if written in legacy.ADVICE and not safe:
            return (), True
        return (Edit(argument.whole, kind="remove"),), safe
    if argument.keyword is None:  # from a `**` of known content
        return (), True
    if written not in legacy.VALUES:
        return (Edit(argument.keyword, now),), written != "samples_per_epoch"
    value = argument.value
    if argument.source is not None or not _constant(value) or value not in legacy.VALUES[written]:
        return (), True
    present = legacy.modern_value(written, value)
    text = f'"{present}"' if isinstance(present, str) else repr(present)
    return (Edit(argument.whole, f"{now}={text}"),), True


def _constant(value: object) -> bool:
    return value is None or isinstance(value, (str, bool, int, float))


def _joined(call: Call, name: str, versions: frozenset[int]) -> Iterator[FormerArgument]:
    """``nb_row=3, nb_col=3`` → ``kernel_size=(3, 3)``."""
    first, *others = call.joined[name]
    listed: list[str | Origin] = [first.origin]
    for other in others:
        listed += [", ", other.origin]
    written = ", ".join(part.written or "" for part in call.joined[name])
    edits = (
        Edit(first.whole, (f"{name}=(", *listed, ")")),
        *(Edit(other.whole, kind="remove") for other in others),
    )
    yield FormerArgument(first.whole, call.written, written, name, f"write `{name}=`", versions, edits=edits)


# What Keras 3 takes in vain


def _warned(call: Call, *, scheduled: bool) -> Iterator[FormerArgument]:
    former = legacy.deprecated(call.category, call.name)
    for argument in call.arguments.values() if former else ():
        written = argument.written
        if written is None or written not in former or written in call.rejected or written == "input_length":
            continue
        now = former[written]
        if written == "decay":
            yield _decay(call, argument, scheduled=scheduled)
        elif argument.keyword is not None and now is not None:
            yield FormerArgument(
                argument.whole, call.written, written, now, f"write `{now}=`", KERAS_3, warned=True,
                edits=(Edit(argument.keyword, now),),
            )  # fmt: skip


def _decay(call: Call, argument: Argument, *, scheduled: bool) -> FormerArgument:
    """The learning rate divided by ``1 + decay * iterations``: what ``InverseTimeDecay`` does."""
    removal = Edit(argument.whole, kind="remove")
    none = argument.value == 0 and _constant(argument.value)
    rate = call.arguments.get("learning_rate")
    edits: tuple[Edit, ...] = (removal,)
    if not none and not scheduled:
        cls = tables.keras_class(call.name, "optimizer", 3)
        default = cls.parameter("learning_rate") if cls is not None else None
        if rate is None and default is None:
            return FormerArgument(argument.whole, call.written, "decay", None, "leave it out", KERAS_3, warned=True)
        start: str | Origin = rate.origin if rate is not None else repr(default.default if default else None)
        schedule = (Named(DECAY, call.callee), "(", start, ", decay_steps=1, decay_rate=", argument.origin, ")")
        if rate is None:
            edits = (Edit(argument.whole, ("learning_rate=", *schedule)),)
        else:
            edits = (Edit(rate.origin, schedule), removal)
    return FormerArgument(
        argument.whole, call.written, "decay", None, "give `learning_rate` a schedule: `InverseTimeDecay`", KERAS_3,
        warned=True, edits=edits, safe=none or not scheduled,
    )  # fmt: skip


def _lengths(program: Program) -> Iterator[FormerArgument]:
    """``Embedding(input_length=)``: Keras 3 ignores it, and without an ``Input`` the model is not built."""
    for found in legacy_inputs(program):
        if found.layer.name == "Embedding" and found.name == "input_length" and not found.layer.tentative:
            edits = found.edits or (Edit(found.argument.whole, kind="remove"),)
            yield FormerArgument(
                found.argument.whole, found.layer.written, "input_length", None,
                "put a `keras.Input` before the layer", KERAS_3, warned=True, edits=edits,
            )  # fmt: skip


# Functions


def _of_function(mention: Mention) -> Iterator[FormerArgument]:
    """``to_categorical(y, nb_classes=3)``: functions are no objects of the Program."""
    call = mention.call
    name = names.resolve(mention.path) if call is not None and call.keywords and not call.tentative else None
    if name is None or name.category not in ("function", "dataset") or call is None:
        return
    present, former = (tables.at_path(name.canonical_path, version) for version in (3, 2))
    for written, keyword in call.keywords.items():
        refusing = {major for major, each in ((3, present), (2, former)) if each is None or not each.takes(written)}
        candidates = legacy.modern_names(name.category, name.canonical, written)
        now = next((one for one in candidates if present is not None and one in present.accepted), None)
        if present is None or not refusing or now is None:
            continue
        yield FormerArgument(
            keyword, name.canonical, written, now, f"write `{now}=`", KERAS_2_AND_3 & refusing,
            edits=(Edit(keyword, now),),
        )  # fmt: skip


def metrics_by_position(call: Call) -> tuple[Argument, tuple[Edit, ...]] | None:
    """``compile(optimizer, loss, ["accuracy"])``: the third are Keras 2's metrics, Keras 3's ``loss_weights``."""
    if call.category != "method" or call.name != "compile" or not 3 <= len(call.positional) <= len(_COMPILE):
        return None
    third = call.positional[2]
    if not isinstance(third.value, list) or not third.value:
        return None
    if not all(isinstance(item, (str, Call)) for item in third.value):
        return None
    later: Mapping[str, Argument] = dict(zip(_COMPILE[2:], call.positional[2:], strict=False))
    return third, tuple(Edit(each.origin, (f"{name}=", each.origin)) for name, each in later.items())
