"""``--dynamic-import package.module:function(28, classes=10)``: what is asked for, and the findings on the model."""

from __future__ import annotations

import ast
from dataclasses import field
from pathlib import Path
from typing import Any

from keraslint.diagnostic import Diagnostic, Location, Span
from keraslint.dynamic.blueprint import NotInstantiable, encode
from keraslint.dynamic.client import Worker, WorkerError
from keraslint.dynamic.live import findings, program_of, shapes_of
from keraslint.dynamic.verify import REJECTED, unsuppressed
from keraslint.records import record
from keraslint.result import FileResult
from keraslint.rule import Rule


class BuilderError(ValueError):
    """What is asked for cannot be understood or cannot be done; the message is one line for the user."""


@record(eq=True)
class Builder:
    """A function that returns a model, and the literals that it is called with. ``written`` is how it was asked for."""

    written: str
    module: str
    function: str
    positional: tuple[object, ...] = ()
    keywords: dict[str, object] = field(default_factory=dict)

    @property
    def request(self) -> dict[str, Any]:
        """What the worker gets."""
        return {
            "import": self.module,
            "function": self.function,
            "positional": [encode(value) for value in self.positional],
            "keywords": {name: encode(value) for name, value in self.keywords.items()},
            "path": str(Path.cwd()),
        }


def parse(written: str) -> Builder:
    """``package.module:function``, with ``(literal, name=literal)`` after it or without.

    Raises:
        BuilderError: it is of another form, or an argument is no literal.
    """
    module, colon, call = written.partition(":")
    form = f"`{written}` is not of the form package.module:function or package.module:function(28, classes=10)"
    if not colon or not all(part.isidentifier() for part in module.split(".")):
        raise BuilderError(form)
    try:
        tree = ast.parse(call.strip(), mode="eval").body
    except (SyntaxError, ValueError):
        raise BuilderError(form) from None
    function = tree.func if isinstance(tree, ast.Call) else tree
    if not isinstance(function, (ast.Name, ast.Attribute)):
        raise BuilderError(form)
    name = ast.unparse(function)
    if not all(part.isidentifier() for part in name.split(".")):
        raise BuilderError(form)
    if not isinstance(tree, ast.Call):
        return Builder(written, module, name)
    try:
        positional = tuple(ast.literal_eval(argument) for argument in tree.args)
        keywords = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in tree.keywords if keyword.arg}
        builder = Builder(written, module, name, positional, keywords)
        assert builder.request
    except (ValueError, TypeError, NotInstantiable):
        raise BuilderError(f"`{written}`: the arguments must be literals") from None
    if len(keywords) < len(tree.keywords):
        raise BuilderError(f"`{written}`: the arguments must be literals")
    return builder


def check(builder: Builder, worker: Worker, rules: list[Rule]) -> FileResult:
    """Have the worker build the model, and read it with the rules.

    Raises:
        BuilderError: the module is not there, the function raises, or returns no model.
        WorkerError: there is no Keras, or the worker died.
    """
    answer = worker.ask(builder.request)
    if answer["verdict"] == "failed":
        raise BuilderError(f"--dynamic-import {builder.written}: {answer['message']}")
    filename, span = _displayed(answer["file"]), _row(answer["file"], answer["row"])
    lines = _lines(answer["file"], answer["row"])
    if answer["verdict"] == "rejected":
        said = [one for one in [_rejected(answer["message"], worker.keras, filename, span)] if _on(one, rules)]
        return FileResult(filename, tuple(unsuppressed(said, filename)), lines=lines)
    model, version = answer["model"], answer["major"]
    said = findings(program_of(model, version, filename), rules, version, span)
    shapes = (shapes_of(model, filename, span),)
    return FileResult(filename, tuple(unsuppressed(said, filename)), lines=lines, shapes=shapes)


def _on(diagnostic: Diagnostic, rules: list[Rule]) -> bool:
    return any(rule.code == diagnostic.code for rule in rules)


def _rejected(message: str, keras: str, filename: str, span: Span) -> Diagnostic:
    code, name, severity = REJECTED
    return Diagnostic(code, name, severity, f"Keras {keras} raises {message}", filename, span)


def _displayed(filename: str) -> str:
    """Relative to where the user is, as the names of the other files are."""
    path = Path(filename)
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else filename


def _source(filename: str) -> list[str]:
    try:
        return Path(filename).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # a module without a file
        return []


def _row(filename: str, row: int) -> Span:
    """The line without its indentation."""
    lines = _source(filename)
    text = lines[row - 1] if row <= len(lines) else ""
    start = len(text) - len(text.lstrip())
    return Span(None, Location(row, start + 1), Location(row, max(len(text.rstrip()), start) + 1))


def _lines(filename: str, row: int) -> dict[tuple[int | None, int], str]:
    lines = _source(filename)
    return {(None, near): lines[near - 1] for near in (row - 1, row, row + 1) if 0 < near <= len(lines)}


__all__ = ["Builder", "BuilderError", "WorkerError", "check", "parse"]
