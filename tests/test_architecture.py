"""Who may know whom (HOUSE.md), read off the import statements."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("keras", "tensorflow", "tf_keras", "numpy", "jax", "torch")
# The only modules that may import Keras: generators of the tables (run by hand) and the dynamic mode's child process.
WITH_KERAS = ("keraslint/keras_api/generate", "keraslint/keras_api/measure", "keraslint/dynamic/worker")


def imports(path: Path) -> Iterator[str]:
    """The dotted names that a file imports, wherever in it, type checking included."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def files(*folders: str) -> list[Path]:
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]


def breaches(paths: list[Path], *forbidden: str) -> list[str]:
    return [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in paths
        for name in imports(path)
        if any(name == prefix or name.startswith(prefix + ".") for prefix in forbidden)
    ]


def test_the_folders_are_there() -> None:
    assert len(files("rules")) > 20
    assert len(files("keraslint")) > 60


def test_static_code_never_imports_keras_or_numpy() -> None:
    paths = [p for p in files("keraslint", "rules") if not str(p.relative_to(ROOT)).startswith(WITH_KERAS)]
    assert breaches(paths, *HEAVY) == []


def test_rules_know_no_syntax() -> None:
    outside = ("libcst", "click", "keraslint.interpreter", "keraslint.source", "keraslint.cli", "keraslint.linter")
    assert breaches(files("rules"), *outside, "keraslint.reporters", "keraslint.config", "keraslint.settings") == []


def test_the_interpreter_knows_no_rules() -> None:
    assert breaches(files("keraslint/interpreter"), "keraslint.rules", "keraslint.rule", "click") == []


def test_the_interpreter_reads_no_layout() -> None:
    assert breaches(files("keraslint/interpreter"), "libcst", "ast") == []


def test_libcst_is_loaded_for_fixes_only() -> None:
    code = (
        "import sys; from keraslint import catalogue; from keraslint.linter import Options, lint_bytes\n"
        "options = Options(frozenset(rule.code for rule in catalogue.load()))\n"
        "for text in (b'from keras.layers import *\\nDense(-1)', b'from keras.layers import *\\nDense(1, nam=1)'):\n"
        "    found = lint_bytes('x.py', text, options)\n"
        "    print(len(found.diagnostics), any(one.fix for one in found.diagnostics), 'libcst' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.splitlines() == ["1 False False", "1 True True"]


@pytest.mark.parametrize("folder", ["keraslint/keras_api", "keraslint/arrays"])
def test_tables_know_no_source(folder: str) -> None:
    outside = ("libcst", "click", "keraslint.interpreter", "keraslint.source", "keraslint.program", "keraslint.rules")
    assert breaches(files(folder), *outside) == []


def test_reporters_see_diagnostics_only() -> None:
    outside = ("libcst", "keraslint.interpreter", "keraslint.program", "keraslint.flow", "keraslint.rules")
    assert breaches(files("keraslint/reporters"), *outside) == []


def test_only_the_command_line_speaks_to_the_user() -> None:
    """Everything else hands its words to an ``Output``."""
    paths = [path for path in files("keraslint", "rules") if path != ROOT / "keraslint/cli.py"]
    assert breaches(paths, "click") == []


def test_libcst_parts_that_cost_too_much_are_never_imported() -> None:
    assert breaches(files("keraslint", "rules"), "libcst.matchers", "libcst.codemod", "libcst.metadata") == []


def test_the_command_line_starts_light() -> None:
    code = (
        "import keraslint.cli, sys; print([m for m in ('libcst', 'keraslint.rules', 'pathspec') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert run.stdout.strip() == "[]"


def test_no_module_outgrows_its_concern() -> None:
    """Engine modules about 400 lines, rules about 150 (their pages not counted)."""
    long = []
    for path in files("keraslint", "rules"):
        text = path.read_text(encoding="utf-8")
        page = ast.get_docstring(ast.parse(text)) or ""
        lines = text.count("\n") - page.count("\n")
        limit = 170 if path.is_relative_to(ROOT / "rules") else 450
        if lines > limit:
            long.append(f"{path.relative_to(ROOT)}: {lines}")
    assert long == []
