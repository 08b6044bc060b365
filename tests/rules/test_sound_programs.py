"""Programs in the many styles of real code, each of which was run with Keras 3 on small data: no error, no warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from keraslint.testing import lint, show

PROGRAMS = sorted((Path(__file__).parent / "sound").glob("*.py"))


def test_there_are_programs() -> None:
    assert len(PROGRAMS) > 150


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_nothing_is_said_of_a_sound_program(path: Path) -> None:
    found = lint(path.read_text(encoding="utf-8"), frozenset({3}), path.name)
    assert not [show(diagnostic) for diagnostic in found if str(diagnostic.severity) != "info"]
