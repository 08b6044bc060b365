"""A slice of the campaign (``python -m tests.fuzz``) in every run of the tests: the same inputs every time."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

import pytest

from tests.fuzz.campaign import campaign
from tests.fuzz.hostile import PROGRAMS
from tests.fuzz.inputs import BLOCK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="limits time and memory as Linux does")

BIG = re.compile(r"-(190|3000|10000)$|^literal-in|^table-in|^many-|^long-")
"""Takes seconds: left to the campaign."""


def violations(numbers: Sequence[int]) -> list[str]:
    return [
        f"{report.number} ({report.kind}): {wrong}"
        for report in campaign(numbers, seed=0)
        for wrong in report.violations
    ]


@pytest.mark.parametrize("family", range(4))
def test_hostile_programs(family: int) -> None:
    small = [number for number, name in enumerate(PROGRAMS) if not BIG.search(name)]
    assert violations(small[family::4]) == []


def test_random_inputs() -> None:
    """None of hypothesmith's, which takes seconds to begin."""
    first = len(PROGRAMS)
    assert violations([number for number in range(first, first + 70) if number % 10 != 9]) == []


def test_syntactically_random_python() -> None:
    first = 10 * BLOCK * 3 + 9
    assert violations(range(first, first + 150, 10)) == []
