"""One run of the linter: what is done with the results, and the exit status. The command line prints it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from keraslint.config import ConfigError
from keraslint.output import Output
from keraslint.work import Work

if TYPE_CHECKING:
    from keraslint.diagnostic import Diagnostic
    from keraslint.dynamic.builders import Builder
    from keraslint.reporters import Style
    from keraslint.result import FileResult

SUCCESS: Final = 0
FINDINGS: Final = 1
FAILURE: Final = 2


def _builders(asked: Sequence[str]) -> list[Builder]:
    """What ``--dynamic-import`` asks for."""
    if not asked:
        return []
    from keraslint.dynamic.builders import BuilderError, parse

    try:
        return [parse(written) for written in asked]
    except BuilderError as error:
        raise ConfigError(str(error)) from error


class Run:
    """From the arguments of the command line to its exit status."""

    def __init__(self, paths: Sequence[str], options: Mapping[str, Any], output: Output) -> None:
        self.options = options
        self.output = output
        self.builders = _builders(options["builders"])
        self.work = Work(paths, options, output)
        self.settings = self.work.settings
        self.form = self.settings.output_format
        self.diagnostics: list[Diagnostic] = []
        self.seconds: dict[str, float] = {}
        self.decisions: Counter[str] = Counter()

    def execute(self) -> int:
        """Lint, print, and tell the exit status.

        Raises:
            ConfigError: what is asked for cannot be done.
        """
        if self.options["list_rules"]:
            return self._list_rules()
        if self.options["diff"] or self.options["fix"] or self.options["fix_only"]:
            return self._fix()
        found = self.work.results()
        live = self.options["dynamic"] or self.options["builders"]
        return self._report(self._watched(self._verified(found) if live else found))

    @property
    def style(self) -> Style:
        """How a report may look: in a file, plain."""
        from keraslint.reporters import Style

        return self.output.style() if self.options["output_file"] is None else Style()

    def _report(self, results: Iterable[FileResult]) -> int:
        if self.options["show_shapes"]:
            self._show_shapes(results)
        elif self.options["statistics"]:
            self._statistics(results)
        else:
            from keraslint.reporters import reporter

            report = reporter(self.form)(results, self.style)
            if self.options["output_file"] is None:
                self.output.show(report)
            else:
                self._write(self.options["output_file"], report)
        self._summarize()
        if self.output.failed:
            return FAILURE
        failing = any(one.severity >= self.settings.fail_on for one in self.diagnostics)
        return FINDINGS if failing and not self.options["exit_zero"] else SUCCESS

    def _fix(self) -> int:
        """Fix what can be fixed, then report what is left; with ``--diff`` only show what would change."""
        from keraslint.fixing import Fixes, fix_all

        if self.work.stdin:
            raise ConfigError("standard input cannot be fixed")
        fixes, diff = Fixes(), self.options["diff"]
        unsafe = self.options["unsafe_fixes"]
        results = fix_all(self.work.results(), self.work.options_of, fixes, unsafe=unsafe, write=not diff)
        if diff or self.options["fix_only"]:
            for _ in self._watched(results):  # what is left is not asked for
                pass
            self.output.show(fixes.diffs if diff else ())
            status = FAILURE if self.output.failed else FINDINGS if diff and fixes.diffs else SUCCESS
        else:
            status = self._report(self._watched(results))
        if self.options["show_fixes"]:
            self.output.listing(fixes.listing())
        if fixes.count:
            would = "would be fixed" if diff else "fixed"
            self.output.remark(f"{fixes.count} {'finding' if fixes.count == 1 else 'findings'} {would}")
        return status

    def _list_rules(self) -> int:
        from keraslint import catalogue
        from keraslint.config import enabled_rules
        from keraslint.reporters.rules import listing, listing_json

        rules = catalogue.load()
        enabled = enabled_rules(self.settings, rules)
        self.output.show([listing_json(rules, enabled) if self.form == "json" else listing(rules, enabled, self.style)])
        return SUCCESS

    def _show_shapes(self, results: Iterable[FileResult]) -> None:
        """The models on standard output; files and cells that do not parse on standard error."""
        from keraslint.reporters import concise, show_shapes
        from keraslint.result import FileResult

        shapes = show_shapes.as_json if self.form == "json" else show_shapes.table
        self.output.show(shapes(results, self.style))
        broken = concise.report([FileResult("", tuple(self.diagnostics))], self.style)
        self.output.listing(text.rstrip("\n") for text in broken)

    def _statistics(self, results: Iterable[FileResult]) -> None:
        from keraslint.reporters import statistics

        for _ in results:  # they are counted as they pass by
            pass
        if self.form == "json":
            self.output.show([statistics.table_json(self.diagnostics)])
        else:
            self.output.show([statistics.table(self.diagnostics, self.style)])

    def _summarize(self) -> None:
        from keraslint.reporters import MACHINE_FORMATS
        from keraslint.reporters.statistics import summary

        for phase, seconds in self.seconds.items():
            self.output.note(f"{phase}: {seconds:.2f} s")
        if self.decisions:
            from keraslint.facts import decisions

            self.output.note(decisions.summary(self.decisions))
        silent = self.output.quiet or self.form in MACHINE_FORMATS or self.options["show_shapes"]
        if not silent and (self.diagnostics or not self.output.failed):
            self.output.show([summary(self.diagnostics, self.style)])

    def _watched(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results as they pass by: their diagnostics are kept, and what went wrong with a file is said."""
        from keraslint.reporters.text import clean

        for result in results:
            name = clean(result.filename)
            self.diagnostics += result.diagnostics
            if result.unreadable is not None:
                self.output.fail(f"{name}: {clean(result.unreadable)}")
            for fault in result.internal_errors:
                self.output.fail(f"{name}: internal error ({fault.during}): {clean(fault.exception)}; please report it")
                self.output.note(fault.traceback)
            for limit in result.limits:
                self.output.note(f"{name}: {clean(limit)}")
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
            self.output.fail(f"{filename}: cannot be written: {error.strerror or error}")

    def _verified(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results with what Keras itself says of the models, and of those that the user's functions return."""
        from keraslint.dynamic.session import Session

        session = Session(self.work.enabled, self.options["dynamic_timeout"], self.options["dynamic"], self.builders)
        yield from session.results(results)
        for failure in session.failures:
            self.output.fail(failure)
        if self.options["dynamic"] and session.tally.failure is None:
            self.output.remark(session.tally.summary())
            for reason, count in session.tally.skipped.most_common():
                self.output.note(f"{count} skipped: {reason}")
