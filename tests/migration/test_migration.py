"""Scripts for Keras 2, fixed by ``keraslint --select KL6 --fix``, run on Keras 3 and give the same shapes.

``both`` are scripts that run on the installed Keras 2 (``tf-keras``): they are run before and after. ``former`` are
spelled as no installed Keras has it any more (Keras 1, early Keras 2), so that they can be run afterwards only.
Together they use every entry of the tables that has a successor; the entries that have none are reported.
"""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from keraslint.cli import main
from keraslint.facts.removed_methods import formers
from keraslint.facts.renamed_arguments import former_arguments
from keraslint.interpreter import interpret
from keraslint.keras_api import legacy, names, removed
from keraslint.keras_api.removed_attributes import removed_attributes
from keraslint.program import Program
from keraslint.source import parse
from keraslint.source.file import read
from keraslint.testing import lint

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
BOTH = sorted((HERE / "both").glob("*.py"))
FORMER = sorted((HERE / "former").glob("*.py"))
KERAS_3 = frozenset({3})
ENTRIES = removed.entries()
SUCCEEDED = {path for path, entry in ENTRIES.items() if entry.now is not None or entry.method is not None}


def run(version: int, paths: list[Path]) -> Mapping[str, object]:
    """What each script leaves, by its name: a dict, or a text with the error."""
    pytest.importorskip("tf_keras")
    command = [sys.executable, str(HERE / "runner.py"), str(version), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, env=_environment())
    assert done.returncode == 0, done.stderr
    return {Path(path).name: result for path, result in json.loads(done.stdout).items()}


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT)}


@pytest.fixture(scope="module")
def before() -> Mapping[str, object]:
    return run(2, BOTH)


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The scripts after the fixes."""
    folder = tmp_path_factory.mktemp("migrated")
    paths = [Path(shutil.copy(path, folder)) for path in (*BOTH, *FORMER)]
    done = CliRunner().invoke(main, ["--isolated", "--select", "KL6", "--fix", "--unsafe-fixes", str(folder)])
    assert done.exit_code == 0, done.output
    return paths


@pytest.fixture(scope="module")
def after(fixed: list[Path]) -> Mapping[str, object]:
    return run(3, fixed)


@pytest.mark.parametrize("path", BOTH, ids=lambda path: path.name)
def test_a_script_gives_the_same_shapes_before_and_after(
    path: Path, before: Mapping[str, object], after: Mapping[str, object]
) -> None:
    assert isinstance(before[path.name], dict), before[path.name]
    assert after[path.name] == before[path.name]


@pytest.mark.parametrize("path", FORMER, ids=lambda path: path.name)
def test_a_former_script_runs_afterwards(path: Path, after: Mapping[str, object]) -> None:
    assert isinstance(after[path.name], dict), after[path.name]


def test_what_needs_no_change_stays(fixed: list[Path]) -> None:
    """The fixed scripts are as they were but for the rows that had a finding and the imports."""
    for path in fixed:
        ast.parse(path.read_text(encoding="utf-8"))
        original = next(each for each in (*BOTH, *FORMER) if each.name == path.name).read_text(encoding="utf-8")
        comments = [row.partition("#")[2] for row in original.splitlines() if "  # " in row]
        left = path.read_text(encoding="utf-8")
        assert [comment for comment in comments if comment not in left] == []


@cache
def programs() -> tuple[Program, ...]:
    return tuple(interpret(parse(read(path.name, path.read_bytes())).units, path.name) for path in (*BOTH, *FORMER))


def test_the_scripts_use_every_removed_name() -> None:
    paths = {
        path
        for program in programs()
        for path in (
            *(each.path for each in program.names.imports),
            *(each.module for each in program.names.imports),
            *(path for mention in program.names.mentions for path, _ in mention.parts),
        )
    }
    public = {split[1] for path in paths if (split := names.split(path)) is not None}
    assert SUCCEEDED - public == set()


def test_the_scripts_use_every_removed_method_that_has_a_fix() -> None:
    used = {(former.access.kind, former.access.name) for program in programs() for former in formers(program)}
    with_successor = {key for key, entry in removed_attributes().items() if entry.now is not None}
    assert with_successor - used == set()
    assert {("Model", "predict_classes"), ("Model", "reset_states"), ("Layer", "get_output_at")} <= used


# Old keywords that no script uses, with the reason.
UNUSED = {
    "nb_words": "Keras 3 takes it still, and the data sets would have to be downloaded",
    **dict.fromkeys(("samples_per_epoch", "nb_val_samples", "val_samples"), "the fix is unsafe: tested below"),
    "generator": "of `fit_generator`, which has it",
}


def test_the_scripts_use_every_renamed_argument() -> None:
    used = {word for program in programs() for found in former_arguments(program) for word in found.written.split(", ")}
    spelled = {old for table in legacy.RENAMED.values() for old in table}
    spelled |= {old for groups in legacy.JOINED.values() for group in groups for old in group}
    spelled |= {old for table in legacy.DEPRECATED.values() for old in table}
    assert spelled - used == set(UNUSED)


def test_samples_that_keras_1_counted_become_steps(tmp_path: Path) -> None:
    path = tmp_path / "train.py"
    model = "import keras\nm = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])\n"
    path.write_text(model + "m.fit_generator(batches(), samples_per_epoch=64, nb_epoch=2, nb_val_samples=8)\n")
    arguments = ["--isolated", "--select", "KL6", "--fix", str(path)]
    assert CliRunner().invoke(main, arguments).exit_code == 1
    assert CliRunner().invoke(main, [*arguments, "--unsafe-fixes"]).exit_code == 0
    assert path.read_text() == model + "m.fit(batches(), steps_per_epoch=64, epochs=2, validation_steps=8)\n"


@pytest.mark.parametrize("path", sorted(set(ENTRIES) - SUCCEEDED))
def test_a_name_without_a_successor_is_reported(path: str) -> None:
    found = [one for one in lint(f"import keras\n{path}\n", KERAS_3) if one.code == "KL602"]
    assert len(found) == 1
    assert found[0].fix is None
    assert found[0].help
