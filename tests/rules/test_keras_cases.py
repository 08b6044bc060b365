"""The linter against the measured cases: what Keras raises while a model is built is an error on the right line, and
what runs is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from keraslint.diagnostic import Diagnostic
from keraslint.testing import lint, show

CASES = Path(__file__).parents[3] / "shared" / "keras_cases.jsonl"
KERAS_3 = frozenset({3})


def each(cases: str, reason: str) -> dict[str, str]:
    return dict.fromkeys(cases.split(), reason)


# Raising cases about which the linter need not speak yet, with the reason.
WAITING = {
    **each("A08e A40j", "Keras loses the rank of the labels between two calls on one model, which no rule names"),
    "A28b": "a layer added between two calls of `fit`",
    "B19d": "the file does not import `tf`",
    "A05e": "an attribute of a model that has an Input and no layer yet",
    "A22e": "a functional model",
    "A24h": "`add` returns None: an AttributeError of Python, which no rule names",
    "A24i": "`add` returns None: an AttributeError of Python, which no rule names",
    "A25c": "Keras raises when `fit` builds the model; KL402 stands on line 4, where the layer is",
    "A30c": "the body of a Lambda",
    "A30c2": "the body of a Lambda",
    "A31d": "a name that Keras never had: no rule of the catalogue names it",
}

# Cases that run, and in which the linter reports an error all the same: RULES.md names the situation.
NAMED = {
    "A04b": "KL103: the repeated shape contradicts the inferred one",
    "A04e": "KL103: the repeated shape contradicts the inferred one",
    "A05a": "KL105: `Input` after other layers; Keras raises at the first use",
    "A05b": "KL105: `Input` after other layers; Keras raises at the first use",
    "A05d": "KL105: `InputLayer` after other layers; Keras raises at the first use",
    "A20a": "KL407: rates outside [0, 1); the case catches what Keras raises",
    **each(
        "A06k A11k A13e A16a A21c A17b A18a A18e A19b A25d B12a B15 B21a B21b",
        "Keras raises; the case catches it in its own `try`, in a loop over many values",
    ),
    "A20c": "KL407: a rate of 1",
    "A40i": "KL602: `K.expand_dims` in a Lambda, whose failure Sequential keeps to itself",
    **each("A08f A40k", "KL204: the labels, one per sample, are broadcast over the time steps"),
    **each("B01a B01b B10b B11a A40d", "KL301: the output is the constant 1"),
    **each("B06a B06b B06c B07c", "KL303: one unit with a categorical loss; nothing is learned"),
    "A22a": "KL404: one instance twice",
    "A40u": "KL104: a dimension of zero",
    "A24g": "KL412: the second layer is lost",
}


def load() -> list[object]:
    if not CASES.is_file():
        return [pytest.param(None, marks=pytest.mark.skip(reason=f"{CASES} is not there"))]
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


def rows(error: Diagnostic) -> list[int]:
    """The line of the finding, and those that it points at: a loss stands elsewhere than the `fit` that raises."""
    return [span.start.row for span in (error.span, *(related.span for related in error.related))]


@pytest.mark.parametrize("case", load())
def test_the_linter_agrees_with_keras(case: dict[str, object]) -> None:
    found = lint(str(case["source"]), KERAS_3)
    errors = [diagnostic for diagnostic in found if str(diagnostic.severity) == "error"]
    if case["outcome"] != "raises":
        assert case["id"] in NAMED or not errors, [show(error) for error in errors]
    elif case["id"] not in WAITING:
        assert case["line"] in [row for error in errors for row in rows(error)], [show(each) for each in found]
