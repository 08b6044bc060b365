"""Each file of docs/examples/ names in its first lines the codes that keraslint finds in it, and no others."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "examples"


def introduction(path: Path) -> str:
    if path.suffix == ".ipynb":
        return "".join(json.loads(path.read_text())["cells"][0]["source"])
    return path.read_text().partition("\n")[0]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.*")), ids=lambda path: path.name)
def test_an_example_shows_what_it_says(path: Path) -> None:
    options = ["--isolated", "--output-format", "json", "--fail-on", "info"]
    command = [sys.executable, "-m", "keraslint", *options, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=EXAMPLES.parent.parent)
    found = {finding["code"] for finding in json.loads(done.stdout)}
    announced = set(re.findall(r"KL\d{3}", introduction(path)))
    assert found == announced, done.stdout + done.stderr
    assert done.returncode == (1 if announced else 0)
