"""Every file in ``fixtures`` yields exactly the diagnostics that its marks name, every one in ``false_positives`` none
above info. A first line ``# target: keras3`` says which Keras the file is for; without it, both."""

from __future__ import annotations

from pathlib import Path

import pytest

from keraslint import catalogue
from keraslint.testing import check, lint, show, target_of

HERE = Path(__file__).parent


def files(folder: str) -> list[object]:
    paths = sorted(path for path in (HERE / folder).iterdir() if path.suffix in (".py", ".ipynb"))
    return [pytest.param(path, id=path.name) for path in paths]


@pytest.mark.parametrize("path", files("fixtures"))
def test_a_fixture_yields_what_its_marks_say(path: Path) -> None:
    check(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("path", files("false_positives"))
def test_sound_code_yields_nothing(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    found = lint(source, target_of(source), path.name)
    assert not [show(diagnostic) for diagnostic in found if str(diagnostic.severity) != "info"]


# What Keras itself says (KL8) is tested in tests/dynamic.
@pytest.mark.parametrize("rule", [r for r in catalogue.load() if r.code[:3] != "KL8"], ids=lambda rule: rule.code)
def test_every_rule_has_a_fixture(rule: object) -> None:
    sources = [path.read_text(encoding="utf-8") for path in (HERE / "fixtures").iterdir() if path.is_file()]
    assert any(rule.code in source for source in sources)
