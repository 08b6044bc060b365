"""The quick start: every file that it shows is written, every command is run, in a new git repository."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "quick-start.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"repo: \S+  # .*\n    rev: \S+")
SAME = doctest.OutputChecker().check_output
TOOLS = {"keraslint": ["-m", "keraslint"], "pre-commit": ["-m", "pre_commit"]}


def files_and_commands() -> Iterator[tuple[str, str]]:
    """In the page's order: the name of a file and its content, or ``$ command`` and its output."""
    for language, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if language != "console":
            name, _, content = text.partition("\n")
            yield name.removeprefix("# "), text if language == "python" else content
            continue
        for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            yield command, output


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")),
        "GIT_AUTHOR_NAME": "me",
        "GIT_AUTHOR_EMAIL": "me@example.org",
        "GIT_COMMITTER_NAME": "me",
        "GIT_COMMITTER_EMAIL": "me@example.org",
    }


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout: pre-commit could clone nothing")
def test_the_page_is_what_happens(tmp_path: Path, environment: dict[str, str]) -> None:
    commit = run(["git", "rev-parse", "HEAD"], ROOT, environment).strip()
    run(["git", "init", "-q"], tmp_path, environment)
    steps = list(files_and_commands())
    assert sum(name.startswith("$ ") for name, _ in steps) > 10
    for name, text in steps:
        if name.startswith("$ "):
            shown = run(argv(name[2:]), tmp_path, environment)
            assert SAME(text, shown, doctest.ELLIPSIS), f"{name}\n{shown}"
        else:
            content = PLACE.sub(f"repo: {ROOT.as_uri()}\n    rev: {commit}", text)
            (tmp_path / name).write_text(content, encoding="utf-8")


def argv(command: str) -> list[str]:
    tool, *rest = re.findall(r'"[^"]*"|\S+', command)
    rest = [word.strip('"') for word in rest]
    return [sys.executable, *TOOLS[tool], *rest] if tool in TOOLS else [shutil.which(tool) or tool, *rest]


def run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    """What a person reads on the terminal, but for remarks about the run."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if "git" in Path(command[0]).name else subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.stdout
