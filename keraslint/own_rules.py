"""Rules of the user's own: Python files that the settings name. Loading them runs their code."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import os
import re
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

from keraslint.codes import PREFIX
from keraslint.files import reason
from keraslint.rule import Rule, collected
from keraslint.settings import NONE, ConfigError, OwnRules, Selector, shown
from keraslint.severity import Severity

CACHE: Final = "__pycache__"
_CODE: Final = re.compile(r"[A-Z]+[0-9]+")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


def sources(path: str) -> list[Path]:
    """The files that rules at a path may read: itself, or all in the directory and below it, but what Python makes."""
    root = Path(path)
    if not root.is_dir():
        return [root]
    return sorted(one for one in root.rglob("*") if CACHE not in one.relative_to(root).parts and one.is_file())


def modules(path: str) -> list[Path]:
    """Those of them that are loaded: Python files in packages, none of which is there for others (``_…``) or a test."""
    root = Path(path)
    if not root.is_dir():
        return [root]
    named = {one: one.relative_to(root).with_suffix("").parts for one in sources(path) if one.suffix == ".py"}
    return [one for one, parts in named.items() if all(part.isidentifier() and not _aside(part) for part in parts)]


def _aside(part: str) -> bool:
    return part.startswith(("_", "test_")) or part in ("tests", "conftest")


def locate(paths: Sequence[Selector]) -> OwnRules:
    """The own rules at these paths; nothing is run yet.

    Raises:
        ConfigError: there is no such file or directory, or no module in it.
    """
    if not paths:
        return NONE
    content = hashlib.sha256()
    for one in paths:
        try:
            for file in sources(one.text):
                held = hashlib.sha256(file.read_bytes()).hexdigest()
                content.update(f"{file}\0{held}\0".encode("utf-8", "surrogatepass"))
        except OSError as error:
            raise ConfigError(f"{one.where}: `{shown(one.text)}`: {reason(error)}") from error
        if not modules(one.text):
            raise ConfigError(f"{one.where}: `{shown(one.text)}`: no module in it")
    return OwnRules(tuple(os.path.abspath(one.text) for one in paths), content.hexdigest()[:16])


@cache
def load(own: OwnRules, ours: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Run the modules and take the rules that they register.

    Raises:
        ConfigError: a module cannot be loaded, or a rule of it cannot stand beside the others.
    """
    importlib.invalidate_caches()
    prefix = f"_keraslint_own_{own.digest}_"
    for name in [name for name in sys.modules if name.startswith(prefix)]:  # of a load that failed
        del sys.modules[name]
    with _without_bytecode(), collected() as registry:
        for number, path in enumerate(own.paths):
            before = len(registry)
            _load(f"{prefix}{number}", Path(path))
            if len(registry) == before:
                raise ConfigError(f"{shown(path)}: registers no rule")
    rules = tuple(registry.values())
    taken = {word: rule for rule in ours for word in (rule.code, rule.name)}
    for rule in rules:
        problem = _problem(rule, taken)
        if problem is not None:
            code = rule.check.__code__
            raise ConfigError(f"{shown(code.co_filename)}:{code.co_firstlineno}: {problem}")
        taken.update({rule.code: rule, rule.name: rule})
    return rules


def _load(package: str, root: Path) -> None:
    """Load a file, or a directory as a package, whose modules can import each other relatively."""
    if not root.is_dir():
        with _blamed(root, root):
            _execute(package, root)
        return
    start = root / "__init__.py"
    with _blamed(start, root):
        if start.is_file():
            _execute(package, start, [str(root)])
        else:
            sys.modules[package] = ModuleType(package)
            sys.modules[package].__path__ = [str(root)]
    for file in modules(str(root)):
        with _blamed(file, root):
            importlib.import_module(".".join((package, *file.relative_to(root).with_suffix("").parts)))


@contextmanager
def _without_bytecode() -> Iterator[None]:
    """Leave no `__pycache__`: its entries are as coarse as seconds, and a changed rule must be another one at once."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


@contextmanager
def _blamed(file: Path, root: Path) -> Iterator[None]:
    """The boundary of other people's code: whatever it raises is a line that names the file."""
    try:
        yield
    except (Exception, SystemExit) as error:
        raise ConfigError(f"{_place(error, file, root)}: cannot be loaded: {_said(error)}") from error


def _execute(name: str, file: Path, search: list[str] | None = None) -> None:
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=search)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


def _place(error: BaseException, file: Path, root: Path) -> str:
    """The file and line of the own rules that is to blame."""
    if isinstance(error, SyntaxError) and error.filename is not None:
        return f"{shown(error.filename)}:{error.lineno}"
    frames = [one for one in traceback.extract_tb(error.__traceback__) if Path(one.filename).is_relative_to(root)]
    return f"{shown(frames[-1].filename)}:{frames[-1].lineno}" if frames else shown(str(file))


def _said(error: BaseException) -> str:
    text = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _problem(rule: Rule, taken: dict[str, Rule]) -> str | None:
    """Why a rule cannot stand beside the others."""
    from keraslint.evaluate import SUBJECTS

    if _CODE.fullmatch(rule.code) is None:
        return f"the code `{rule.code}` is not capital letters and digits, as `MY101`"
    if rule.code.startswith(PREFIX):
        return f"the code `{rule.code}` begins with {PREFIX}, as keraslint's own do"
    if _NAME.fullmatch(rule.name) is None or rule.name == "all":
        return f"the name `{rule.name}` is not small words joined by hyphens, as `too-many-units`"
    for word in (rule.code, rule.name):
        if word in taken:
            other = taken[word]
            return f"`{word}` is the rule {other.code} ({other.name}) in {shown(other.check.__code__.co_filename)}"
    others = (*taken.values(), rule)
    for name, code in (*((rule.name, one.code) for one in others), *((one.name, rule.code) for one in others)):
        if code.casefold().startswith(name):
            return f"the name `{name}` is how the code {code} begins"
    severity: object = rule.severity
    if not isinstance(severity, Severity):
        return f"the severity of {rule.code} is not ERROR, WARNING or INFO"
    if rule.subject not in SUBJECTS:
        return f"the parameter of {rule.code} is not annotated with one of {', '.join(SUBJECTS)}"
    return None
