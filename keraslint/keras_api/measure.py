"""What Keras accepts beyond its signatures, found by trying: keywords behind ``**kwargs``, and strings for objects.

Part of the generator; imports Keras's objects only through the module that it is given.
"""

from __future__ import annotations

import functools
import inspect
import re
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

BOGUS = "no_such_keyword_"
BOGUS_NAME = "no_such_name"

# An example for every required parameter of a public class; a layer wrapper gets its layer from ``examples``.
_CONSTANTS: Mapping[str, object] = {
    "units": 3, "filters": 3, "kernel_size": 2, "rate": 0.5, "stddev": 0.5, "target_shape": (4,), "dims": (2, 1),
    "n": 2, "num_heads": 2, "key_dim": 2, "head_dim": 2, "num_query_heads": 2, "num_key_value_heads": 2,
    "input_dim": 5, "output_dim": 2, "equation": "ab,bc->ac", "output_shape": (3,), "num_bins": 4, "num_tokens": 4,
    "bin_boundaries": (0.0, 1.0), "activation": "relu", "axes": 1, "height": 8, "width": 8, "factor": 0.1,
    "height_factor": 0.1, "width_factor": 0.1, "scale": 2.0, "bits": 4, "value_range": (0, 255), "max_boxes": 4,
    "max_number": 4, "bounding_box_format": "xyxy", "source": "xyxy", "target": "xyxy", "function": abs,
    "filepath": "x.keras", "monitor": "loss", "backup_dir": "backup", "schedule": abs, "filename": "log.csv",
    "initial_learning_rate": 0.1, "decay_steps": 10, "decay_rate": 0.5, "first_decay_steps": 10,
    "boundaries": [1], "values": [0.1, 0.2], "num_classes": 3, "target_class_ids": [0], "recall": 0.5,
    "precision": 0.5, "sensitivity": 0.5, "specificity": 0.5, "fn": abs, "name": "x", "learning_rate": 0.1,
    "frame_length": 4, "frame_step": 2, "fft_length": 4, "sequence_length": 4, "sequence_stride": 2,
    "group_size": 2, "output_size": 3, "filepath_or_directory": "x", "directory": "x", "max_length": 4,
    "theta": 1.0, "rank": 1, "pool_size": 2, "vocabulary": ["a"],
}  # fmt: skip


def examples(root: ModuleType) -> dict[str, object]:
    """Parameter name → a value that constructors take for it."""
    keras: Any = root
    tensor = keras.Input((2,))
    return {
        **_CONSTANTS,
        "layer": keras.layers.LSTM(3),
        "cell": keras.layers.LSTMCell(3),
        "inner_optimizer": keras.optimizers.SGD(),
        "inputs": tensor,
        "outputs": tensor,
    }


def _error(call: Callable[[], object]) -> str:
    """The error of ``call``; empty where it succeeds."""
    try:
        call()
    except Exception as error:  # Keras raises whatever it likes; the kind and words of the error are the datum
        return f"{type(error).__name__}: {error}"
    return ""


def _same(error: str, other: str) -> bool:
    """Whether two errors are alike but for the numbers and addresses, which differ from run to run."""
    volatile = r"0x[0-9a-f]+|\d+"
    return re.sub(volatile, "", error) == re.sub(volatile, "", other)


def _trial(call: Callable[..., object], keywords: Iterable[str]) -> frozenset[str] | None:
    """Those of ``keywords`` that ``call`` takes; None where it takes everything, or fails before it looks at them.

    A keyword is refused where Keras says of it what it says of a keyword that no one has, or that it comes twice.
    """
    refusal = _error(lambda: call(**{BOGUS: None}))
    if BOGUS not in refusal:
        return None

    def takes(name: str) -> bool:
        error = _error(lambda: call(**{name: None}))
        return not _same(error, refusal.replace(BOGUS, name)) and "multiple values" not in error

    return frozenset(filter(takes, keywords))


# Optional parameters without which the constructor fails.
_NEEDED: Mapping[str, Mapping[str, object]] = {
    "InputLayer": {"shape": (3,), "input_shape": (3,)},
    "Input": {"shape": (3,)},
    "CategoryEncoding": {"num_tokens": 4},
}


def takes_keywords(function: Callable[..., object]) -> bool:
    """Whether there is a ``**kwargs``: in the signature, or (Keras 2) in a decorator that shows the inner signature."""
    if any(p.kind is p.VAR_KEYWORD for p in inspect.signature(function).parameters.values()):
        return True
    constructor = function.__init__ if inspect.isclass(function) else None
    return inspect.isfunction(constructor) and bool(constructor.__code__.co_flags & inspect.CO_VARKEYWORDS)


