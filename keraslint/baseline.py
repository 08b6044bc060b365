"""The baseline: a file of findings that are known and not reported. What is new since it was written is."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any, Final, TypeAlias

from keraslint.discovery import is_inside
from keraslint.files import reason, replace_text
from keraslint.fingerprints import identified
from keraslint.records import record
from keraslint.result import FileResult
from keraslint.settings import ConfigError

FORMAT: Final = "keraslint-baseline"
VERSION: Final = 1

Key: TypeAlias = tuple[str, str, str]
"""The path from the directory of the baseline with slashes, the rule's code, the hash of the source text."""


@record(frozen=False)
class Baseline:
    """``known`` tells how often each finding may occur, ``found`` how often it does, as far as results passed by.

    ``directory`` is that of its file: wherever keraslint is run from, with whatever settings, a path means one file.
    """

    directory: str
    known: Mapping[Key, int]
    found: Counter[Key] = field(default_factory=Counter)
    failed: set[str] = field(default_factory=set)

    def path_of(self, filename: str) -> str:
        """The file in the baseline's terms."""
        absolute = os.path.abspath(filename)
        try:
            return os.path.relpath(absolute, self.directory).replace(os.sep, "/")
        except ValueError:  # on another drive
            return absolute.replace(os.sep, "/")

    def file_of(self, path: str) -> str:
        return os.path.normpath(Path(self.directory, path))

    def covered(self, path: str, named: Iterable[str]) -> bool:
        """Whether a run over the ``named`` paths tells what there is to find in a file: it is among them, or gone."""
        file = self.file_of(path)
        return not os.path.lexists(file) or any(is_inside(file, one) for one in named)

    def unknown(self, result: FileResult) -> FileResult:
        """The result without the findings that are known."""
        path = self.path_of(result.filename)
        kept = [
            diagnostic
            for diagnostic, identity in identified(result, path)
            if identity.number > self.known.get((path, identity.code, identity.text), 0)
        ]
        return result if len(kept) == len(result.diagnostics) else replace(result, diagnostics=tuple(kept))

    def watched(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results as they pass by, all that is in them noted, without what is known."""
        for result in results:
            path = self.path_of(result.filename)
            self.found.update((path, identity.code, identity.text) for _, identity in identified(result, path))
            if result.failed:
                self.failed.add(path)
            yield self.unknown(result)

    @property
    def hidden(self) -> int:
        """How many findings were known."""
        return (Counter(self.known) & self.found).total()

    def idle(self, judged: Callable[[str, str], bool]) -> Counter[Key]:
        """The entries that match nothing. ``judged`` tells of a path and a code whether this run can know."""
        missed = Counter(self.known) - self.found
        return Counter(
            {key: count for key, count in missed.items() if key[0] not in self.failed and judged(key[0], key[1])}
        )

    def renewed(self, judged: Callable[[str, str], bool]) -> Counter[Key]:
        """The entries of a new baseline: what was found, and what of the old one this run does not judge."""
        return self.found | (Counter(self.known) - self.idle(judged))


def directory_of(filename: str) -> str:
    """What the paths in a baseline file are relative to."""
    return str(Path(os.path.abspath(filename)).parent)


def load(filename: str) -> dict[Key, int]:
    """The entries of a baseline file.

    Raises:
        ConfigError: it cannot be read, or it is none.
    """
    try:
        document = json.loads(Path(filename).read_bytes())
    except OSError as error:
        raise ConfigError(f"{filename}: cannot read the baseline: {reason(error)}") from error
    except json.JSONDecodeError as error:
        raise ConfigError(f"{filename}:{error.lineno}: the baseline is not valid JSON: {error.msg}") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise ConfigError(f"{filename}: the baseline is not valid JSON") from error
    if not isinstance(document, dict) or FORMAT not in document:
        raise ConfigError(f"{filename}: not a baseline of keraslint")
    if document[FORMAT] != VERSION:
        raise ConfigError(f"{filename}: a baseline of another version of keraslint: write it again")
    entries = _entries(document.get("files"))
    if entries is None:
        raise ConfigError(f"{filename}: not a baseline of keraslint: its `files` are damaged")
    return entries


def _entries(files: Any) -> dict[Key, int] | None:
    """The nested tables as one, or ``None`` where they are none."""
    found: dict[Key, int] = {}
    try:
        for path, codes in files.items():
            for code, texts in codes.items():
                for text, count in texts.items():
                    if type(count) is not int or count < 1:
                        return None
                    found[path, code, text] = count
    except AttributeError:
        return None
    return found


def save(filename: str, entries: Mapping[Key, int]) -> None:
    """Write a baseline file, whole or not at all: a line for each entry, in order.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    files: dict[str, dict[str, dict[str, int]]] = {}
    for (path, code, text), count in entries.items():
        files.setdefault(path, {}).setdefault(code, {})[text] = count
    document = {FORMAT: VERSION, "files": files}
    replace_text(filename, json.dumps(document, indent=2, sort_keys=True, ensure_ascii=True) + "\n")
