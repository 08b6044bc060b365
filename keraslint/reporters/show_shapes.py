"""``--show-shapes``: every model's layers, output shapes and parameters, like ``model.summary()`` without running."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from keraslint.reporters import Style
from keraslint.reporters.json_format import absolute
from keraslint.reporters.text import BOLD, GREEN, YELLOW, clean, paint, width
from keraslint.result import FileResult, ModelShapes, PlainShape

HEADINGS = ("layer", "output shape", "params")


def table(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    for result in results:
        for model in result.shapes:
            yield "\n".join(_table(model, style)) + "\n\n"


def _table(model: ModelShapes, style: Style) -> Iterator[str]:
    cell = "" if model.cell is None else f"cell {model.cell}:"
    title = f"{model.kind} `{clean(model.name)}`" if model.name else model.kind
    yield f"{paint(f'{clean(model.filename)}:{cell}{model.line}', style, BOLD)}: {title}"
    rows = [("input", _text(model.input_shape), "")]
    for layer in model.layers:
        called = f"{layer.name} ({layer.class_name})" if layer.name else layer.class_name
        rows.append((clean(called), _text(layer.output_shape), _count(layer.params)))
    widths = [max(width(row[column]) for row in (HEADINGS, *rows)) for column in range(3)]
    yield paint(_line(HEADINGS, widths), style, BOLD)
    yield "  " + "-" * (sum(widths) + 6)
    for row in rows:
        yield _line(row, widths)
    yield paint(f"  total params: {_count(model.total_params)}", style, GREEN)
    if model.verified:
        yield paint("  verified by Keras", style, GREEN)
    if model.incomplete_because is not None:
        yield paint(f"  incomplete: {clean(model.incomplete_because)}", style, YELLOW)


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    layer, shape, params = row
    left = f"  {layer}{' ' * (widths[0] - width(layer))}   {shape:<{widths[1]}}"
    return f"{left}   {params:>{widths[2]}}".rstrip()


def _text(shape: PlainShape) -> str:
    if isinstance(shape, str):
        return shape
    inner = ", ".join(str(dim) for dim in shape)
    return f"({inner},)" if len(shape) == 1 else f"({inner})"


def _count(params: int | str) -> str:
    return f"{params:,}" if isinstance(params, int) else params


def as_json(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    """A list of models; in shapes ``null`` is a free dimension and ``"?"`` an unknown one or a whole unknown shape."""
    separator = ""
    yield "["
    for result in results:
        for model in result.shapes:
            text = json.dumps(_fields(model), indent=2).replace("\n", "\n  ")
            yield f"{separator}\n  {text}"
            separator = ","
    yield "\n]\n" if separator else "]\n"


def _fields(model: ModelShapes) -> dict[str, object]:
    return {
        "filename": absolute(model.filename),
        "cell": model.cell,
        "line": model.line,
        "name": model.name,
        "kind": model.kind,
        "complete": model.complete,
        "incomplete_because": model.incomplete_because,
        "verified": model.verified,
        "input_shape": model.input_shape,
        "layers": [
            {
                "class": layer.class_name,
                "name": layer.name,
                "line": layer.line,
                "output_shape": layer.output_shape,
                "params": layer.params,
            }
            for layer in model.layers
        ],
        "total_params": model.total_params,
    }
