"""Names that former versions of Keras had and the present ones have not, and what stands for them now.

What is missing is found by comparing the namespaces of the installed Keras 3 (``keras`` and ``tf.keras`` apart) and
Keras 2 (``data/names.json``). ``data/replacements.json`` completes that, one entry a name: the present name (``now``),
how the arguments changed (``call``), the method of the first argument that does it now (``method``) or what to do where
there is none (``help``), the last version that had it where the installed Keras 2 has it no more (``until``), ``safe``
(false) where the present name does not do quite the same, and the source. An entry of a module is good for everything
in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cache
from typing import Any, Final

from keraslint.keras_api import names, tables
from keraslint.keras_api.tables import Namespace
from keraslint.records import record

MAX_STEPS: Final = 4
"""How often the present name of a former name may itself be a former one."""

UNUSABLE: Final = "keras.optimizers.legacy"
"""Keras 3 has it still, but its classes raise an ImportError when they are called."""

BUNDLED: Final = ("tensorflow.python.keras", "tensorflow.contrib.keras")
"""Copies of a former Keras inside TensorFlow, whose objects do not go with the present ones."""


@record(eq=True)
class Change:
    """A parameter that differs in the replacement: its present name; its position; the default that it had and that
    the replacement has not; ``keyword``: it has to be given by its name now; ``given``: a value that is always added.
    Without ``now`` the replacement has no such parameter.
    """

    now: str | None
    position: int | None = None
    default: str | None = None
    keyword: bool = False
    given: str | None = None


@record(eq=True)
class Entry:
    """One line of the table; see the module."""

    now: str | None
    help: str | None
    until: str | None
    source: str
    call: Mapping[str, Change] = field(default_factory=dict)
    method: str | None = None
    safe: bool = True


@record(eq=True)
class Removed:
    """A name that is gone.

    ``gone`` is the part of the path that is missing (``keras.utils.np_utils``), as written from its root on; ``now``
    the present path of the whole name, in the same root where that has it, ``safe`` whether it does the same.
    ``versions`` are the Keras majors without it; ``early``: the installed Keras 2 has it no more, but former ones of
    Keras 2 had it.
    """

    gone: str
    now: str | None
    help: str | None
    call: Mapping[str, Change]
    source: str
    versions: frozenset[int]
    early: bool
    method: str | None = None
    safe: bool = True


@cache
def entries() -> Mapping[str, Entry]:
    """The table, by public path (from ``keras`` on)."""
    content = tables.data("replacements")
    return {path: _entry(found) for path, found in content.items()}


def _entry(found: Mapping[str, Any]) -> Entry:
    call = {name: Change(**change) for name, change in found.get("call", {}).items()}
    return Entry(
        found.get("now"),
        found.get("help"),
        found.get("until"),
        found["source"],
        call,
        found.get("method"),
        found.get("safe", True),
    )


@cache
def removed(path: str) -> Removed | None:
    """What became of the library ``path`` as a program has it; ``None`` where Keras 3 has it, or no Keras ever had."""
    bundled = next((root for root in BUNDLED if path == root or path.startswith(f"{root}.")), None)
    if bundled is not None:
        return _bundled(path, bundled)
    parts = names.split(path)
    if parts is None or parts[0] not in ("keras", "tensorflow.keras", "tf.keras") or ".src." in f"{path}.":
        return None
    root, public = parts
    space: Namespace = "keras" if root == "keras" else "tf.keras"
    gone = _first_missing(public, space)
    if gone is None:
        return None
    key = _key(public)
    if key is None:
        return None
    entry, first = entries()[key], entries().get(gone) or entries()[key]
    present = _present(public, space)
    old = names.exists(gone, "tf_keras") is False
    return Removed(
        gone=_in_root(gone, root),
        now=None if present is None else _in_root(present, root),
        help=entry.help,
        call=entry.call if key == public else {},
        source=entry.source,
        versions=frozenset({2, 3}) if old else frozenset({3}),
        early=old and (first.until or "").startswith("2."),
        method=entry.method,
        safe=entry.safe,
    )


def _bundled(path: str, root: str) -> Removed | None:
    former = removed(f"tensorflow.keras{path[len(root) :]}")
    now = f"tensorflow.keras{path[len(root) :]}" if former is None else former.now
    if now is not None and _first_missing(names.split(now)[1], "tf.keras") is not None:  # type: ignore[index]
        now = None
    contrib = "contrib" in root
    return Removed(
        root,
        now,
        None if former is None else former.help,
        {} if former is None else former.call,
        "https://www.tensorflow.org/api_docs/python/tf/keras",
        frozenset({2, 3}) if contrib else frozenset({3}),
        early=contrib,
    )


def _in_root(public: str, root: str) -> str:
    return public if not public.startswith("keras") else root + public[len("keras") :]


def _prefixes(public: str) -> Iterator[str]:
    words = public.split(".")
    return (".".join(words[: count + 1]) for count in range(1, len(words)))


def _first_missing(public: str, space: Namespace) -> str | None:
    """The shortest part of the path that the namespace has not."""
    for prefix in _prefixes(public):
        if prefix == UNUSABLE or names.exists(prefix, space) is False:
            return prefix
        if names.exists(prefix, space) is None:
            return None
    return None


def _key(public: str) -> str | None:
    """The entry that the path falls under: the most special one."""
    return next((prefix for prefix in reversed(list(_prefixes(public))) if prefix in entries()), None)


def _present(public: str, space: Namespace) -> str | None:
    """The path by which the namespace (or ``tf.keras``, for a path that begins with ``tensorflow``) has it now."""
    for _ in range(MAX_STEPS):
        if _first_missing(public, space) is None:
            return public
        key = _key(public)
        if key is None or (now := entries()[key].now) is None:
            return None
        public = now + public[len(key) :]
        if public.startswith("tensorflow."):
            inside = public.removeprefix("tensorflow.")
            return public if _first_missing(inside, "tf.keras") is None else None
    return None


def compared() -> Mapping[str, frozenset[int]]:
    """What the comparison of the installed versions yields: the public paths of Keras 2 that ``keras`` 3 lacks."""
    return {
        path: frozenset({3})
        for module, listed in tables.namespace("tf_keras").items()
        for path in (module, *(f"{module}.{name}" for name in listed))
        if names.exists(path, "keras") is False
    }
