from __future__ import annotations

import json
from pathlib import Path

import pytest

from keraslint.target import _KERAS_3_PACKAGES, consulted, forget, narrow, project_target, target_of
from keraslint.version_range import admits_range

BOTH, KERAS_2, KERAS_3 = frozenset({2, 3}), frozenset({2}), frozenset({3})


@pytest.mark.parametrize(
    ("specifier", "older", "newer"),
    [
        ("", True, True),
        ("*", True, True),
        ("nonsense", True, True),
        (">=3", False, True),
        (">=3.0.0", False, True),
        (">2.15", True, True),
        ("<3", True, False),
        ("<=3", True, True),
        ("<3.0", True, False),
        (">=2.4,<3.0", True, False),
        (">=2.4 <4", True, True),
        (">= 2.4, != 2.6", True, True),
        ("==2.15.0", True, False),
        ("===3.1", False, True),
        ("==3.*", False, True),
        ("==2.*", True, False),
        ("~=2.15", True, False),
        ("~=2.15.1", True, False),
        ("~=3.0", False, True),
        ("^2.15", True, False),
        ("^3", False, True),
        ("~2.15", True, False),
        ("~2", True, False),
        ("2.15.0", True, False),
        ("3.1.0rc1", False, True),
        ("^2.4 || ^3.0", True, True),
        ("^2.4 | 2.15.*", True, False),
        ("<2.16,>=3.1", False, False),
        ("==v3.0", False, True),
    ],
)
def test_version_ranges(specifier: str, older: bool, newer: bool) -> None:
    assert admits_range(specifier, (0,), (3,)) is older
    assert admits_range(specifier, (3,), None) is newer


def target(directory: Path, **files: str) -> frozenset[int]:
    """The target of a file in a directory with these files (``_`` stands for a dot)."""
    for name, text in files.items():
        (directory / name.replace("__", "-").replace("_", ".")).write_text(text, encoding="utf-8")
    return project_target(str(directory / "train.py"))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("keras", BOTH),
        ("keras>=3", KERAS_3),
        ("keras>=3.0.0  # the new one", KERAS_3),
        ("keras<3", KERAS_2),
        ("Keras == 2.4.3", KERAS_2),
        ("keras==2.15.0 \\", KERAS_2),
        ("keras==2.15.0 --hash=sha256:abc", KERAS_2),
        ("keras (>=3.1)", KERAS_3),
        ("keras @ git+https://github.com/keras-team/keras.git@v3.0", BOTH),
        ("tensorflow", BOTH),
        ("tensorflow>=2.10", BOTH),
        ("tensorflow<2.16", KERAS_2),
        ("tensorflow==2.15.*", KERAS_2),
        ("tensorflow[and-cuda]>=2.16,<3", KERAS_3),
        ("tensorflow_cpu~=2.17.0", KERAS_3),
        ("tensorflow==1.15", KERAS_2),
        ("tensorflow-gpu", KERAS_2),
        ("tf-keras", KERAS_2),
        ("tf_keras~=2.16", KERAS_2),
        ("keras-tuner==1.4.0", BOTH),
        ("tensorflow-datasets==2.1", BOTH),
        ("# keras<3", BOTH),
        ("-r keras<3.txt", BOTH),
        ("tensorflow==2.15; python_version < '3.12'\ntensorflow==2.17; python_version >= '3.12'", BOTH),
        ("tensorflow>=2.10\nkeras<3", KERAS_2),
        ("tensorflow==2.15\nkeras==3.0", BOTH),
        ("tensorflow==2.16\ntf-keras", BOTH),
        ("tensorflow>=2.12\ntf-keras", KERAS_2),
    ],
)
def test_requirements(tmp_path: Path, line: str, expected: frozenset[int]) -> None:
    assert target(tmp_path, requirements_txt=f"numpy==1.26\n{line}\n") == expected


