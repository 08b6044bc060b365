"""Which Keras a project is for: read from its requirements, lock files and imports.

The dependencies that tell are ``keras`` itself, ``tensorflow`` (2.16 is the first whose ``tf.keras`` is Keras 3) and
``tf-keras`` (Keras 2 beside a newer TensorFlow).
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

from keraslint.gate import read_bytes
from keraslint.records import record
from keraslint.version_range import admits_range

BOTH: Final = frozenset({2, 3})
KERAS_2: Final = frozenset({2})
KERAS_3: Final = frozenset({3})

_FIRST_KERAS_3: Final[Mapping[str, tuple[int, ...]]] = {
    "keras": (3,),
    "tensorflow": (2, 16),
    "tensorflow-cpu": (2, 16),
    "tensorflow-macos": (2, 16),
    "tensorflow-intel": (2, 16),
    "tensorflow-rocm": (2, 16),
}
_KERAS_2_ONLY: Final = frozenset({"tensorflow-gpu"})  # discontinued at TensorFlow 2.12
_TF_KERAS: Final = "tf-keras"
_WANTED: Final = frozenset({*_FIRST_KERAS_3, *_KERAS_2_ONLY, _TF_KERAS})

# Sub-packages that Keras 3 has and Keras 2 never had (tested against both).
_KERAS_3_PACKAGES: Final = frozenset(
    {"config", "distillation", "distribution", "dtype_policies", "ops", "quantizers", "random", "tree", "visualization"}
)
_KERAS_2_ROOTS: Final = ("tf_keras", "tensorflow.python.keras")
_KERAS_ROOTS: Final = ("keras", "tensorflow.keras", "tf.keras", "keras.api")


@record(eq=True)
class Requirement:
    """A dependency on one of the packages that tell; ``conditional`` where a marker or an alternative limits it."""

    name: str
    versions: str = ""
    conditional: bool = False

    @property
    def majors(self) -> frozenset[int]:
        """The Keras majors that it allows."""
        if self.name in _KERAS_2_ONLY:
            return KERAS_2
        first = _FIRST_KERAS_3[self.name]
        older = admits_range(self.versions, (0,), first)
        newer = admits_range(self.versions, first, None)
        return frozenset(({2} if older else set()) | ({3} if newer else set())) or BOTH


def target_of(choice: str, path: str) -> frozenset[int]:
    """The Keras majors for ``--target keras2|keras3|auto``."""
    return {"keras2": KERAS_2, "keras3": KERAS_3}.get(choice) or project_target(path)


def project_target(path: str) -> frozenset[int]:
    """The Keras majors that the project of a file is for; ``{2, 3}`` where nothing tells.

    The nearest directory whose files mention Keras or TensorFlow decides, from the file's own up to the root of the
    repository or the directory of ``pyproject.toml``.
    """
    directory = os.path.abspath(path)
    return _directory_target(directory if os.path.isdir(directory) else os.path.dirname(directory))


def narrow(target: frozenset[int], imports: Iterable[str]) -> frozenset[int]:
    """The target as a file's imports (dotted names) tell it; contradictory imports tell nothing."""
    names = [name.removesuffix(".*") for name in imports]
    older = any(_is_below(name, root) for name in names for root in _KERAS_2_ROOTS)
    if older:
        other = any(_is_below(name, root) for name in names for root in _KERAS_ROOTS)
        return target if other else KERAS_2
    newer = any(
        _is_below(name, f"{root}.{package}") for name in names for root in _KERAS_ROOTS for package in _KERAS_3_PACKAGES
    )
    return KERAS_3 if newer else target


def _is_below(name: str, root: str) -> bool:
    return name == root or name.startswith(root + ".")


@cache
def _directory_target(directory: str) -> frozenset[int]:
    files = _files(directory)
    found = [list(_requirements(file)) for file in files]
    if any(found):
        return combine(found)
    above = _above(directory, files)
    return BOTH if above is None else _directory_target(above)


def forget() -> None:
    """Read the files of the projects again: they may have changed."""
    _directory_target.cache_clear()


