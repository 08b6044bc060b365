"""Many files: the work on a few processes, the results in the order of the files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, TypeAlias

from keraslint.gate import Gated, Job
from keraslint.linter import Options, lint_bytes, lint_file
from keraslint.result import FileResult, InternalError

if TYPE_CHECKING:
    from keraslint.cache import Cache

BYTES_PER_PROCESS: Final = 100_000
"""Less source than this for each process is linted as soon without another process.

Measured on Linux: a forked process costs 20 ms of CPU, 100 kB of source 100 ms and more. Where processes must be
spawned, each costs 200 ms.
"""

WARM_UP: Final = b"""\
import keras
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
model.compile("adam", "mse")
"""

Progress: TypeAlias = Callable[[int, int], None]
"""Told after each file: how many are done, how many there are."""


def run(gated: Gated, processes: int, progress: Progress, cache: Cache | None = None) -> Iterator[FileResult]:
    """The results in the order of the files, each as soon as it and all before it are there."""
    jobs = gated.jobs
    processes = min(processes, len(jobs), sum(job.size for _, job in jobs) // BYTES_PER_PROCESS + 1)
    finished = _together(jobs, processes) if processes > 1 else _alone(jobs)
    ready = {index: entry for index, entry in enumerate(gated.entries) if isinstance(entry, FileResult)}
    following = 0
    done = 0
    while following < len(gated.entries):
        if following in ready:
            yield ready.pop(following)
            following += 1
            continue
        index, result = next(finished)
        job = gated.entries[index]
        if cache is not None and isinstance(job, Job) and job.key is not None and job.checksum == result.checksum:
            cache.keep(job.key, result)
        ready[index] = result
        done += 1
        progress(done, len(jobs))


def _alone(jobs: Sequence[tuple[int, Job]]) -> Iterator[tuple[int, FileResult]]:
    for index, job in jobs:
        yield index, work(job)


def _together(jobs: Sequence[tuple[int, Job]], processes: int) -> Iterator[tuple[int, FileResult]]:
    """The biggest first, so that none of them is left to run alone in the end."""
    from keraslint.pool import Died, Pool

    jobs = sorted(jobs, key=lambda pair: -pair[1].size)
    with Pool(work, processes, prepare) as pool:
        for position, result in pool.run([job for _, job in jobs]):
            index, job = jobs[position]
            if isinstance(result, Died):
                result = FileResult(job.filename, internal_errors=(InternalError("linting", str(result), ""),))
            yield index, result


def work(job: Job) -> FileResult:
    """Lint one file, in whatever process."""
    from keraslint import catalogue

    catalogue.use(job.options.own)
    with collected_afterwards():
        return lint_file(job.filename, job.options)


@contextmanager
def collected_afterwards() -> Iterator[None]:
    """Let Python's collector look once, when the trees of a file are gone.

    They are no garbage, and to look through them again and again is 10 to 15 % of all work; what a file leaves in
    circles are some 150 objects.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)
        if enabled:
            gc.enable()


def prepare() -> None:
    """Load what linting needs, once, before processes are forked: lint something small."""
    lint_bytes("warm-up.py", WARM_UP, Options(frozenset()))
    gc.freeze()  # or every process would copy the pages that the collector marks
