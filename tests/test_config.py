from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from keraslint.config import find_config, load_settings
from keraslint.diagnostic import Severity
from keraslint.selection import enabled_rules, ignored_in_file, severities
from keraslint.settings import DEFAULT_EXCLUDE, ConfigError, Settings

RULES = [
    ("KL101", "missing-input-shape", True),
    ("KL201", "incompatible-rank", True),
    ("KL202", "vanished-dimension", True),
    ("KL204", "missing-flatten", True),
    ("KL701", "some-advice", False),
]
DEFAULT = {"KL101", "KL201", "KL202", "KL204"}


def config(directory: Path, text: str) -> Path:
    path = directory / "pyproject.toml"
    path.write_text("[project]\nname = 'x'\n\n[tool.keraslint]\n" + text, encoding="utf-8")
    return path


def load(directory: Path, text: str, **overrides: object) -> Settings:
    return load_settings([str(directory)], config=str(config(directory, text)), overrides=overrides)


def codes(directory: Path, text: str = "", **overrides: object) -> set[str]:
    return set(enabled_rules(load(directory, text, **overrides), RULES))


class TestValues:
    def test_defaults(self) -> None:
        settings = load_settings(isolated=True)
        assert settings.root == str(Path.cwd())
        assert (settings.config_file, settings.exclude) == (None, DEFAULT_EXCLUDE)
        assert (settings.output_format, settings.target, settings.fail_on) == ("full", "auto", Severity.WARNING)
        assert settings.respect_gitignore
        assert not settings.force_exclude
        assert not settings.assume_keras

    def test_all_keys(self, tmp_path: Path) -> None:
        settings = load(
            tmp_path,
            """
            select = ["KL2"]
            extend-select = ["KL7"]
            ignore = ["KL201"]
            exclude = ["a"]
            extend-exclude = ["b"]
            force-exclude = true
            respect-gitignore = false
            output-format = "json"
            fail-on = "error"
            target = "keras2"
            assume-keras = true
            per-file-ignores = { "tests/**" = ["ALL"] }
            """,
        )
        assert settings.root == str(tmp_path)
        assert (settings.exclude, settings.extend_exclude) == (("a",), ("b",))
        assert settings.force_exclude
        assert not settings.respect_gitignore
        assert (settings.output_format, settings.fail_on, settings.target) == ("json", Severity.ERROR, "keras2")
        assert settings.assume_keras
        assert enabled_rules(settings, RULES) == {"KL202", "KL204", "KL701"}
        assert ignored_in_file(settings, str(tmp_path / "tests/a.py"), RULES) == {code for code, _, _ in RULES}

    def test_the_command_line_wins(self, tmp_path: Path) -> None:
        settings = load(
            tmp_path,
            'output-format = "json"\nfail-on = "error"\ntarget = "keras2"\n',
            output_format="concise",
            fail_on="info",
            target=None,
        )
        assert (settings.output_format, settings.fail_on, settings.target) == ("concise", Severity.INFO, "keras2")


