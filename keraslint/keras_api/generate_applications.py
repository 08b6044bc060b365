"""Write ``data/applications.json`` from the installed Keras: ``python -m keraslint.keras_api.generate_applications``.

Keras 3 is the package ``keras``, Keras 2 the package ``tf_keras``, asked only for models that Keras 3 does not have. No
model allocates a weight: those of Keras 3 are built in a ``StatelessScope``, those of Keras 2 in a graph.

Along height and width a model is a chain of windows with strides, so that its output size is (size + offset) // stride
in whole numbers; the generator finds the two numbers and tries them on further sizes.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

DATA = Path(__file__).parent / "data" / "applications.json"
SIZES = (96, 128, 160, 192, 224, 240, 256, 260, 288, 299, 300, 320, 331, 380, 384, 456, 480, 528, 600)
STRIDE = 32
MINIMA = (32, 71, 75)
OFFSETS = (0, 31)  # all windows rounded down, or up: the most frequent, tried first

Build = Callable[..., Any]


class LoadingError(Exception):
    """The model got as far as its pretrained weights: its arguments are accepted."""


def names(module: ModuleType) -> list[str]:
    return [
        name for name in dir(module.applications) if name[0].isupper() and callable(getattr(module.applications, name))
    ]


@contextmanager
def without_weights(module: ModuleType) -> Iterator[None]:
    """Nothing is downloaded: asking for a file raises ``LoadingError``."""
    if module.__name__ == "keras":
        from keras.src.utils import file_utils as home
    else:
        from tf_keras.src.utils import data_utils as home

    def refuse(*args: object, **kwargs: object) -> None:
        raise LoadingError

    original = home.get_file
    home.get_file = refuse
    try:
        yield
    finally:
        home.get_file = original


def builder(module: ModuleType, name: str) -> Build:
    """A function that builds the model with the given arguments, and raises as Keras does."""
    make = getattr(module.applications, name)

    def build(**arguments: object) -> Any:
        with warnings.catch_warnings(), without_weights(module):
            warnings.simplefilter("ignore")
            if module.__name__ == "keras":
                with module.StatelessScope(initialize_variables=False):
                    return make(**arguments)
            import tensorflow

            with tensorflow.Graph().as_default():
                return make(**arguments)

    return build


def accepted(build: Build, **arguments: object) -> bool:
    try:
        build(**arguments)
    except LoadingError:
        return True
    except Exception:  # Keras raises whatever it likes
        return False
    return True


def minimum(build: Build) -> int:
    """The smallest height and width that the model takes, one of those that the models of Keras have."""

    def takes(size: int) -> bool:
        return accepted(build, weights=None, include_top=False, input_shape=(size, size, 3))

    for size in MINIMA:
        if takes(size):
            if takes(size - 1):
                raise ValueError(f"takes {size - 1}, too")
            return size
    raise ValueError("takes none of the sizes")


def fit(measure: Callable[[int], int]) -> int:
    """The offset of the output size, from where it jumps."""
    low, high = 256, 256 + STRIDE
    below = measure(low)
    while high - low > 1:
        middle = (low + high) // 2
        if measure(middle) > below:
            high = middle
        else:
            low = middle
    return STRIDE * (below + 1) - high


def holds(measure: Callable[[int], int], offset: int, smallest: int) -> bool:
    return all(measure(size) == (size + offset) // STRIDE for size in (225, 331, smallest))


def spatial(measure: Callable[[int], int], smallest: int) -> dict[str, int]:
    """``stride`` and ``offset`` of the output size."""
    measured = cache(measure)
    for offset in OFFSETS:
        if holds(measured, offset, smallest):
            return {"stride": STRIDE, "offset": offset}
    offset = fit(measured)
    if not holds(measured, offset, smallest):
        raise ValueError(f"the output size is not (size + {offset}) // {STRIDE}")
    return {"stride": STRIDE, "offset": offset}


def describe(module: ModuleType, name: str) -> dict[str, Any]:
    build = builder(module, name)
    bare, full = build(weights=None, include_top=False), build(weights=None)
    smallest = minimum(build)

    def sized(size: int) -> Any:
        return build(weights=None, include_top=False, input_shape=(size, size, 3))

    def free(size: int) -> int:
        return int(bare.compute_output_shape((None, size, size, 3))[1])

    loose = free_spatial(free, smallest) if bare.input_shape[1] is None else None
    fixed = spatial(lambda size: int(sized(size).output_shape[1]), smallest)
    weights = weights_by_channels(build, smallest)
    per_channel = weights[4] - weights[3] if 4 in weights else None
    if 1 in weights and weights[1] != weights[3] - 2 * (per_channel or 0):
        raise ValueError(f"{name}: weights {weights} are not linear in the channels")
    default = full.input_shape[1]
    return {
        "input": default,
        "input_without_top": bare.input_shape[1],
        "minimum": smallest,
        "pretrained_sizes": [
            size for size in SIZES if accepted(build, weights="imagenet", input_shape=(size, size, 3))
        ],
        "pretrained_free": accepted(build, weights="imagenet", include_top=False, input_shape=(None, None, 3)),
        "features": bare.output_shape[-1],
        "spatial": fixed,
        "free_spatial": loose,
        "weights": weights[3],
        "weights_per_channel": per_channel,
        "top": top(build, full.count_params() - weights[3], weights[3], default or 224),
    }


def weights_by_channels(build: Build, size: int) -> dict[int, int]:
    """The number of weights for each number of channels that the model takes."""
    counts: dict[int, int] = {}
    for channels in (1, 3, 4):
        try:
            model = build(weights=None, include_top=False, input_shape=(size, size, channels))
        except Exception:  # Keras raises whatever it likes
            continue
        counts[channels] = int(model.count_params())
    return counts


def free_spatial(measure: Callable[[int], int], smallest: int) -> dict[str, int] | None:
    """That of a model whose own height and width are free; ``None`` where the sizes that it takes vary."""
    try:
        return spatial(measure, smallest)
    except Exception:
        return None


def top(build: Build, thousand: int, weights: int, default: int) -> dict[str, int]:
    """The weights of the classifier: some, some for each position of the features, some for each class.

    ``thousand`` is their number for 1000 classes, ``weights`` that of the rest of the model.
    """

    def count(size: int, classes: int) -> int:
        return int(build(weights=None, classes=classes, input_shape=(size, size, 3)).count_params()) - weights

    per_class = (thousand - count(default, 10)) // 990
    positions = (default // STRIDE + 1) ** 2 - (default // STRIDE) ** 2
    per_position = (count(default + STRIDE, 1000) - thousand) // positions
    constant = thousand - 1000 * per_class - per_position * (default // STRIDE) ** 2
    return {"constant": constant, "per_position": per_position, "per_class": per_class}


def describe_old(module: ModuleType, name: str) -> dict[str, Any]:
    """A model that only Keras 2 has. All of them end in pooling and one dense layer."""
    build = builder(module, name)
    bare = build(weights=None, include_top=False)
    features = bare.output_shape[-1]

    def free(size: int) -> int:
        return int(bare.compute_output_shape((None, size, size, 3))[1])

    fitted = spatial(free, 64)
    return {
        "input": 224,
        "input_without_top": None,
        "minimum": 32,
        "pretrained_sizes": [224],
        "pretrained_free": True,
        "features": features,
        "spatial": fitted,
        "free_spatial": fitted,
        "weights": bare.count_params(),
        "weights_per_channel": None,
        "top": {"constant": 0, "per_position": 0, "per_class": features + 1},
    }


def main() -> None:
    import keras
    import tf_keras

    models: dict[str, Any] = {}
    new, old = names(keras), names(tf_keras)
    wanted = sys.argv[1:]
    for name in sorted({*new, *old}):
        if wanted and name not in wanted:
            continue
        entry = describe(keras, name) if name in new else describe_old(tf_keras, name)
        entry["versions"] = [version for version, there in ((2, old), (3, new)) if name in there]
        models[name] = entry
        sys.stderr.write(f"{name} {json.dumps(entry)}\n")
    versions = {"keras": keras.__version__, "tf_keras": tf_keras.__version__}
    DATA.write_text(json.dumps({"versions": versions, "models": models}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
