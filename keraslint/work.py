"""What a run lints, and with which settings: paths and options → results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from keraslint import __version__
from keraslint.codes import SYNTAX_ERROR
from keraslint.config import config_candidates, load_settings
from keraslint.gate import STDIN
from keraslint.output import Output
from keraslint.settings import NONE, ConfigError, Settings

if TYPE_CHECKING:
    from keraslint.cache import Cache
    from keraslint.discovery import Discovered
    from keraslint.linter import Options
    from keraslint.result import FileResult
    from keraslint.severity import Severity

OVERRIDES: Final = (
    "select",
    "extend_select",
    "ignore",
    "per_file_ignores",
    "output_format",
    "fail_on",
    "target",
    "assume_keras",
    "baseline",
    "cache_dir",
)
"""The options that override what the config file says."""


class Work:
    """The files of a run; ``options`` are those of the command line, by their names there."""

    def __init__(self, paths: Sequence[str], options: Mapping[str, Any], output: Output) -> None:
        self.stdin = STDIN in paths or (not paths and options["stdin_filename"] is not None)
        if self.stdin and len(paths) > 1:
            raise ConfigError("`-` must be the only path")
        everything = () if options["builders"] else (".",)
        self.paths = (options["stdin_filename"] or STDIN,) if self.stdin else tuple(paths) or everything
        self.settings: Settings = load_settings(
            self.paths or (".",),
            config=options["config"],
            isolated=options["isolated"],
            overrides={name: options[name] for name in OVERRIDES if options[name] not in (None, (), False)},
        )
        self.own = NONE
        if self.settings.rules:
            from keraslint.own_rules import locate

            self.own = locate(self.settings.rules)
        self._options = options
        self._output = output

    def results(self) -> Iterator[FileResult]:
        """Lint what is asked for, as far as the byte gate lets it pass.

        Raises:
            ConfigError: a rule is named that there is not.
        """
        self.check_selectors()
        if self.stdin:
            return self._stdin_results()
        found = self.discover()
        return chain(self.unseen(found), self.lint(found.files))

    def lint(self, files: Sequence[str]) -> Iterator[FileResult]:
        """Lint these files, as far as the byte gate lets them pass."""
        from keraslint.gate import gate

        assume = self.settings.assume_keras
        gated = gate(files, self.options_of, assume_keras=assume, named=frozenset(self.paths), cache=lambda: self.cache)
        if gated.skipped and self._options["verbose"]:
            from keraslint.reporters.text import clean

            for name in gated.skipped:
                self._output.note(f"{clean(name)}: skipped, it does not speak of Keras")
        if not gated.entries:
            return
        from keraslint.runner import run

        cache = self.cache
        yield from run(gated, self._options["jobs"] or os.cpu_count() or 1, self._output.progress, cache)
        if cache is not None:
            self._output.note(f"{cache.hits} of {len(gated.entries)} results were in the cache")
            if cache.failure is not None:
                self._output.note(cache.failure)

    def discover(self) -> Discovered:
        """The files that there are."""
        from keraslint.discovery import discover

        return discover(self.paths, self.settings)

    def unseen(self, found: Discovered) -> Iterator[FileResult]:
        """A result for each path that could not be looked at, so that every report has it."""
        if found.errors:
            from keraslint.result import FileResult

            for path, message in found.errors:
                yield FileResult(path, unreadable=message)
        elif self.paths and not found.files:  # without paths only a builder is asked for
            self._output.remark("warning: no Python files and no notebooks found")

    def _stdin_results(self) -> Iterator[FileResult]:
        from keraslint.gate import worth_linting
        from keraslint.linter import lint_bytes

        (name,) = self.paths
        if sys.stdin is None:
            raise ConfigError("standard input is closed")
        data = self.stdin_data
        if worth_linting(name, data, assume_keras=self.settings.assume_keras):
            yield lint_bytes(name, data, self.options_of(name))

    def target_of(self, filename: str) -> frozenset[int]:
        """The Keras majors that a file is for, before its own imports are asked."""
        from keraslint.target import target_of

        return target_of(self.settings.target, filename)

    @cached_property
    def stdin_data(self) -> bytes:
        """What standard input holds; it is read once."""
        return sys.stdin.buffer.read()

    def governing(self, files: Sequence[str]) -> tuple[str, ...]:
        """The files that there may be, and that say how these are linted and what of them is reported."""
        given = self._options["config"]
        config = config_candidates(self.paths) if given is None else [given]
        named = [] if self._options["isolated"] else list(config)
        if self.settings.baseline is not None:
            named.append(self.settings.baseline)
        if self.settings.rules:
            from keraslint.own_rules import sources

            named += [str(file) for one in self.settings.rules for file in sources(one.text)]
        if self.settings.target == "auto":
            from keraslint.target import consulted

            named += consulted(files)
        return tuple(named)

    def check_selectors(self) -> None:
        """Refuse unknown rules, and own ones that cannot be loaded, even where there is nothing to lint.

        The rules are loaded only where rules are named.

        Raises:
            ConfigError: it names the rule, or the own one's file.
        """
        if self.own != NONE:
            _ = self.rules
        chosen = any(layer.select or layer.extend_select or layer.ignore for layer in self.settings.selections)
        if chosen:
            _ = self.enabled
        if self.settings.per_file_ignores:
            from keraslint.selection import ignored_in_file

            ignored_in_file(self.settings, "", self.rules)
        _ = self.severities

    @cached_property
    def cache(self) -> Cache | None:
        """What was found before, where the run may use it."""
        if self._options["no_cache"] or self._options["dynamic"] or self._options["builders"]:
            return None
        from keraslint.cache import DIRECTORY, Cache

        directory = self.settings.cache_dir or os.path.join(self.settings.root, DIRECTORY)
        return Cache(directory, self._context, self._matters)

    @property
    def _context(self) -> str:
        """What the results of this run depend on, beside the files."""
        from keraslint.cache import code_stamp, parser_stamp

        here = os.path.dirname(os.path.abspath(__file__))
        inside = os.path.join(here, "rules")
        rules = inside if os.path.isdir(inside) else os.path.join(os.path.dirname(here), "rules")
        settings = self.settings
        chosen = [
            [group and [one.text for one in group] for group in (each.select, each.extend_select, each.ignore)]
            for each in settings.selections
        ]
        ignored = [(one.pattern, [each.text for each in one.selectors]) for one in settings.per_file_ignores]
        code = __version__, sys.version_info[:2], parser_stamp(), code_stamp([here, rules])
        return repr(
            (code, chosen, ignored, self.own, settings.target, settings.assume_keras, self._options["show_shapes"])
        )

    def _matters(self, filename: str) -> Sequence[str]:
        """What the result of a file depends on beside its content: its kind, its project's Keras, its place."""
        from keraslint.gate import is_notebook
        from keraslint.settings import relative

        place = relative(filename, self.settings.root) if self.settings.per_file_ignores else ""
        return str(is_notebook(filename)), str(sorted(self.target_of(filename))), place

    @cached_property
    def rules(self) -> Sequence[tuple[str, str, bool]]:
        """Codes, names and defaults of all rules, from the cache where they are there."""
        kept = None if self.cache is None else self.cache.rules()
        if kept is not None:
            return kept
        from keraslint import catalogue

        found = [(rule.code, rule.name, rule.default) for rule in catalogue.load()]
        if self.cache is not None:
            self.cache.keep_rules(found)
        return found

    @cached_property
    def enabled(self) -> frozenset[str]:
        """The codes of the rules that run."""
        from keraslint.selection import enabled_rules

        enabled = enabled_rules(self.settings, self.rules)
        return enabled & {SYNTAX_ERROR} if self._options["show_shapes"] else enabled

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """The severities that the settings give, by code."""
        if not self.settings.severity:
            return {}
        from keraslint.selection import severities

        return severities(self.settings, self.rules)

    def options_of(self, filename: str) -> Options:
        """What to do with a file."""
        from keraslint.linter import Options
        from keraslint.selection import ignored_in_file, named_rules

        choice = self.settings.target
        return Options(
            self.enabled - ignored_in_file(self.settings, filename, self.rules),
            self.target_of(filename),
            named=frozenset() if choice == "keras2" else named_rules(self.settings, self.rules),
            target_from_imports=choice == "auto",
            assume_keras=self.settings.assume_keras,
            dynamic=self._options["dynamic"],
            shapes=self._options["show_shapes"],
            own=self.own,
        )
