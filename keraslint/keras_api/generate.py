"""Write ``data/*.json`` from the installed Keras: ``python -m keraslint.keras_api.generate``.

Keras 3 is the package ``keras``, Keras 2 the package ``tf_keras``. Nothing here is remembered: parameters come from
``inspect.signature``, the keywords behind ``**kwargs`` and the accepted strings from trying them.
"""

from __future__ import annotations

import inspect
import json
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from keraslint.keras_api import legacy, measure

DATA = Path(__file__).parent / "data"

Json = Any  # what json.dumps takes; the values are too mixed to say more


# --- public names -----------------------------------------------------------------------------------------------------


def modules(root: ModuleType, path: str) -> Iterator[tuple[str, ModuleType]]:
    """The public modules at and below ``root`` as (public path, module), each path once, parents first."""
    yield path, root
    for name, value in sorted(vars(root).items()):
        if inspect.ismodule(value) and "keras" in value.__name__ and not name.startswith("_") and name != "src":
            yield from modules(value, f"{path}.{name}")


def members(module: ModuleType) -> dict[str, Any]:
    """The public members of ``module`` that are not modules."""
    return {
        name: value
        for name, value in sorted(vars(module).items())
        if not name.startswith("_") and not inspect.ismodule(value)
    }


def namespace(root: ModuleType, path: str) -> dict[str, str]:
    """Public module path → its public names (sub-modules included), separated by blanks."""
    listing: dict[str, str] = {}
    for module_path, module in modules(root, path):
        inner = {name for name, value in vars(module).items() if inspect.ismodule(value) and "keras" in value.__name__}
        names = set(members(module)) | {name for name in inner if not name.startswith("_") and name != "src"}
        listing[module_path] = " ".join(sorted(names))
    return listing


# --- signatures -------------------------------------------------------------------------------------------------------

# The public module where each category of class lives, and the name of its base class there.
BASES = {
    "metric": ("metrics", "Metric"),  # before the layers: in Keras 2 a metric is one
    "layer": ("layers", "Layer"),
    "loss": ("losses", "Loss"),
    "schedule": ("optimizers.schedules", "LearningRateSchedule"),
    "optimizer": ("optimizers", "Optimizer"),
    "callback": ("callbacks", "Callback"),
    "initializer": ("initializers", "Initializer"),
    "regularizer": ("regularizers", "Regularizer"),
    "constraint": ("constraints", "Constraint"),
    "model": ("models", "Model"),
}
HOMES = {category: f"keras.{module}" for category, (module, _) in BASES.items()} | {
    "application": "keras.applications",
    "activation": "keras.activations",
    "function": "keras.utils",
    "class": "keras.utils",
}
REGISTRY_FUNCTIONS = ("get", "serialize", "deserialize")
# Their names are in the namespaces; their signatures are of no use to the tables.
WITHOUT_SIGNATURES = (
    "keras.ops", "keras.backend", "keras.tree", "keras.random", "keras.legacy", "keras.estimator", "keras.protobuf",
    "keras.quantizers", "keras.config", "keras.distribution", "keras.visualization", "keras.dtensor",
)  # fmt: skip


def attribute(root: ModuleType, path: str) -> Any:
    """The value at a dotted ``path`` below ``root``."""
    value: Any = root
    for name in path.split("."):
        value = getattr(value, name)
    return value


def category_of(root: ModuleType, path: str, value: Any) -> str:
    """The category of the public object ``value`` at ``path`` (which begins with ``keras.``)."""
    home, _, name = path.rpartition(".")
    if inspect.isclass(value):
        if issubclass(value, root.models.Model):
            return "model"
        for category, (module, base) in BASES.items():
            if issubclass(value, attribute(root, f"{module}.{base}")):
                return category
        legacy = getattr(root.optimizers, "legacy", None)
        if legacy is not None and issubclass(value, getattr(legacy, "Optimizer", ())):
            return "optimizer"
        return "class"
    if name == "Input":
        return "input"
    if name in REGISTRY_FUNCTIONS:
        return "function"
    if home == "keras.applications" and name[0].isupper():
        return "application"
    if home in ("keras.losses", "keras.metrics", "keras.activations"):
        return {"losses": "loss", "metrics": "metric", "activations": "activation"}[home[6:]]
    if home.startswith("keras.datasets."):
        return "dataset"
    return "function"


