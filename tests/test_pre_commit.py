"""The hooks, run by the real pre-commit from a clone of this repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FAULTY = """\
import keras
from keras import layers

model = keras.Sequential([keras.Input((8,)), layers.Dense(4), layers.Dense(1, activation="softmax")])
"""
SOUND = FAULTY.replace("Dense(4)", "Dense(4, activation='relu')").replace("softmax", "sigmoid")
REPEATED = SOUND.replace("activation='relu'", "activation='relu', input_shape=(8,)")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def notebook(source: str) -> str:
    cell = {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1) + "\n"


def git(*arguments: str, cwd: Path) -> str:
    identity = ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(
        ["git", *identity, *arguments], cwd=cwd, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, Path]:
    """A clone of this repository, the commit to take, and pre-commit's own folder, where it installs the hooks once."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is nothing that pre-commit could clone")
    folder = tmp_path_factory.mktemp("hooks")
    git("clone", "-q", "--no-hardlinks", str(ROOT), "keraslint", cwd=folder)
    return folder / "keraslint", git("rev-parse", "HEAD", cwd=ROOT), folder / "home"


@pytest.fixture
def run(hooks: tuple[Path, str, Path], tmp_path: Path) -> Run:
    """Runs one hook on everything in ``tmp_path``, which is a git repository that uses it."""
    repository, commit, home = hooks
    git("init", "-q", cwd=tmp_path)

    def run(hook: str) -> subprocess.CompletedProcess[str]:
        config = f"repos:\n  - repo: {repository.as_uri()}\n    rev: {commit}\n    hooks:\n      - id: {hook}\n"
        (tmp_path / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        git("add", "-A", cwd=tmp_path)
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color=never"],
            cwd=tmp_path,
            env={**os.environ, "PRE_COMMIT_HOME": str(home)},
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    return run


@pytest.mark.parametrize(("name", "write"), [("train.py", str), ("train.ipynb", notebook)])
def test_a_faulty_model_fails(run: Run, tmp_path: Path, name: str, write: Callable[[str], str]) -> None:
    (tmp_path / name).write_text(write(FAULTY), encoding="utf-8")
    done = run("keraslint")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "KL301 error: softmax over one unit always returns 1" in done.stdout
    assert name in done.stdout


def test_sound_models_pass(run: Run, tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(SOUND, encoding="utf-8")
    (tmp_path / "train.ipynb").write_text(notebook(SOUND), encoding="utf-8")
    done = run("keraslint")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("name", "write"), [("train.py", str), ("train.ipynb", notebook)])
def test_the_fix_hook_fixes(run: Run, tmp_path: Path, name: str, write: Callable[[str], str]) -> None:
    """As with every fixing hook, the first run fails because it changed files; the second passes."""
    (tmp_path / name).write_text(write(REPEATED), encoding="utf-8")
    done = run("keraslint-fix")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "files were modified by this hook" in done.stdout
    assert (tmp_path / name).read_text(encoding="utf-8") == write(SOUND)
    assert run("keraslint-fix").returncode == 0
