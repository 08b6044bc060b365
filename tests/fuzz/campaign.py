"""Many inputs against the law, in processes of their own with limits of time and memory."""

from __future__ import annotations

import faulthandler
import resource
import signal
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from keraslint.pool import Died, Pool
from tests.fuzz.inputs import make
from tests.fuzz.law import budget, violations

BASE = 1 << 30
"""Bytes of address space that a process may have beside what it has when it starts."""

PER_BYTE = 600
"""Bytes of address space for each byte of a file: LibCST's tree of `1, 1, 1, …` takes 400."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one input."""

    number: int
    kind: str
    size: int
    seconds: float
    violations: tuple[str, ...] = ()

    @property
    def ratio(self) -> float:
        """CPU seconds beyond what the size explains."""
        return self.seconds / (1 + self.size * 5e-6)


def judge(number: int, *, seed: int, directory: str | None, traces: str) -> Report:
    """Make one input and lint it, under limits. SIGPROF ends the process where it takes too long."""
    found = make(seed, number, directory)
    with Path(traces, str(number)).open("w") as trace:
        faulthandler.register(signal.SIGPROF, file=trace, chain=True)
        limit = _address_space() + BASE + PER_BYTE * len(found.data)
        resource.setrlimit(resource.RLIMIT_AS, (limit, resource.RLIM_INFINITY))
        signal.setitimer(signal.ITIMER_PROF, budget(found.data))
        start = time.process_time()
        try:
            wrong = tuple(violations(found.filename, found.data))
        except BaseException:
            wrong = (traceback.format_exc(),)
        seconds = time.process_time() - start
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        faulthandler.unregister(signal.SIGPROF)
    Path(traces, str(number)).unlink()
    return Report(number, found.kind, len(found.data), seconds, wrong)


def _address_space() -> int:
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def campaign(numbers: Sequence[int], seed: int, directory: str | None = None, processes: int = 1) -> Iterator[Report]:
    """The reports of the inputs, as they are done."""
    with tempfile.TemporaryDirectory() as traces:
        work = partial(judge, seed=seed, directory=directory, traces=traces)
        with Pool(work, processes) as pool:
            for index, result in pool.run(numbers):
                if isinstance(result, Died):
                    found = make(seed, numbers[index], directory)
                    trace = Path(traces, str(numbers[index])).read_text()
                    what = "took too long" if result.exit_code == -signal.SIGPROF else str(result)
                    seconds = budget(found.data) if result.exit_code == -signal.SIGPROF else 0.0
                    result = Report(numbers[index], found.kind, len(found.data), seconds, (f"{what}\n{trace}",))
                yield result
