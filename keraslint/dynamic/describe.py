"""A live Keras model as plain data that can cross a process border: layers, their arguments and shapes, the compile.

It asks the objects only, so that it imports no Keras and works with Keras 2 and 3. A value is itself where JSON has it,
else an object with one key: ``tuple`` (a list), ``dict`` (pairs), ``reference`` (a function of Keras), ``object`` (a
Keras object: its class and arguments), ``layer``, or ``unknown`` (why).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

KERAS: Final = ("keras.", "tf_keras.")
DEPTH: Final = 8
"""How deep values and models may be nested before they count as unknown."""


def describe(model: Any) -> dict[str, Any]:
    """The model as data.

    ``layers`` are those of a Sequential, or of a functional model whose layers form one chain; of another functional
    model ``layers`` are the chain that leads to its only output, and ``graph`` is what lies before it.

    Raises:
        TypeError: it is no Keras model.
    """
    if not is_model(model):
        raise TypeError(f"a Keras model was expected, not {type(model).__name__}")
    described = _structure(model, 0)
    described["compiled"] = _compiled(model)
    return described


def is_model(value: Any) -> bool:
    """Whether the value is a Keras model of any kind."""
    return any(base.__name__ == "Model" and _of_keras(base) for base in type(value).__mro__)


def major(model: Any) -> int:
    """The Keras major that the model is made with."""
    old = any(base.__module__.startswith(("tf_keras", "tensorflow.python.keras")) for base in type(model).__mro__)
    return 2 if old else 3


def _of_keras(cls: type) -> bool:
    return f"{cls.__module__}.".startswith(KERAS)


def _structure(model: Any, depth: int) -> dict[str, Any]:
    inputs, outputs = _shapes(model, "inputs"), _shapes(model, "outputs")
    described = {"name": str(model.name), "inputs": inputs, "outputs": outputs, "parameters": _count(model)}
    kinds = {base.__name__ for base in type(model).__mro__ if _of_keras(base)}
    if "Sequential" in kinds:
        return {**described, "kind": "sequential", "layers": _items(model.layers, depth), "graph": None}
    if "Functional" not in kinds:
        return {**described, "kind": "subclass", "layers": [], "graph": None}
    chain, whole = _chain(model)
    if whole:
        return {**described, "kind": "sequential", "layers": _items(chain, depth), "graph": None}
    before = [layer for layer in model.layers if not any(layer is one for one in chain)]
    join = _shape(chain[0].input) if chain else None
    graph = {"layers": _items(before, depth), "outputs": None if join is None else [join]}
    return {**described, "kind": "functional", "layers": _items(chain, depth), "graph": graph}


def _items(layers: Any, depth: int) -> list[dict[str, Any]]:
    return [layer_item(layer, depth) for layer in layers if type(layer).__name__ != "InputLayer"]


def layer_item(layer: Any, depth: int = 0) -> dict[str, Any]:
    """One layer of a stack."""
    item = {"id": id(layer), "name": str(layer.name), "output": _output(layer), "parameters": _count(layer)}
    if is_model(layer):
        return {**item, "model": _structure(layer, depth + 1) if depth < DEPTH else None}
    if not _of_keras(type(layer)):
        return {**item, "custom": type(layer).__name__}
    return {**item, "class": type(layer).__name__, "arguments": _arguments(layer, depth)}


def _arguments(layer: Any, depth: int) -> dict[str, Any]:
    try:
        config = layer.get_config()
    except Exception:  # a layer inside has no get_config, or one that raises: nothing is known of the arguments
        return {}
    arguments = {}
    for name, value in config.items():
        live = getattr(layer, name, None)
        if name in ("layer", "backward_layer", "cell") and hasattr(live, "get_config"):
            arguments[name] = {"layer": layer_item(live, depth + 1)} if depth < DEPTH else {"unknown": "nested deeply"}
        else:
            arguments[name] = value_of(value)
    return arguments


def value_of(value: Any, depth: int = 0) -> Any:
    """An argument as ``get_config`` gives it."""
    if depth > DEPTH:
        return {"unknown": "nested deeply"}
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else {"unknown": str(value)}
    if isinstance(value, (list, tuple)):
        items = [value_of(item, depth + 1) for item in value]
        return items if isinstance(value, list) else {"tuple": items}
    if isinstance(value, Mapping):
        return _mapping(value, depth)
    if callable(getattr(value, "get_config", None)) and _of_keras(type(value)):
        return _object(value, depth)
    if hasattr(value, "__name__") and f"{getattr(value, '__module__', '')}.".startswith(KERAS):
        return {"reference": value.__name__}
    if type(value).__module__ == "numpy" and getattr(value, "shape", None) == ():
        return value_of(value.item(), depth + 1)
    return {"unknown": f"a {type(value).__name__}"}


def _mapping(value: Mapping[Any, Any], depth: int) -> Any:
    """A dictionary, or an object as Keras serializes it."""
    if "class_name" not in value or "config" not in value:
        pairs = [[value_of(key, depth + 1), value_of(item, depth + 1)] for key, item in value.items()]
        return {"dict": pairs}
    name, config, module = value["class_name"], value["config"], value.get("module") or "keras"
    if value.get("registered_name") not in (None, name) or not f"{module}.".startswith((*KERAS, "builtins.")):
        return {"unknown": f"`{name}` is not Keras's own"}
    if name == "function":
        return {"reference": config} if f"{module}.".startswith(KERAS) else {"unknown": f"the function `{config}`"}
    arguments = config if isinstance(config, Mapping) else {}
    return {"object": name, "arguments": {key: value_of(item, depth + 1) for key, item in arguments.items()}}


def _object(value: Any, depth: int) -> dict[str, Any]:
    try:
        config = value.get_config()
    except Exception:  # whatever it is, the arguments are then not known
        return {"unknown": f"the arguments of a {type(value).__name__}"}
    return {
        "object": type(value).__name__,
        "arguments": {name: value_of(item, depth + 1) for name, item in config.items()},
    }


def _compiled(model: Any) -> dict[str, Any] | None:
    if getattr(model, "optimizer", None) is None and not getattr(model, "compiled", False):
        return None
    container = getattr(model, "_compile_metrics", None) or getattr(model, "compiled_metrics", None)
    metrics = getattr(container, "_user_metrics", None)
    return {
        "loss": value_of(getattr(model, "loss", None)),
        "optimizer": value_of(getattr(model, "optimizer", None)),
        "metrics": None if metrics is None else value_of(metrics),
    }


def _chain(model: Any) -> tuple[list[Any], bool]:
    """The layers, each with one input and one output, that lead to the only output; whether they are the whole model.

    Followed backwards along Keras's own record of calls, which has the same names in Keras 2 and 3.
    """
    if len(model.outputs) != 1:
        return [], False
    chain = list(_path(model, model.outputs[0]))[::-1]
    whole = len(model.inputs) == 1 and len(chain) + 1 == len(model.layers)
    return chain, whole


def _path(model: Any, tensor: Any) -> Iterator[Any]:
    for _ in range(len(model.layers)):
        layer, *_ = getattr(tensor, "_keras_history", (None, None, None))
        if layer is None or type(layer).__name__ == "InputLayer" or not hasattr(layer, "get_config"):
            return
        if not any(layer is one for one in model.layers):  # an operation of `keras.ops`
            return
        calls = layer._inbound_nodes
        if len(calls) != 1 or not isinstance(layer.input, type(tensor)) or not isinstance(layer.output, type(tensor)):
            return
        yield layer
        tensor = layer.input


def _shapes(model: Any, side: str) -> list[list[int | None] | None] | None:
    try:
        tensors = getattr(model, side)
    except (AttributeError, ValueError):  # not built yet
        return None
    if tensors is None:
        return None
    return [_shape(tensor) for tensor in tensors]


def _output(layer: Any) -> list[int | None] | None:
    try:
        return _shape(layer.output)
    except (AttributeError, ValueError, RuntimeError):  # never called, or called more than once
        return None


def _shape(tensor: Any) -> list[int | None] | None:
    shape = getattr(tensor, "shape", None)
    if shape is None or isinstance(tensor, (list, tuple)) or getattr(shape, "rank", 0) is None:
        return None
    return [None if dim is None else int(dim) for dim in tuple(shape)]


def _count(layer: Any) -> int | None:
    try:
        return int(layer.count_params())
    except Exception:  # not built yet, in the words of either Keras
        return None
