"""The documentation: what is made from the code is up to date, and the site is built without a warning."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from keraslint import catalogue

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
