"""One run of the linter: what is done with the results, and the exit status. The command line prints it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from keraslint import catalogue
from keraslint.codes import PREFIX
from keraslint.files import reason
from keraslint.output import Output
from keraslint.settings import ConfigError
from keraslint.work import Work

if TYPE_CHECKING:
    from keraslint.baseline import Baseline
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


def _named(option: str) -> str:
    """An option as it is written."""
    return "--" + {"builders": "dynamic-import"}.get(option, option).replace("_", "-")


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
        self.source_shown = False
        self.live: bool = options["dynamic"] or bool(options["builders"])

    def execute(self) -> int:
        """Lint, print, and tell the exit status.

        Raises:
            ConfigError: what is asked for cannot be done.
        """
        with catalogue.using(self.work.own):
            return self._execute()

    def _execute(self) -> int:
        if self.options["output_file"] is not None:
            self._refuse_options("--output-file", "list_rules", "show_shapes", "statistics", "diff")
        if self.options["list_rules"]:
            return self._list_rules()
        if self.options["write_baseline"]:
            return self._write_baseline()
        if self.options["add_noqa"]:
            return self._add_noqa()
        if self.options["diff"] or self.options["fix"] or self.options["fix_only"]:
            return self._fix()
        return self._report(self._watched(self._unknown(self._found(live=self.live))))

    def report(self, results: Iterable[FileResult]) -> int:
        """Report results that are there already, as ``execute`` would, while the run's own rules are in use."""
        return self._report(self._watched(self._unknown(map(self._weighed, results))))

    def _found(self, *, live: bool) -> Iterator[FileResult]:
        found = self.work.results()
        return map(self._weighed, self._verified(found) if live else found)

    def _weighed(self, result: FileResult) -> FileResult:
        """The result with the severities that the settings give."""
        given = self.work.severities
        if not any(one.code in given for one in result.diagnostics):
            return result
        weighed = (replace(one, severity=given.get(one.code, one.severity)) for one in result.diagnostics)
        return replace(result, diagnostics=tuple(weighed))

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
            report = self._written(iter(results))
            if self.options["output_file"] is None:
                self._show(report)
            else:
                self._write(self.options["output_file"], report)
        self._summarize()
        if self.output.failed:
            return FAILURE
        failing = any(one.severity >= self.settings.fail_on for one in self.diagnostics)
        return FINDINGS if failing and not self.options["exit_zero"] else SUCCESS

    def _written(self, results: Iterator[FileResult]) -> Iterable[str]:
        """The results in the output format. Where there are none, people are told nothing and no reporter is loaded."""
        from keraslint.reporters import MACHINE_FORMATS, reporter

        first = next(results, None)
        if first is None:
            return reporter(self.form)((), self.style) if self.form in MACHINE_FORMATS else ()
        return reporter(self.form)(chain((first,), results), self.style)

    def _fix(self) -> int:
        """Fix what can be fixed, then report what is left; with ``--diff`` only show what would change."""
        from keraslint.fixing import Fixes, fix_all

        asked = next(one for one in ("diff", "fix_only", "fix") if self.options[one])
        self._refuse_options(_named(asked), "show_shapes", "dynamic", "builders")
        fixes, diff = Fixes(stdin=self.work.stdin_data if self.work.stdin else None), self.options["diff"]
        self.source_shown = self.work.stdin and not diff
        unsafe = self.options["unsafe_fixes"]
        results = fix_all(self._unknown(self._found(live=False)), self._again, fixes, unsafe=unsafe, write=not diff)
        if diff or self.options["fix_only"]:
            for _ in self._watched(results):  # what is left is not asked for
                pass
            self.output.show(fixes.diffs if diff else ())
            changes = diff and fixes.diffs and not self.options["exit_zero"]
            status = FAILURE if self.output.failed else FINDINGS if changes else SUCCESS
        else:
            status = self._report(self._watched(results))
        if fixes.stdin is not None and not diff:
            self.output.source(fixes.stdin)
        if self.options["show_fixes"]:
            self.output.listing(fixes.listing())
        if fixes.count:
            would = "would be fixed" if diff else "fixed"
            self.output.remark(f"{fixes.count} {'finding' if fixes.count == 1 else 'findings'} {would}")
        return status

    def _again(self, filename: str, data: bytes) -> FileResult:
        """What there is to report of a file with other content."""
        from keraslint.linter import lint_bytes

        result = self._weighed(lint_bytes(filename, data, self.work.options_of(filename)))
        return result if self.baseline is None else self.baseline.unknown(result)

    @cached_property
    def baseline(self) -> Baseline | None:
        """The baseline that the settings name; a new one where it is to be written and not there yet."""
        filename = self.settings.baseline
        if filename is None:
            return None
        from keraslint.baseline import Baseline, directory_of, load

        new = self.options["write_baseline"] and not os.path.lexists(filename)
        return Baseline(directory_of(filename), {} if new else load(filename))

    def _unknown(self, results: Iterator[FileResult]) -> Iterator[FileResult]:
        return results if self.baseline is None else self.baseline.watched(results)

    def _judged(self, path: str, code: str) -> bool:
        """Whether this run tells what a rule says of a file; where something failed it does not."""
        baseline = self.baseline
        if baseline is None or self.output.failed or self.work.stdin or not baseline.covered(path, self.work.paths):
            return False
        rule = catalogue.find(code)
        if rule is None:  # one that keraslint has no more, or one of the user's own, which is not loaded
            return code.startswith(PREFIX)
        options = self.work.options_of(baseline.file_of(path))
        return options.ran(rule, dynamic=options.dynamic)

    def _write_baseline(self) -> int:
        """Make what there is to find now the baseline; entries that this run does not judge stay."""
        from keraslint.baseline import save
        from keraslint.reporters.statistics import plural

        filename, baseline = self.settings.baseline, self.baseline
        if filename is None or baseline is None:
            raise ConfigError("--write-baseline: give `--baseline FILE`, or `baseline` in the config file")
        self.refuse("--write-baseline", "diff", "fix", "fix_only", "show_shapes", "statistics")
        for _ in self._watched(baseline.watched(self._found(live=self.live))):
            pass
        before, after = Counter(baseline.known), baseline.renewed(self._judged)
        try:
            save(filename, after)
        except OSError as error:
            self.output.fail(f"{filename}: cannot be written: {reason(error)}")
            return FAILURE
        files = plural(len({path for path, _, _ in after}), "file")
        changes = f"{(after - before).total()} added, {(before - after).total()} removed"
        self.output.remark(f"{filename}: {plural(after.total(), 'finding')} in {files} ({changes})")
        return FAILURE if self.output.failed else SUCCESS

    def _add_noqa(self) -> int:
        """Suppress what there is to find, then report what cannot be suppressed."""
        from keraslint.noqa import Added, add_noqa
        from keraslint.reporters.statistics import plural

        self.refuse("--add-noqa", "write_baseline", "diff", "fix", "fix_only", "show_shapes", "dynamic", "builders")
        added = Added()
        status = self._report(self._watched(add_noqa(self._unknown(self._found(live=False)), self._again, added)))
        files = plural(len(added.files), "file")
        self.output.remark(f"{plural(added.files.total(), 'finding')} suppressed by `# noqa` comments in {files}")
        return status

    def refuse(self, option: str, *others: str) -> None:
        """Raise where an option is given with others that it does not go with, or with standard input."""
        self._refuse_options(option, *others)
        if self.work.stdin:
            raise ConfigError(f"{option} does not go with standard input")

    def _refuse_options(self, option: str, *others: str) -> None:
        for other in others:
            if self.options[other]:
                raise ConfigError(f"{option} does not go with {_named(other)}")

    def _show(self, texts: Iterable[str]) -> None:
        """Show a report: on standard output, or beside it where the fixed source goes there."""
        if self.source_shown:
            self.output.listing(text.removesuffix("\n") for text in texts)
        else:
            self.output.show(texts)

    def _list_rules(self) -> int:
        from keraslint.reporters.rules import listing, listing_json
        from keraslint.selection import enabled_rules

        rules = [
            replace(rule, severity=self.work.severities.get(rule.code, rule.severity)) for rule in catalogue.load()
        ]
        enabled = enabled_rules(self.settings, rules)
        self.output.show([listing_json(rules, enabled) if self.form == "json" else listing(rules, enabled, self.style)])
        return SUCCESS

    def _show_shapes(self, results: Iterable[FileResult]) -> None:
        """The models on standard output; files and cells that do not parse on standard error."""
        from keraslint.reporters import concise, show_shapes
        from keraslint.result import FileResult

        shapes = show_shapes.as_json if self.form == "json" else show_shapes.table
        shown = 0

        def counted() -> Iterator[FileResult]:
            nonlocal shown
            for result in results:
                shown += len(result.shapes)
                yield result

        self.output.show(shapes(counted(), self.style))
        if not shown and not self.output.failed:
            self.output.remark("no models whose layers are followed")
        broken = concise.report([FileResult("", tuple(self.diagnostics))], self.style)
        self.output.listing(text.rstrip("\n") for text in broken)

    def _statistics(self, results: Iterable[FileResult]) -> None:
        from keraslint.reporters import statistics

        for _ in results:  # they are counted as they pass by
            pass
        if self.form == "json":
            self._show([statistics.table_json(self.diagnostics, unsafe=self.options["unsafe_fixes"])])
        else:
            self._show([statistics.table(self.diagnostics, self.style)])

    def _summarize(self) -> None:
        from keraslint.reporters import MACHINE_FORMATS
        from keraslint.reporters.statistics import summary

        for phase, seconds in self.seconds.items():
            self.output.note(f"{phase}: {seconds:.2f} s")
        if self.decisions and self.options["verbose"]:
            from keraslint.facts import decisions

            self.output.note(decisions.summary(self.decisions))
        silent = self.output.quiet or self.form in MACHINE_FORMATS or self.options["show_shapes"]
        if not silent and (self.diagnostics or not self.output.failed):
            known = 0 if self.baseline is None else self.baseline.hidden
            self._show([summary(self.diagnostics, known, self.style)])
        if self.baseline is not None and not self.options["show_shapes"]:
            idle = self.baseline.idle(self._judged).total()
            if idle:
                match = "entry of the baseline matches" if idle == 1 else "entries of the baseline match"
                self.output.remark(
                    f"{idle} {match} nothing; `--write-baseline` removes {'it' if idle == 1 else 'them'}"
                )

    def _watched(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results as they pass by: their diagnostics are kept, and what went wrong with a file is said."""
        from keraslint.reporters.text import clean

        for result in results:
            name = clean(result.filename)
            self.diagnostics += result.diagnostics
            if result.unreadable is not None:
                self.output.fail(f"{name}: {clean(result.unreadable)}")
            for fault in result.internal_errors:
                own = catalogue.is_own(fault.during)
                during = f"{fault.during} at {clean(fault.place)}" if own and fault.place else fault.during
                ask = "" if own else "; please report it"
                self.output.fail(f"{name}: internal error ({during}): {clean(fault.exception)}{ask}")
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
            self.output.fail(f"{filename}: cannot be written: {reason(error)}")

    def _verified(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The results with what Keras itself says of the models, and of those that the user's functions return."""
        from keraslint.dynamic.session import Session

        session = Session(self.work.enabled, self.options["dynamic_timeout"], self.options["dynamic"], self.builders)
        yield from session.results(results)
        for failure in session.failures:
            self.output.fail(failure)
        if self.options["dynamic"] and session.tally.failure is None:
            self.output.remark(session.tally.summary())
            for why, count in session.tally.skipped.most_common():
                self.output.note(f"{count} skipped: {why}")
