"""Bytes to text: decoding, and notebooks' JSON."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final

from keraslint.diagnostic import Location
from keraslint.gate import ReadError, is_notebook, load


@dataclass(frozen=True, slots=True)
class Cell:
    """A code cell of a notebook. ``index`` counts all cells from 1, as ruff does."""

    index: int
    text: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A decoded file. ``cells`` are the code cells of a notebook, ``None`` in a script."""

    filename: str
    text: str
    cells: tuple[Cell, ...] | None = None

    def lines(self, cell: int | None = None) -> list[str]:
        """The lines, without their ends, of the script or of one cell; rows of a ``Span`` index them from 1."""
        return split_lines(self.cell_text(cell))

    def cell_text(self, cell: int | None = None) -> str:
        """The text that the rows and columns of a ``Span`` with this ``cell`` count in."""
        if self.cells is None or cell is None:
            return self.text
        place = bisect_left(self.cells, cell, key=attrgetter("index"))
        found = self.cells[place] if place < len(self.cells) else None
        return found.text if found is not None and found.index == cell else ""

    @property
    def size(self) -> int:
        """How many characters of code there are."""
        return len(self.text) if self.cells is None else sum(len(cell.text) for cell in self.cells)

    def mentions(self, words: Iterable[str]) -> bool:
        """Whether one of the words occurs in the code, in whatever sense."""
        texts = [self.text] if self.cells is None else [cell.text for cell in self.cells]
        return any(word in text for word in words for text in texts)


NEWLINE: Final = re.compile(r"\r\n?|\n")


class Rows:
    """Offsets in a text, and its rows and columns, which count from 1."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(end.end() for end in NEWLINE.finditer(text))]

    def offset(self, place: Location) -> int:
        """The number of characters before the place; beyond the last row it is the text's end."""
        if place.row > len(self._starts):
            return len(self.text)
        return self._starts[place.row - 1] + place.column - 1

    def place(self, offset: int) -> Location:
        row = bisect_right(self._starts, offset)
        return Location(row, offset - self._starts[row - 1] + 1)


def split_lines(text: str) -> list[str]:
    """Split as Python's tokenizer does: form feeds and Unicode separators do not end a line."""
    return NEWLINE.split(text)


_CODING: Final = re.compile(rb"(?:[^\r\n]*(?:\r\n?|\n))?[ \t\f]*#[^\r\n]*?coding[:=]")


def read(filename: str, data: bytes | None = None) -> SourceFile:
    """Decode a script, or open a notebook (see ``is_notebook``).

    Raises:
        ReadError: the file cannot be read, is binary, is not in the encoding that it declares (UTF-8 when it declares
            none), or is not a notebook.
    """
    data = load(filename) if data is None else data
    text = _decode(data)
    if is_notebook(filename, data):
        return SourceFile(filename, text, _cells(text))
    return SourceFile(filename, text)


def encoding_of(data: bytes) -> str:
    """The encoding that Python reads the bytes of a file in; ``utf-8-sig`` where it declares none.

    Raises:
        ReadError: it declares one that Python does not know.
    """
    if not _CODING.match(data):
        return "utf-8-sig"
    import tokenize
    from io import BytesIO

    try:
        return tokenize.detect_encoding(BytesIO(data).readline)[0]
    except (SyntaxError, LookupError) as error:
        raise ReadError(f"cannot decode the file: {error}") from error


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ReadError("not UTF-8: the file is encoded in UTF-16")
    if b"\0" in data:
        raise ReadError("binary file: it contains NUL bytes")
    encoding = encoding_of(data)
    try:
        return data.decode(encoding)
    except LookupError as error:  # no encoding of text: rot13
        raise ReadError(f"cannot decode the file: {error}") from error
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        if encoding.startswith("utf-8"):
            raise ReadError(f"not UTF-8: invalid byte 0x{data[error.start]:02x} on line {row}") from error
        raise ReadError(f"not {encoding}, which the file declares: invalid bytes on line {row}") from error


def _cells(text: str) -> tuple[Cell, ...]:
    """The code cells of an nbformat 3 or 4 notebook."""
    if not text.strip():
        return ()
    import json

    try:
        notebook = json.loads(text)
    except ValueError as error:
        raise ReadError(f"not a notebook: not valid JSON ({error})") from error
    except RecursionError as error:
        raise ReadError("not a notebook: the JSON is nested too deeply") from error
    cells = _raw_cells(notebook)
    if cells is None:
        raise ReadError("not a notebook: the JSON has no list of cells")
    if _language(notebook) != "python":
        return ()
    return tuple(
        Cell(index, _source(cell))
        for index, cell in enumerate(cells, start=1)
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    )


def _raw_cells(notebook: Any) -> list[Any] | None:
    if not isinstance(notebook, dict):
        return None
    if isinstance(notebook.get("cells"), list):
        return list(notebook["cells"])
    worksheets = notebook.get("worksheets")  # nbformat 3
    if not isinstance(worksheets, list):
        return None
    return [
        cell
        for sheet in worksheets
        if isinstance(sheet, dict) and isinstance(sheet.get("cells"), list)
        for cell in sheet["cells"]
    ]


def _language(notebook: dict[str, Any]) -> str:
    metadata = notebook.get("metadata")
    info = metadata.get("language_info") if isinstance(metadata, dict) else None
    name = info.get("name") if isinstance(info, dict) else None
    return name.lower() if isinstance(name, str) else "python"


def _source(cell: dict[str, Any]) -> str:
    source = cell.get("source", cell.get("input", ""))  # nbformat 3 says input
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
