"""The cache: what is kept, what a run may believe, and that nothing about it can stop a run."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from keraslint import catalogue, stored
from keraslint.cache import DAY, Cache, code_stamp, digest, parser_stamp
from keraslint.cli import main
from keraslint.diagnostic import Diagnostic, Location, RelatedSpan, Span, TextEdit, TextFix
from keraslint.linter import Options, lint_file
from keraslint.result import FileResult, InternalError, LayerShape, ModelShapes
from keraslint.severity import Severity

ROOT = Path(__file__).resolve().parent.parent
FAULTY = "import keras\nm = keras.Sequential([keras.Input((4,)), keras.layers.LSTM(3)])\n"
SOUND = "import keras\nm = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])\n"

counts = st.integers(min_value=0)
places = st.builds(Location, counts, counts)
spans = st.builds(Span, st.none() | counts, places, places)
notes = st.lists(st.builds(RelatedSpan, spans, st.text())).map(tuple)
edits = st.lists(st.builds(TextEdit, spans, st.text(), st.booleans())).map(tuple)
dims = st.none() | st.integers() | st.text()
shapes = st.text() | st.lists(dims).map(tuple)
layers = st.builds(LayerShape, st.text(), st.none() | st.text(), st.integers(), shapes, st.integers() | st.text())
models = st.builds(
    ModelShapes,
    filename=st.just("x.py"),
    cell=st.none() | counts,
    line=counts,
    name=st.none() | st.text(),
    kind=st.text(),
    incomplete_because=st.none() | st.text(),
    input_shape=shapes,
    layers=st.lists(layers, max_size=3).map(tuple),
    total_params=st.integers() | st.text(),
    verified=st.booleans(),
)
diagnostics = st.builds(
    Diagnostic,
    code=st.text(),
    name=st.text(),
    severity=st.sampled_from(Severity),
    message=st.text(),
    filename=st.just("x.py"),
    span=spans,
    help=st.none() | st.text(),
    label=st.none() | st.text(),
    flow=notes,
    related=notes,
    fix=st.none() | st.builds(TextFix, edits, st.booleans(), st.text()),
    noqa_row=st.none() | counts,
    url=st.none() | st.text(),
)
results = st.builds(
    FileResult,
    filename=st.just("x.py"),
    diagnostics=st.lists(diagnostics, max_size=3).map(tuple),
    unparsed=counts,
    lines=st.dictionaries(st.tuples(st.none() | counts, counts), st.text(), max_size=3),
    checksum=st.none() | counts,
    shapes=st.lists(models, max_size=3).map(tuple),
    limits=st.lists(st.text(), max_size=3).map(tuple),
    decisions=st.dictionaries(st.text(), counts, max_size=3),
)
junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=12) | st.dictionaries(st.text(), inner),
)


@given(results)
def test_a_result_comes_back_as_it_was(result: FileResult) -> None:
    assert stored.decoded(json.loads(json.dumps(stored.encoded(result))), "x.py") == result


def test_every_fixture_comes_back_as_it_was() -> None:
    codes = frozenset(rule.code for rule in catalogue.load())
    files = sorted((ROOT / "tests/rules/fixtures").glob("*.py"))[::7] + sorted((ROOT / "docs/examples").iterdir())
    said = 0
    for path in files:
        result = replace(lint_file(str(path), Options(codes, shapes=True)), seconds={})
        said += len(result.diagnostics)
        assert stored.decoded(json.loads(json.dumps(stored.encoded(result))), str(path)) == result
    assert said > 30


@given(junk)
def test_what_is_no_result_is_refused(data: Any) -> None:
    with pytest.raises(stored.Malformed):
        stored.decoded(data, "x.py")


@given(results, st.data())
def test_any_part_of_another_type_is_refused(result: FileResult, data: st.DataObject) -> None:
    content = json.loads(json.dumps(stored.encoded(result)))
    part, way = content, []
    while isinstance(part, list) and part and (not way or data.draw(st.booleans())):
        way.append(data.draw(st.integers(0, len(part) - 1)))
        part = part[way[-1]]
    holder = content
    for at in way[:-1]:
        holder = holder[at]
    holder[way[-1]] = 1.5  # no part is a fraction
    with pytest.raises(stored.Malformed):
        stored.decoded(content, "x.py")


class TestEntries:
    @pytest.fixture
    def cache(self, tmp_path: Path) -> Cache:
        return Cache(str(tmp_path / "cache"), "context")

    RESULT = FileResult("a.py", limits=("none",))

    def entry(self, tmp_path: Path) -> Path:
        (found,) = (tmp_path / "cache/1").glob("*.json")
        return found

    def test_kept_by_content(self, cache: Cache, tmp_path: Path) -> None:
        key = cache.key("a.py", b"1")
        assert cache.find(key, "a.py") is None
        cache.keep(key, self.RESULT)
        assert cache.find(cache.key("b.py", b"1"), "b.py") == replace(self.RESULT, filename="b.py")
        assert cache.find(cache.key("a.py", b"2"), "a.py") is None
        assert (tmp_path / "cache/.gitignore").read_text().endswith("*\n")
        assert cache.hits == 1

    def test_what_else_counts(self, tmp_path: Path) -> None:
        one, other = (Cache(str(tmp_path), context) for context in ("one", "other"))
        placed = Cache(str(tmp_path), "one", lambda filename: (filename,))
        keys = [one.key("a", b""), other.key("a", b""), placed.key("a", b""), placed.key("b", b"")]
        assert len(set(keys)) == 4
        assert digest(b"a", b"b") != digest(b"ab", b"")

    def test_failures_are_not_kept(self, cache: Cache) -> None:
        key = cache.key("a.py", b"1")
        cache.keep(key, replace(self.RESULT, unreadable="gone"))
        cache.keep(key, replace(self.RESULT, internal_errors=(InternalError("KL101", "", ""),)))
        assert cache.find(key, "a.py") is None

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xff",
            b"[",
            b"null",
            b'["x", 1]',
            b"[" * 100_000,
            b'{"a": 1}',
            b'["%s", [1]]' % digest(b"[1]").encode(),
        ],
    )
    def test_what_is_no_entry_is_passed_over(self, cache: Cache, tmp_path: Path, content: bytes) -> None:
        key = cache.key("a.py", b"1")
        cache.keep(key, self.RESULT)
        self.entry(tmp_path).write_bytes(content)
        assert cache.find(key, "a.py") is None
        cache.keep(key, self.RESULT)
        assert cache.find(key, "a.py") == self.RESULT

    def test_every_half_of_an_entry_is_passed_over(self, cache: Cache, tmp_path: Path) -> None:
        key = cache.key("a.py", b"1")
        cache.keep(key, self.RESULT)
        whole = self.entry(tmp_path).read_bytes()
        for length in range(len(whole.rstrip())):
            self.entry(tmp_path).write_bytes(whole[:length])
            assert cache.find(key, "a.py") is None

    def test_old_entries_go(self, cache: Cache, tmp_path: Path) -> None:
        for number in range(5):
            key = cache.key("a.py", b"%d" % number)
            cache.keep(key, self.RESULT)
            os.utime(tmp_path / f"cache/1/{key}.json", (time.time() - number * DAY,) * 2)
        (tmp_path / "cache/1/other").touch()
        cache.prune(max_age=3.5 * DAY)
        assert [cache.find(cache.key("a.py", b"%d" % n), "") is None for n in range(5)] == [False] * 4 + [True]
        cache.prune(max_entries=2)
        assert len(list((tmp_path / "cache/1").glob("*.json"))) == 2
        assert (tmp_path / "cache/1/other").exists()

    def test_what_is_used_stays(self, cache: Cache, tmp_path: Path) -> None:
        key = cache.key("a.py", b"1")
        cache.keep(key, self.RESULT)
        os.utime(self.entry(tmp_path), (0, 0))
        assert cache.find(key, "a.py") is not None
        cache.prune()
        assert cache.find(key, "a.py") is not None

    def test_what_may_only_be_read_is_read(self, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        key = cache.key("a.py", b"1")
        cache.keep(key, self.RESULT)
        os.utime(self.entry(tmp_path), (0, 0))
        monkeypatch.setattr("os.utime", refuse)
        assert cache.find(key, "a.py") is not None

    def test_an_entry_that_goes_meanwhile_ends_nothing(
        self, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(3):
            cache.keep(cache.key("a.py", b"%d" % number), self.RESULT)
        whole = list(os.scandir(tmp_path / "cache/1"))
        next(tmp_path.glob("cache/1/*.json")).unlink()

        @contextmanager
        def scan(_: str) -> Iterator[list[os.DirEntry[str]]]:
            yield whole

        monkeypatch.setattr("os.scandir", scan)
        cache.prune(max_entries=1)
        monkeypatch.undo()
        assert len(list(tmp_path.glob("cache/1/*.json"))) == 1

    def test_processes_of_one_id_write_under_different_names(
        self, cache: Cache, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        names: list[str] = []
        monkeypatch.setattr("os.replace", lambda source, _: names.append(source))
        for _ in range(2):
            cache.keep(cache.key("a.py", b"1"), self.RESULT)
        assert len(set(names)) == 2

    def test_the_parser_counts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        stamps = {parser_stamp()}
        package = tmp_path / "libcst"
        package.mkdir()
        (package / "__init__.py").write_text("raise SystemExit")
        monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
        monkeypatch.delitem(sys.modules, "libcst", raising=False)
        importlib.invalidate_caches()
        stamps.add(parser_stamp())
        for version in "12":
            (package / "_version.py").write_text(version)
            stamps.add(parser_stamp())
        assert len(stamps) == 4

    @pytest.mark.parametrize("call", ["open", "os.replace", "os.makedirs"])
    def test_a_disk_that_takes_nothing(
        self, cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("builtins.open" if call == "open" else call, full)
        key = cache.key("a.py", b"1")
        cache.keep(key, self.RESULT)
        assert cache.failure == f"{tmp_path}/cache: nothing is cached: no space left on device"
        monkeypatch.undo()
        assert cache.find(key, "a.py") is None
        assert not list(tmp_path.glob("cache/1/*.[0-9]*"))

    def test_the_code_counts(self, tmp_path: Path) -> None:
        (tmp_path / "data").mkdir()
        (tmp_path / "a.py").write_text("1")
        (tmp_path / "data/a.json").write_text("1")
        stamps = {code_stamp([str(tmp_path)])}
        (tmp_path / "__pycache__").mkdir()
        (tmp_path / "__pycache__/a.py").touch()
        stamps.add(code_stamp([str(tmp_path)]))
        assert len(stamps) == 1
        (tmp_path / "data/a.json").write_text("12")
        stamps.add(code_stamp([str(tmp_path)]))
        os.utime(tmp_path / "a.py", (1, 1))
        stamps.add(code_stamp([str(tmp_path)]))
        assert len(stamps) == 3


class TestRuns:
    @pytest.fixture(autouse=True)
    def project(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("KERASLINT_NO_CACHE")
        monkeypatch.delenv("KERASLINT_CACHE_DIR", raising=False)
        Path("a.py").write_text(FAULTY)
        Path("b.py").write_text(SOUND)

    def run(self, *arguments: str, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(main, ["--output-format", "json", *arguments], env=env)

    def hits(self, *arguments: str) -> str:
        found = self.run("-v", *arguments)
        return next(line for line in found.stderr.splitlines() if "in the cache" in line).partition(": ")[2].split()[0]

    def test_the_same_is_said(self) -> None:
        first, again = self.run("."), self.run(".")
        assert "KL201" in first.stdout
        assert (first.stdout, first.exit_code) == (again.stdout, again.exit_code)
        assert self.hits(".") == "2"

    def test_what_has_changed_is_linted(self) -> None:
        self.run(".")
        Path("b.py").write_text(FAULTY.replace("4", "5"))
        assert self.hits(".") == "1"
        assert self.run("b.py").exit_code == 1

    @pytest.mark.parametrize(
        "arguments",
        [
            ["--ignore", "KL101"],
            ["--select", "KL2"],
            ["--target", "keras2"],
            ["--assume-keras"],
            ["--show-shapes"],
            ["--per-file-ignores", "x.py:KL201"],
        ],
    )
    def test_other_settings_are_other_entries(self, arguments: list[str]) -> None:
        self.run(".")
        assert self.hits(".", *arguments) == "0"
        assert self.hits(".", *arguments) == "2"

    def test_the_projects_keras_counts(self) -> None:
        self.run(".")
        Path("requirements.txt").write_text("keras<3\n")
        from keraslint.target import _directory_target

        _directory_target.cache_clear()
        assert self.hits(".") == "0"

    def test_where_it_is(self) -> None:
        self.run(".", env={"KERASLINT_CACHE_DIR": "there"})
        self.run(".", "--cache-dir", "here")
        self.run(".", "--no-cache")
        assert [Path(name).is_dir() for name in ("there", "here", ".keraslint_cache")] == [True, True, False]
        Path("sub").mkdir()
        Path("sub/pyproject.toml").write_text('[tool.keraslint]\ncache-dir = "kept"\n')
        Path("sub/c.py").write_text(SOUND)
        self.run("sub")
        assert Path("sub/kept/.gitignore").exists()
        Path("sub/pyproject.toml").write_text("[tool.keraslint]\n")
        self.run("sub")
        assert Path("sub/.keraslint_cache/CACHEDIR.TAG").exists()

    def test_an_unknown_rule_is_refused_all_the_same(self) -> None:
        self.run(".", "--ignore", "KL201")
        found = self.run(".", "--ignore", "KL299")
        assert found.exit_code == 2
        assert "unknown rule `KL299`" in found.stderr

    def test_a_cache_that_cannot_be_is_no_obstacle(self) -> None:
        Path("file").touch()
        found = self.run("-v", "--cache-dir", "file", ".")
        assert found.exit_code == 1
        assert "KL201" in found.stdout
        assert "keraslint: file: nothing is cached: " in found.stderr

    def test_a_warm_run_loads_neither_parser_nor_rules(self) -> None:
        arguments = ["--ignore", "KL101", "--output-format", "concise", "."]
        self.run(*arguments)
        code = (
            "import sys\nfrom keraslint.cli import main\n"
            f"try: main({arguments!r})\nexcept SystemExit: pass\n"
            "print([m for m in ('libcst', 'keraslint.rules', 'keraslint.interpreter', 'pathspec') if m in sys.modules])"
        )
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
        assert "KL201" in found.stdout
        assert found.stdout.endswith("[]\n")

    def test_runs_at_once(self) -> None:
        for number in range(30):
            Path(f"m{number}.py").write_text(FAULTY + f"n = {number}\n")
        command = [sys.executable, "-m", "keraslint", "-j1", "--output-format", "json", "."]
        env = {**os.environ, "PYTHONPATH": str(ROOT)}
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) for _ in range(3)]
        said = [run.communicate() for run in runs]
        assert {run.returncode for run in runs} == {1}
        assert len(set(said)) == 1
        assert said[0][1] == b""
        assert self.hits(".") == "32"
        assert not list(Path(".keraslint_cache/1").glob("*.[0-9]*"))
