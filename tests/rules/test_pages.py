"""The docstring of each rule's module is its page: all sections are there and every example does what it says.

An example whose first line is ``# target: keras3`` is for that Keras alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from keraslint import catalogue
from keraslint.rule import Rule
from keraslint.testing import Mark, differences, lint, marks, target_of

SECTIONS = (
    "What it does",
    "Why is this bad?",
    "Example",
    "Use instead",
    "Fix",
    "When it stays silent",
    "References",
)
PREAMBLE = """\
import numpy as np
import keras
from keras import Input, Model, Sequential, layers, models
from keras.layers import *
"""
LINES = PREAMBLE.count("\n")
RULES = catalogue.load()


def section(rule: Rule, title: str) -> str:
    _, _, rest = rule.page.partition(f"\n## {title}\n")
    return re.split(r"^## ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def blocks(rule: Rule, *titles: str) -> Iterator[str]:
    for title in titles:
        yield from re.findall(r"^```python\n(.*?)^```$", section(rule, title), flags=re.MULTILINE | re.DOTALL)


def cases(*titles: str) -> list[object]:
    found = [(rule, number, block) for rule in RULES for number, block in enumerate(blocks(rule, *titles), 1)]
    return [pytest.param(rule, block, id=f"{rule.code}-{number}") for rule, number, block in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_is_whole(rule: Rule) -> None:
    titles = re.findall(r"^## (.*)$", rule.page, flags=re.MULTILINE)
    assert tuple(titles) == tuple(title for title in SECTIONS if title != "Fix" or rule.fixable)
    assert all(section(rule, title).strip() for title in titles)
    assert rule.summary.endswith(".")
    assert len(rule.summary) <= 120
    assert "https://" in section(rule, "References")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_tells_of_its_fix(rule: Rule) -> None:
    """A rule has a section on its fix if, and only if, a finding in its examples has one."""
    found = [
        one
        for block in blocks(rule, "Example")
        for one in lint(PREAMBLE + block, target_of(block))
        if one.code == rule.code
    ]
    safety = {one.fix.safe for one in found if one.fix is not None}
    assert bool(safety) == rule.fixable
    told = section(rule, "Fix").lower()
    assert True not in safety or re.search(r"\bsafe\b", told)
    assert False not in safety or re.search(r"\bunsafe\b", told)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_lies_in_a_file_of_its_name(rule: Rule) -> None:
    assert rule.check.__module__.rpartition(".")[2] == rule.name.replace("-", "_")


# What Keras itself says (KL8) is tested in tests/dynamic.
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code[:3] != "KL8"], ids=lambda rule: rule.code)
def test_the_page_shows_the_rule_firing(rule: Rule) -> None:
    assert any(mark.code == rule.code for block in blocks(rule, "Example") for mark in marks(block))
    assert any(blocks(rule, "Use instead"))


@pytest.mark.parametrize(("rule", "block"), cases(*SECTIONS))
def test_an_example_does_what_its_marks_say(rule: Rule, block: str) -> None:
    expected = [Mark(0, mark.row + LINES, mark.code, mark.severity) for mark in marks(block)]
    assert not differences(lint(PREAMBLE + block, target_of(block)), expected, {rule.code})


@pytest.mark.parametrize(("rule", "block"), cases("Use instead"))
def test_what_to_use_instead_runs(rule: Rule, block: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("keras")
    monkeypatch.chdir(tmp_path)
    exec(compile(PREAMBLE + block, f"{rule.code} Use instead", "exec"), {"__name__": "__main__"})
