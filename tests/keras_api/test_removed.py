"""The table of removed names against the installed versions: what it calls gone is gone, what it calls present is."""

from __future__ import annotations

import importlib
import inspect

import pytest

from keraslint.keras_api import removed

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")
ENTRIES = removed.entries()
ROOTS = {"keras": "keras", "tensorflow.keras": "keras._tf_keras.keras", "tf_keras": "tf_keras"}
MISSING = object()


def find(root: str, public: str) -> object:
    """What stands at a public path, attributes and modules alike; ``MISSING`` where nothing does."""
    found: object = importlib.import_module(ROOTS[root])
    path = ROOTS[root]
    for word in public.split(".")[1:]:
        path = f"{path}.{word}"
        try:
            found = getattr(found, word) if hasattr(found, word) else importlib.import_module(path)
        except ImportError:
            return MISSING
    return found


def in_root(path: str) -> tuple[str, str]:
    """(root, public path) of a present name."""
    tensorflow = path.startswith("tensorflow.")
    return ("tensorflow.keras", path.removeprefix("tensorflow.")) if tensorflow else ("keras", path)


def test_every_name_that_the_comparison_yields_has_an_entry() -> None:
    told = {path: removed.removed(path) for path in removed.compared() if path != "keras.api"}
    assert len(told) > 300
    assert [path for path, entry in told.items() if entry is None] == []
    assert [path for path, entry in told.items() if entry is not None and not (entry.now or entry.help)] == []


@pytest.mark.parametrize("path", ENTRIES)
def test_an_entry_says_what_is_so(path: str) -> None:
    entry = ENTRIES[path]
    assert entry.now or entry.help
    assert entry.source.startswith("https://")
    found = find("keras", path)
    if path == removed.UNUSABLE:
        with pytest.raises(ImportError):
            keras.optimizers.legacy.Adam()
    else:
        assert found is MISSING
    older = find("tf_keras", path)
    assert (older is MISSING) == (entry.until is not None), "`until` is for what the installed Keras 2 has not"
    if entry.now is not None and (present := removed.removed(path)) is not None and present.now is not None:
        assert find(*in_root(present.now)) is not MISSING


@pytest.mark.parametrize("path", sorted(removed.compared()))
def test_a_verdict_on_each_namespace_is_so(path: str) -> None:
    for root in ("keras", "tensorflow.keras"):
        verdict = removed.removed(path.replace("keras", root, 1))
        unusable = path.startswith(removed.UNUSABLE)
        assert (verdict is not None) == (find(root, path) is MISSING or unusable) or path == "keras.api"
        if verdict is not None:
            assert verdict.versions == {3}
            if verdict.now is not None:
                assert find(*in_root(verdict.now)) is not MISSING


def parameters(value: object) -> dict[str, inspect.Parameter]:
    function = value.__init__ if inspect.isclass(value) else value  # type: ignore[misc]
    found = inspect.signature(function).parameters  # type: ignore[arg-type]
    return {name: each for name, each in found.items() if name != "self"}


FUNCTIONS = [
    path
    for path, entry in ENTRIES.items()
    if entry.until is None and entry.now is not None and (path.startswith("keras.backend.") or entry.call)
]


@pytest.mark.parametrize("path", FUNCTIONS)
def test_the_arguments_of_a_replacement_are_told(path: str) -> None:
    """Every parameter of the former function is in the new one, at its position, under its name, with its default."""
    entry = ENTRIES[path]
    former = parameters(find("tf_keras", path))
    root, public = in_root(entry.now or "")
    if root == "tensorflow.keras":
        assert list(former) == list(parameters(find(root, public)))
        return
    present = parameters(find(root, public))
    order = list(present)
    for position, (name, parameter) in enumerate(former.items()):
        change = entry.call.get(name)
        if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
            continue
        now = change.now if change is not None else name
        if now is None:
            assert name not in present
            continue
        assert now in present, f"{name} is not told"
        assert order.index(now) == position or (change is not None and change.keyword), name
        if change is not None and change.position is not None:
            assert change.position == position
        if parameter.default is not parameter.empty and present[now].default != parameter.default:
            assert change is not None, f"the default of {name} differs"
            assert change.default == repr(parameter.default)
    given = {change.now for change in entry.call.values() if change.given is not None}
    assert given <= set(present)
