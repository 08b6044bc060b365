"""Questions about a model that many rules ask, and that are answered once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from keraslint.program import Model

Answer = TypeVar("Answer")


def remembered(question: Callable[[Model], Answer]) -> Callable[[Model], Answer]:
    """The same question; the model keeps the answer."""

    @wraps(question)
    def ask(model: Model) -> Answer:
        answers = model.answers
        if question not in answers:
            answers[question] = question(model)
        found: Answer = answers[question]
        return found

    return ask