def read_keywords(cls: type[Any], method: str | None = None) -> frozenset[str]:
    """The keywords that ``cls`` may read from its ``**kwargs`` and names in no signature.

    They are the strings in the code of every function of its classes that has such a dict: of ``__init__`` with its
    decorators and helpers, or of ``method`` and the helpers that carry its name (``_validate_compile``), those of other
    modules too (``saving_api.load_weights``). For each
    ``kernel_initializer`` Keras 2 also takes a ``kernel_layout`` (``dtensor.utils.allow_initializer_layout``).
    """
    functions = [f for each in cls.__mro__ for f in vars(each).values() if inspect.isfunction(f)]
    if method is None:
        constructors = [c for each in cls.__mro__ if inspect.isfunction(c := vars(each).get("__init__"))]
        helpers = [f for f in functions if f.__name__.startswith("_") and "kwargs" in f.__name__]
        functions = constructors + helpers
    else:
        functions = [inspect.unwrap(f) for f in functions if method in f.__name__]
        functions += [helper for f in functions for helper in _called(f, method)]
    found: set[str] = set()
    for function in functions:
        if "kwargs" in function.__code__.co_varnames:
            found.update(_strings(function.__code__.co_consts))
        names = inspect.signature(function).parameters
        found.update(names, (name.replace("_initializer", "_layout") for name in names))
    return frozenset(name for name in found if name.isidentifier() and not name.startswith("__"))


def _called(function: Any, method: str) -> Iterator[Any]:
    """The functions of other modules with ``method`` in their names that the code of ``function`` names."""
    names = function.__code__.co_names
    modules = [function.__globals__.get(name) for name in names]
    found = (getattr(module, name, None) for module in modules for name in names if inspect.ismodule(module))
    return (inspect.unwrap(f) for f in found if inspect.isfunction(f) and method in f.__name__)


def _strings(constants: Iterable[object]) -> Iterator[str]:
    """The strings among the constants of a function's code, those in sets included."""
    for constant in constants:
        if isinstance(constant, str):
            yield constant
        elif isinstance(constant, (tuple, frozenset)):
            yield from _strings(constant)


def keywords_of(
    function: Callable[..., object], given: Mapping[str, object], candidates: Iterable[str]
) -> frozenset[str] | None:
    """The keywords that the class or function takes through its ``**kwargs``.

    None where every keyword is taken, or none could be tried.
    """
    if inspect.isclass(function):
        candidates = read_keywords(function).union(candidates)
    listed = list(inspect.signature(function).parameters.values())
    named = {parameter.name for parameter in listed}
    required = [p.name for p in listed if p.default is p.empty and p.kind in (p.POSITIONAL_OR_KEYWORD, p.KEYWORD_ONLY)]
    arguments = {name: given.get(name) for name in required}
    arguments |= {name: value for name, value in _NEEDED.get(function.__name__, {}).items() if name in named}
    if "name" in named and "name" not in required:
        arguments["name"] = "x"  # else the automatic name counts up and makes no two errors alike
    return _trial(functools.partial(function, **arguments), sorted(set(candidates) - named))


def keywords_of_methods(root: ModuleType, candidates: Iterable[str]) -> dict[str, frozenset[str] | None]:
    """Method of ``Sequential`` → what it takes through its ``**kwargs``.

    ``save`` is not tried: what it takes depends on the file format.
    """
    import numpy as np

    model = _model(root)
    x: Any = np.zeros((1, 2), "float32")
    model.compile("sgd", "mse")
    model.train_on_batch(x, x[:, :1])
    found: dict[str, frozenset[str] | None] = {}
    with tempfile.TemporaryDirectory() as folder:
        weights = str(Path(folder, "x.weights.h5"))
        model.save_weights(weights)
        calls: dict[str, Callable[..., object]] = {
            "load_weights": lambda **k: model.load_weights(weights, **k),
            "evaluate": lambda **k: model.evaluate(x, x[:, :1], verbose=0, **k),
            "compile": lambda **k: model.compile("sgd", "mse", **k),
        }
        for name, call in calls.items():
            signature = inspect.signature(getattr(model, name))
            if any(p.kind is p.VAR_KEYWORD for p in signature.parameters.values()):
                tried = read_keywords(type(model), name).union(candidates)
                found[name] = _trial(call, sorted(tried - set(signature.parameters)))
    return found


def _model(root: ModuleType) -> Any:
    keras: Any = root
    return keras.Sequential([keras.layers.Dense(1, activation="sigmoid", input_shape=(2,))])


def attributes(root: ModuleType) -> dict[str, str]:
    """Class → the public attributes of an instance that was compiled and trained, separated by blanks."""
    import numpy as np

    keras: Any = root
    inputs = keras.Input((2,))
    functional = keras.Model(inputs, keras.layers.Dense(1)(inputs))
    sequential = _model(root)
    x: Any = np.zeros((2, 2), "float32")
    for model in (functional, sequential):
        model.compile("sgd", "mse")
        model.fit(x, x[:, :1], verbose=0)
    instances = {
        "Layer": sequential.layers[0],
        "Model": functional,
        "Optimizer": sequential.optimizer,
        "Sequential": sequential,
        "History": sequential.history,
    }
    return {name: " ".join(n for n in dir(value) if n[0] != "_") for name, value in instances.items()}