def consulted(paths: Iterable[str]) -> list[str]:
    """The files that there are now, and that may decide for which Keras these are."""
    found: list[str] = []
    seen: set[str] = set()
    for directory in dict.fromkeys(os.path.dirname(os.path.abspath(path)) for path in paths):
        at: str | None = directory
        while at is not None and at not in seen:
            seen.add(at)
            files = _files(at)
            found += files
            at = _above(at, files)
    return found


def _above(directory: str, files: Iterable[str]) -> str | None:
    """The directory that is asked where the files of this one do not tell; ``None`` at the root of a project."""
    if os.path.exists(os.path.join(directory, ".git")):
        return None
    if any(os.path.basename(file) == "pyproject.toml" for file in files):
        return None
    above = os.path.dirname(directory)
    return None if above in (directory, os.path.expanduser("~"), os.path.dirname(above)) else above


def combine(files: Iterable[Iterable[Requirement]]) -> frozenset[int]:
    """What the requirements of several files allow together.

    Entries with a marker are alternatives. Where the files contradict one another, each of them may be the one in use.
    """
    verdicts: list[frozenset[int]] = []
    tf_keras = False
    for requirements in files:
        by_name: dict[str, list[Requirement]] = {}
        for requirement in requirements:
            by_name.setdefault(requirement.name, []).append(requirement)
        tf_keras = bool(by_name.pop(_TF_KERAS, ())) or tf_keras
        for same in by_name.values():
            alternatives = any(one.conditional for one in same)
            verdicts.append(_agree([one.majors for one in same], alternatives=alternatives))
    rest = _agree(verdicts, alternatives=False)
    if tf_keras:
        return BOTH if rest == KERAS_3 else KERAS_2
    return rest


def _agree(verdicts: list[frozenset[int]], *, alternatives: bool) -> frozenset[int]:
    if not verdicts:
        return BOTH
    common = frozenset.intersection(*verdicts)
    return frozenset.union(*verdicts) if alternatives or not common else common


_TEXT_FILE: Final = re.compile(r"[\w.-]*requirements[\w.-]*\.(?:txt|in)|constraints[\w.-]*\.txt", re.IGNORECASE)
_CONDA_FILE: Final = re.compile(r"[\w.-]*(?:environment|conda|env)[\w.-]*\.ya?ml", re.IGNORECASE)
_LOCK_FILES: Final = frozenset({"pdm.lock", "poetry.lock", "uv.lock"})
_OTHER_FILES: Final = frozenset({"Pipfile", "Pipfile.lock", "pyproject.toml", "setup.cfg"})


def _files(directory: str) -> list[str]:
    """The files of a directory that list dependencies."""
    below = os.path.join(directory, "requirements")
    try:
        here = [os.path.join(directory, name) for name in sorted(os.listdir(directory)) if _lists_dependencies(name)]
        inside = sorted(os.listdir(below)) if os.path.isdir(below) else []
    except OSError:
        return []
    return [*here, *(os.path.join(below, name) for name in inside if name.endswith((".txt", ".in")))]


def _lists_dependencies(name: str) -> bool:
    return bool(
        name in _OTHER_FILES or name in _LOCK_FILES or _TEXT_FILE.fullmatch(name) or _CONDA_FILE.fullmatch(name)
    )


