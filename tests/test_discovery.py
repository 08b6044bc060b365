from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from keraslint.config import load_settings
from keraslint.discovery import Discovered, DiscoveryError, discover
from keraslint.settings import ConfigError, Settings


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, which is a git repository."""
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def ignore(text: str, directory: str = ".") -> None:
    Path(directory).mkdir(parents=True, exist_ok=True)
    (Path(directory) / ".gitignore").write_text(text, encoding="utf-8")


def settings(**options: Any) -> Settings:
    return load_settings(isolated=True, overrides=options)


def find(*paths: str, **options: Any) -> list[str]:
    found = discover(paths or (".",), settings(**options))
    assert found.errors == ()
    return [path.replace(os.sep, "/") for path in found.files]


class TestWalking:
    def test_scripts_and_notebooks_sorted(self) -> None:
        write("b.py", "a/z.py", "a/n.ipynb", "c.txt", "d.pyi", "a.py", "e.pyc")
        assert find() == ["a/n.ipynb", "a/z.py", "a.py", "b.py"]

    def test_paths_are_shown_as_they_are_given(self, project: Path) -> None:
        write("a/b.py")
        assert find("a") == find("./a") == find("a/") == ["a/b.py"]
        assert find(str(project / "a")) == [str(project / "a" / "b.py")]

    def test_each_file_once(self, project: Path) -> None:
        write("a/b.py", "a/c.py")
        assert find("a/c.py", "a", ".", str(project / "a/b.py")) == ["a/c.py", "a/b.py"]

    def test_a_named_file_may_have_any_suffix(self) -> None:
        write("script")
        assert find("script") == ["script"]

    def test_links_in_a_circle(self) -> None:
        write("a/b.py")
        Path("a/loop").symlink_to("..", target_is_directory=True)
        Path("a/self").symlink_to("self")
        Path("a/self.py").symlink_to("self.py")
        Path("a/broken.py").symlink_to("nothing.py")
        assert find() == ["a/b.py"]

    def test_a_link_to_a_file_is_the_file(self) -> None:
        write("real/a.py")
        Path("b.py").symlink_to("real/a.py")
        assert find() == ["b.py"]

    def test_a_named_link_to_a_directory_is_walked(self) -> None:
        write("real/a.py")
        Path("link").symlink_to("real", target_is_directory=True)
        assert find("link") == ["link/a.py"]


class TestErrors:
    def test_a_missing_path_hides_nothing_else(self) -> None:
        write("a.py")
        found = discover(["nothing", "a.py", "none/b.py"], settings())
        assert found.files == ("a.py",)
        assert found.errors == tuple(
            DiscoveryError(path, "no such file or directory") for path in ("nothing", "none/b.py")
        )

    def test_not_a_file(self) -> None:
        os.mkfifo("pipe.py")
        assert discover(["pipe.py"], settings()).errors == (DiscoveryError("pipe.py", "not a file or a directory"),)

    def test_odd_names(self) -> None:
        found = discover(["a\0b", "x" * 5000], settings())
        assert [error.message for error in found.errors] == ["embedded null byte", "file name too long"]

    def test_an_unreadable_directory(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("a/b.py", "c.py")
        scandir = os.scandir

        def refuse(path: str) -> Any:
            if path == "a":
                raise PermissionError(13, "Permission denied")
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refuse)
        found = discover(["."], settings())
        assert found == Discovered(("c.py",), (DiscoveryError("a", "cannot read the directory: permission denied"),))


class TestExclude:
    def test_defaults(self) -> None:
        write(
            "a.py", ".venv/b.py", "x/node_modules/c.py", "__pycache__/d.py", ".ipynb_checkpoints/a.ipynb", "build/e.py"
        )
        assert find() == ["a.py"]

    def test_exclude_replaces_and_extend_exclude_adds(self) -> None:
        write("a.py", "build/b.py", "c/d.py")
        assert find(exclude=["c"]) == ["a.py", "build/b.py"]
        assert find(extend_exclude=["c"]) == ["a.py"]

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("a.py", ["x/b.py", "y/x/b.py"]),
            ("*.py", []),
            ("x/", ["a.py"]),
            ("/x", ["a.py", "y/x/b.py"]),
            ("y/x/b.py", ["a.py", "x/b.py"]),
            ("y/**/b.*", ["a.py", "x/b.py"]),
        ],
    )
    def test_patterns(self, pattern: str, expected: list[str]) -> None:
        write("a.py", "x/b.py", "y/x/b.py")
        assert find(exclude=[pattern]) == expected

    def test_patterns_start_at_the_config_file(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write("a/b.py", "a/c.py")
        Path("pyproject.toml").write_text('[tool.keraslint]\nexclude = ["/a/b.py"]\n', encoding="utf-8")
        monkeypatch.chdir(project / "a")
        assert discover(["."], load_settings(["."])).files == ("c.py",)

    def test_what_is_named_is_taken(self) -> None:
        write("build/a.py", "build/b/c.py")
        assert find("build/a.py") == ["build/a.py"]
        assert find("build") == ["build/a.py", "build/b/c.py"]

    @pytest.mark.parametrize("path", ["build/a.py", "build", "build/b", "build/b/c.py", "x/d.py"])
    def test_force_exclude(self, path: str) -> None:
        write("build/a.py", "build/b/c.py", "x/d.py", "e.py")
        assert find(path, "e.py", force_exclude=True, extend_exclude=["x/*.py"]) == ["e.py"]

    def test_force_exclude_looks_at_nothing_above_the_root(
        self, project: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write("build/project/a.py")
        monkeypatch.chdir(project / "build" / "project")
        assert find("a.py", force_exclude=True) == ["a.py"]
        assert find(force_exclude=True) == ["a.py"]

    def test_not_a_pattern(self) -> None:
        with pytest.raises(ConfigError, match="exclude: "):
            find(exclude=["\\"])


class TestGitignore:
    def test_patterns_comments_and_negation(self) -> None:
        write("a.py", "gen/b.py", "c_pb.py", "keep_pb.py")
        ignore("# generated\ngen/\n\n*_pb.py\n!keep_pb.py\n")
        assert find() == ["a.py", "keep_pb.py"]

    def test_can_be_switched_off(self) -> None:
        write("a.py", "b.py")
        ignore("b.py")
        assert find(respect_gitignore=False) == ["a.py", "b.py"]

    def test_nested_files_and_anchors(self) -> None:
        write("a.py", "x/a.py", "x/b.py", "x/y/a.py")
        ignore("/a.py\nb.py", "x")
        assert find() == ["a.py", "x/y/a.py"]

    def test_the_inner_file_wins(self) -> None:
        write("x/a.py", "y/a.py")
        ignore("a.py")
        ignore("!a.py", "x")
        assert find() == ["x/a.py"]

    def test_what_is_below_an_ignored_directory_cannot_be_taken_back(self) -> None:
        write("x/a.py")
        ignore("x/\n!x/a.py")
        assert find() == []

    def test_from_the_repository_root(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write("x/y/a.py", "x/y/b.py", "x/y/c.py", "x/y/d.py")
        ignore("/x/y/a.py\nd.py")
        ignore("y/b.py\n!d.py", "x")
        assert find("x/y") == ["x/y/c.py", "x/y/d.py"]
        monkeypatch.chdir(project / "x" / "y")
        assert find() == ["c.py", "d.py"]

    def test_nothing_above_the_repository_counts(self, project: Path) -> None:
        write("inner/a.py")
        ignore("a.py")
        (project / "inner" / ".git").write_text("gitdir: elsewhere", encoding="utf-8")
        assert find("inner") == ["inner/a.py"]

    def test_without_a_repository(self, project: Path) -> None:
        (project / ".git").rmdir()
        write("x/a.py", "x/b.py")
        ignore("b.py", "x")
        assert find("x") == ["x/a.py"]

    def test_without_a_repository_from_the_config_file(self, project: Path) -> None:
        (project / ".git").rmdir()
        write("x/a.py", "x/b.py")
        ignore("b.py")
        Path("pyproject.toml").write_text("[tool.keraslint]\n", encoding="utf-8")
        assert discover(["x"], load_settings(["x"])).files == ("x/a.py",)

    def test_what_is_named_is_taken(self) -> None:
        write("x/a.py", "x/y/b.py", "x/c.py")
        ignore("x/")
        ignore("c.py", "x")
        assert find("x/c.py") == ["x/c.py"]
        assert find("x") == ["x/a.py", "x/y/b.py"]
        assert find("x/y") == ["x/y/b.py"]

    def test_info_exclude(self, project: Path) -> None:
        write("a.py", "b.py")
        (project / ".git" / "info").mkdir()
        (project / ".git" / "info" / "exclude").write_text("b.py\n", encoding="utf-8")
        assert find() == ["a.py"]

    def test_a_pattern_that_is_none_is_passed_over(self) -> None:
        write("a.py", "b.py")
        ignore("!\n\\\nb.py\n")
        assert find() == ["a.py"]

    def test_agrees_with_git(self) -> None:
        """Git itself is the oracle where it is installed."""
        if subprocess.run(["git", "init", "-q", "."], check=False, capture_output=True).returncode:
            pytest.skip("git is not installed")
        write(
            "a.py",
            "a b.py",
            "x/a.py",
            "x/gen/b.py",
            "x/y/gen/c.py",
            "doc/d.py",
            "doc/x/d.py",
            "#e.py",
            "f1.py",
            "f22.py",
        )
        ignore("x/**/gen\n!x/y/gen/\n/doc/*.py\na\\ b.py\n\\#e.py\nf?.py\n*.txt\n")
        ignore("*\n!y/\n!y/**\n", "x")
        git = subprocess.run(
            ["git", "ls-files", "--others", "--exclude-standard", "*.py"], check=True, capture_output=True, text=True
        )
        assert sorted(find()) == sorted(git.stdout.split("\n")[:-1])


def test_no_pattern_library_without_patterns(project: Path) -> None:
    write("a.py")
    script = (
        "import sys; from keraslint.config import load_settings; from keraslint.discovery import discover\n"
        "assert discover(['.'], load_settings(['.'])).files == ('a.py',)\n"
        "assert not {'pathspec', 'libcst'} & {*sys.modules}"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([sys.executable, "-c", script], check=True, cwd=project, env=environment)
