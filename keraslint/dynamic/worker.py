"""The child process: builds models from their plans with real Keras and says what Keras says. Runs no code of users.

It reads one JSON object a line from standard input and answers each with one line on the file descriptor that its
first argument names (standard output and error are Keras's to be noisy on). The first line it writes says which Keras
it found, or why there is none.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, TextIO

BATCH = 101
"""Samples of a batch on which a loss is tried: no other axis has this length by chance."""


class Refused(Exception):
    """Keras raised in the layer at ``index``, ``by`` its constructor or when it was added to the stack."""

    def __init__(self, index: int, by: str, error: Exception) -> None:
        super().__init__(str(error))
        self.index = index
        self.by = by
        self.error = error


class Builder:
    """Builds models with one Keras."""

    def __init__(self, keras: Any, major: int) -> None:
        self.keras = keras
        self.major = major
        self.made: dict[int, Any] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Build one model; what Keras raises is part of the answer."""
        if "import" in request:
            return call_builder(request, self)
        try:
            with self._scope(request):
                return self._built(request)
        except Refused as refused:
            message = words(refused.error)
            return {"verdict": "rejected", "layer": refused.index, "by": refused.by, "message": message}

    def _built(self, request: dict[str, Any]) -> dict[str, Any]:
        self.made = {}
        layers = [
            self._guarded(index, "constructor", partial(self.make, plan))
            for index, plan in enumerate(request["layers"])
        ]
        shape = request["input"]
        if shape is None:
            self._add_one_by_one(layers, None)
            return {"verdict": "constructed"}
        model = self._add_one_by_one(layers, shape)
        if self._unbuilt(model):
            return {"verdict": "unbuilt", "message": "Keras could not infer the shapes (a layer's own code failed)"}
        shapes = outputs(layers)
        losses = [self._loss(plan, shapes[-1]) for plan in request["losses"]]
        return {"verdict": "built", "shapes": shapes, "parameters": counts(layers), "losses": losses}

    def _loss(self, plan: dict[str, Any], predicted: list[int | None] | str) -> str | None:
        """What Keras says of a loss on such labels; ``None`` where nothing (Keras 2 has no symbolic tensors)."""
        shapes = plan["labels"][1:], list(predicted[1:])
        if self.major < 3 or isinstance(predicted, str) or None in (*shapes[0], *shapes[1]):
            return None
        from keras.src.losses.losses import LossFunctionWrapper  # what `compile` makes of a loss function

        try:
            loss = self.keras.losses.get(self.make(plan["loss"]))
        except Exception:  # not a loss: KL502 speaks of that
            return None
        if not isinstance(loss, self.keras.losses.Loss):
            loss = LossFunctionWrapper(loss)
        tensors = [self.keras.KerasTensor((BATCH, *shape)) for shape in shapes]
        try:
            loss(*tensors)
        except Exception as error:  # Keras's, whatever it is: it is the answer
            return words(error)
        return None

    def _add_one_by_one(self, layers: list[Any], shape: list[int | None] | None) -> Any:
        """All at once, which is quick; one by one only to find the layer that Keras refuses."""
        first = [] if shape is None else [self._input(shape)]
        try:
            return self.keras.Sequential([*first, *layers])
        except Exception as error:  # Keras's, whatever it is: it is the answer
            model = self.keras.Sequential(first)
            for index, layer in enumerate(layers):
                self._guarded(index, "stack", partial(model.add, layer))
            raise Refused(len(layers) - 1, "stack", error) from error

    def _input(self, shape: list[int | None]) -> Any:
        if self.major >= 3:
            return self.keras.Input(batch_shape=tuple(shape))
        return self.keras.layers.InputLayer(input_shape=tuple(shape[1:]), batch_size=shape[0])

    def _unbuilt(self, model: Any) -> bool:
        return model._functional is None if self.major >= 3 else not model.built

    @staticmethod
    def _guarded(index: int, by: str, build: Callable[[], Any]) -> Any:
        try:
            return build()
        except Exception as error:  # Keras's, whatever it is: it is the answer
            if isinstance(error, MemoryError) or type(error).__name__ == "ResourceExhaustedError":
                raise MemoryError from error
            raise Refused(index, by, error) from error

    @contextmanager
    def _scope(self, request: dict[str, Any]) -> Iterator[None]:
        """Exact shapes and errors without weights (KERAS_FACTS.md section 3); stateful layers need the real thing."""
        scopes: AbstractContextManager[Any]
        if self.major < 3:
            import tensorflow as tf

            scopes = tf.Graph().as_default()
            self.keras.backend.clear_session()
        elif '"stateful": true' in json.dumps(request):
            yield
            return
        else:
            scopes = self.keras.StatelessScope(initialize_variables=False)
        with scopes:
            yield

    def make(self, plan: Any) -> Any:
        """The object that a plan describes; constants are themselves."""
        if isinstance(plan, list):
            return [self.make(item) for item in plan]
        if not isinstance(plan, dict):
            return plan
        if "tuple" in plan:
            return tuple(self.make(item) for item in plan["tuple"])
        if "dict" in plan:
            return {self.make(key): self.make(value) for key, value in plan["dict"]}
        if "path" in plan:
            return self._at(plan["path"])
        return self._object(plan)

    def _object(self, plan: dict[str, Any]) -> Any:
        uid = plan.get("uid")
        if uid in self.made:  # one instance, used twice
            return self.made[uid]
        if plan["category"] == "model":
            layers = [self.make(layer) for layer in plan["layers"]]
            first = [] if plan["input"] is None else [self._input(plan["input"])]
            made = self.keras.Sequential([*first, *layers])
        else:
            renamed = plan.get("keras2", {}) if self.major < 3 else {}
            arguments = {renamed.get(name, name): self.make(value) for name, value in plan["arguments"].items()}
            made = self._class(plan["category"], plan["object"])(**arguments)
        if uid is not None:
            self.made[uid] = made
        return made

    def _class(self, category: str, name: str) -> Any:
        module = {
            "layer": "layers",
            "loss": "losses",
            "metric": "metrics",
            "optimizer": "optimizers",
            "schedule": "optimizers.schedules",
            "initializer": "initializers",
            "regularizer": "regularizers",
            "constraint": "constraints",
            "callback": "callbacks",
            "application": "applications",
        }[category]
        return self._at(f"keras.{module}.{name}")

    def _at(self, path: str) -> Any:
        root, *rest = path.split(".")
        found = self.keras if root in ("keras", "tf_keras") else __import__(root)
        for name in rest:
            found = getattr(found, name)
        return found


