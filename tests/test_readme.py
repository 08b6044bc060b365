"""The README shows what keraslint really prints."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text()
SHOWN = re.findall(r"^```\n\$ keraslint (.*)\n([^`]*(?:`[^`]+`[^`]*)*)^```$", README, re.MULTILINE)


def test_there_is_something_to_compare() -> None:
    assert len(SHOWN) == README.count("$ keraslint ") > 0


@pytest.mark.parametrize(("arguments", "shown"), SHOWN, ids=[arguments for arguments, _ in SHOWN])
def test_a_shown_run_is_a_real_run(arguments: str, shown: str) -> None:
    command = [sys.executable, "-m", "keraslint", *shlex.split(arguments)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == shown.strip(), done.stderr
