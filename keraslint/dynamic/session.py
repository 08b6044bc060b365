"""One run's use of the worker: first the models of all files, then what the user's own builders return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field

from keraslint import catalogue
from keraslint.dynamic.builders import Builder, BuilderError, check
from keraslint.dynamic.client import Worker, WorkerError
from keraslint.dynamic.verify import Tally, verify
from keraslint.records import record
from keraslint.result import FileResult


@record(frozen=False)
class Session:
    """``failures`` are lines for the user: what was asked for and could not be done."""

    codes: frozenset[str]
    timeout: float
    files: bool
    builders: Sequence[Builder] = ()
    tally: Tally = field(default_factory=Tally)
    failures: list[str] = field(default_factory=list)

    def results(self, found: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results with what Keras says of the models; without it where Keras cannot be had.

        The user's own builders come last, so that their code meets no other model.
        """
        with Worker(self.timeout) as worker:
            yield from verify(found, worker, self.codes, self.tally) if self.files else found
            if self.tally.failure is not None:
                self.failures.append(self.tally.failure)
                return
            for builder in self.builders:
                yield from self._built(builder, worker)

    def _built(self, builder: Builder, worker: Worker) -> Iterator[FileResult]:
        rules = [rule for rule in catalogue.load() if rule.code in self.codes]
        try:
            yield check(builder, worker, rules)
        except (BuilderError, WorkerError) as error:
            self.failures.append(str(error))