def _requirements(path: str) -> Iterator[Requirement]:
    """The dependencies that tell, of one file; a file that cannot be read tells nothing."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    lowered = text.lower()
    if "keras" not in lowered and "tensorflow" not in lowered:
        return
    name = os.path.basename(path)
    if name in _LOCK_FILES:
        yield from _locked(text)
    elif name == "Pipfile.lock":
        yield from _pipfile_lock(text)
    elif name in ("Pipfile", "pyproject.toml"):
        yield from _toml(text)
    elif name == "setup.cfg":
        yield from _setup_cfg(text)
    elif name.endswith((".yml", ".yaml")):
        yield from _conda(text)
    else:
        for line in text.splitlines():
            yield from parse_requirement(line)


# Compiled where a project has such a file.
_REQUIREMENT: Final = r"""(?x)\s*(?P<name>[A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*
        (?P<versions>\(?[^;#@\\]*?)\s*(?:@[^;#]*|\\|\s--.*)?
        (?P<marker>;[^#]*)?(?:\#.*)?"""


def parse_requirement(line: str) -> Iterator[Requirement]:
    """A line as in PEP 508 or a requirements file, if it is about a package that tells."""
    found = re.fullmatch(_REQUIREMENT, line)
    if found is not None:
        yield from _wanted(found["name"], found["versions"].strip("() \t"), conditional=bool(found["marker"]))


def _wanted(name: str, versions: object, *, conditional: bool = False) -> Iterator[Requirement]:
    normal = re.sub(r"[-_.]+", "-", name).lower()
    if normal in _WANTED:
        yield Requirement(normal, versions if isinstance(versions, str) else "", conditional)


_LOCKED: Final = r"""(?m)^name\s*=\s*["']([\w.-]+)["']\s*^version\s*=\s*["']([^"']+)["']"""


def _locked(text: str) -> Iterator[Requirement]:
    """Lock files list a package once for each of its forks."""
    for name, version in re.findall(_LOCKED, text):
        yield from _wanted(name, f"=={version}", conditional=True)


def _pipfile_lock(text: str) -> Iterator[Requirement]:
    import json

    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return
    for section in content.values() if isinstance(content, dict) else ():
        yield from _table(section)


_CONDA: Final = r"""(?m)^\s*-\s*["']?(?:[\w.-]+::)?([A-Za-z][\w.-]*)\s*([^"'#;\n]*)(;)?"""
_BUILD: Final = r"^(=?=?\s*[\d.*]+)(?:=|\s)\S*\Z"


def _conda(text: str) -> Iterator[Requirement]:
    """``- name=1.2``, ``- name 1.2.*``, ``- name=1.2=build`` and pip's lines below ``- pip:``."""
    for name, written, marker in re.findall(_CONDA, text):
        versions = re.sub(_BUILD, r"\1", written.strip())
        if re.match(r"=?\d", versions):
            versions = "==" + versions.lstrip("=").removesuffix(".*") + ".*"
        yield from _wanted(name, versions, conditional=bool(marker))


def _setup_cfg(text: str) -> Iterator[Requirement]:
    import configparser

    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    lists = [parser.get("options", "install_requires", fallback="")]
    if parser.has_section("options.extras_require"):
        lists += [value for _, value in parser.items("options.extras_require")]
    for line in "\n".join(lists).splitlines():
        yield from parse_requirement(line)


def _toml(text: str) -> Iterator[Requirement]:
    """``pyproject.toml`` (PEP 621, PEP 735, poetry, uv) and ``Pipfile``."""
    tomllib = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    project, tool = _get(content, "project"), _get(content, "tool")
    poetry = _get(tool, "poetry")
    yield from _list(_get(project, "dependencies"))
    yield from _list(_get(_get(tool, "uv"), "dev-dependencies"))
    for group in (*_values(_get(project, "optional-dependencies")), *_values(_get(content, "dependency-groups"))):
        yield from _list(group)
    for group in _values(_get(poetry, "group")):
        yield from _table(_get(group, "dependencies"))
    for table in (_get(poetry, "dependencies"), _get(poetry, "dev-dependencies")):
        yield from _table(table)
    for table in (_get(content, "packages"), _get(content, "dev-packages")):
        yield from _table(table)


def _get(table: Any, key: str) -> Any:
    return table.get(key) if isinstance(table, dict) else None


def _values(table: Any) -> Iterable[Any]:
    return table.values() if isinstance(table, dict) else ()


def _list(lines: Any) -> Iterator[Requirement]:
    for line in lines if isinstance(lines, list) else ():
        if isinstance(line, str):
            yield from parse_requirement(line)


def _table(table: Any) -> Iterator[Requirement]:
    """``name = "^1.2"``, ``name = {version = …, markers = …}``, or a list of such alternatives."""
    for name, value in table.items() if isinstance(table, dict) else ():
        alternatives = value if isinstance(value, list) else [value]
        for one in alternatives:
            conditional = len(alternatives) > 1 or bool(_get(one, "markers") or _get(one, "python"))
            yield from _wanted(name, _get(one, "version") if isinstance(one, dict) else one, conditional=conditional)
