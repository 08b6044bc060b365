"""Settings: ``[tool.keraslint]`` of the nearest ``pyproject.toml``, with the command line on top of it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib import import_module
from typing import Any, Final, NamedTuple

from keraslint.files import reason
from keraslint.formats import FORMATS
from keraslint.gate import read_bytes
from keraslint.settings import (
    ConfigError,
    PerFileIgnore,
    Selection,
    Selector,
    Settings,
    SeverityOverride,
    normal,
    shown,
)
from keraslint.severity import Severity

CONFIG_NAME: Final = "pyproject.toml"
SEVERITIES: Final = tuple(str(severity) for severity in reversed(Severity))
TARGETS: Final = ("auto", "keras3", "keras2")


def config_candidates(paths: Sequence[str]) -> list[str]:
    """Where the config file of a run over these paths may be, the nearest first."""
    directory = os.path.abspath(paths[0] if paths and paths[0] != "-" else ".")
    found = [os.path.join(directory, CONFIG_NAME)]
    while (parent := os.path.dirname(directory)) != directory:
        directory = parent
        found.append(os.path.join(directory, CONFIG_NAME))
    return found


def find_config(paths: Sequence[str]) -> str | None:
    """The nearest ``pyproject.toml`` with a ``[tool.keraslint]`` table, from the first path upwards."""
    for candidate in config_candidates(paths):
        try:
            data = read_bytes(candidate)
        except OSError:
            continue
        # Other tools' files are not ours to complain about, and cost no TOML parser.
        if b"keraslint" in data and (_has_table(data) or _table(candidate, data) is not None):
            return candidate
    return None


def load_settings(
    paths: Sequence[str] = (),
    *,
    config: str | None = None,
    isolated: bool = False,
    overrides: Mapping[str, Any] | None = None,
) -> Settings:
    """The settings of a run.

    ``config`` names a file to read in place of the one found from the first of ``paths`` upwards; ``isolated`` reads
    none. ``overrides`` are options of the command line by their field in ``Settings`` (``select``, ``extend_select``
    and ``ignore`` are sequences of selectors, ``per_file_ignores`` of ``PATTERN:CODES``); ``None`` is not given,
    nor is a flag (``force_exclude``, ``assume_keras``) that is ``False``.

    Raises:
        ConfigError: the config or an option cannot be used.
    """
    settings = Settings(root=os.getcwd())
    found: str | None = None
    if config is not None and not isolated:
        found = config
    elif not isolated:
        found = find_config(paths)
    if found is not None:
        settings = _read_config(found, settings, required=config is not None)
    return _override(settings, {key: value for key, value in (overrides or {}).items() if value is not None})


def _override(settings: Settings, options: Mapping[str, Any]) -> Settings:
    def selectors(key: str) -> tuple[Selector, ...]:
        return tuple(Selector(text, f"--{key.replace('_', '-')}") for text in options.get(key, ()))

    layer = Selection(
        selectors("select") if "select" in options else None, selectors("extend_select"), selectors("ignore")
    )
    changes: dict[str, Any] = {}
    for key in ("exclude", "extend_exclude"):
        if key in options:
            changes[key] = tuple(options[key])
    for key in ("baseline", "cache_dir"):
        if key in options:
            changes[key] = options[key] or None
    for key in ("respect_gitignore", "output_format", "target"):
        if key in options:
            changes[key] = options[key]
    for flag in ("force_exclude", "assume_keras"):
        if options.get(flag):
            changes[flag] = True
    if "fail_on" in options:
        changes["fail_on"] = Severity[options["fail_on"].upper()]
    if options.get("per_file_ignores"):
        changes["per_file_ignores"] = tuple(_per_file_option(text) for text in options["per_file_ignores"])
    return replace(settings, selections=(*settings.selections, layer), **changes)


def _per_file_option(text: str) -> PerFileIgnore:
    pattern, colon, codes = text.rpartition(":")
    where = "--per-file-ignores"
    if not colon or not pattern.strip() or not codes.strip():
        raise ConfigError(f"{where}: `{text}` is not of the form PATTERN:CODES")
    return PerFileIgnore(pattern.strip(), tuple(Selector(code, where) for code in codes.replace(",", " ").split()))


_HEADER: Final = re.compile(rb"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*keraslint[ \t]*[\].]", re.MULTILINE)
_AT_LINE: Final = re.compile(r"\s*\(at line (\d+), column \d+\)")


def _has_table(data: bytes) -> bool:
    return _HEADER.search(data) is not None


def _table(path: str, data: bytes) -> Any:
    """What stands under ``tool.keraslint``."""
    tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    named = shown(path)
    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{named}:{line}: not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else data.count(b"\n") + 1
        message = _AT_LINE.sub("", str(error)).partition("\n")[0].removesuffix(" (at end of document)")
        raise ConfigError(f"{named}:{line}: not valid TOML: {message}") from error
    tool = content.get("tool")
    return tool.get("keraslint") if isinstance(tool, dict) else None


def _read_config(path: str, settings: Settings, *, required: bool) -> Settings:
    try:
        data = read_bytes(path)
    except OSError as error:
        raise ConfigError(f"{shown(path)}: cannot read the config: {reason(error)}") from error
    table = _table(path, data)
    if table is None and required:
        raise ConfigError(f"{shown(path)}: no table [tool.keraslint]")
    reader = _Reader(shown(path), data.decode("utf-8-sig"))
    if not isinstance(table, dict):
        raise reader.error("keraslint", "`tool.keraslint` must be a table")
    known = {name.replace("_", "-"): name for name in KEYS}
    fields: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            import difflib

            near = difflib.get_close_matches(key.lower(), known, n=1)
            hint = f"; did you mean `{near[0]}`?" if near else f"; the keys are {', '.join(known)}"
            raise reader.error(key, f"unknown key `{key}`{hint}")
        fields[known[key]] = KEYS[known[key]].read(reader, key, value)
    layer = Selection(fields.pop("select", None), fields.pop("extend_select", ()), fields.pop("ignore", ()))
    root = os.path.dirname(os.path.abspath(path))
    for key in ("baseline", "cache_dir"):
        if key in fields:
            fields[key] = shown(normal(os.path.join(root, fields[key])))
    if "rules" in fields:
        fields["rules"] = tuple(one._replace(text=normal(os.path.join(root, one.text))) for one in fields["rules"])
    return replace(settings, root=root, config_file=path, selections=(layer,), **fields)


def _one_of(words: Sequence[str]) -> str:
    return f"one of {', '.join(f'`{word}`' for word in words)}"


class _Reader:
    """Typed values of the table, and the lines where they stand (the TOML parsers of Python tell none)."""

    def __init__(self, shown: str, text: str) -> None:
        self._shown = shown
        self._lines = text.split("\n")
        self._first = next((at for at, line in enumerate(self._lines) if _has_table(line.encode())), 0)

    def where(self, key: str, value: str | None = None) -> str:
        """``file:line`` of a key, or of a string in its value."""
        name = rf"""["']?{re.escape(key)}["']?\s*"""
        quoted = re.compile(rf"\s*(?:[\w-]+\s*\.\s*)*{name}[=.]|\s*\[.*\b{name}\]")
        at = next((at for at in range(self._first, len(self._lines)) if quoted.match(self._lines[at])), self._first)
        if value is not None:
            texts = (f'"{value}"', f"'{value}'")
            at = next(
                (row for row in range(at, len(self._lines)) if any(text in self._lines[row] for text in texts)), at
            )
        return f"{self._shown}:{at + 1}"

    def error(self, key: str, message: str) -> ConfigError:
        return ConfigError(f"{self.where(key)}: {message}")

    def boolean(self, key: str, value: object) -> bool:
        if not isinstance(value, bool):
            raise self.error(key, f"`{key}` must be true or false")
        return value

    def string(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise self.error(key, f"`{key}` must be a string")
        return value

    def strings(self, key: str, value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise self.error(key, f"`{key}` must be a list of strings")
        return tuple(value)

    def selectors(self, key: str, value: object) -> tuple[Selector, ...]:
        return tuple(Selector(text, f"{self.where(key, text)}: `{key}`") for text in self.strings(key, value))

    def per_file(self, key: str, value: object) -> tuple[PerFileIgnore, ...]:
        if not isinstance(value, dict):
            raise self.error(key, f"`{key}` must be a table of patterns and lists of rules")
        return tuple(PerFileIgnore(pattern, self.selectors(pattern, codes)) for pattern, codes in value.items())

    def severities(self, key: str, value: object) -> tuple[SeverityOverride, ...]:
        if not isinstance(value, dict):
            raise self.error(key, f"`{key}` must be a table of rules and severities")
        for rule, severity in value.items():
            if severity not in SEVERITIES:
                hint = f"; `ignore` switches a rule {severity}" if severity == "off" else ""
                raise self.error(rule, f"`{rule}` must be one of {', '.join(SEVERITIES)}{hint}")
        return tuple(
            SeverityOverride(Selector(rule, f"{self.where(rule)}: `{key}`"), Severity[severity.upper()])
            for rule, severity in value.items()
        )

    def choice(self, choices: Sequence[str]) -> Callable[[str, object], str]:
        def read(key: str, value: object) -> str:
            if value not in choices:
                raise self.error(key, f"`{key}` must be one of {', '.join(choices)}")
            return str(value)

        return read


def _choice(choices: Sequence[str]) -> Callable[[_Reader, str, object], str]:
    return lambda reader, key, value: reader.choice(choices)(key, value)


class Key(NamedTuple):
    """A key of the table: how it is read, and what the documentation says of its type and of its meaning."""

    read: Callable[[_Reader, str, object], Any]
    type: str
    meaning: str


_RULES: Final = "list of rules"

KEYS: Final[Mapping[str, Key]] = {
    "select": Key(_Reader.selectors, _RULES, "run only these"),
    "extend_select": Key(_Reader.selectors, _RULES, "run these too"),
    "ignore": Key(_Reader.selectors, _RULES, "do not run these"),
    "per_file_ignores": Key(
        _Reader.per_file,
        "table: pattern = list of rules",
        "do not run these in the files of the pattern (with `!` before it: in all others)",
    ),
    "severity": Key(_Reader.severities, "table: rule = severity", "the severity of these rules' findings"),
    "fail_on": Key(
        lambda reader, key, value: Severity[reader.choice(SEVERITIES)(key, value).upper()],
        _one_of(SEVERITIES),
        "from which severity on the exit status is 1",
    ),
    "baseline": Key(_Reader.string, "path", "the file of the findings that are known"),
    "cache_dir": Key(_Reader.string, "path", "where findings are kept by content (default: `.keraslint_cache`)"),
    "target": Key(
        _choice(TARGETS), _one_of(TARGETS), "the Keras that the code is for; `auto` asks its requirements and imports"
    ),
    "assume_keras": Key(_Reader.boolean, "boolean", "lint code without imports too, as if it imported Keras"),
    "exclude": Key(_Reader.strings, "list of patterns", "files and directories that are passed over"),
    "extend_exclude": Key(_Reader.strings, "list of patterns", "those too"),
    "force_exclude": Key(_Reader.boolean, "boolean", "pass them over even where they are named on the command line"),
    "respect_gitignore": Key(_Reader.boolean, "boolean", "pass over what git ignores"),
    "output_format": Key(_choice(tuple(FORMATS)), _one_of(tuple(FORMATS)), "how findings are written"),
    "rules": Key(_Reader.selectors, "list of paths", "rules of your own; this runs their code"),
}
