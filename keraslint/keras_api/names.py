"""From a dotted path as it stands in a program (``tf.keras.layers.MaxPool2D``) to what Keras means by it.

Public code reaches one class by many roads: ``keras``, ``tf.keras``, ``tensorflow.python.keras``, ``tf_keras``, the
sub-modules of former versions (``keras.layers.core.Dense``), the source tree (``keras.src…``). All lead to one
``Name``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Literal, cast

from keraslint.keras_api import legacy, tables
from keraslint.records import record

Category = Literal[
    "module", "model", "layer", "loss", "metric", "optimizer", "schedule", "callback", "initializer", "regularizer",
    "constraint", "application", "activation", "dataset", "input", "function", "class", "backend", "ops",
]  # fmt: skip

# TensorFlow 2 has four of Keras's modules under names of its own, which were other modules in TensorFlow 1.
_SHORT = r"\.(?:losses|metrics|optimizers(?:\.schedules)?|initializers)\.(?:(?!Reduction$)[A-Z]\w*|\w*_crossentropy)$"
_ROOT = re.compile(
    r"(?P<root>keras|tf_keras|keras_core|(?:tensorflow|tf)(?:\.(?:compat\.v[12]|_api\.v2|contrib|python))*\.keras"
    rf"|(?:tensorflow|tf)(?={_SHORT}))(?:\.|$)"
)
# What stands between the root and the public path in the source trees of the Keras packages.
_INSIDE = re.compile(r"^(?:(?:api|_v1|_v2|src|_tf_keras|keras|python|__internal__)\.)+")

# The first component after the root → the categories of the names below it, most likely first.
_HOMES: dict[str, tuple[str, ...]] = {
    "layers": ("layer", "input", "function", "class"),
    "models": ("model", "function", "layer", "input"),
    "losses": ("loss", "function"),
    "objectives": ("loss", "function"),
    "metrics": ("metric", "loss", "function"),
    "optimizers": ("optimizer", "schedule", "function"),
    "optimizer_v1": ("optimizer",),
    "optimizer_v2": ("optimizer", "schedule"),
    "callbacks": ("callback",),
    "callbacks_v1": ("callback",),
    "initializers": ("initializer", "function"),
    "initializations": ("initializer", "function"),
    "regularizers": ("regularizer", "function"),
    "constraints": ("constraint", "function"),
    "activations": ("activation", "function"),
    "applications": ("application", "function"),
    "utils": ("function", "class", "model"),
    "preprocessing": ("class", "function"),
    "saving": ("function", "class"),
    "engine": ("model", "layer", "input", "class", "function"),
    "legacy": ("layer", "function", "class"),
    "wrappers": ("class",),
    "mixed_precision": ("class", "function", "optimizer"),
}
# Modules whose names are many and have no signatures in the tables.
_OPEN_MODULES: dict[str, Category] = {"backend": "backend", "ops": "ops"}


@record(eq=True)
class Name:
    """What a dotted path of a program means.

    ``root`` is the road as written (``tensorflow.keras``), ``canonical`` the Keras 3 name where there is one
    (``MaxPooling2D`` for ``MaxPool2D``), ``path`` the path as written, from ``keras`` on and without the source tree's
    components, and ``canonical_path`` the public path of ``canonical`` (``keras.layers.MaxPooling2D``).
    """

    root: str
    category: Category
    canonical: str
    path: str
    canonical_path: str

    @property
    def version(self) -> int | None:
        """The Keras major version that the road alone implies, if it does."""
        return version_of(self.path.replace("keras", self.root, 1))

    @property
    def is_callable(self) -> bool:
        return self.category != "module"


def is_keras_root(path: str) -> bool:
    """Whether the dotted ``path`` is Keras, or something in it."""
    return _ROOT.match(path) is not None


def version_of(path: str) -> int | None:
    """The Keras major version that a path implies: ``tf_keras`` is 2, ``keras_core`` 3, ``keras`` may be either."""
    match = _ROOT.match(path)
    if match is None:
        return None
    root = match["root"]
    if root == "tf_keras" or any(part in root for part in (".python.", ".contrib.", ".compat.v1.")):
        return 2
    return 3 if root == "keras_core" or path.startswith(f"{root}.ops") else None


def split(path: str) -> tuple[str, str] | None:
    """(root, public path from ``keras`` on): ``tf.keras.src.layers.Dense`` → (``tf.keras``, ``keras.layers.Dense``)."""
    match = _ROOT.match(path)
    if match is None:
        return None
    rest = _INSIDE.sub("", path[match.end() :] + ".").rstrip(".")
    return match["root"], f"keras.{rest}" if rest else "keras"


@cache
def resolve(path: str) -> Name | None:
    """What the dotted library ``path`` means; None where it is not Keras, or no Keras has such a name."""
    parts = split(path)
    if parts is None:
        return None
    root, public = parts
    if public in modules():
        return Name(root, "module", public.rpartition(".")[2], public, public)
    known = _exact(public) or _by_home(public)
    if known is None:
        return None
    category, canonical_path = known
    return Name(root, category, canonical_path.rpartition(".")[2], public, canonical_path)


@cache
def modules() -> frozenset[str]:
    """The public paths (from ``keras`` on) of all modules of all versions."""
    return legacy.MODULES.union(*(tables.namespace(space) for space in ("keras", "tf.keras", "tf_keras")))


def exists(path: str, namespace: tables.Namespace) -> bool | None:
    """Whether the public ``path`` (``keras.layers.Dense``, from ``keras`` on) can be imported there.

    None where the table cannot tell, because ``path`` lies below a class.
    """
    listing = tables.namespace(namespace)
    if path in listing:
        return True
    home, _, name = path.rpartition(".")
    if home in listing:
        return name in listing[home]
    while home and home not in listing:
        home, _, name = home.rpartition(".")
    return None if home and name in listing[home] else False


@cache
def exports(path: str) -> tuple[str, ...]:
    """The names that ``from path import *`` brings, in whatever version: those of all that the road may lead to."""
    parts = split(path)
    if parts is None:
        return ()
    root, public = parts
    spaces: tuple[tables.Namespace, ...] = ("keras", "tf_keras") if root == "keras" else ("tf.keras", "tf_keras")
    if root == "tf_keras":
        spaces = ("tf_keras",)
    while public:
        found = set().union(*(tables.namespace(space).get(public, frozenset()) for space in spaces))
        if found:
            return tuple(sorted(found))
        if public not in legacy.MODULES:
            return ()
        public = public.rpartition(".")[0]  # a former sub-module: what it had now stands one level up
    return ()


def _exact(public: str) -> tuple[Category, str] | None:
    """By public path. Keras 3 decides the canonical name, Keras 2 knows what Keras 3 forgot."""
    current = _in_table(public, 3)
    if current is not None and not current[1]:
        return current[0]
    former = _in_table(public, 2)
    if former is not None:
        category, path = former[0]
        successor = _in_table(path, 3)
        return successor[0] if successor is not None and not successor[1] else (category, path)
    return None if current is None else current[0]


def _in_table(public: str, version: int) -> tuple[tuple[Category, str], bool] | None:
    """((category, canonical path), whether only the older namespace has it)."""
    entry = tables.at_path(public, version)
    if entry is None or "legacy" in entry.path:
        return None
    return (cast(Category, entry.category), entry.path), entry.older


def _by_home(public: str) -> tuple[Category, str] | None:
    """By the first component and the last, whatever former or internal sub-modules stand between them."""
    _, *between, name = public.split(".")
    if not between:
        return None
    home = between[0]
    if home in _OPEN_MODULES:
        module = public.rpartition(".")[0]
        if module not in modules():
            return None
        return _OPEN_MODULES[home], f"keras.{home}.{name}" if module in legacy.MODULES else public
    if home in _HOMES and all(map(_may_be_module, accumulate(between[1:], "{}.{}".format, initial=f"keras.{home}"))):
        found = next(_named(name, _HOMES[home]), None)
        if found is not None:
            return found
    if any(exists(public, space) for space in ("keras", "tf.keras", "tf_keras")):
        return ("class" if name[0].isupper() else "function"), public
    return None


def _may_be_module(public: str) -> bool:
    return public == public.lower() and tables.at_path(public, 3) is None and tables.at_path(public, 2) is None


def _named(name: str, categories: tuple[str, ...]) -> Iterator[tuple[Category, str]]:
    for category in categories:
        present = legacy.FORMER_NAMES.get(category, {}).get(name, name)
        entry = tables.keras_class(present, category, 3) or tables.keras_class(present, category, 2)
        if entry is not None:
            yield _exact(entry.path) or (cast(Category, category), entry.path)
        elif category == "layer" and present in legacy.FORMER_LAYERS:
            yield "layer", f"keras.layers.{present}"
        elif category in ("function", "class") and present in legacy.FORMER_FUNCTIONS:
            yield cast(Category, category), legacy.FORMER_FUNCTIONS[present]


def package_of(path: str) -> str | None:
    """The package that brings the Keras of a dotted path: ``keras``, ``tensorflow.keras``, ``tensorflow.python.keras``
    (a private copy inside TensorFlow), ``tf_keras``; ``None`` for others."""
    found = _ROOT.match(path)
    if found is None:
        return None
    root = found["root"].replace("tf.", "tensorflow.", 1) if found["root"].startswith("tf.") else found["root"]
    if root.startswith("tensorflow.") and "contrib" not in root:
        return "tensorflow.python.keras" if ".python." in root else "tensorflow.keras"
    return root if root in ("keras", "tf_keras") else None