def canonical_path(paths: list[str], value: Any, category: str) -> str:
    """Of several public paths of one object the one to call it by: its own name, in the home of its category."""
    home = HOMES.get(category, "")
    own = getattr(value, "__name__", "")
    return min(paths, key=lambda p: (p.rpartition(".")[0] != home, p.rpartition(".")[2] != own, p.count("."), p))


def encode(value: Any, public: Mapping[int, str]) -> Json:
    """A default as JSON. What JSON has not is an object with one key; ``tables`` reads it back."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"float": str(value)}
    if isinstance(value, tuple):
        return {"tuple": [encode(item, public) for item in value]}
    if isinstance(value, list):
        return [encode(item, public) for item in value]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {"dict": {key: encode(item, public) for key, item in value.items()}}
    if id(value) in public:
        return {"path": public[id(value)]}
    return {"object": type(value).__name__}


def parameters(function: Callable[..., Any], public: Mapping[int, str], *, method: bool) -> list[Json]:
    """The parameters in order: a bare name where required, ``[name, default]``, and ``*``, ``*args``, ``**kwargs``."""
    result: list[Json] = []
    if function is object.__init__:
        return result
    keyword_only = False
    for position, parameter in enumerate(inspect.signature(function).parameters.values()):
        if method and position == 0:
            continue
        if parameter.kind is parameter.VAR_POSITIONAL:
            result.append(f"*{parameter.name}")
            keyword_only = True
        elif parameter.kind is parameter.VAR_KEYWORD:
            result.append(f"**{parameter.name}")
        else:
            if parameter.kind is parameter.KEYWORD_ONLY and not keyword_only:
                result.append("*")
                keyword_only = True
            default = parameter.default
            result.append(parameter.name if default is parameter.empty else [parameter.name, encode(default, public)])
    return result


def public_objects(root: ModuleType) -> dict[int, tuple[list[str], Any]]:
    """Every public class and function by its id, with its public paths, each path beginning with ``keras.``."""
    found: dict[int, tuple[list[str], Any]] = {}
    for module_path, module in modules(root, "keras"):
        if not module_path.startswith(WITHOUT_SIGNATURES):
            for name, value in members(module).items():
                if inspect.isclass(value) or inspect.isfunction(value):
                    found.setdefault(id(value), ([], value))[0].append(f"{module_path}.{name}")
    return found


def signatures(root: ModuleType, older: ModuleType) -> dict[str, tuple[dict[str, Json], Any]]:
    """Canonical path → its table entry, and the object, of every public class and function.

    ``older`` is the namespace that keeps more of the past (``tf.keras`` beside ``keras``, ``tf.compat.v1.keras``
    beside ``tf.keras`` 2). It adds what ``root`` does not have under that path.
    """
    found: dict[str, tuple[str, set[str], Any, bool]] = {}
    taken = {path for paths, _ in public_objects(root).values() for path in paths}
    for namespace_root in (root, older):
        for paths, value in public_objects(namespace_root).values():
            category = category_of(root, min(paths, key=lambda p: (p.count("."), p)), value)
            path = canonical_path(paths, value, category)
            if path not in found and (namespace_root is root or taken.isdisjoint(paths)):
                found[path] = (category, set(paths), value, namespace_root is older)
            elif path in found and found[path][2] is value:
                found[path][1].update(paths)
    public = {id(value): path for path, (_, _, value, _) in found.items()}
    table: dict[str, tuple[dict[str, Json], Any]] = {}
    for path, (category, paths_, value, is_old) in sorted(found.items()):
        is_class = inspect.isclass(value)
        entry: dict[str, Json] = {"category": category}
        if is_old:
            entry["older"] = True
        if not is_class:
            entry["function"] = True
        if aliases := sorted(paths_ - {path}):
            entry["aliases"] = aliases
        if is_class and value.__name__ != path.rpartition(".")[2]:
            entry["class"] = value.__name__
        if path == "keras.models.Model":
            value = functional(root)  # ``Model(inputs, outputs)`` makes one of these, and takes what it takes
        entry["parameters"] = parameters(value.__init__ if is_class else value, public, method=is_class)
        table[path] = (entry, value)
    return table


def functional(root: ModuleType) -> type[Any]:
    """The class of a functional model."""
    inputs = attribute(root, "Input")((1,))
    return type(attribute(root, "Model")(inputs, inputs))


# Classes whose methods are in the tables, beside the models.
WITH_METHODS = (
    "keras.models.Sequential",
    "keras.models.Model",
    "keras.layers.Layer",
    "keras.preprocessing.image.ImageDataGenerator",
    "keras.preprocessing.text.Tokenizer",
)


def methods(cls: type[Any], public: Mapping[int, str]) -> dict[str, list[Json]]:
    """Public method → its parameters."""
    table: dict[str, list[Json]] = {}
    for name in dir(cls):
        raw = inspect.getattr_static(cls, name)
        static = isinstance(raw, staticmethod)
        function = raw.__func__ if isinstance(raw, (staticmethod, classmethod)) else raw
        if inspect.isfunction(function) and (name == "__call__" or not name.startswith("_")):
            table[name] = parameters(function, public, method=not static)
    return table


def tables(root: ModuleType, older: ModuleType, candidates: Candidates, roots: Sequence[ModuleType]) -> Json:
    """The whole table of one Keras version."""
    found = signatures(root, older)
    public = {id(value): path for path, (_, value) in found.items()}
    given = measure.examples(root)
    for entry, value in found.values():
        if measure.takes_keywords(value):
            tried = inspect.isclass(value) or entry["category"] == "input"
            accepted = measure.keywords_of(value, given, candidates[entry["category"]]) if tried else None
            if accepted is not None:
                entry["keywords"] = " ".join(sorted(accepted))
    kept = {path: methods(found[path][1], public) for path in WITH_METHODS if path in found}
    through = measure.keywords_of_methods(root, candidates["method"])
    return {
        "versions": {"keras": root.__version__},
        "signatures": {path: entry for path, (entry, _) in found.items()},
        "methods": {f"{path}.{name}": listed for path, table in kept.items() for name, listed in table.items()},
        "method_keywords": {name: " ".join(sorted(taken)) for name, taken in through.items() if taken is not None},
        "attributes": measure.attributes(root),
        "identifiers": measure.identifiers(roots, root),
    }


Candidates = dict[str, frozenset[str]]

# What the base classes list in their bodies and not in their signatures, and what the two share.
HIDDEN = {
    "layer": (
        "activity_regularizer", "autocast", "batch_input_shape", "batch_size", "dtype", "dynamic", "implementation",
        "input_dim", "input_shape", "name", "trainable", "weights",
    ),
    "input": ("batch_input_shape", "batch_shape", "input_shape", "name"),
}  # fmt: skip


def keyword_candidates(roots: Sequence[ModuleType]) -> Candidates:
    """Category → the keywords worth trying: those of every class or function of the category, in every version."""
    found: dict[str, set[str]] = {"method": set()}
    for root in roots:
        for paths, value in public_objects(root).values():
            names = inspect.signature(value.__init__ if inspect.isclass(value) else value).parameters
            found.setdefault(category_of(root, min(paths, key=len), value), set()).update(names)
        for _, function in inspect.getmembers(attribute(root, "Sequential"), inspect.isfunction):
            found["method"].update(inspect.signature(function).parameters)
    return {
        category: frozenset(names.union(legacy.spellings(), HIDDEN.get(category, ())) - {"self", "args", "kwargs"})
        for category, names in found.items()
    }


# --- output -----------------------------------------------------------------------------------------------------------


def render(data: Json, depth: int) -> str:
    """JSON with one line per entry at ``depth``: small, and still readable in a diff."""
    if depth == 0 or not isinstance(data, dict) or not data:
        return json.dumps(data, separators=(",", ":"), sort_keys=False)
    lines = [f"{json.dumps(key)}:{render(value, depth - 1)}" for key, value in data.items()]
    return "{\n" + ",\n".join(lines) + "\n}"


def generate() -> dict[str, str]:
    """File name → its text, for the installed versions."""
    import keras
    import tf_keras
    from tf_keras.api._v1 import keras as compat_v1

    measure.quiet()
    tf_dot_keras = keras._tf_keras.keras
    roots = (keras, tf_dot_keras, tf_keras, compat_v1)
    candidates = keyword_candidates(roots)
    namespaces = {"keras": keras, "tf.keras": tf_dot_keras, "tf_keras": tf_keras}
    return {
        "keras3.json": render(tables(keras, tf_dot_keras, candidates, roots), 2) + "\n",
        "keras2.json": render(tables(tf_keras, compat_v1, candidates, roots), 2) + "\n",
        "names.json": render({name: namespace(root, "keras") for name, root in namespaces.items()}, 2) + "\n",
    }


def main() -> None:
    DATA.mkdir(exist_ok=True)
    for name, text in generate().items():
        (DATA / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
