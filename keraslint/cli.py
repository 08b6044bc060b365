"""The command line; the only module that prints or exits. What a run does not need it does not import."""

from __future__ import annotations

import errno
import signal
import sys
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from keraslint import __version__
from keraslint.formats import FORMATS

if TYPE_CHECKING:
    from keraslint.reporters import Style

SUCCESS: Final = 0
FAILURE: Final = 2
RULES: Final = "codes, prefixes or names of rules, or ALL, separated by commas"


_OUTPUT: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF})
"""How writing to a stream fails."""


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
        except OSError as error:  # files are dealt with where they are read and written
            from keraslint.console import abandon_output
            from keraslint.files import reason

            abandon_output()
            with suppress(OSError):
                why = reason(error)
                _error(f"cannot write the output: {why}" if error.errno in _OUTPUT else why)
            abandon_output()
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


class Terminal:
    """Where a run's words go (``keraslint.output.Output``)."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        from keraslint.console import is_terminal
        from keraslint.progress import Progress

        self.quiet = quiet
        self.failed = False
        self._verbose = verbose and not quiet
        self._progress = Progress(sys.stderr, enabled=is_terminal(sys.stderr) and not quiet)

    def style(self) -> Style:
        from keraslint.console import style_of

        return style_of(sys.stdout)

    def show(self, texts: Iterable[str]) -> None:
        for text in texts:
            self._progress.clear()
            click.echo(text, nl=False, color=True)

    def source(self, data: bytes) -> None:
        self._progress.clear()
        click.echo(data, nl=False)

    def listing(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._progress.clear()
            click.echo(line, err=True)

    def fail(self, message: str) -> None:
        self.failed = True
        self._progress.clear()
        _error(message)

    def remark(self, message: str) -> None:
        if not self.quiet:
            self.listing([f"keraslint: {message}"])

    def note(self, message: str) -> None:
        if self._verbose:
            self.listing([f"keraslint: {message}"])

    def clear(self) -> None:
        click.clear()

    def progress(self, done: int, total: int) -> None:
        self._progress.update(done, total)


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
@click.option("--explain", metavar="RULE", help="Show the page of a rule, or list a family (KL2), and exit.")
@click.option("--list-rules", is_flag=True, help="List the rules, and which of them are on, and exit.")
@click.option("--fail-on", type=click.Choice(["error", "warning", "info"]), help="Exit with 1 from this severity on.")
@click.option("--baseline", metavar="FILE", help="Do not report the findings that are listed in this file.")
@click.option("--write-baseline", is_flag=True, help="List the present findings in the baseline file.")
@click.option("--add-noqa", is_flag=True, help="Append a `# noqa` comment to every line with a finding.")
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
@click.option("--watch", is_flag=True, help="Lint again whenever a file changes, until Ctrl-C.")
@click.option("--no-cache", is_flag=True, envvar="KERASLINT_NO_CACHE", help="Lint every file anew, and keep nothing.")
@click.option(
    "--cache-dir",
    envvar="KERASLINT_CACHE_DIR",
    metavar="DIRECTORY",
    help="Keep there what was found (default: .keraslint_cache beside the config file).",
)
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
    from keraslint.console import forgive_characters
    from keraslint.run import Run
    from keraslint.settings import ConfigError

    forgive_characters()
    terminal = Terminal(quiet=options["quiet"], verbose=options["verbose"])
    try:
        if options["explain"] is not None:
            return _explain(options["explain"], paths, options, terminal)
        if options["watch"]:
            from keraslint.watching import watch

            return watch(lambda: Run(paths, options, terminal), terminal)
        return Run(paths, options, terminal).execute()
    except ConfigError as error:
        raise click.ClickException(str(error)) from error


def _explain(wanted: str, paths: tuple[str, ...], options: dict[str, Any], terminal: Terminal) -> int:
    from keraslint import catalogue
    from keraslint.reporters.rules import family, family_json, page, page_json
    from keraslint.work import Work

    rule = catalogue.find(wanted)
    if rule is None:  # one of the user's own, perhaps, which the settings name
        with catalogue.using(Work(paths, options, terminal).own):
            rule, near, rules = catalogue.find(wanted), catalogue.nearest(wanted), catalogue.family(wanted)
        if rule is None and rules:
            as_json = options["output_format"] == "json"
            terminal.show([family_json(rules) if as_json else family(rules, terminal.style())])
            return SUCCESS
        if rule is None:
            hint = f"; did you mean `{near.code}` ({near.name})?" if near else "; `--list-rules` shows all"
            raise click.ClickException(f"unknown rule `{wanted}`{hint}")
    terminal.show([page_json(rule) if options["output_format"] == "json" else page(rule, terminal.style())])
    return SUCCESS