def call_builder(request: dict[str, Any], builder: Builder) -> dict[str, Any]:
    """Import a user's module, call its function and describe the model that it returns.

    Only on explicit request: this runs the user's code.
    """
    import importlib
    import inspect

    from keraslint.dynamic.describe import describe, is_model, major

    module, name = request["import"], request["function"]
    sys.path.insert(0, request["path"])
    importlib.invalidate_caches()
    try:
        imported = importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name is not None and f"{module}.".startswith(f"{error.name}."):
            return _failed(f"there is no module `{error.name}`")
        return _failed(f"`{module}` cannot be imported: {_told(error)}")
    except (Exception, SystemExit) as error:  # whatever the user's code raises
        return _failed(f"`{module}` cannot be imported: {_told(error)}")
    found: Any = imported
    for part in name.split("."):
        found = getattr(found, part, None)
    if not callable(found) and not is_model(found):
        return _failed(f"`{module}` has no function `{name}`")
    place = {"file": getattr(imported, "__file__", None) or module, "row": 1}
    target = inspect.unwrap(found) if callable(found) and not is_model(found) else None
    if inspect.isfunction(target):
        place = {"file": target.__code__.co_filename, "row": _definition(target)}
    try:
        arguments = [builder.make(value) for value in request["positional"]]
        keywords = {key: builder.make(value) for key, value in request["keywords"].items()}
        made = found if is_model(found) else found(*arguments, **keywords)
    except (Exception, SystemExit) as error:  # whatever the user's code raises
        raised = _raised_in_keras(error)
        if raised is None:
            return _failed(f"`{name}` raises {_told(error)}")
        return {"verdict": "rejected", "message": words(raised[2]), "file": raised[0], "row": raised[1]}
    if not is_model(made):
        return _failed(f"`{name}` returns a {type(made).__name__}, not a Keras model")
    return {"verdict": "model", **place, "major": major(made), "model": describe(made)}


def _definition(function: Any) -> int:
    """The row of ``def``, below the decorators."""
    import inspect

    try:
        lines, first = inspect.getsourcelines(function)
    except (OSError, TypeError):
        return int(function.__code__.co_firstlineno)
    start = next((i for i, line in enumerate(lines) if line.lstrip().startswith(("def ", "async ", "lambda"))), 0)
    return first + start


