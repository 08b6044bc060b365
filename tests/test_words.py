"""Rules that need a word in the text are asked only where it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from keraslint import catalogue, linter
from keraslint.diagnostic import Finding
from keraslint.linter import Options, lint_bytes
from keraslint.program import Program
from keraslint.rule import Rule
from tests.source.notebooks import notebook

WORDED = [rule for rule in catalogue.load() if rule.words]


def failing(program: Program) -> Iterator[Finding]:
    raise ValueError("asked")


@pytest.mark.parametrize("rule", WORDED, ids=lambda rule: rule.code)
def test_asked_where_one_of_its_words_occurs(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = replace(rule, check=failing, subject="Program")  # type: ignore[arg-type]
    monkeypatch.setattr(linter, "_rules", lambda options: [asked])
    options = Options(frozenset({rule.code}))
    for word in rule.words:
        with_it, without = f"import keras\nx.{word} = 1\n", f"import keras\nx.{word[:-1]} = 1\n"
        for name, pack in (("a.py", str.encode), ("a.ipynb", notebook)):
            assert lint_bytes(name, pack(with_it), options).internal_errors  # type: ignore[operator]
            assert not lint_bytes(name, pack(without), options).internal_errors  # type: ignore[operator]


def test_some_rules_need_a_word() -> None:
    assert {"KL314", "KL503", "KL506", "KL509"} <= {rule.code for rule in WORDED}
