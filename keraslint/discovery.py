"""Paths to files: walks directories, leaves out what is excluded or ignored by git."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from keraslint.files import reason
from keraslint.gate import read_bytes
from keraslint.settings import Settings, normal, patterns, relative

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

SUFFIXES: Final = (".py", ".ipynb")
_GLOB: Final = frozenset("*?[]!/\\#")


class DiscoveryError(NamedTuple):
    """A path that could not be looked at; ``message`` is one line without the path."""

    path: str
    message: str


class Discovered(NamedTuple):
    """The files in the order of the paths, each directory sorted by name; each file once."""

    files: tuple[str, ...]
    errors: tuple[DiscoveryError, ...]


def discover(paths: Sequence[str], settings: Settings) -> Discovered:
    """Find the files to lint.

    A file that is named is taken whatever its suffix, and even where ``exclude`` matches it, unless ``force_exclude``;
    git's ignore files never hold back what is named. Symbolic links to directories are not followed.
    """
    excluded = _Patterns.of((*settings.exclude, *settings.extend_exclude))
    walk = _Walk(settings, excluded)
    files: dict[str, str] = {}
    directories: dict[str, str] = {}
    for path in paths:
        if settings.force_exclude and _is_excluded(path, settings, excluded):
            continue
        for file in _named(path, walk):
            files.setdefault(_identity(file, directories), file)
    return Discovered(tuple(files.values()), tuple(walk.errors))


def _identity(path: str, directories: dict[str, str]) -> str:
    """The real path. Those of the ``directories`` that were seen are kept: that is most of the work."""
    if os.path.islink(path):
        return os.path.realpath(path)
    directory, name = os.path.split(path)
    if directory not in directories:
        directories[directory] = os.path.realpath(directory)
    return os.path.join(directories[directory], name)


def _named(path: str, walk: _Walk) -> Iterator[str]:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        walk.errors.append(DiscoveryError(path, reason(error)))
        return
    if stat.S_ISDIR(mode):
        yield from walk.files(normal(path))
    elif stat.S_ISREG(mode):
        yield path
    else:
        walk.errors.append(DiscoveryError(path, "not a file or a directory"))


def _is_excluded(path: str, settings: Settings, excluded: _Patterns) -> bool:
    """Whether a named path or a directory above it, below the root, is excluded."""
    absolute = os.path.abspath(path)
    inside = [one for one in _with_parents(absolute) if is_inside(one, settings.root)][:-1] or [absolute]
    is_directory = os.path.isdir(absolute)
    return any(excluded.match(one, settings.root, is_directory=one != absolute or is_directory) for one in inside)


def _with_parents(absolute: str) -> list[str]:
    """A path and the directories above it, the nearest first."""
    found = [absolute]
    while (parent := os.path.dirname(found[-1])) != found[-1]:
        found.append(parent)
    return found


def is_inside(path: str, directory: str) -> bool:
    """Whether a path is a directory, or below it."""
    absolute, base = os.path.abspath(path), os.path.abspath(directory)
    return absolute == base or absolute.startswith(base.rstrip(os.sep) + os.sep)


class _Patterns(NamedTuple):
    """Plain names, which need no pattern library, and gitignore-style patterns."""

    names: frozenset[str]
    spec: GitIgnoreSpec | None

    @classmethod
    def of(cls, written: Sequence[str]) -> _Patterns:
        globs = [pattern for pattern in written if _GLOB & {*pattern}]
        return cls(frozenset(written).difference(globs), patterns(globs, "exclude") if globs else None)

    def match(self, path: str, root: str, *, is_directory: bool) -> bool:
        if os.path.basename(path) in self.names:
            return True
        return self.spec is not None and self.spec.match_file(relative(path, root) + "/" * is_directory)


def _spec(lines: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(lines)


class _Ignores(NamedTuple):
    """One ignore file of git; ``directory`` is what its patterns are relative to."""

    directory: str
    spec: GitIgnoreSpec

    def verdict(self, path: str, *, is_directory: bool) -> bool | None:
        """Ignored, taken back by a negation, or not spoken of."""
        inner = os.path.relpath(path, self.directory).replace(os.sep, "/")
        return self.spec.check_file(inner + "/" * is_directory).include


class _Walk:
    def __init__(self, settings: Settings, excluded: _Patterns) -> None:
        self._settings = settings
        self._excluded = excluded
        self.errors: list[DiscoveryError] = []

    def files(self, directory: str) -> Iterator[str]:
        above = self._ignores_above(directory) if self._settings.respect_gitignore else ()
        return self._below(directory, above)

    def _below(self, directory: str, ignores: tuple[_Ignores, ...]) -> Iterator[str]:
        if self._settings.respect_gitignore:
            ignores = (*ignores, *_read_ignores(directory, ".gitignore"))
        try:
            with os.scandir(directory or ".") as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            message = f"cannot read the directory: {reason(error)}"
            self.errors.append(DiscoveryError(directory or ".", message))
            return
        for entry in entries:
            is_directory = entry.is_dir(follow_symlinks=False)
            if not is_directory and not (entry.name.endswith(SUFFIXES) and _is_file(entry)):
                continue
            if self._excluded.match(entry.path, self._settings.root, is_directory=is_directory):
                continue
            if _is_ignored(entry.path, ignores, is_directory=is_directory):
                continue
            if is_directory:
                yield from self._below(os.path.join(directory, entry.name), ignores)
            else:
                yield os.path.join(directory, entry.name)

    def _ignores_above(self, directory: str) -> tuple[_Ignores, ...]:
        """The ignore files that govern a directory from above, the outermost first.

        They reach up to the root of the git repository (or to the config file, where there is none). What they say
        does not count when they ignore the directory itself, for the user named it.
        """
        start = os.path.abspath(directory)
        chain = _with_parents(start)
        repository = next((at for at, one in enumerate(chain) if os.path.exists(os.path.join(one, ".git"))), None)
        if repository is None and self._settings.config_file is not None and is_inside(start, self._settings.root):
            repository = chain.index(os.path.abspath(self._settings.root))
        chain = chain[: (repository or 0) + 1]
        ignores = _read_ignores(chain[-1], ".git/info/exclude")
        for upper, lower in zip(chain[:0:-1], chain[-2::-1], strict=True):
            ignores = (*ignores, *_read_ignores(upper, ".gitignore"))
            if _is_ignored(lower, ignores, is_directory=True):
                return ()
        return ignores


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a symbolic link in a circle
        return False


def _is_ignored(path: str, ignores: tuple[_Ignores, ...], *, is_directory: bool) -> bool:
    """The innermost ignore file that speaks of a path decides."""
    for one in reversed(ignores):
        verdict = one.verdict(path, is_directory=is_directory)
        if verdict is not None:
            return verdict
    return False


def _read_ignores(directory: str, name: str) -> tuple[_Ignores, ...]:
    try:
        lines = read_bytes(os.path.join(directory, name)).decode("utf-8", "replace").splitlines()
    except OSError:
        return ()
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    if not lines:
        return ()
    try:
        return (_Ignores(directory, _spec(lines)),)
    except ValueError:  # git passes over a pattern that it cannot read, pathspec refuses the file
        return (_Ignores(directory, _spec([line for line in lines if _is_pattern(line)])),)


def _is_pattern(line: str) -> bool:
    try:
        _spec([line])
    except ValueError:
        return False
    return True
