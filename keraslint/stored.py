"""Results as plain JSON data and back, exactly, with every type checked: the data may come from anywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from keraslint.diagnostic import (
    Diagnostic,
    Location,
    RelatedSpan,
    Span,
    TextEdit,
    TextFix,
)
from keraslint.result import FileResult, LayerShape, ModelShapes, PlainShape
from keraslint.severity import Severity

T = TypeVar("T")


class Malformed(Exception):
    """The data are not those of a result."""


def encoded(result: FileResult) -> list[Any]:
    """A result without failures; its file's name and the time that it took are left out."""
    return [
        [_diagnostic(one) for one in result.diagnostics],
        result.unparsed,
        [[cell, row, text] for (cell, row), text in result.lines.items()],
        result.checksum,
        [_model(one) for one in result.shapes],
        list(result.limits),
        dict(result.decisions),
    ]


def decoded(data: Any, filename: str) -> FileResult:
    """The result of a file of this name.

    Raises:
        Malformed: the data are not those of a result.
    """
    diagnostics, unparsed, lines, checksum, shapes, limits, decisions = _parts(data, 7)
    return FileResult(
        filename,
        _each(diagnostics, lambda one: _read_diagnostic(one, filename)),
        unparsed=_integer(unparsed),
        lines=dict(_each(lines, _read_line)),
        checksum=_optional(checksum, _integer),
        shapes=_each(shapes, lambda one: _read_model(one, filename)),
        limits=_each(limits, _string),
        decisions=_read_counts(decisions),
    )


def _diagnostic(one: Diagnostic) -> list[Any]:
    fix = one.fix and [[[_span(e.span), e.content, e.shared] for e in one.fix.edits], one.fix.safe, one.fix.message]
    notes = ([[_span(note.span), note.message] for note in notes] for notes in (one.flow, one.related))
    return [
        *(one.code, one.name, int(one.severity), one.message, _span(one.span)),
        *(one.help, one.label, *notes, fix, one.noqa_row, one.url),
    ]


def _read_diagnostic(data: Any, filename: str) -> Diagnostic:
    code, name, severity, message, span, help_, label, flow, related, fix, noqa_row, url = _parts(data, 12)
    return Diagnostic(
        code=_string(code),
        name=_string(name),
        severity=_severity(severity),
        message=_string(message),
        filename=filename,
        span=_read_span(span),
        help=_optional(help_, _string),
        label=_optional(label, _string),
        flow=_each(flow, _read_note),
        related=_each(related, _read_note),
        fix=_optional(fix, _read_fix),
        noqa_row=_optional(noqa_row, _integer),
        url=_optional(url, _string),
    )


def _severity(data: Any) -> Severity:
    try:
        return Severity(_integer(data))
    except ValueError as error:
        raise Malformed from error


def _span(span: Span) -> list[int | None]:
    return [span.cell, span.start.row, span.start.column, span.end.row, span.end.column]


def _read_span(data: Any) -> Span:
    cell, *places = _parts(data, 5)
    row, column, end_row, end_column = map(_integer, places)
    return Span(_optional(cell, _integer), Location(row, column), Location(end_row, end_column))


def _read_note(data: Any) -> RelatedSpan:
    span, message = _parts(data, 2)
    return RelatedSpan(_read_span(span), _string(message))


def _read_fix(data: Any) -> TextFix:
    edits, safe, message = _parts(data, 3)
    return TextFix(_each(edits, _read_edit), _flag(safe), _string(message))


def _read_edit(data: Any) -> TextEdit:
    span, content, shared = _parts(data, 3)
    return TextEdit(_read_span(span), _string(content), _flag(shared))


def _read_line(data: Any) -> tuple[tuple[int | None, int], str]:
    cell, row, text = _parts(data, 3)
    return (_optional(cell, _integer), _integer(row)), _string(text)


def _model(one: ModelShapes) -> list[Any]:
    layers = [[each.class_name, each.name, each.line, each.output_shape, each.params] for each in one.layers]
    return [
        *(one.cell, one.line, one.name, one.kind, one.incomplete_because),
        *(one.input_shape, layers, one.total_params, one.verified),
    ]


def _read_model(data: Any, filename: str) -> ModelShapes:
    cell, line, name, kind, because, input_shape, layers, total, verified = _parts(data, 9)
    return ModelShapes(
        filename=filename,
        cell=_optional(cell, _integer),
        line=_integer(line),
        name=_optional(name, _string),
        kind=_string(kind),
        incomplete_because=_optional(because, _string),
        input_shape=_shape(input_shape),
        layers=_each(layers, _read_layer),
        total_params=_count(total),
        verified=_flag(verified),
    )


def _read_layer(data: Any) -> LayerShape:
    class_name, name, line, shape, params = _parts(data, 5)
    return LayerShape(_string(class_name), _optional(name, _string), _integer(line), _shape(shape), _count(params))


def _shape(data: Any) -> PlainShape:
    if isinstance(data, str):
        return data
    return _each(data, _dim)


def _dim(data: Any) -> int | str | None:
    return data if data is None else _count(data)


def _count(data: Any) -> int | str:
    return data if isinstance(data, str) else _integer(data)


def _read_counts(data: Any) -> dict[str, int]:
    if not isinstance(data, dict):
        raise Malformed
    return {key: _integer(value) for key, value in data.items()}


def _parts(data: Any, count: int) -> list[Any]:
    if not isinstance(data, list) or len(data) != count:
        raise Malformed
    return data


def _each(data: Any, read: Callable[[Any], T]) -> tuple[T, ...]:
    if not isinstance(data, list):
        raise Malformed
    return tuple(map(read, data))


def _optional(data: Any, read: Callable[[Any], T]) -> T | None:
    return None if data is None else read(data)


def _string(data: Any) -> str:
    if not isinstance(data, str):
        raise Malformed
    return data


def _integer(data: Any) -> int:
    if not isinstance(data, int) or isinstance(data, bool):
        raise Malformed
    return data


def _flag(data: Any) -> bool:
    if not isinstance(data, bool):
        raise Malformed
    return data
