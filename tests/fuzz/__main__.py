"""The campaign: ``python -m tests.fuzz --inputs 20000 --seconds 3600 --seed 1``. Exit status 1 where the law is broken.

It ends when it has made so many inputs, and not before so many seconds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from itertools import count
from pathlib import Path

from tests.fuzz.campaign import Report, campaign
from tests.fuzz.inputs import make

CHUNK = 500


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1000, help="at least so many inputs")
    parser.add_argument("--seconds", type=float, default=0, help="for at least so long")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--start", type=int, default=0, help="the number of the first input")
    parser.add_argument("--directory", help="real files to mutate, beside the repository's own")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="a line for each input")
    parser.add_argument("--write", metavar="FILE", help="only write the first input there")
    asked = parser.parse_args()
    if asked.write:
        Path(asked.write).write_bytes(make(asked.seed, asked.start, asked.directory).data)
        return 0
    begin, reports = time.monotonic(), list[Report]()
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for first in count(asked.start, CHUNK):
        done = first - asked.start
        if done >= asked.inputs and time.monotonic() - begin >= asked.seconds:
            break
        size = CHUNK if done >= asked.inputs else min(CHUNK, asked.inputs - done)
        for report in campaign(range(first, first + size), asked.seed, asked.directory, asked.processes):
            kind = kinds[report.kind.partition(":")[0]]
            kind["inputs"] += 1
            kind["bytes"] += report.size
            kind["ms"] += round(report.seconds * 1000)
            if asked.verbose:
                print(report.number, report.kind, report.size, f"{report.seconds:.2f}", file=sys.stderr, flush=True)
            if report.violations:
                kind["violations"] += 1
                show(report)
            reports.append(report)
        wrong = sum(bool(one.violations) for one in reports)
        elapsed = time.monotonic() - begin
        print(f"{len(reports)} inputs, {wrong} violations, {elapsed:.0f} s", file=sys.stderr, flush=True)
    print(f"{'kind':25}{'inputs':>8}{'kB':>10}{'CPU s':>8}{'violations':>12}")
    for name, counts in sorted(kinds.items()):
        row = (counts["inputs"], counts["bytes"] // 1000, counts["ms"] // 1000, counts["violations"])
        print(f"{name:25}{row[0]:8}{row[1]:10}{row[2]:8}{row[3]:12}")
    print(
        f"\n{len(reports)} inputs in {time.monotonic() - begin:.0f} s, seed {asked.seed}; the slowest for their size:"
    )
    for report in sorted(reports, key=lambda one: -one.ratio)[:15]:
        print(f"  {report.seconds:6.2f} s  {report.size:8} bytes  {report.number}: {report.kind}")
    return 1 if any(report.violations for report in reports) else 0


def show(report: Report) -> None:
    print(f"--- {report.number} ({report.kind}, {report.size} bytes, {report.seconds:.1f} s)", file=sys.stderr)
    for wrong in report.violations:
        lines = wrong.splitlines()
        print("\n".join(lines if len(lines) < 40 else [*lines[:15], "…", *lines[-15:]]), file=sys.stderr, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
