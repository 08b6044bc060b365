"""The documentation: what is made from the code is up to date, and the site is built without a warning."""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from types import ModuleType

import pytest

from keraslint import catalogue
from keraslint.config import KEYS, load_settings
from keraslint.selection import enabled_rules, ignored_in_file, severities
from keraslint.settings import Selection, Settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def site() -> ModuleType:
    """``docs/site.py``, which mkdocs runs."""
    spec = importlib.util.spec_from_file_location("site_of_docs", ROOT / "docs" / "site.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_the_rules_is_up_to_date(site: ModuleType) -> None:
    table = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert table == site.table(catalogue.load()), "run `python docs/site.py`"


def test_the_tables_of_the_settings_are_up_to_date(site: ModuleType) -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert page == site.with_settings(page), "run `python docs/site.py`"
    assert len(re.findall(r"^\| `[\w-]+` \| ", page, re.MULTILINE)) == len(KEYS)


def test_every_setting_is_a_field_or_a_selection() -> None:
    """What the table calls the default of a key is what a run without settings has."""
    plain = {field.name for field in fields(Settings)} - {"root", "config_file", "selections"}
    assert {*KEYS} == plain | {*Selection._fields}


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name
)
def test_settings_that_are_shown_can_be_used(page: Path, tmp_path: Path) -> None:
    rules = [(rule.code, rule.name, rule.default) for rule in catalogue.load()] + [("MY101", "x-y", True)]
    for block in re.findall(r"^```toml\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
        if "[tool.keraslint" in block:
            (tmp_path / "pyproject.toml").write_text(block, encoding="utf-8")
            settings = load_settings([str(tmp_path)])
            assert settings.config_file is not None
            enabled_rules(settings, rules)
            severities(settings, rules)
            ignored_in_file(settings, "x.py", rules)


def test_the_table_leads_to_the_files_of_the_rules() -> None:
    table = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((\S+\.py) ", table)
    assert len(links) == len(catalogue.load())
    assert all((ROOT / "docs" / link).is_file() for link in links)


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", ".mkdocs.yml", "-d", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = {path.parent.name for path in (tmp_path / "site" / "rules").glob("KL*/index.html")}
    assert pages == {rule.code for rule in catalogue.load()}
    assert "incompatible-rank" in (tmp_path / "site" / "rules" / "KL201" / "index.html").read_text(encoding="utf-8")


def snippets() -> dict[str, str]:
    """The YAML blocks of the page on CI, by the file that their first line names."""
    text = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^```yaml\n# (\S+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        (".github/workflows/keraslint.yml", "vendor.github-workflows"),
        (".github/workflows/keraslint-sarif.yml", "vendor.github-workflows"),
        (".gitlab-ci.yml", "vendor.gitlab-ci"),
    ],
)
def test_the_snippets_meet_the_schemas_of_their_services(name: str, schema: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_text(snippets()[name], encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pre_commit_takes_the_snippet(tmp_path: Path) -> None:
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(snippets()[path.name], encoding="utf-8")
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_commands_of_the_snippets_run(tmp_path: Path) -> None:
    commands = re.findall(r"^ +- (?:run: )?(keraslint .*)$", "\n".join(snippets().values()), re.MULTILINE)
    assert len(commands) == 3
    (tmp_path / "model.py").write_text("import keras\nm = keras.Sequential([keras.layers.Dropout(25)])\n")
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", *shlex.split(command)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == (0 if "--exit-zero" in command else 1), command + done.stderr
