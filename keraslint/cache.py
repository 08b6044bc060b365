"""What was found in files before, kept on disk by content: a file that is the same needs no linting.

An entry is a JSON file named by the digest of all that decides the result: the file's content, keraslint's own code
and the settings. Nothing that stands in an entry is ever executed, and one that is broken, half written or not ours is
no entry. Entries are written under another name and moved, so that runs at the same time do not disturb one another.
A cache that cannot be read or written costs the run nothing but the time that it would have saved.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from keraslint.files import reason
from keraslint.stored import Malformed, decoded, encoded

if TYPE_CHECKING:
    from keraslint.result import FileResult

DIRECTORY: Final = ".keraslint_cache"
FORMAT: Final = "1"
"""Changed when entries are read differently; others are pruned."""
SUFFIX: Final = ".json"
MAX_AGE: Final = 30 * 86_400
MAX_ENTRIES: Final = 20_000
DAY: Final = 86_400
TAG: Final = b"Signature: 8a477f597d28d172789f06886806bc55\n# A cache directory tag made by keraslint.\n"
_DIGEST: Final = 20


def digest(*parts: bytes) -> str:
    """A name for these bytes, in this order and division."""
    found = hashlib.blake2b(digest_size=_DIGEST)
    for part in parts:
        found.update(len(part).to_bytes(8, "little"))
        found.update(part)
    return found.hexdigest()


def code_stamp(roots: Iterable[str]) -> str:
    """Stands for keraslint's own code: the names, sizes and times of its files (some 2 ms)."""
    seen: list[tuple[str, int, int]] = []
    for root in roots:
        _stamp(root, seen)
    return digest(repr(sorted(seen)).encode())


def _stamp(directory: str, seen: list[tuple[str, int, int]]) -> None:
    with os.scandir(directory) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".json")):
                status = entry.stat()
                seen.append((entry.path, status.st_size, status.st_mtime_ns))
            elif entry.name != "__pycache__" and entry.is_dir(follow_symlinks=False):
                _stamp(entry.path, seen)


def parser_stamp() -> str:
    """Stands for the version of LibCST, which makes the fixes, without loading it (0.5 ms; asking the package's
    metadata costs 50)."""
    from importlib.util import find_spec

    found = find_spec("libcst")
    if found is None or found.origin is None:
        return ""
    try:
        with open(os.path.join(os.path.dirname(found.origin), "_version.py"), "rb") as stream:
            return digest(stream.read())
    except OSError:
        return found.origin


class Cache:
    """The entries of a run. ``context`` is all that decides its results beside a file's content and what ``more``
    tells of the file with this name.

    ``failure`` tells why nothing is kept, where nothing can be.
    """

    def __init__(self, directory: str, context: str, more: Callable[[str], Sequence[str]] = lambda _: ()) -> None:
        self._top = directory
        self._directory = f"{directory}/{FORMAT}"
        self._context = context.encode()
        self._more = more
        self._checked = False
        self.hits = 0
        self.failure: str | None = None

    def key(self, filename: str, data: bytes) -> str:
        """The name of the entry for a file of this content."""
        more = self._more(filename)
        return digest(self._context, data, *(one.encode("utf-8", "surrogateescape") for one in more))

    def find(self, key: str, filename: str) -> FileResult | None:
        """The result that was kept, as if the file of this name had been linted now."""
        content = self.load(key)
        try:
            found = None if content is None else decoded(content, filename)
        except Malformed:
            return None
        if found is not None:
            self.hits += 1
        return found

    def keep(self, key: str, result: FileResult) -> None:
        """Keep a result; one that tells of a failure is not kept, nor one that only this run has a use for."""
        if not result.failed and not result.blueprints:
            self.save(key, encoded(result))

    def rules(self) -> list[tuple[str, str, bool]] | None:
        """The codes, names and defaults of all rules, if they were kept."""
        found = self.load(self._rules_key)
        try:
            return [(str(code), str(name), bool(default)) for code, name, default in found]
        except (TypeError, ValueError):
            return None

    def keep_rules(self, rules: Iterable[tuple[str, str, bool]]) -> None:
        self.save(self._rules_key, [list(one) for one in rules])

    @property
    def _rules_key(self) -> str:
        return digest(self._context, b"rules")

    def load(self, key: str) -> Any:
        """The content of an entry, ``None`` where there is none that can be read."""
        path = self._path(key)
        try:
            with open(path, "rb") as stream:
                entry = json.loads(stream.read())
                if time.time() - os.fstat(stream.fileno()).st_mtime > DAY:
                    with suppress(OSError):  # one that we may only read, or that is gone meanwhile
                        os.utime(path)
        except (OSError, ValueError, RecursionError):
            return None
        whole = isinstance(entry, list) and len(entry) == 2 and entry[0] == digest(_text(entry[1]))
        return entry[1] if whole else None

    def save(self, key: str, content: Any) -> None:
        """Keep plain data."""
        if self.failure is not None:
            return
        try:
            text = _text(content)
        except ValueError:  # an integer of more digits than Python writes
            return
        temporary = f"{self._path(key)}.{os.getpid()}.{os.urandom(4).hex()}"  # machines that share it have equal ids
        try:
            self._make()
            try:
                _write(temporary, b'["%s", %s]\n' % (digest(text).encode(), text))
                os.replace(temporary, self._path(key))
            except BaseException:
                _remove(temporary)
                raise
        except OSError as error:
            self.failure = f"{self._top}: nothing is cached: {reason(error)}"

    def _path(self, key: str) -> str:
        return f"{self._directory}/{key}{SUFFIX}"

    def _make(self) -> None:
        """Make the directory, which git and backups pass over, and throw away what is old, once a day."""
        if self._checked:
            return
        self._checked = True
        if not os.path.isdir(self._top):
            os.makedirs(self._top, exist_ok=True)
            _write(f"{self._top}/.gitignore", b"# Made by keraslint.\n*\n")
            _write(f"{self._top}/CACHEDIR.TAG", TAG)
        os.makedirs(self._directory, exist_ok=True)
        pruned = f"{self._directory}/pruned"
        if not os.path.exists(pruned) or time.time() - os.stat(pruned).st_mtime > DAY:
            _write(pruned, b"")
            self.prune()

    def prune(self, max_age: float = MAX_AGE, max_entries: int = MAX_ENTRIES) -> None:
        """Throw away entries that no run has asked for in this many seconds, and the oldest beyond so many."""
        now = time.time()
        found: list[tuple[float, str]] = []
        with os.scandir(self._directory) as listing:
            for entry in listing:
                if SUFFIX in entry.name:
                    with suppress(FileNotFoundError):  # another run removes the same
                        found.append((entry.stat().st_mtime, entry.path))
        found.sort(reverse=True)
        for at, (modified, path) in enumerate(found):
            left_over = not path.endswith(SUFFIX) and now - modified > DAY  # of a run that was killed
            if left_over or at >= max_entries or now - modified > max_age:
                _remove(path)


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(data)


def _remove(path: str) -> None:
    with suppress(FileNotFoundError):
        os.unlink(path)


def _text(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()