def _failed(message: str) -> dict[str, Any]:
    return {"verdict": "failed", "message": message}


def _told(error: BaseException) -> str:
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _raised_in_keras(error: BaseException) -> tuple[str, int, Exception] | None:
    """The place of the user's code at which Keras raised; ``None`` where something else did."""
    frames = traceback.extract_tb(error.__traceback__)
    if not isinstance(error, (ValueError, TypeError)) or not frames or not _in_keras(frames[-1].filename):
        return None
    own = [frame for frame in frames if not _in_keras(frame.filename) and frame.filename != __file__]
    return (own[-1].filename, own[-1].lineno or 1, error) if own else None


def _in_keras(filename: str) -> bool:
    parts = Path(filename).parts
    return "site-packages" in parts and any(name in parts for name in ("keras", "tf_keras", "tensorflow", "optree"))


def outputs(layers: list[Any]) -> list[list[int | None] | str]:
    """The shape that each layer of a stack gives, where it stands in it; ``"?"`` for several."""
    shapes: list[list[int | None] | str] = []
    for index, layer in enumerate(layers):
        later = sum(other is layer for other in layers[index + 1 :])
        given = layer._inbound_nodes[-1 - later].outputs  # `layer.output` is a model's own, and no reused layer's
        tensors = given if isinstance(given, (list, tuple)) else [given]
        shape = getattr(tensors[0], "shape", None) if len(tensors) == 1 else None
        shapes.append("?" if shape is None else [None if dim is None else int(dim) for dim in tuple(shape)])
    return shapes


def counts(layers: list[Any]) -> list[int]:
    return [int(layer.count_params()) for layer in layers]


def words(error: Exception) -> str:
    """What Keras says, without its colours, its tracebacks and the report of the arguments."""
    text = str(error).replace("\x1b[1m", "").replace("\x1b[0m", "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and lines[0].startswith("Exception encountered when calling") and len(lines) > 1:
        lines = lines[1:]
    said = lines[0] if lines else ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def find_keras() -> tuple[Any, int]:
    """The Keras to build with: ``KERAS_BACKEND`` is honoured, otherwise tensorflow, else jax, else torch.

    With ``TF_USE_LEGACY_KERAS`` it is Keras 2 (``tf_keras``).
    """
    import importlib.util

    if os.environ.get("TF_USE_LEGACY_KERAS", "").lower() in ("1", "true"):
        import tf_keras

        return tf_keras, 2
    if "KERAS_BACKEND" not in os.environ:
        there = [name for name in ("tensorflow", "jax", "torch") if importlib.util.find_spec(name) is not None]
        if not there:
            raise ImportError("none of tensorflow, jax and torch is installed")
        os.environ["KERAS_BACKEND"] = there[0]
    import keras

    major = int(keras.__version__.partition(".")[0])
    if major < 2:
        raise ImportError(f"Keras {keras.__version__} is too old")
    return keras, major


def cut_off() -> None:
    """No network from here on: nothing that a plan can name has any business there."""
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise OSError("keraslint's worker has no network")

    socket.socket.connect = refuse  # type: ignore[method-assign]
    socket.socket.connect_ex = refuse  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = refuse  # type: ignore[assignment]


def limit_memory(extra: int) -> None:
    """Let the process have ``extra`` bytes more than it has now."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    data = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (data + extra, resource.RLIM_INFINITY))


def serve(requests: TextIO, answers: TextIO, memory: int) -> None:
    """Answer requests until there are no more."""

    def say(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message) + "\n")
        answers.flush()

    try:
        keras, major = find_keras()
        cut_off()
        if Path("/proc/self/statm").exists():
            limit_memory(memory)
    except Exception as error:  # whatever keeps Keras from being imported, the parent must hear of it
        say({"error": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()})
        return
    say({"keras": keras.__version__, "major": major})
    builder = Builder(keras, major)
    for line in requests:
        request = json.loads(line)
        try:
            answer = builder.answer(request)
        except MemoryError:
            answer = {"verdict": "failed", "message": "it takes more memory than the worker has"}
        except Exception as error:  # a plan that the worker cannot follow is no finding
            answer = {"verdict": "failed", "message": f"{type(error).__name__}: {error}"}
        say(answer)


if __name__ == "__main__":
    with os.fdopen(int(sys.argv[1]), "w", encoding="utf-8") as channel:
        serve(sys.stdin, channel, int(sys.argv[2]))