class TestSelection:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", DEFAULT),
            ('select = ["ALL"]', DEFAULT | {"KL701"}),
            ('select = ["KL2"]', {"KL201", "KL202", "KL204"}),
            ('select = ["kl2"]', {"KL201", "KL202", "KL204"}),
            ('select = ["missing-flatten"]', {"KL204"}),
            ("select = []", set()),
            ('extend-select = ["KL7"]', DEFAULT | {"KL701"}),
            ('ignore = ["KL2"]', {"KL101"}),
            ('ignore = ["incompatible-rank"]', DEFAULT - {"KL201"}),
            ('select = ["KL2"]\nignore = ["KL2"]', set()),
            ('select = ["KL201"]\nignore = ["KL2"]', {"KL201"}),
            ('select = ["KL2"]\nignore = ["KL20"]\nextend-select = ["KL202"]', {"KL202"}),
            ('select = ["KL2"]\nignore = ["ALL"]', {"KL201", "KL202", "KL204"}),
        ],
    )
    def test_one_layer(self, tmp_path: Path, text: str, expected: set[str]) -> None:
        assert codes(tmp_path, text) == expected

    @pytest.mark.parametrize(
        ("text", "options", "expected"),
        [
            # What ruff 0.17 does with the same options.
            ('select = ["KL2"]\nignore = ["KL201"]', {"select": ["KL2"]}, {"KL201", "KL202", "KL204"}),
            ('select = ["KL2"]\nignore = ["KL201"]', {"extend_select": ["KL20"]}, {"KL201", "KL202", "KL204"}),
            ('select = ["KL201"]', {"ignore": ["KL2"]}, set()),
            ('select = ["KL2"]\nextend-select = ["KL7"]', {"select": ["KL2"]}, {"KL201", "KL202", "KL204"}),
            ('select = ["KL2"]\nignore = ["KL201"]', {"ignore": ["KL202"]}, {"KL204"}),
            ("", {"select": ["ALL"], "ignore": ["KL2"]}, {"KL101", "KL701"}),
        ],
    )
    def test_the_command_line_is_a_layer_on_top(
        self, tmp_path: Path, text: str, options: dict[str, list[str]], expected: set[str]
    ) -> None:
        assert codes(tmp_path, text, **options) == expected

    @pytest.mark.parametrize(
        ("wanted", "near"),
        [("KL210", "KL20"), ("KL2011", "KL201"), ("mising-flatten", "missing-flatten"), ("K L", ""), ("", "")],
    )
    def test_unknown_on_the_command_line(self, wanted: str, near: str) -> None:
        settings = load_settings(isolated=True, overrides={"select": [wanted]})
        with pytest.raises(ConfigError, match=f"^--select: unknown rule `{wanted}`.*{near}"):
            enabled_rules(settings, RULES)

    def test_unknown_in_the_config(self, tmp_path: Path) -> None:
        settings = load(tmp_path, 'ignore = [\n  "KL201",\n  "KL999",\n]\n')
        with pytest.raises(ConfigError, match=r"pyproject\.toml:7: `ignore`: unknown rule `KL999`"):
            enabled_rules(settings, RULES)

    def test_rules_may_be_objects(self) -> None:
        from keraslint.rule import Rule

        rules = [Rule(code, name, Severity.ERROR, "Model", iter, "", on) for code, name, on in RULES]
        assert enabled_rules(load_settings(isolated=True), rules) == DEFAULT


