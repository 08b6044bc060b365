from __future__ import annotations

import io
import tokenize

from hypothesis import given
from hypothesis import strategies as st

from keraslint.source.comments import Lines

PIECES = [
    "x = 1  # one\n",
    "# alone\n",
    "s = 'not # a comment'\n",
    's = "it\'s # not"  # but this\n',
    "s = '''\n# not\n'''  # yes\n",
    's = """ \'\'\' # not\n\\""" # not\n"""\n',
    "s = r'\\'  'x' # yes'\n",
    "s = 'a\\\n# not'\n",
    "x = 1 + \\\n  2  # yes\n",
    "s = f'{a} # not'  # é\n",
    "s = ''  # empty\n",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(["\n", "\r\n"]))
def test_comments_agree_with_tokenize(pieces: list[str], newline: str) -> None:
    text = "".join(pieces).replace("\n", newline)
    expected = [
        (token.start[0], token.start[1] + 1, token.string)
        for token in tokenize.generate_tokens(io.StringIO(text, newline="").readline)
        if token.type == tokenize.COMMENT
    ]
    assert [(one.row, one.column, one.text) for one in Lines(text).comments()] == expected


def test_noqa_row() -> None:
    lines = Lines("a\nb = '''\nc\n''' + \\\n d\ne\n")
    assert [lines.noqa_row(row) for row in range(1, 7)] == [1, 5, 5, 5, 5, 6]


def test_text_that_does_not_parse() -> None:
    assert [one.text for one in Lines("x = ('abc # no\ny = 1 # yes\nz = '''# no\n").comments()] == ["# yes"]


def test_lines() -> None:
    assert Lines("a\r\nb").line(1) == "a"
    assert Lines("a\r\nb").line(2) == "b"