@pytest.mark.parametrize(
    "name",
    ["requirements.in", "requirements-dev.txt", "dev_requirements.txt", "constraints.txt", "requirements/base.txt"],
)
def test_names_of_requirements_files(tmp_path: Path, name: str) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / name).write_text("keras>=3\n", encoding="utf-8")
    assert target(tmp_path) == KERAS_3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[project]\ndependencies = ['numpy', 'keras>=3']", KERAS_3),
        ("[project.optional-dependencies]\ntf = ['tensorflow<2.16']", KERAS_2),
        ("[project.optional-dependencies]\nold = ['keras<3']\nnew = ['keras>=3']", BOTH),
        ("[dependency-groups]\ndev = ['keras>=3', {include-group = 'x'}]", KERAS_3),
        ("[tool.uv]\ndev-dependencies = ['keras<3']", KERAS_2),
        ("[tool.poetry.dependencies]\npython = '^3.10'\nkeras = '^2.15'", KERAS_2),
        ("[tool.poetry.dependencies]\nkeras = {version = '^3.0', extras = ['x']}", KERAS_3),
        ("[tool.poetry.dependencies]\nkeras = {git = 'https://x'}", BOTH),
        (
            "tool.poetry.dependencies.keras = [{version = '2.15', python = '<3.12'}, {version = '3', python = '>3'}]",
            BOTH,
        ),
        ("[tool.poetry.dev-dependencies]\nkeras = '*'", BOTH),
        ("[tool.poetry.group.ml.dependencies]\ntensorflow = '~2.17'", KERAS_3),
        ("[tool]\npoetry = 3\n[project]\ndependencies = 'keras<3'", BOTH),
        ("keras [[[", BOTH),
    ],
)
def test_pyproject(tmp_path: Path, text: str, expected: frozenset[int]) -> None:
    assert target(tmp_path, pyproject_toml=text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[options]\ninstall_requires =\n    numpy\n    keras>=3\n", KERAS_3),
        ("[options]\ninstall_requires = keras<3\n", KERAS_2),
        ("[options.extras_require]\nml =\n    tensorflow>=2.16\n", KERAS_3),
        ("[metadata]\nkeywords = keras<3\n", BOTH),
        ("keras<3", BOTH),
    ],
)
def test_setup_cfg(tmp_path: Path, text: str, expected: frozenset[int]) -> None:
    assert target(tmp_path, setup_cfg=text) == expected


@pytest.mark.parametrize("name", ["poetry.lock", "uv.lock", "pdm.lock"])
def test_lock_files(tmp_path: Path, name: str) -> None:
    text = '[[package]]\nname = "keras"\nversion = "3.3.3"\n\n[[package]]\nname = "tensorflow"\nversion = "2.17.0"\n'
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert target(tmp_path, pyproject_toml="[project]\ndependencies = ['tensorflow']\n") == KERAS_3


def test_pipfile(tmp_path: Path) -> None:
    assert target(tmp_path, Pipfile='[packages]\nkeras = "<3"\nnumpy = "*"\n') == KERAS_2


def test_pipfile_lock(tmp_path: Path) -> None:
    text = json.dumps({"_meta": {"x": 1}, "default": {"tensorflow": {"version": "==2.16.1"}}, "develop": {}})
    (tmp_path / "Pipfile.lock").write_text(text, encoding="utf-8")
    assert target(tmp_path, Pipfile='[packages]\ntensorflow = "*"\n') == KERAS_3


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("  - keras=2.15", KERAS_2),
        ("  - keras=2", KERAS_2),
        ("  - keras=3.1.0=py310_0", KERAS_3),
        ("  - keras 2.15.*", KERAS_2),
        ("  - conda-forge::tensorflow>=2.16", KERAS_3),
        ("  - 'tensorflow-gpu==2.4.1'", KERAS_2),
        ("  - tensorflow", BOTH),
        ("  - pip\n  - pip:\n    - keras==3.0\n", KERAS_3),
        (
            "  - pip:\n    - tensorflow==2.15; python_version < '3'\n    - tensorflow==2.17; python_version > '3'",
            BOTH,
        ),
    ],
)
def test_conda(tmp_path: Path, lines: str, expected: frozenset[int]) -> None:
    text = f"name: keras\nchannels:\n  - conda-forge\ndependencies:\n  - python=3.10\n{lines}\n"
    assert target(tmp_path, environment_yml=text) == expected


