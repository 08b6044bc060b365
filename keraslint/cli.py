"""The command line; the only module that prints or exits. What a run does not need it does not import."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from keraslint import __version__
from keraslint.formats import FORMATS

if TYPE_CHECKING:
    from keraslint.config import Settings
    from keraslint.diagnostic import Diagnostic
    from keraslint.dynamic.builders import Builder
    from keraslint.linter import Options
    from keraslint.reporters import Style
    from keraslint.result import FileResult

SUCCESS: Final = 0
FINDINGS: Final = 1
FAILURE: Final = 2
STDIN: Final = "-"
RULES: Final = "codes, prefixes or names of rules, or ALL, separated by commas"
SETTINGS: Final = (
    "select",
    "extend_select",
    "ignore",
    "per_file_ignores",
    "output_format",
    "fail_on",
    "target",
    "assume_keras",
)
"""The options that override what the config file says."""


class Command(click.Command):
    """A command whose errors are one line each, and whose exit statuses are 0, 1 and 2."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        _unwind_on_termination()
        try:
            status = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            _error(error.format_message())
            status = FAILURE
        except click.Abort:
            _error("interrupted")
            status = FAILURE
        sys.exit(status or SUCCESS)


def _unwind_on_termination() -> None:
    """End on SIGTERM as on Ctrl-C, so that no process is left behind."""

    def end(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, end)


def _error(message: str) -> None:
    click.echo(f"keraslint: error: {message}", err=True)


