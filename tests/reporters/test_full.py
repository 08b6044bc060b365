from __future__ import annotations

import re
from dataclasses import replace

from keraslint.diagnostic import Severity
from keraslint.reporters import Style
from keraslint.reporters.full import report
from keraslint.result import Place
from tests.reporters.build import LSTM, SOURCE, diagnostic, note, result, span


def render(*results: object, style: Style | None = None) -> list[str]:
    return "".join(report(results, style or Style())).split("\n")  # type: ignore[arg-type]


def test_the_picture_of_a_finding() -> None:
    assert "".join(report([result(SOURCE, LSTM)], Style())) == (
        "train.py:7:11: KL201 error: `LSTM` needs a 3-D input (batch, timesteps, features) but gets (None, 64)\n"
        "  |\n"
        "5 | model.add(LSTM(64, input_shape=(28, 28)))   # → (None, 64)\n"
        "6 | model.add(Dropout(0.2))                     # → (None, 64)\n"
        "7 | model.add(LSTM(32))\n"
        "  |           ^^^^^^^^ expects 3 axes, got 2\n"
        "  = help: give the LSTM on line 5 `return_sequences=True`\n"
        "\n"
    )


def test_line_numbers_are_aligned_and_gaps_shown() -> None:
    source = "a = 1\n" * 9 + "b(2)\n" + "a = 1\n" * 90 + "c(3)\n"
    finding = diagnostic(span(101, 1, 5), flow=(note(9, 1, 2, "(1,)"), note(10, 1, 5, "(2,)")), label="here")
    assert render(result(source, finding))[1:7] == [
        "    |",
        "  9 | a = 1   # → (1,)",
        " 10 | b(2)    # → (2,)",
        "...",
        "101 | c(3)",
        "    | ^^^^ here",
    ]


def test_a_gap_of_one_line_is_filled() -> None:
    finding = diagnostic(span(3, 1, 2), flow=(note(1, 1, 2, "(1,)"),))
    assert render(result("a\nb\nc\n", finding))[2:6] == ["1 | a   # → (1,)", "2 | b", "3 | c", "  | ^"]


def test_related_places_are_underlined_and_labelled() -> None:
    finding = diagnostic(span(2, 5, 8), related=(note(1, 1, 2, "one-hot over 10 classes"),), label="integer labels")
    assert render(result("y = to_categorical(y)\nfit(x, y)\n", finding))[2:6] == [
        "1 | y = to_categorical(y)",
        "  | - one-hot over 10 classes",
        "2 | fit(x, y)",
        "  |     ^^^ integer labels",
    ]


def test_related_and_symptom_on_one_line() -> None:
    finding = diagnostic(span(1, 1, 2), related=(note(1, 5, 6, "cause"),), label="symptom")
    assert render(result("a = b\n", finding))[2:5] == ["1 | a = b", "  | ^ symptom", "  |     - cause"]


def test_related_place_without_text_becomes_a_note() -> None:
    finding = diagnostic(span(1, 1, 2), related=(note(8, 5, 6, "cause"),), help="remedy")
    assert render(result("a", finding))[4:6] == ["  = note: line 8: cause", "  = help: remedy"]


def test_several_layers_on_one_line() -> None:
    flow = tuple(note(1, 1, 2, f"(None, {units})") for units in (1, 2))
    assert "a   # → (None, 1) → (None, 2)" in render(result("a\nb", diagnostic(span(2, 1, 2), flow=flow)))[2]
    flow = tuple(note(1, 1, 2, f"(None, {units})") for units in range(9))
    assert "a   # → (None, 0) → … → (None, 8)" in render(result("a\nb", diagnostic(span(2, 1, 2), flow=flow)))[2]
    long = render(result("a = " + "b" * 70 + "\nb", diagnostic(span(2, 1, 2), flow=flow)), style=Style(width=80))
    assert long[2].endswith("b…    # → (None, 8)")


def test_a_long_flow_keeps_both_ends() -> None:
    source = "x\n" * 30
    flow = tuple(note(row, 1, 2, f"({row},)") for row in range(1, 30))
    lines = render(result(source, diagnostic(span(30, 1, 2), flow=flow)))
    shown = [int(line[:2]) for line in lines if line[:2].strip().isdigit()]
    assert shown == [1, 2, 3, 26, 27, 28, 29, 30]
    assert "..." in lines


def test_tabs_are_expanded_above_the_carets() -> None:
    finding = diagnostic(span(1, 2, 7))
    assert render(result("\tDense(3)", finding))[2:4] == ["1 |     Dense(3)", "  |     ^^^^^"]


