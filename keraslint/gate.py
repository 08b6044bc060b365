"""The byte gate: which files are worth more than a look. It is passed before anything else is loaded."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, Final, NamedTuple

from keraslint.files import reason

if TYPE_CHECKING:
    from keraslint.cache import Cache
    from keraslint.linter import Options
    from keraslint.result import FileResult


class ReadError(Exception):
    """A file that cannot be linted; the message is one line, without the file's name."""


def read_bytes(filename: str) -> bytes:
    """The content of a file. (``pathlib`` would cost 8 ms of every start.)

    Raises:
        OSError: the file cannot be read.
    """
    with open(filename, "rb") as stream:
        return stream.read()


def load(filename: str) -> bytes:
    """Read a file's bytes.

    Raises:
        ReadError: the file cannot be read.
    """
    try:
        return read_bytes(filename)
    except OSError as error:
        raise ReadError(f"cannot read the file: {reason(error)}") from error


STDIN: Final = "-"
"""Standard input, where it has no name."""

_OBJECT: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


def is_notebook(filename: str, data: bytes = b"") -> bool:
    """Whether a file is a notebook: by its suffix; standard input without a name by its content, ``data``."""
    return filename.endswith(".ipynb") or (filename == STDIN and _is_notebook_json(data))


def _is_notebook_json(data: bytes) -> bool:
    if not _OBJECT.match(data) or b'"cells"' not in data:
        return False
    import json

    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(notebook, dict) and ("cells" in notebook or "worksheets" in notebook)


_IMPORT: Final = rb"(?:import|from)\s[^\r\n]*(?:keras|tensorflow)"
_BOM: Final = rb"(?:\xef\xbb\xbf)?"
_SCRIPT_GATE: Final = re.compile(rb"(?:^|\r)" + _BOM + rb"[ \t\f]*(?:[^\r\n#]*[;:])?[ \t]*" + _IMPORT, re.MULTILINE)
_NOTEBOOK_GATE: Final = re.compile(rb'(?:import|from)(?:\s|\\t)(?:[^\r\n"\\]|\\t)*(?:keras|tensorflow)')


def mentions_keras(data: bytes, *, notebook: bool = False) -> bool:
    """Whether a file is worth parsing: it says keras, and a line imports something called keras or tensorflow.

    Meant for raw bytes, so that most files are never decoded. In a notebook the lines are JSON strings, which may all
    stand on one physical line.
    """
    if b"keras" not in data:
        return False
    return (_NOTEBOOK_GATE if notebook else _SCRIPT_GATE).search(data) is not None


def worth_linting(filename: str, data: bytes, *, assume_keras: bool) -> bool:
    """Whether the file may speak of Keras."""
    return assume_keras or mentions_keras(data, notebook=is_notebook(filename, data))


class Job(NamedTuple):
    """A file to lint; ``size`` in bytes. The result is kept under ``key`` if the file still has this ``checksum``."""

    filename: str
    options: Options
    size: int = 0
    key: str | None = None
    checksum: int | None = None


class Gated(NamedTuple):
    """What the byte gate leaves of a run, in the order of the files: jobs, and results where nothing can be done."""

    entries: tuple[Job | FileResult, ...]
    skipped: tuple[str, ...]

    @property
    def jobs(self) -> list[tuple[int, Job]]:
        return [(index, entry) for index, entry in enumerate(self.entries) if isinstance(entry, Job)]


def gate(
    files: Iterable[str],
    options_of: Callable[[str], Options],
    *,
    assume_keras: bool = False,
    named: Collection[str] = (),
    cache: Callable[[], Cache | None] = lambda: None,
) -> Gated:
    """Leave out the files that do not speak of Keras: nothing is imported and no process started for them. Nor is it
    for those whose results are in the cache.

    ``named`` are those that the user named: where they are neither Python nor a notebook, that is worth a word.
    """
    entries: list[Job | FileResult] = []
    skipped: list[str] = []
    for filename in files:
        entry = _gate(filename, options_of, assume_keras=assume_keras, named=filename in named, cache=cache)
        if entry is None:
            skipped.append(filename)
        else:
            entries.append(entry)
    return Gated(tuple(entries), tuple(skipped))


def _gate(
    filename: str,
    options_of: Callable[[str], Options],
    *,
    assume_keras: bool,
    named: bool,
    cache: Callable[[], Cache | None],
) -> Job | FileResult | None:
    try:
        data = load(filename)
        if worth_linting(filename, data, assume_keras=assume_keras):
            store = cache()
            if store is None:
                return Job(filename, options_of(filename), len(data))
            from keraslint.result import checksum

            key = store.key(filename, data)
            found = store.find(key, filename)
            return found or Job(filename, options_of(filename), len(data), key, checksum(data))
        if named:
            from keraslint.source.file import read

            read(filename, data)
    except ReadError as error:
        from keraslint.result import FileResult

        return FileResult(filename, unreadable=str(error))
    return None
