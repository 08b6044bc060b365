"""What a model is asked to learn: loss, metrics, output and labels side by side."""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Note
from keraslint.facts.labels import Labels, labels_of
from keraslint.facts.losses import Loss, Metric, loss_of, metrics_of
from keraslint.facts.outputs import Output, output_of
from keraslint.facts.remembered import remembered
from keraslint.facts.training import Training, trainings
from keraslint.program import Event, Model
from keraslint.records import record


@record
class Objective:
    """One ``compile`` with one ``fit`` (``evaluate``, …) under it, or with none.

    ``loss`` is ``None`` where it is not one of Keras's own, or there are several. ``labels`` are ``None`` where nothing
    is known of them.
    """

    training: Training
    compiled: Event
    loss: Loss | None
    metrics: tuple[Metric, ...]
    output: Output
    labels: Labels | None

    @property
    def model(self) -> Model:
        return self.training.model

    @property
    def loss_note(self) -> tuple[Note, ...]:
        """Where the loss is given, for a finding elsewhere."""
        return () if self.loss is None else (Note(self.loss.origin, f"loss: `{self.loss.written}`"),)

    @property
    def output_note(self) -> tuple[Note, ...]:
        """Where the output's activation is applied, for a finding elsewhere."""
        applied, units = self.output.applied, self.output.units
        if applied is None:
            return ()
        over = f" over {units} units" if isinstance(units, int) and units > 1 else ""
        name = "no activation" if applied.name == "linear" else f"`{applied.name}`"
        return (Note(applied.origin, f"output: {name}{over}"),)

    @property
    def label_notes(self) -> tuple[Note, ...]:
        return () if self.labels is None else self.labels.notes


@remembered
def objectives(model: Model) -> tuple[Objective, ...]:
    """What the model is asked to learn, in order.

    Nothing for models whose layers are not followed, with several outputs, with losses of their own (``add_loss``) or
    with a training step of their own.
    """
    if "customised" in model.uses:
        return ()
    if model.kind not in ("sequential", "functional") or any(model.occurrences("add_loss")):
        return ()
    return tuple(_objectives(model))


def _objectives(model: Model) -> Iterator[Objective]:
    for training in trainings(model):
        if training.compiled is None:
            continue
        loss, metrics = loss_of(training.compiled), metrics_of(training.compiled)
        for data in (training.data, training.validation) if training.validation else (training.data,):
            output = output_of(model, training.event or training.compiled, None if data is None else data.x)
            yield Objective(training, training.compiled, loss, metrics, output, labels_of(data))


def each_compile(model: Model) -> Iterator[Objective]:
    """The first objective of each ``compile`` with a loss that is known."""
    seen: set[Event] = set()
    for objective in objectives(model):
        if objective.loss is not None and objective.compiled not in seen:
            seen.add(objective.compiled)
            yield objective


__all__ = ["Objective", "each_compile", "objectives"]
