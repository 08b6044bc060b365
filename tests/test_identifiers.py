"""Strings that Keras looks up, and the names that are proposed for those that it does not know."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from keraslint.diagnostic import Origin
from keraslint.facts.identifiers import ENDINGS, MODULES, Identifier
from keraslint.keras_api.tables import identifiers
from keraslint.program import Argument, Call

CATEGORIES = sorted({*MODULES.values(), *ENDINGS.values()})
KNOWN = {category: sorted({*identifiers(category, 2), *identifiers(category, 3)}) for category in CATEGORIES}


def identifier(category: str, text: str) -> Identifier:
    nowhere = Origin(None)
    return Identifier(
        text, category, Argument(text, nowhere, nowhere), Call(0, "function", "get", "get", nowhere, nowhere)
    )


def proposals(category: str, text: str) -> Iterator[str]:
    """What is proposed for a string, for what is proposed for it, …; the first few."""
    for _ in range(4):
        found = identifier(category, text)
        if not found.unknown_to or found.nearest is None:
            break
        text = found.nearest
        yield text


@pytest.mark.parametrize("category", CATEGORIES)
def test_one_version_s_name_is_replaced_by_one_that_every_version_knows(category: str) -> None:
    proposed = {(name, proposal) for name in KNOWN[category] for proposal in proposals(category, name)}
    assert not [each for each in proposed if identifier(category, each[1]).unknown_to]


@pytest.mark.parametrize("category", CATEGORIES)
def test_proposals_have_an_end(category: str) -> None:
    for name in KNOWN[category]:
        for at in range(len(name)):
            for text in (name[:at] + name[at + 1 :], name[:at] + "_" + name[at:], name[:at] + name[at:].swapcase()):
                seen = {text}
                for proposal in proposals(category, text):
                    assert proposal not in seen
                    seen.add(proposal)


@pytest.mark.parametrize("category", CATEGORIES)
def test_what_is_proposed_for_a_name_of_keras_is_the_same_there(category: str) -> None:
    keras = pytest.importorskip("keras")
    get = getattr(keras, next(module for module, kind in MODULES.items() if kind == category)).get
    for name in (each for each in KNOWN[category] if identifier(category, each).unknown_to == {2}):
        for proposal in proposals(category, name):
            meant, put = get(name), get(proposal)
            assert meant is put or type(meant) is type(put)


@pytest.mark.parametrize(
    ("category", "text", "proposal"),
    [
        ("metric", "root_mean_squared_error", "RootMeanSquaredError"),
        ("activation", "hard_swish", None),  # hard_sigmoid is alike, and something else
        ("activation", "PReLU", None),
        ("activation", "ReLU", "relu"),
        ("activation", "rellu", "relu"),
        ("optimizer", "Lion", None),
    ],
)
def test_what_is_proposed(category: str, text: str, proposal: str | None) -> None:
    assert identifier(category, text).nearest == proposal
