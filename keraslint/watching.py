"""``--watch``: lint what has changed, report everything, wait, until Ctrl-C.

Files are polled: that needs no library, works on every file system, and costs 40 ms for a thousand files.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

from keraslint import catalogue
from keraslint.output import Output
from keraslint.records import record
from keraslint.run import SUCCESS, Run
from keraslint.settings import ConfigError

if TYPE_CHECKING:
    from keraslint.discovery import Discovered
    from keraslint.result import FileResult

INTERVAL: Final = 0.5
"""Seconds between two looks."""
SHARE: Final = 20
"""A look may take one part in so many of the time."""
ELSEWHERE: Final = (
    *("fix", "diff", "fix_only", "add_noqa", "write_baseline", "list_rules"),
    *("dynamic", "builders"),  # Keras would build every model again
)
"""Options that do something once."""

Stamp: TypeAlias = tuple[int, int, int] | None


def _stamps(filenames: Iterable[str]) -> dict[str, Stamp]:
    return {filename: _stamp(filename) for filename in filenames}


def _stamp(filename: str) -> Stamp:
    """What tells one content of a file from the next; ``None`` where there is no such file."""
    try:
        found = Path(filename).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@record(eq=True)
class Picture:
    """What a look at the disk shows: the files that govern the run, the files to lint, and their stamps."""

    governing: Mapping[str, Stamp]
    found: Discovered
    stamps: Mapping[str, Stamp]

    def governed(self, before: Mapping[str, Stamp]) -> Picture:
        """With the stamps that the governing files had before they were read."""
        return replace(self, governing={name: before.get(name, stamp) for name, stamp in self.governing.items()})


class _Watch:
    """The run as the settings have it now, and the results of the files as they were in ``picture``."""

    picture: Picture

    def __init__(self, start: Callable[[], Run], output: Output) -> None:
        self._start = start
        self._output = output
        self._run = start()
        self._run.refuse("--watch", *ELSEWHERE)
        self._stamps: Mapping[str, Stamp] = {}
        self._targets: Mapping[str, frozenset[int]] = {}
        self._results: dict[str, FileResult | None] = {}  # none for a file that does not speak of Keras

    def look(self) -> Picture:
        work = self._run.work
        found = work.discover()
        return Picture(_stamps(work.governing(found.files)), found, _stamps(found.files))

    def cycle(self) -> None:
        """Lint what is new, and report everything.

        Raises:
            ConfigError: the settings cannot be used.
        """
        before = _stamps(self._run.work.governing(()))  # of those that a start reads
        run = self._start()
        with catalogue.using(run.work.own):
            self._cycle(run, before)

    def _cycle(self, run: Run, before: Mapping[str, Stamp]) -> None:
        from keraslint.reporters.statistics import plural
        from keraslint.target import forget

        run.work.check_selectors()
        if (run.settings, run.work.own) != (self._run.settings, self._run.work.own):
            self._stamps, self._targets, self._results = {}, {}, {}
        self._run = run
        now = self.look()
        self.picture = now.governed(before)
        forget()
        targets = {name: run.work.target_of(name) for name in now.stamps}
        new = {
            name
            for name, stamp in now.stamps.items()
            if name not in self._stamps or (self._stamps[name], self._targets[name]) != (stamp, targets[name])
        }
        self._output.failed = False
        self._output.clear()
        linted = {result.filename: result for result in run.work.lint([name for name in now.stamps if name in new])}
        self._results = {name: linted.get(name) if name in new else self._results[name] for name in now.stamps}
        self._stamps, self._targets = now.stamps, targets
        kept = (result for result in self._results.values() if result is not None)
        run.report(chain(run.work.unseen(now.found), kept))
        self._output.remark(f"watching {plural(len(now.stamps), 'file')}; Ctrl-C ends")


def watch(start: Callable[[], Run], output: Output, wait: Callable[[float], None] = time.sleep) -> int:
    """``start`` makes a run with the settings as they are then; ``wait`` is told seconds.

    Raises:
        ConfigError: the settings cannot be used to begin with. Later a line says so, until they can.
    """
    with suppress(KeyboardInterrupt):
        watching = _Watch(start, output)
        watching.cycle()
        last, broken = watching.picture, False
        cost = 0.0
        while True:
            wait(max(INTERVAL, SHARE * cost))
            began = time.monotonic()
            now = watching.look()
            cost = time.monotonic() - began
            if now.governing == last.governing and (broken or now == last):
                continue
            try:
                watching.cycle()
                last, broken = watching.picture, False
            except ConfigError as error:
                output.fail(str(error))
                last, broken = watching.look().governed(now.governing), True
    return SUCCESS