def test_wide_and_combining_characters() -> None:
    finding = diagnostic(span(1, 9, 11))
    line, carets = render(result("f('漢字', ab)", finding))[2:4]
    assert line == "1 | f('漢字', ab)"
    assert carets == "  |           ^^"  # two ideographs are four columns
    finding = diagnostic(span(1, 7, 8))
    assert render(result("'e\u0301', b", finding))[3] == "  |      ^"


def test_span_of_several_lines_underlines_the_first() -> None:
    finding = diagnostic(span(1, 5, 2, end_row=3), label="here")
    assert render(result("m = Sequential([\n  Dense(1)\n])", finding))[2:4] == [
        "1 | m = Sequential([",
        "  |     ^^^^^^^^^^^^ here",
    ]


def test_long_line_is_cut_around_the_caret() -> None:
    source = "x = [" + "Dense(1), " * 100 + "Bad(2), " + "Dense(3), " * 100 + "]"
    start = source.index("Bad") + 1
    line, carets = render(result(source, diagnostic(span(1, start, start + 6))), style=Style(width=60))[2:4]
    assert len(line) <= 60
    assert line[4] == "…"
    assert line[-1] == "…"
    marked = [character for character, caret in zip(line, carets, strict=False) if caret == "^"]
    assert "".join(marked) == "Bad(2)"


def test_caret_at_either_end_of_a_long_line() -> None:
    source = "Bad" + " + x" * 200
    line, carets = render(result(source, diagnostic(span(1, 1, 4))), style=Style(width=60))[2:4]
    assert line.startswith("1 | Bad + x")
    assert line.endswith("…")
    assert carets == "  | ^^^"
    source = "x + " * 200 + "Bad"
    line, carets = render(result(source, diagnostic(span(1, 801, 804))), style=Style(width=60))[2:4]
    assert line.startswith("1 | …")
    assert line.endswith("Bad")
    assert carets.index("^") == line.index("Bad")


def test_shapes_stay_on_the_terminal_beside_a_long_line() -> None:
    source = "m.add(" + "x" * 300 + ")\nb"
    finding = diagnostic(span(2, 1, 2), flow=(note(1, 1, 2, "(None, 64)"),))
    line = render(result(source, finding), style=Style(width=60))[2]
    assert len(line) <= 60
    assert line.endswith("# → (None, 64)")


def test_span_past_the_end_of_its_line_still_has_a_caret() -> None:
    assert render(result("ab", diagnostic(span(1, 3, 3))))[3].strip("| ") == "^"
    assert render(result("", diagnostic(span(1, 1, 1))))[3].strip("| ") == "^"


def test_cells_of_a_notebook_are_named() -> None:
    lines: dict[Place, str] = {(1, 2): "model.add(LSTM(64))", (3, 1): "model.add(LSTM(32))"}
    finding = diagnostic(span(1, 11, 19, cell=3), filename="lab.ipynb", flow=(note(2, 1, 5, "(None, 64)", cell=1),))
    shown = render(replace(result(""), lines=lines, diagnostics=(finding,)))
    assert shown[0].startswith("lab.ipynb:cell 3:1:11: KL201 error: ")
    assert shown[1:8] == [
        "  : cell 1",
        "  |",
        "2 | model.add(LSTM(64))   # → (None, 64)",
        "  : cell 3",
        "  |",
        "1 | model.add(LSTM(32))",
        "  |           ^^^^^^^^",
    ]


def test_control_characters_do_not_reach_the_terminal() -> None:
    finding = diagnostic(
        span(1, 1, 2), message="bad \x1b[2J name\nx", label="\x1b[31m", help="\x07", filename="a\x1bb.py"
    )
    text = "".join(report([result("'\x1b[2J\u202e'", finding)], Style()))
    assert not set("\x1b\x07\u202e") & set(text)
    assert text.split("\n")[0].endswith("name x")


def test_help_of_several_lines_is_indented() -> None:
    finding = diagnostic(span(1, 1, 2), help="use\n  Input((4,))")
    assert render(result("a", finding))[4:6] == ["  = help: use", "            Input((4,))"]


def test_colours_only_when_asked() -> None:
    plain = "".join(report([result(SOURCE, LSTM)], Style()))
    colored = "".join(report([result(SOURCE, LSTM)], Style(colors=True)))
    assert "\x1b" not in plain
    assert "\x1b[31m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain


def test_plain_style_is_ascii() -> None:
    assert "".join(report([result(SOURCE, LSTM)], Style(plain=True))).isascii()


def test_diagnostic_without_source_still_prints() -> None:
    finding = diagnostic(span(9, 1, 2), help="remedy", severity=Severity.INFO)
    assert render(result("", finding))[0].startswith("train.py:9:1: KL201 info: ")