def _split(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """``--select KL1,KL201 --select KL4`` as one tuple; ``None`` where the option is not given."""
    return tuple(word for value in values for word in value.replace(",", " ").split()) if values else None


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--select", multiple=True, callback=_split, metavar="RULES", help=f"Run only these: {RULES}.")
@click.option("--extend-select", multiple=True, callback=_split, metavar="RULES", help="Run these too.")
@click.option("--ignore", multiple=True, callback=_split, metavar="RULES", help="Do not run these.")
@click.option("--per-file-ignores", multiple=True, metavar="GLOB:RULES", help="Do not run these in such files.")
@click.option("--output-format", type=click.Choice(list(FORMATS)), help="How findings are written (default: full).")
@click.option("-o", "--output-file", type=click.Path(dir_okay=False), metavar="FILE", help="Write them to this file.")
@click.option("--show-shapes", is_flag=True, help="Show every model's layers, output shapes and parameters instead.")
@click.option("--statistics", is_flag=True, help="Show how often each rule spoke instead of each finding.")
@click.option("--explain", metavar="RULE", help="Show the page of a rule and exit.")
@click.option("--list-rules", is_flag=True, help="List the rules, and which of them are on, and exit.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info"]), help="Exit with 1 from this severity on.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option("--target", type=click.Choice(["keras3", "keras2", "auto"]), help="The Keras that the code is for.")
@click.option("--assume-keras", is_flag=True, help="Lint code without imports too, as if it imported Keras.")
@click.option("--config", type=click.Path(), metavar="FILE", help="Read this pyproject.toml.")
@click.option("--isolated", is_flag=True, help="Read no config file.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: the unsafe ones too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--fix-only", is_flag=True, help="Apply the fixes, and show and count no findings.")
@click.option("--show-fixes", is_flag=True, help="List what was fixed.")
@click.option("--dynamic", is_flag=True, help="Build every model with real Keras too, in a process of its own.")
@click.option(
    "--dynamic-timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    metavar="SECONDS",
    help="For a model.",
)
@click.option(
    "--dynamic-import",
    "builders",
    multiple=True,
    metavar="MODULE:FUNCTION",
    help="Import this function, call it (`:function(28, classes=10)` with literals) and check the model that it "
    "returns. This runs your code.",
)
@click.option("--no-cache", is_flag=True, help="Lint every file anew.")
@click.option("--stdin-filename", metavar="FILE", help="The name of what standard input (`-`) holds.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), metavar="N", help="How many processes (default: the cores).")
@click.option("-q", "--quiet", is_flag=True, help="Show the findings and nothing else.")
@click.option("-v", "--verbose", is_flag=True, help="Say what was skipped, how many labels are known, what took long.")
@click.version_option(__version__, "-V", "--version", message="keraslint %(version)s")
def main(paths: tuple[str, ...], **options: Any) -> int:
    """Find what crashes or trains wrongly in Keras models, without running anything.

    PATHS are Python files, notebooks and directories (default: the current one); `-` is standard input.

    Exit status: 0 nothing at or above the fail level (warning, unless --fail-on says otherwise), 1 findings,
    2 keraslint could not do its work.
    """
    from keraslint.config import ConfigError
    from keraslint.console import forgive_characters

    forgive_characters()
    try:
        if options["explain"] is not None:
            return _explain(options["explain"], options["output_format"])
        return Run(paths, options).execute()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error


def _explain(wanted: str, output_format: str | None) -> int:
    from keraslint import catalogue
    from keraslint.reporters.rules import page, page_json

    rule = catalogue.find(wanted)
    if rule is None:
        near = catalogue.nearest(wanted)
        hint = f"; did you mean `{near.code}` ({near.name})?" if near else "; `--list-rules` shows all"
        raise click.ClickException(f"unknown rule `{wanted}`{hint}")
    click.echo(page_json(rule) if output_format == "json" else page(rule, _style()), nl=False, color=True)
    return SUCCESS


def _style() -> Style:
    from keraslint.console import style_of

    return style_of(sys.stdout)


def _builders(asked: Sequence[str]) -> list[Builder]:
    """What ``--dynamic-import`` asks for."""
    if not asked:
        return []
    from keraslint.dynamic.builders import BuilderError, parse

    try:
        return [parse(written) for written in asked]
    except BuilderError as error:
        raise click.UsageError(str(error)) from error


class Run:
    """One run of the linter: from the arguments of the command line to its exit status."""

    def __init__(self, paths: Sequence[str], options: Mapping[str, Any]) -> None:
        from keraslint.config import load_settings
        from keraslint.console import is_terminal
        from keraslint.progress import Progress
        from keraslint.reporters import Style

        self.stdin = STDIN in paths or (not paths and options["stdin_filename"] is not None)
        if self.stdin and len(paths) > 1:
            raise click.UsageError("`-` must be the only path")
        self.options = options
        self.builders = _builders(options["builders"])
        everything = () if options["builders"] else (".",)
        self.paths = (options["stdin_filename"] or STDIN,) if self.stdin else tuple(paths) or everything
        self.quiet: bool = options["quiet"]
        self.verbose: bool = options["verbose"] and not self.quiet
        self.settings: Settings = load_settings(
            self.paths or (".",),
            config=options["config"],
            isolated=options["isolated"],
            overrides={name: options[name] or None for name in SETTINGS},
        )
        self.form = self.settings.output_format
        self.style = _style() if options["output_file"] is None else Style()
        self.progress = Progress(sys.stderr, enabled=is_terminal(sys.stderr) and not self.quiet)
        self.diagnostics: list[Diagnostic] = []
        self.seconds: dict[str, float] = {}
        self.decisions: Counter[str] = Counter()
        self.failed = False

    def execute(self) -> int:
        """Lint, print, and tell the exit status."""
        if self.options["list_rules"]:
            return self._list_rules()
        if self.options["diff"] or self.options["fix"] or self.options["fix_only"]:
            return self._fix()
        found = self._results()
        live = self.options["dynamic"] or self.options["builders"]
        return self._report(self._watched(self._verified(found) if live else found))

    def _report(self, results: Iterable[FileResult]) -> int:
        if self.options["show_shapes"]:
            self._show_shapes(results)
        elif self.options["statistics"]:
            self._statistics(results)
        else:
            from keraslint.reporters import reporter

            report = reporter(self.form)(results, self.style)
            if self.options["output_file"] is None:
                self._print(report)
            else:
                self._write(self.options["output_file"], report)
        self._summarize()
        if self.failed:
            return FAILURE
        failing = any(one.severity >= self.settings.fail_on for one in self.diagnostics)
        return FINDINGS if failing and not self.options["exit_zero"] else SUCCESS

    def _fix(self) -> int:
        """Fix what can be fixed, then report what is left; with ``--diff`` only show what would change."""
        from keraslint.fixing import Fixes, fix_all

        if self.stdin:
            raise click.UsageError("standard input cannot be fixed")
        fixes, diff = Fixes(), self.options["diff"]
        unsafe = self.options["unsafe_fixes"]
        results = fix_all(self._results(), self._options, fixes, unsafe=unsafe, write=not diff)
        if diff or self.options["fix_only"]:
            for _ in self._watched(results):  # what is left is not asked for
                pass
            self._print(fixes.diffs if diff else ())
            status = FAILURE if self.failed else FINDINGS if diff and fixes.diffs else SUCCESS
        else:
            status = self._report(self._watched(results))
        if self.options["show_fixes"]:
            for line in fixes.listing():
                click.echo(line, err=True)
        if fixes.count and not self.quiet:
            would = "would be fixed" if diff else "fixed"
            click.echo(f"keraslint: {fixes.count} {'finding' if fixes.count == 1 else 'findings'} {would}", err=True)
        return status

    def _list_rules(self) -> int:
        from keraslint import catalogue
        from keraslint.config import enabled_rules
        from keraslint.reporters.rules import listing, listing_json

        rules = catalogue.load()
        enabled = enabled_rules(self.settings, rules)
        self._print([listing_json(rules, enabled) if self.form == "json" else listing(rules, enabled, self.style)])
        return SUCCESS

    def _show_shapes(self, results: Iterable[FileResult]) -> None:
        """The models on standard output; files and cells that do not parse on standard error."""
        from keraslint.reporters import concise, show_shapes
        from keraslint.result import FileResult

        shapes = show_shapes.as_json if self.form == "json" else show_shapes.table
        self._print(shapes(results, self.style))
        for text in concise.report([FileResult("", tuple(self.diagnostics))], self.style):
            click.echo(text, nl=False, err=True)

    def _statistics(self, results: Iterable[FileResult]) -> None:
        from keraslint.reporters import statistics

        for _ in results:  # they are counted as they pass by
            pass
        if self.form == "json":
            self._print([statistics.table_json(self.diagnostics)])
        else:
            self._print([statistics.table(self.diagnostics, self.style)])

    def _summarize(self) -> None:
        from keraslint.reporters import MACHINE_FORMATS
        from keraslint.reporters.statistics import summary

        for phase, seconds in self.seconds.items():
            self._note(f"{phase}: {seconds:.2f} s")
        if self.verbose and self.decisions:
            from keraslint.facts import decisions

            self._note(decisions.summary(self.decisions))
        silent = self.quiet or self.form in MACHINE_FORMATS or self.options["show_shapes"]
        if not silent and (self.diagnostics or not self.failed):
            self._print([summary(self.diagnostics, self.style)])

    def _watched(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results as they pass by: their diagnostics are kept, and what went wrong with a file is said."""
        from keraslint.reporters.text import clean

        for result in results:
            name = clean(result.filename)
            self.diagnostics += result.diagnostics
            if result.unreadable is not None:
                self._fail(f"{name}: {clean(result.unreadable)}")
            for fault in result.internal_errors:
                self._fail(f"{name}: internal error ({fault.during}): {clean(fault.exception)}; please report it")
                self._note(fault.traceback)
            for limit in result.limits:
                self._note(f"{name}: {clean(limit)}")
            self.decisions.update(result.decisions)
            for phase, seconds in result.seconds.items():
                self.seconds[phase] = self.seconds.get(phase, 0.0) + seconds
            yield result

    def _write(self, filename: str, texts: Iterable[str]) -> None:
        """Write a report to a file, whole or not at all."""
        from keraslint.files import replace_text

        text = "".join(texts)
        try:
            replace_text(filename, text)
        except OSError as error:
            self._fail(f"{filename}: cannot be written: {error.strerror or error}")

    def _print(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.progress.clear()
            click.echo(text, nl=False, color=True)

    def _fail(self, message: str) -> None:
        """Say what could not be done; everything else is done all the same."""
        self.failed = True
        self.progress.clear()
        _error(message)

    def _note(self, message: str) -> None:
        """A remark that only ``--verbose`` shows."""
        if self.verbose:
            self.progress.clear()
            click.echo(f"keraslint: {message}", err=True)

    def _results(self) -> Iterator[FileResult]:
        """Lint what is asked for, as far as the byte gate lets it pass."""
        from keraslint.reporters.text import clean
        from keraslint.runner import gate, run

        self._check_selectors()
        if self.stdin:
            return self._stdin_results()
        files = self._files()
        gated = gate(files, self._options, assume_keras=self.settings.assume_keras, named=frozenset(self.paths))
        for name in gated.skipped:
            self._note(f"{clean(name)}: skipped, it does not speak of Keras")
        return run(gated, self.options["jobs"] or os.cpu_count() or 1, self.progress.update)

    def _verified(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results with what Keras itself says of the models, and of those that the user's functions return."""
        from keraslint.dynamic.session import Session

        session = Session(self._enabled, self.options["dynamic_timeout"], self.options["dynamic"], self.builders)
        yield from session.results(results)
        for failure in session.failures:
            self._fail(failure)
        if self.options["dynamic"] and session.tally.failure is None and not self.quiet:
            click.echo(f"keraslint: {session.tally.summary()}", err=True)
            for reason, count in session.tally.skipped.most_common():
                self._note(f"{count} skipped: {reason}")

    def _files(self) -> tuple[str, ...]:
        from keraslint.discovery import discover
        from keraslint.reporters.text import clean

        if not self.paths:  # only a builder is asked for
            return ()
        discovered = discover(self.paths, self.settings)
        for error in discovered.errors:
            self._fail(f"{clean(error.path)}: {error.message}")
        if not discovered.files and not discovered.errors and not self.quiet:
            click.echo("keraslint: warning: no Python files and no notebooks found", err=True)
        return discovered.files

    def _stdin_results(self) -> Iterator[FileResult]:
        from keraslint.linter import lint_bytes, worth_linting

        (name,) = self.paths
        data = sys.stdin.buffer.read()
        if worth_linting(name, data, assume_keras=self.settings.assume_keras):
            yield lint_bytes(name, data, self._options(name))

    def _check_selectors(self) -> None:
        """Refuse unknown rules even where there is nothing to lint; the rules are loaded only where rules are named."""
        chosen = any(layer.select or layer.extend_select or layer.ignore for layer in self.settings.selections)
        if chosen or self.settings.per_file_ignores:
            self._options("")

    @cached_property
    def _enabled(self) -> frozenset[str]:
        from keraslint import catalogue
        from keraslint.config import enabled_rules
        from keraslint.linter import SYNTAX_ERROR

        enabled = enabled_rules(self.settings, catalogue.load())
        return enabled & {SYNTAX_ERROR} if self.options["show_shapes"] else enabled

    def _options(self, filename: str) -> Options:
        """What to do with a file."""
        from keraslint import catalogue
        from keraslint.config import ignored_in_file
        from keraslint.linter import Options
        from keraslint.target import target_of

        choice = self.settings.target
        return Options(
            self._enabled - ignored_in_file(self.settings, filename, catalogue.load()),
            target_of(choice, filename),
            target_from_imports=choice == "auto",
            assume_keras=self.settings.assume_keras,
            dynamic=self.options["dynamic"],
            shapes=self.options["show_shapes"],
        )
