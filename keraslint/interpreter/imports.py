"""Imports: which library path a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from keraslint.interpreter.values import Library
from keraslint.keras_api import names
from keraslint.source import syntax

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine


def dotted(node: syntax.Node | None) -> str:
    """``a.b.c`` as text."""
    if isinstance(node, syntax.Attribute):
        return f"{dotted(node.value)}.{node.attr.value}"
    return node.value if isinstance(node, syntax.Name) else ""


def import_(machine: Machine, node: syntax.Import) -> bool:
    for alias in node.names:
        path = dotted(alias.name)
        machine.imports.add(path)
        if alias.asname is not None and isinstance(alias.asname.name, syntax.Name):
            machine.bind(alias.asname.name.value, Library(node, keras_inside(path)))
        else:
            machine.bind(path.partition(".")[0], Library(node, path.partition(".")[0]))
    return True


def import_from(machine: Machine, node: syntax.ImportFrom) -> bool:
    module = "." * node.relative + dotted(node.module)
    if isinstance(node.names, syntax.ImportStar):
        machine.imports.add(f"{module}.*")
        for name in (*names.exports(module), *modelled(module)):
            machine.bind(name, Library(node, f"{module}.{name}"))
        return True
    for alias in node.names:
        name = dotted(alias.name)
        path = f"{module}.{name}" if not module.endswith(".") else f"{module}{name}"
        machine.imports.add(path)
        bound = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, syntax.Name) else name
        machine.bind(bound, Library(node, keras_inside(path)))
    return True


def modelled(module: str) -> list[str]:
    """The names directly in a module whose functions and classes the interpreter models."""
    from keraslint.interpreter.libraries.registry import FUNCTIONS

    return [name for head, _, name in (path.rpartition(".") for path in FUNCTIONS) if head == module]


def keras_inside(path: str) -> str:
    """Keras re-exported by another package (``from package.compat import keras``) is Keras; so with ``tf``."""
    head, _, last = path.rpartition(".")
    if last == "keras" and head and not names.is_keras_root(path) and head.partition(".")[0] not in _INTEGRATIONS:
        return "keras"
    return "tensorflow" if last == "tf" and head else path


# Packages whose `keras` is their own integration with Keras, not Keras.
_INTEGRATIONS = frozenset({"wandb", "mlflow", "comet_ml", "clearml", "ray", "optuna", "dask", "shap", "horovod"})