# --- strings that stand for objects -----------------------------------------------------------------------------------

# Short and historical names that people write; whether Keras takes them is what is measured.
_GUESSES = (
    "acc accuracy ACC Accuracy ce CE crossentropy cross_entropy bce cce scce xent mse MSE mae MAE mape MAPE msle MSLE "
    "rmse RMSE kld KLD kl kl_divergence kullback_leibler_divergence cosine cosine_proximity cosine_similarity logcosh "
    "log_cosh huber_loss hinge squared_hinge categorical_hinge auc AUC precision recall f1 f1_score iou mean_iou "
    "top_k_accuracy r2 r2_score normal uniform zero one zeros ones xavier xavier_normal xavier_uniform he msra glorot "
    "lecun kaiming gaussian eye identity random_normal random_uniform truncated_normal l1 l2 l1_l2 l1l2 L1L2 L1 L2 "
    "orthogonal maxnorm max_norm nonneg non_neg unitnorm unit_norm min_max_norm relu ReLU RELU Relu relu6 leakyrelu "
    "leaky_relu LeakyReLU prelu PReLU elu ELU selu SELU gelu GELU swish silu mish softmax Softmax SoftMax sigmoid "
    "Sigmoid tanh Tanh TanH hard_sigmoid hard_swish hard_silu hard_tanh log_softmax log_sigmoid softplus softsign "
    "linear None none exp exponential celu glu sparsemax squareplus threshold adam Adam ADAM sgd SGD momentum rmsprop "
    "RMSprop RMSProp adagrad adadelta adamax nadam adamw AdamW ftrl lion lamb muon adafactor loss_scale_optimizer "
    "lossscaleoptimizer radam adabelief lars gd "
)

REGISTRIES = {
    "loss": "losses",
    "metric": "metrics",
    "optimizer": "optimizers",
    "initializer": "initializers",
    "regularizer": "regularizers",
    "constraint": "constraints",
    "activation": "activations",
}


def _snake(name: str) -> str:
    name = re.sub(r"(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", name).lower()


def _spellings(names: Iterable[str]) -> list[str]:
    found: set[str] = set()
    for name in names:
        if not name.startswith("_") and name not in ("get", "serialize", "deserialize"):
            found |= {name, _snake(name), name.lower(), name.upper()}
    return sorted(found)


def identifiers(roots: Iterable[ModuleType], root: ModuleType) -> dict[str, Any]:
    """Category → the strings that ``root`` takes, each with the name of what it stands for.

    Losses and metrics include what only ``compile`` takes (``accuracy``); those stand for nothing fixed (null). The
    candidates are the public names of all ``roots`` in several spellings, and ``_GUESSES``. A class that cannot be made
    without arguments (the metric ``IoU``) is known all the same, and null.
    """
    table: dict[str, Any] = {}
    for category, module in REGISTRIES.items():
        names = [name for each in roots for name in vars(getattr(each, module))]
        if category == "activation":
            names += [name for each in roots for name in vars(each.layers)]  # Keras 2 takes some layers
        candidates = _spellings([*names, *_GUESSES.split()])
        accepted: dict[str, str | None] = {}
        for name in candidates:
            value = _got(root, category, name)
            if value is not None:
                accepted[name] = getattr(value, "__name__", None) or type(value).__name__
        if category in ("loss", "metric"):
            for name in _only_compile(root, category, sorted(set(candidates) - set(accepted))):
                accepted[name] = None
        variants = {variant for name in accepted for variant in (name.upper(), name.lower(), name.title())}
        any_case = all(_got(root, category, name) is not None for name in variants)
        if any_case:
            accepted = {name.lower(): value for name, value in accepted.items()}
        table[category] = {"any_case": any_case, "names": dict(sorted(accepted.items()))}
    return table


def _got(root: ModuleType, category: str, name: str) -> object:
    """What ``losses.get(name)`` and the like return; None where they raise, or (Keras 2) hand the string back."""
    try:
        value: object = getattr(root, REGISTRIES[category]).get(name)
    except Exception:  # whatever the error, the string stands for nothing
        return None
    return None if isinstance(value, (str, ModuleType)) else value


def _only_compile(root: ModuleType, category: str, candidates: Iterable[str]) -> list[str]:
    import numpy as np

    model = _model(root)
    x: Any = np.zeros((2, 2), "float32")

    def train(name: str) -> None:
        if category == "loss":
            model.compile("sgd", name, run_eagerly=True)
        else:
            model.compile("sgd", "mse", metrics=[name], run_eagerly=True)
        model.train_on_batch(x, x[:, :1])

    refusal = _error(lambda: train(BOGUS_NAME))

    def takes(name: str) -> bool:
        return not _same(_error(lambda: train(name)), refusal.replace(BOGUS_NAME, name))

    return list(filter(takes, candidates))


def quiet() -> None:
    """Keras warns at most of what is tried here."""
    import logging

    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
