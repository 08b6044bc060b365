from __future__ import annotations

import json
from pathlib import Path

import pytest

from keraslint.source import ReadError, mentions_keras, read
from tests.source.notebooks import cell, notebook


class TestDecoding:
    def test_byte_order_mark(self) -> None:
        assert read("a.py", b"\xef\xbb\xbfx = 1\n").text == "x = 1\n"

    def test_utf8_by_default(self) -> None:
        assert read("a.py", "é = 'λ'\n".encode()).text == "é = 'λ'\n"

    @pytest.mark.parametrize("prefix", ["", "#!/usr/bin/python\n", "\n", "\r\n"])
    def test_coding_cookie_on_the_first_two_lines(self, prefix: str) -> None:
        text = prefix + "# -*- coding: latin-1 -*-\nx = 'é'\n"
        assert read("a.py", text.encode("latin-1")).text == text

    def test_cookie_on_the_third_line_is_no_cookie(self) -> None:
        with pytest.raises(ReadError, match="not UTF-8: invalid byte 0xe9 on line 4"):
            read("a.py", "\n\n# coding: latin-1\nx = 'é'\n".encode("latin-1"))

    def test_not_utf8(self) -> None:
        with pytest.raises(ReadError, match=r"^not UTF-8: invalid byte 0xe9 on line 2$"):
            read("a.py", "x = 1\ny = 'é'\n".encode("latin-1"))

    def test_not_what_the_cookie_says(self) -> None:
        with pytest.raises(ReadError, match="not ascii, which the file declares: invalid bytes on line 2"):
            read("a.py", "# coding: ascii\nx = 'é'\n".encode())

    def test_unknown_encoding(self) -> None:
        with pytest.raises(ReadError, match="unknown encoding"):
            read("a.py", b"# coding: klingon\n")

    def test_binary(self) -> None:
        with pytest.raises(ReadError, match="binary file"):
            read("a.py", b"import keras\0\x01")

    @pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
    def test_utf16(self, encoding: str) -> None:
        with pytest.raises(ReadError, match="UTF-16"):
            read("a.py", "\ufeffimport keras\n".encode(encoding))

    def test_empty(self) -> None:
        assert read("a.py", b"").text == ""

    def test_messages_are_one_line(self, tmp_path: Path) -> None:
        for name in ("missing.py", "."):
            with pytest.raises(ReadError) as caught:
                read(str(tmp_path / name))
            assert "\n" not in str(caught.value)

    def test_lines_end_where_python_ends_them(self) -> None:
        source = read("a.py", "a\r\nb\rc\nd\x0ce\u2028f\x1cg".encode())
        assert source.lines() == ["a", "b", "c", "d\x0ce\u2028f\x1cg"]


class TestNotebooks:
    def test_cells_are_counted_among_all_cells(self) -> None:
        source = read("a.ipynb", notebook(cell("# title", "markdown"), "x = 1", cell("raw", "raw"), "y = 2"))
        assert source.cells is not None
        assert [(one.index, one.text) for one in source.cells] == [(2, "x = 1"), (4, "y = 2")]

    def test_source_as_a_list(self) -> None:
        source = read("a.ipynb", notebook(["x = 1\n", "y = 2"]))
        assert source.lines(1) == ["x = 1", "y = 2"]

    def test_nbformat_3(self) -> None:
        old = {
            "nbformat": 3,
            "worksheets": [
                {"cells": [{"cell_type": "heading", "source": "t"}, {"cell_type": "code", "input": ["x = 1"]}]},
                {"cells": [{"cell_type": "code", "input": "y = 2"}]},
            ],
        }
        source = read("a.ipynb", json.dumps(old).encode())
        assert source.cells is not None
        assert [(one.index, one.text) for one in source.cells] == [(2, "x = 1"), (3, "y = 2")]

    @pytest.mark.parametrize("data", [b"", b"  \n"])
    def test_empty_file(self, data: bytes) -> None:
        assert read("a.ipynb", data).cells == ()

    def test_other_language(self) -> None:
        assert read("a.ipynb", notebook("library(keras)", language="R")).cells == ()

    @pytest.mark.parametrize("data", [b"x = 1", b"{", b"[" * 100_000])
    def test_not_json(self, data: bytes) -> None:
        with pytest.raises(ReadError, match=r"^not a notebook: .*JSON[^\n]*$"):
            read("a.ipynb", data)

    @pytest.mark.parametrize("data", [b"[]", b"1", b"null", b"{}", b'{"cells": 3}', b'{"worksheets": {}}'])
    def test_not_a_notebook(self, data: bytes) -> None:
        with pytest.raises(ReadError, match="no list of cells"):
            read("a.ipynb", data)

    def test_odd_cells_are_passed_over(self) -> None:
        odd = {"cells": [1, {"cell_type": "code"}, {"cell_type": "code", "source": [1, "x"]}, {"source": "y"}]}
        source = read("a.ipynb", json.dumps(odd).encode())
        assert source.cells is not None
        assert [(one.index, one.text) for one in source.cells] == [(2, ""), (3, "x")]


class TestGate:
    @pytest.mark.parametrize(
        "line",
        [
            "import keras",
            "import keras as K",
            "    from tensorflow.keras import layers",
            "import numpy, keras",
            "import autokeras",
            "from .my_keras import build",
            "try: import keras",
            "x = 1; import keras",
            "from\tkeras.models import Sequential",
            "import tensorflow as tf\nm = tf.keras.Sequential()",
        ],
    )
    def test_lets_through(self, line: str) -> None:
        assert mentions_keras(f'"""doc"""\n{line}\nx = 1\n'.encode())
        assert mentions_keras(f'"""doc"""\r\n{line}\r\n'.encode())
        assert mentions_keras(f"x = 1\r{line}\r".encode())
        assert mentions_keras(f"\ufeff{line}\nx = 1\n".encode())
        assert mentions_keras(notebook("x = 1", "y = 2\n" + line), notebook=True)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "import numpy\n",
            "import tensorflow as tf\ntf.constant(1)\n",
            "# keras is nice\nimport numpy\n",
            "x = 'keras'\n",
            "# import keras\n",
        ],
    )
    def test_holds_back(self, text: str) -> None:
        assert not mentions_keras(text.encode())

    def test_holds_back_a_notebook(self) -> None:
        assert not mentions_keras(notebook(cell("about keras", "markdown"), "import numpy"), notebook=True)
