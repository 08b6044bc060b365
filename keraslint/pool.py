"""Many jobs on a few processes, one job at a time each, so that the death of a process costs exactly its own job.

``concurrent.futures`` would break the whole pool then, and not tell which job it was. Workers end when the parent's
end of their pipe closes, however the parent died, and never outlive it.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

from keraslint.records import record

Job = TypeVar("Job")
Result = TypeVar("Result")


@record(eq=True)
class Died:
    """The process that worked on a job is gone; ``exit_code`` is negative where a signal ended it."""

    exit_code: int | None

    def __str__(self) -> str:
        if self.exit_code is not None and self.exit_code < 0:
            return f"the process was killed by {_signal_name(-self.exit_code)}"
        return f"the process ended with status {self.exit_code}"


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


@record(frozen=False)
class _Worker:
    process: BaseProcess
    pipe: Connection
    job: int | None = None


class Pool(Generic[Job, Result]):
    """Runs ``function`` on jobs. A context manager: leaving it ends all processes at once.

    ``prepare`` is called before the first process starts, if processes share what it imports.
    """

    def __init__(
        self, function: Callable[[Job], Result], processes: int, prepare: Callable[[], None] | None = None
    ) -> None:
        self._function = function
        self._prepare = prepare
        self._processes = processes
        self._context = _context()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool[Job, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result | Died]]:
        """The index and the result of each job as soon as it is done; jobs are begun in their order."""
        waiting = deque(range(len(jobs)))
        if self._prepare is not None and self._forks:
            self._prepare()
        while len(self._workers) < min(self._processes, len(jobs)):
            self._workers.append(self._start())
        for worker in list(self._workers):
            self._give(worker, jobs, waiting)
        while busy := {worker.pipe: worker for worker in self._workers if worker.job is not None}:
            for pipe in wait(list(busy)):
                worker = busy[pipe]  # type: ignore[index]
                index = worker.job
                assert index is not None
                try:
                    result: Result | Died = worker.pipe.recv()
                except (EOFError, ConnectionResetError):
                    worker.process.join()
                    result = Died(worker.process.exitcode)
                    worker.pipe.close()
                    self._workers.remove(worker)
                    if waiting:
                        worker = self._start()
                        self._workers.append(worker)
                worker.job = None
                self._give(worker, jobs, waiting)
                yield index, result

    def _give(self, worker: _Worker, jobs: Sequence[Job], waiting: deque[int]) -> None:
        if not waiting:
            return
        worker.job = waiting.popleft()
        with suppress(BrokenPipeError):  # it died while idle: receiving will tell
            worker.pipe.send(jobs[worker.job])

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        inherited = [worker.pipe for worker in self._workers] if self._forks else []
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_work, args=(self._function, theirs, [*inherited, ours] if self._forks else []), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    @property
    def _forks(self) -> bool:
        return self._context.get_start_method() == "fork"


def _context() -> BaseContext:
    """Fork where it is safe (Linux, no threads): what is imported before is shared then. Otherwise spawn."""
    forks = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if forks else "spawn")


def _work(function: Callable[[Job], Result], pipe: Connection, inherited: list[Connection]) -> None:
    """The life of a worker. It closes the parent's ends that a fork copied, or it would not see the parent die."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in inherited:
        other.close()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            pipe.send(function(pipe.recv()))
