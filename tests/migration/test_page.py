"""docs/moving-to-keras-3.md shows what the fixes really do."""

from __future__ import annotations

import re
from pathlib import Path

from click.testing import CliRunner

from keraslint import catalogue
from keraslint.cli import main

PAGE = (Path(__file__).parents[2] / "docs" / "moving-to-keras-3.md").read_text(encoding="utf-8")


def test_the_script_is_fixed_as_shown(tmp_path: Path) -> None:
    before, after = re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)
    path = tmp_path / "train.py"
    path.write_text(before)
    done = CliRunner().invoke(main, ["--isolated", "--select", "KL6", "--fix", str(path)])
    assert done.exit_code == 0, done.output
    assert path.read_text() == after


def test_the_table_has_the_family() -> None:
    rows = re.findall(r"^\| (KL\d+) \|", PAGE, flags=re.MULTILINE)
    assert rows == [rule.code for rule in catalogue.load() if rule.code.startswith("KL6")]
