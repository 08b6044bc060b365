"""What a run lints, and with which settings: paths and options → results."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from keraslint import catalogue
from keraslint.config import config_candidates, load_settings
from keraslint.output import Output
from keraslint.settings import NONE, ConfigError, Settings

if TYPE_CHECKING:
    from keraslint.diagnostic import Severity
    from keraslint.discovery import Discovered
    from keraslint.linter import Options
    from keraslint.result import FileResult

STDIN: Final = "-"
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
        self.announce(found)
        return self.lint(found.files)

    def lint(self, files: Sequence[str]) -> Iterator[FileResult]:
        """Lint these files, as far as the byte gate lets them pass."""
        from keraslint.reporters.text import clean
        from keraslint.runner import gate, run

        gated = gate(files, self.options_of, assume_keras=self.settings.assume_keras, named=frozenset(self.paths))
        for name in gated.skipped:
            self._output.note(f"{clean(name)}: skipped, it does not speak of Keras")
        return run(gated, self._options["jobs"] or os.cpu_count() or 1, self._output.progress)

    def discover(self) -> Discovered:
        """The files that there are."""
        from keraslint.discovery import discover

        return discover(self.paths, self.settings)

    def announce(self, found: Discovered) -> None:
        """Say which paths could not be looked at."""
        from keraslint.reporters.text import clean

        for error in found.errors:
            self._output.fail(f"{clean(error.path)}: {error.message}")
        if self.paths and not found.files and not found.errors:  # without paths only a builder is asked for
            self._output.remark("warning: no Python files and no notebooks found")

    def _stdin_results(self) -> Iterator[FileResult]:
        from keraslint.linter import lint_bytes, worth_linting

        (name,) = self.paths
        data = sys.stdin.buffer.read()
        if worth_linting(name, data, assume_keras=self.settings.assume_keras):
            yield lint_bytes(name, data, self.options_of(name))

    @property
    def governing(self) -> tuple[str, ...]:
        """The files that there may be, and that say how others are linted and what of them is reported."""
        given = self._options["config"]
        config = config_candidates(self.paths) if given is None else [Path(given)]
        named = [] if self._options["isolated"] else list(map(str, config))
        if self.settings.baseline is not None:
            named.append(self.settings.baseline)
        if self.settings.rules:
            from keraslint.own_rules import sources

            named += [str(file) for one in self.settings.rules for file in sources(one.text)]
        return tuple(named)

    def check_selectors(self) -> None:
        """Refuse unknown rules, and own ones that cannot be loaded, even where there is nothing to lint.

        The rules are loaded only where rules are named.

        Raises:
            ConfigError: it names the rule, or the own one's file.
        """
        if self.own != NONE:
            catalogue.load()
        chosen = any(layer.select or layer.extend_select or layer.ignore for layer in self.settings.selections)
        if chosen or self.settings.per_file_ignores:
            self.options_of("")
        _ = self.severities

    @cached_property
    def enabled(self) -> frozenset[str]:
        """The codes of the rules that run."""
        from keraslint.linter import SYNTAX_ERROR
        from keraslint.selection import enabled_rules

        enabled = enabled_rules(self.settings, catalogue.load())
        return enabled & {SYNTAX_ERROR} if self._options["show_shapes"] else enabled

    @cached_property
    def severities(self) -> dict[str, Severity]:
        """The severities that the settings give, by code."""
        if not self.settings.severity:
            return {}
        from keraslint.selection import severities

        return severities(self.settings, catalogue.load())

    def options_of(self, filename: str) -> Options:
        """What to do with a file."""
        from keraslint.linter import Options
        from keraslint.selection import ignored_in_file, named_rules
        from keraslint.target import target_of

        choice = self.settings.target
        return Options(
            self.enabled - ignored_in_file(self.settings, filename, catalogue.load()),
            target_of(choice, filename),
            named=frozenset() if choice == "keras2" else named_rules(self.settings, catalogue.load()),
            target_from_imports=choice == "auto",
            assume_keras=self.settings.assume_keras,
            dynamic=self._options["dynamic"],
            shapes=self._options["show_shapes"],
            own=self.own,
        )