class TestPerFileIgnores:
    @pytest.mark.parametrize(
        ("pattern", "name", "hit"),
        [
            ("tests/**", "tests/a/b.py", True),
            ("tests/", "tests/b.py", True),
            ("test_*.py", "deep/test_a.py", True),
            ("/test_*.py", "deep/test_a.py", False),
            ("*.ipynb", "a.py", False),
            ("!src/**", "a.py", True),
            ("!src/**", "src/a.py", False),
            ("src/*.py", "src/deep/a.py", True),
            ("!src/*.py", "src/deep/a.py", False),
            ("**/{tests,docs}/*", "a/docs/b.py", True),
            ("{a,b{1,2}}.py", "deep/b2.py", True),
            ("{a,b}.py", "c.py", False),
            ("./a.py", "a.py", True),
            ("SRC/*", "src/a.py", False),
        ],
    )
    def test_patterns(self, tmp_path: Path, pattern: str, name: str, hit: bool) -> None:
        settings = load(tmp_path, f'per-file-ignores = {{ "{pattern}" = ["KL20", "missing-input-shape"] }}\n')
        assert ignored_in_file(settings, str(tmp_path / name), RULES) == (DEFAULT if hit else set())

    def test_all_that_ruff_matches_is_matched(self, tmp_path: Path) -> None:
        """ruff reads `tests/` as no file; as in a `.gitignore` it is all files below."""
        names = ["a.py", "test_a.py", "src/a.py", "src/sub/test_a.py", "tests/a/b.py", "tests/b.py"]
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("import os\n")
        for pattern in (
            *("tests/*", "tests/**", "src/*.py", "src/**.py", "src/**/*.py", "**/sub/*", "sub/*", "test_*.py", "*.py"),
            *("a.py", "./a.py", "!src/**", "!a.py", "!src/*.py", "**/{tests,src}/*", "{a,b}.py", "[a]*.py", "SRC/*"),
        ):
            config = f"lint.select = ['F401']\nlint.per-file-ignores = {{ '{pattern}' = ['F401'] }}\n"
            (tmp_path / "ruff.toml").write_text(config)
            command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise"]
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode in (0, 1), done.stderr
            shown = done.stdout
            settings = load(tmp_path, f"per-file-ignores = {{ '{pattern}' = ['KL201'] }}\n")
            ours = {name for name in names if ignored_in_file(settings, str(tmp_path / name), RULES)}
            assert ours == {name for name in names if f"\n{name}:" not in f"\n{shown}"}, pattern

    def test_as_a_table(self, tmp_path: Path) -> None:
        settings = load(tmp_path, '[tool.keraslint.per-file-ignores]\n"a.py" = ["KL201"]\n"b.py" = ["KL9"]\n')
        with pytest.raises(ConfigError, match=r"pyproject\.toml:7: `b\.py`: unknown rule `KL9`"):
            ignored_in_file(settings, str(tmp_path / "a.py"), RULES)

    def test_on_the_command_line(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        options = {"per_file_ignores": ("a.py:KL201,KL202", "*.py : KL1")}
        settings = load_settings(isolated=True, overrides=options)
        assert ignored_in_file(settings, "a.py", RULES) == {"KL201", "KL202", "KL101"}

    @pytest.mark.parametrize("text", ["a.py", ":KL1", "a.py:"])
    def test_malformed_on_the_command_line(self, text: str) -> None:
        with pytest.raises(ConfigError, match="PATTERN:CODES"):
            load_settings(isolated=True, overrides={"per_file_ignores": (text,)})


class TestSeverities:
    def severities(self, directory: Path, text: str) -> dict[str, Severity]:
        return severities(load(directory, f"[tool.keraslint.severity]\n{text}"), RULES)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", {}),
            ("KL101 = 'error'", {"KL101": Severity.ERROR}),
            ("missing-input-shape = 'info'", {"KL101": Severity.INFO}),
            ("kl101 = 'info'", {"KL101": Severity.INFO}),
            (
                "KL202 = 'info'\nKL20 = 'warning'",
                {"KL201": Severity.WARNING, "KL202": Severity.INFO, "KL204": Severity.WARNING},
            ),
            (
                "KL101 = 'info'\nALL = 'error'",
                {**dict.fromkeys([*DEFAULT, "KL701"], Severity.ERROR), "KL101": Severity.INFO},
            ),
        ],
    )
    def test_the_more_specific_wins(self, tmp_path: Path, text: str, expected: dict[str, Severity]) -> None:
        assert self.severities(tmp_path, text) == expected

    def test_unknown_rules(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match=r"pyproject\.toml:6: `severity`: unknown rule `KL999`"):
            self.severities(tmp_path, "KL999 = 'error'")

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("[tool.keraslint.severity]\nKL101 = 'fatal'", ":6: `KL101` must be one of error, warning, info"),
            ("[tool.keraslint.severity]\nKL101 = 'off'", "; `ignore` switches a rule off"),
            ("[tool.keraslint.severity]\nKL101 = 3", ":6: `KL101` must be one of error, warning, info"),
            ("severity = 'error'", ":5: `severity` must be a table of rules and severities"),
        ],
    )
    def test_malformed(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(ConfigError, match=message):
            load(tmp_path, text)


class TestErrors:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('selct = ["KL1"]', r":5: unknown key `selct`; did you mean `select`\?"),
            ('# select\nextend_select = ["KL1"]', r":6: unknown key `extend_select`; did you mean `extend-select`\?"),
            ("zzz = 1", r":5: unknown key `zzz`; the keys are select, "),
            ('\nselect = "KL1"', ":6: `select` must be a list of strings"),
            ("ignore = [1]", ":5: `ignore` must be a list of strings"),
            ("force-exclude = 1", ":5: `force-exclude` must be true or false"),
            ('output-format = "xml"', ":5: `output-format` must be one of full, concise, grouped, json"),
            ("fail-on = 3", ":5: `fail-on` must be one of error, warning, info"),
            ("target = [1]", ":5: `target` must be one of auto, keras3, keras2"),
            ('per-file-ignores = ["a"]', ":5: `per-file-ignores` must be a table"),
            ('[tool.keraslint.per-file-ignores]\n"a*.py" = "KL1"', r":6: `a\*\.py` must be a list of strings"),
            ("[tool.keraslint.nothing]", ":5: unknown key `nothing`"),
            ("select = [", r":\d+: not valid TOML: "),
            ("select = KL1", ":5: not valid TOML: Invalid value"),
        ],
    )
    def test_name_the_file_and_the_line(self, tmp_path: Path, text: str, message: str) -> None:
        with pytest.raises(ConfigError, match=r"pyproject\.toml" + message) as caught:
            load(tmp_path, text)
        assert "\n" not in str(caught.value)

    def test_not_a_table(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_text("[tool]\nkeraslint = 3\n", encoding="utf-8")
        with pytest.raises(ConfigError, match=r":2: `tool\.keraslint` must be a table"):
            load_settings([str(tmp_path)])

    def test_not_utf8(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").write_bytes(b"[tool.keraslint]\n# \xff\n")
        with pytest.raises(ConfigError, match=":2: not UTF-8"):
            load_settings([str(tmp_path)])

    def test_a_named_config_must_be_there(self, tmp_path: Path) -> None:
        with pytest.raises(ConfigError, match="cannot read the config: no such file"):
            load_settings(config=str(tmp_path / "none.toml"))
        (tmp_path / "empty.toml").write_text("", encoding="utf-8")
        with pytest.raises(ConfigError, match=r"no table \[tool.keraslint\]"):
            load_settings(config=str(tmp_path / "empty.toml"))

    def test_the_path_is_shown_from_the_current_directory(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        config(tmp_path, "zzz = 1")
        with pytest.raises(ConfigError, match=r"^pyproject\.toml:5: "):
            load_settings(["."])


class TestFinding:
    def test_the_nearest_with_our_table(self, tmp_path: Path) -> None:
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        path = config(tmp_path, "")
        (inner / "pyproject.toml").write_text("[tool.other]\nname = 'keraslint'\n", encoding="utf-8")
        (inner / "x.py").touch()
        assert find_config([str(inner)]) == str(path)
        assert find_config([str(inner / "x.py")]) == str(path)
        (tmp_path / "a" / "pyproject.toml").write_text("this is not TOML", encoding="utf-8")
        assert find_config([str(inner)]) == str(path)
        nearer = config(inner, "")
        assert find_config([str(inner / "x.py")]) == str(nearer)

    def test_dotted_keys(self, tmp_path: Path) -> None:
        path = tmp_path / "pyproject.toml"
        path.write_text('tool.keraslint.select = ["KL1"]\n', encoding="utf-8")
        assert find_config([str(tmp_path)]) == str(path)
        assert enabled_rules(load_settings([str(tmp_path)]), RULES) == {"KL101"}

    def test_standard_input_uses_the_current_directory(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        config(tmp_path, 'target = "keras2"')
        monkeypatch.chdir(tmp_path)
        assert load_settings(["-"]).target == load_settings([]).target == "keras2"

    def test_isolated(self, tmp_path: Path) -> None:
        config(tmp_path, "zzz = 1")
        assert load_settings([str(tmp_path)], isolated=True).config_file is None


def test_no_toml_parser_without_a_config(tmp_path: Path) -> None:
    script = (
        "import sys; from keraslint.config import load_settings; load_settings(['.'])\n"
        "assert not {'tomllib', 'tomli', 'pathspec', 'libcst'} & {*sys.modules}"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, env=environment)
