"""What is built and installed is what stands in the checkout."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FAULTY = "import keras\nmodel = keras.Sequential([keras.Input((4,)), keras.layers.Dropout(25)])\n"


def run(*command: str, cwd: Path, path: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git has or would take: setuptools leaves `build/` and an egg-info beside its sources."""
    missing = [name for name in ("build", "setuptools", "wheel") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (the `dev` extra has them)")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    copy = tmp_path_factory.mktemp("source")
    for name in listed.stdout.decode().split("\0"):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    return copy


@pytest.fixture(scope="session")
def distributions(source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist, and the wheel built from it; without build isolation, so that no network is needed."""
    out = tmp_path_factory.mktemp("dist")
    done = run("-m", "build", "--no-isolation", "--outdir", str(out), str(source), cwd=out)
    assert done.returncode == 0, done.stdout + done.stderr
    (sdist,) = out.glob("*.tar.gz")
    (wheel,) = out.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="session")
def unpacked(distributions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site directory with the wheel in it."""
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(distributions[1]) as archive:
        archive.extractall(site)
    return site


def test_the_wheel_holds_every_file_of_the_package_and_the_rules(source: Path, unpacked: Path) -> None:
    expected = {f"keraslint/{path.relative_to(source).as_posix()}" for path in (source / "rules").rglob("*.py")}
    for pattern in ("*.py", "*.json", "py.typed"):
        expected |= {path.relative_to(source).as_posix() for path in (source / "keraslint").rglob(pattern)}
    files = (path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file())
    assert {name for name in files if ".dist-info/" not in name} == expected


def test_the_rules_in_the_wheel_are_those_of_the_checkout(source: Path, unpacked: Path) -> None:
    shipped = unpacked / "keraslint" / "rules"
    assert list((source / "rules").rglob("*.py"))
    for path in (source / "rules").rglob("*.py"):
        assert (shipped / path.relative_to(source / "rules")).read_bytes() == path.read_bytes()


def test_the_sdist_holds_tests_and_documents_too(source: Path, distributions: tuple[Path, Path]) -> None:
    with tarfile.open(distributions[0]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "README.md", "pyproject.toml", "tests/test_packaging.py"} <= names
    assert {path.relative_to(source).as_posix() for path in (source / "rules").rglob("*.py")} <= names
    assert {path.relative_to(source).as_posix() for path in (source / "docs" / "examples").iterdir()} <= names


def assert_it_lints(done: subprocess.CompletedProcess[str]) -> None:
    assert "model.py:2:" in done.stdout, done.stdout + done.stderr
    assert "KL407" in done.stdout
    assert done.returncode == 1


def test_an_unpacked_wheel_lints(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(FAULTY)
    assert_it_lints(
        run("-m", "keraslint", "--isolated", "--output-format", "concise", "model.py", cwd=tmp_path, path=str(unpacked))
    )


def test_a_bare_checkout_lints(source: Path, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(FAULTY)
    assert_it_lints(
        run("-m", "keraslint", "--isolated", "--output-format", "concise", "model.py", cwd=tmp_path, path=str(source))
    )


def test_an_editable_install_lints_and_puts_no_package_rules_beside_it(source: Path, tmp_path: Path) -> None:
    build = "import setuptools.build_meta as backend, sys; backend.build_editable(sys.argv[1])"
    done = run("-c", build, str(tmp_path), cwd=source)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    (tmp_path / "model.py").write_text(FAULTY)
    program = f"""
import importlib.util, pathlib, runpy, site, sys
site.addsitedir({str(tmp_path / "site")!r})
import keraslint, keraslint.rules
assert pathlib.Path(keraslint.__file__).is_relative_to({str(source)!r}), keraslint.__file__
assert [pathlib.Path(path) for path in keraslint.rules.__path__] == [pathlib.Path({str(source / "rules")!r})]
assert importlib.util.find_spec("rules") is None
sys.argv = ["keraslint", "--isolated", "--output-format", "concise", "model.py"]
runpy.run_module("keraslint", run_name="__main__")
"""
    # -S and the order: an editable install of this very checkout in the running environment must not come first.
    libraries = (str(tmp_path / "site"), sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    assert_it_lints(run("-S", "-c", program, cwd=tmp_path, path=os.pathsep.join(libraries)))
