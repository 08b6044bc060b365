"""What is shown on a terminal, and only there."""

from __future__ import annotations

import io

import pytest

from keraslint.console import style_of
from keraslint.progress import Progress


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("terminal", "environment", "colors"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": ""}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (False, {"FORCE_COLOR": ""}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colors(terminal: bool, environment: dict[str, str], colors: bool) -> None:
    assert style_of(Terminal() if terminal else io.StringIO(), environment).colors is colors


def test_the_width_of_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "72")
    assert style_of(Terminal(), {}).width == 72
    assert style_of(io.StringIO(), {}).width == 160


@pytest.mark.parametrize(
    ("encoding", "plain"), [("utf-8", False), ("ascii", True), ("latin-1", True), ("x-none", True)]
)
def test_characters_that_the_output_can_show(encoding: str, plain: bool) -> None:
    class Output(io.StringIO):
        pass

    Output.encoding = encoding
    assert style_of(Output(), {}).plain is plain


def test_a_closed_stream_is_no_terminal() -> None:
    stream = io.StringIO()
    stream.close()
    assert not style_of(stream, {}).colors


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time that the progress line sees; append to move on."""
    times = [0.0]
    monkeypatch.setattr("keraslint.progress.time.monotonic", lambda: times[-1])
    return times


def test_progress_of_a_short_run_is_not_shown(clock: list[float]) -> None:
    stream = Terminal()
    shown = Progress(stream, enabled=True)
    for done in range(10):
        shown.update(done, 10)
    shown.clear()
    assert stream.getvalue() == ""


def test_progress_of_a_long_run_comes_and_goes(clock: list[float]) -> None:
    stream = Terminal()
    shown = Progress(stream, enabled=True)
    clock.append(1.5)
    shown.update(3, 10)
    shown.update(4, 10)  # too soon after
    clock.append(1.7)
    shown.update(5, 10)
    shown.clear()
    shown.clear()
    erase = "\r\x1b[2K"
    assert stream.getvalue() == f"{erase}linting 3 of 10 files{erase}linting 5 of 10 files{erase}"


def test_progress_that_is_off_is_never_shown(clock: list[float]) -> None:
    stream = Terminal()
    shown = Progress(stream, enabled=False)
    clock.append(9.0)
    shown.update(3, 10)
    shown.clear()
    assert stream.getvalue() == ""
