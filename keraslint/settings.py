"""Settings as plain data, and what paths and patterns in them mean."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from keraslint.records import record
from keraslint.severity import Severity

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

DEFAULT_EXCLUDE: Final = (
    ".bzr",
    ".direnv",
    ".eggs",
    ".git",
    ".git-rewrite",
    ".hg",
    ".ipynb_checkpoints",
    ".keraslint_cache",
    ".mypy_cache",
    ".nox",
    ".pants.d",
    ".pyenv",
    ".pytest_cache",
    ".pytype",
    ".ruff_cache",
    ".svn",
    ".tox",
    ".venv",
    ".vscode",
    "__pycache__",
    "__pypackages__",
    "_build",
    "buck-out",
    "build",
    "dist",
    "node_modules",
    "site-packages",
    "venv",
)
"""As ruff's, with the directories where notebooks and caches keep copies."""


class ConfigError(Exception):
    """Settings that cannot be used; the message is one line that names the option, or the file and the line."""


class Selector(NamedTuple):
    """A code, a prefix of codes, a rule's name or ``ALL`` (for ``Settings.rules`` a path); ``where`` tells the user who
    said so."""

    text: str
    where: str


class Selection(NamedTuple):
    """One layer of choices. A later layer goes on top; its ``select``, unless ``None``, starts afresh."""

    select: tuple[Selector, ...] | None = None
    extend_select: tuple[Selector, ...] = ()
    ignore: tuple[Selector, ...] = ()


class PerFileIgnore(NamedTuple):
    """Rules that do not speak in files of a pattern (in all other files, where it starts with ``!``)."""

    pattern: str
    selectors: tuple[Selector, ...]


class SeverityOverride(NamedTuple):
    """The severity that the findings of these rules have, whatever the rules say."""

    selector: Selector
    severity: Severity


class OwnRules(NamedTuple):
    """Where rules of the user's own are, and a hash of what the files hold: with other content they are other rules."""

    paths: tuple[str, ...] = ()
    digest: str = ""


NONE: Final = OwnRules()


@record(eq=True)
class Settings:
    """``root`` is the directory that the patterns are relative to: that of the config file, or the current one."""

    root: str
    config_file: str | None = None
    selections: tuple[Selection, ...] = ()
    per_file_ignores: tuple[PerFileIgnore, ...] = ()
    exclude: tuple[str, ...] = DEFAULT_EXCLUDE
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    output_format: str = "full"
    fail_on: Severity = Severity.WARNING
    target: str = "auto"
    assume_keras: bool = False
    baseline: str | None = None
    cache_dir: str | None = None
    severity: tuple[SeverityOverride, ...] = ()
    rules: tuple[Selector, ...] = ()


def shown(path: str | os.PathLike[str]) -> str:
    """A path as it is named to the user: from the current directory, where it is below that."""
    written, below = os.fspath(path), os.path.join(os.getcwd(), "")
    return written.removeprefix(below) if written.startswith(below) else written


def normal(path: str) -> str:
    """A path without needless parts (``./a//b/`` → ``a/b``); ``""`` is the current directory."""
    drive, rest = os.path.splitdrive(path)
    rest = rest.replace(os.altsep or os.sep, os.sep)
    parts = [part for part in rest.split(os.sep) if part not in ("", ".")]
    return drive + os.sep * rest.startswith(os.sep) + os.sep.join(parts)


def patterns(lines: Sequence[str], where: str) -> GitIgnoreSpec:
    """Gitignore-style patterns.

    Raises:
        ConfigError: a line is no pattern.
    """
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise ConfigError(f"{where}: {str(error).partition(chr(10))[0]}") from error


def relative(path: str, root: str) -> str:
    """The path as patterns see it: from the root, with slashes; a path outside keeps its absolute parts."""
    absolute, base = os.path.abspath(path), os.path.abspath(root)
    inside = absolute.startswith(base.rstrip(os.sep) + os.sep)
    return (os.path.relpath(absolute, base) if inside else absolute.lstrip(os.sep)).replace(os.sep, "/")
