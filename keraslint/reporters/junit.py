"""JUnit's XML: one test suite a file, one failed test case a finding; what could not be linted is an error."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from keraslint.diagnostic import Diagnostic
from keraslint.reporters import Style
from keraslint.reporters.text import clean
from keraslint.result import FileResult


def report(results: Iterable[FileResult], style: Style) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="keraslint">\n'
    for result in results:
        count = len(result.diagnostics)
        name = quoteattr(clean(result.filename))
        wrong = list(result.failures)
        tests, errors = max(count + len(wrong), 1), len(wrong)
        yield f'  <testsuite name={name} tests="{tests}" failures="{count}" errors="{errors}">\n'
        if not count and not wrong:
            yield f"    <testcase name={name} classname={name}/>\n"
        for text in wrong:
            yield f"    <testcase name={name} classname={name}>\n"
            yield f"      <error message={quoteattr(clean(text))}/>\n    </testcase>\n"
        for one in result.diagnostics:
            yield _case(one, name)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _case(one: Diagnostic, classname: str) -> str:
    cell = "" if one.span.cell is None else f"cell {one.span.cell}, "
    place = f"{cell}line {one.span.start.row}, col {one.span.start.column}"
    name = quoteattr(f"{one.code} {one.name} ({place})")
    text = clean(f"{place}: {one.message}" + (f" ({one.help})" if one.help else ""))
    message = quoteattr(clean(one.message))
    return (
        f'    <testcase name={name} classname={classname} line="{one.span.start.row}">\n'
        f'      <failure type="{one.severity}" message={message}>{escape(text)}</failure>\n'
        "    </testcase>\n"
    )