class TestWhere:
    def test_from_the_directory_upwards(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        inner = tmp_path / "a" / "b"
        inner.mkdir(parents=True)
        (tmp_path / "requirements.txt").write_text("keras>=3", encoding="utf-8")
        (tmp_path / "a" / "requirements.txt").write_text("numpy", encoding="utf-8")
        assert project_target(str(inner / "x.py")) == project_target(str(inner)) == KERAS_3

    def test_the_nearest_that_mentions_keras_decides(self, tmp_path: Path) -> None:
        inner = tmp_path / "a"
        inner.mkdir()
        (tmp_path / "requirements.txt").write_text("keras>=3", encoding="utf-8")
        assert target(inner, requirements_txt="keras<3") == KERAS_2

    @pytest.mark.parametrize("marker", [".git", "pyproject.toml"])
    def test_not_above_the_root(self, tmp_path: Path, marker: str) -> None:
        inner = tmp_path / "a"
        inner.mkdir()
        (inner / marker).touch()
        (tmp_path / "requirements.txt").write_text("keras>=3", encoding="utf-8")
        assert project_target(str(inner / "x.py")) == BOTH

    def test_files_that_cannot_be_read_tell_nothing(self, tmp_path: Path) -> None:
        (tmp_path / "requirements.txt").write_bytes(b"keras>=3 \xff")
        (tmp_path / "Pipfile.lock").write_text("{keras", encoding="utf-8")
        (tmp_path / "environment.yml").mkdir()
        assert target(tmp_path) == BOTH

    def test_what_is_read_is_consulted(self, tmp_path: Path) -> None:
        for name in ("pyproject.toml", "a/requirements.txt", "a/b/requirements/base.txt", "other/requirements.txt"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("keras>=3\n")
        asked = [str(tmp_path / "a/b/x.py"), str(tmp_path / "a/y.py"), str(tmp_path / "a/b/z.py")]
        expected = ["a/b/requirements/base.txt", "a/requirements.txt", "pyproject.toml"]
        assert consulted(asked) == [str(tmp_path / name) for name in expected]

    def test_it_is_read_again_when_told(self, tmp_path: Path) -> None:
        (tmp_path / "pyproject.toml").touch()
        requirements = tmp_path / "requirements.txt"
        requirements.write_text("keras>=3\n")
        assert project_target(str(tmp_path / "x.py")) == {3}
        requirements.write_text("keras<3\n")
        forget()
        assert project_target(str(tmp_path / "x.py")) == {2}

    def test_a_choice_on_the_command_line(self, tmp_path: Path) -> None:
        (tmp_path / "requirements.txt").write_text("keras>=3", encoding="utf-8")
        path = str(tmp_path / "x.py")
        assert [target_of(choice, path) for choice in ("keras2", "keras3", "auto")] == [KERAS_2, KERAS_3, KERAS_3]


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        ([], BOTH),
        (["keras", "keras.layers.Dense"], BOTH),
        (["tf_keras"], KERAS_2),
        (["tf_keras.layers.Dense", "numpy"], KERAS_2),
        (["tensorflow.python.keras.layers.*"], KERAS_2),
        (["tf_keras", "keras"], BOTH),
        (["tf_keras", "tensorflow.keras.layers"], BOTH),
        (["tf_keras", "tensorflow"], KERAS_2),
        (["keras.ops"], KERAS_3),
        (["keras.ops.*"], KERAS_3),
        (["keras", "keras.random.normal"], KERAS_3),
        (["tensorflow.keras.ops.relu"], KERAS_3),
        (["keras.options", "my.keras.ops"], BOTH),
    ],
)
def test_imports(imports: list[str], expected: frozenset[int]) -> None:
    assert narrow(BOTH, imports) == expected


def test_imports_win_over_requirements() -> None:
    assert narrow(KERAS_3, ["tf_keras"]) == KERAS_2
    assert narrow(KERAS_3, ["numpy"]) == KERAS_3


def test_the_packages_of_keras_3_alone() -> None:
    keras = pytest.importorskip("keras")
    tf_keras = pytest.importorskip("tf_keras")
    assert {name for name in _KERAS_3_PACKAGES if hasattr(keras, name)} == _KERAS_3_PACKAGES
    assert not {name for name in _KERAS_3_PACKAGES if hasattr(tf_keras, name)}
