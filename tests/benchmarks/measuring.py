"""What a process costs, and tables of it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Cost:
    """CPU and wall seconds of a process and all that it started, and the memory of the biggest of them in MB."""

    cpu: float
    wall: float
    peak: float
    status: int


def cost_of(command: Sequence[str], directory: Path, environment: dict[str, str] | None = None) -> Cost:
    """Run a command, its output thrown away."""
    start = time.perf_counter()
    process = subprocess.Popen(  # wait4 below tells what it and its children used
        command,
        cwd=directory,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, process.returncode)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each quantity."""
    return Cost(
        median(one.cpu for one in costs),
        median(one.wall for one in costs),
        median(one.peak for one in costs),
        costs[-1].status,
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right."""
    lines = [head, ["--", *("--:" for _ in head[1:])], *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def python_files(tree: Path) -> list[Path]:
    return sorted(path for path in tree.rglob("*.py") if path.is_file())
