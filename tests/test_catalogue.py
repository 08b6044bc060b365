"""Every rule module is found; codes and names are unique and lead to their rule."""

from __future__ import annotations

import pytest

from keraslint import catalogue
from keraslint.evaluate import SUBJECTS


def test_every_module_of_rules_is_loaded() -> None:
    loaded = {rule.check.__module__ for rule in catalogue.load()}
    assert loaded == set(catalogue.modules())


def test_codes_and_names_are_unique() -> None:
    rules = catalogue.load()
    assert len({rule.code for rule in rules}) == len({rule.name for rule in rules}) == len(rules)
    assert [rule.code for rule in rules] == sorted(rule.code for rule in rules)


def test_every_rule_has_a_subject_that_programs_have() -> None:
    assert {rule.subject for rule in catalogue.load()} <= set(SUBJECTS)


@pytest.mark.parametrize("wanted", ["KL201", " kl201", "Incompatible-Rank"])
def test_find(wanted: str) -> None:
    found = catalogue.find(wanted)
    assert found is not None
    assert found.code == "KL201"


def test_nearest() -> None:
    assert catalogue.find("KL2O1") is None
    for wrong, code in (("KL2O1", "KL201"), ("incompatible-rnak", "KL201"), ("drop-out-rate", "KL407")):
        near = catalogue.nearest(wrong)
        assert near is not None
        assert near.code == code
    assert catalogue.nearest("something else entirely") is None
