"""``keras.datasets.*.load_data()``."""

from __future__ import annotations

from keraslint.arrays import keras_datasets as tables
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.libraries.structures import evident, symbol
from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import ArrayValue, Const, Tuple, Value
from keraslint.shapes import Dim

# Where each argument that matters stands; the rest is given by keyword.
_SPLIT_POSITION = {"reuters": 4, "boston_housing": 1, "california_housing": 2}


@function(*(f"keras.datasets.{name}.load_data" for name in tables.TABLES))
def load_data(call: LibraryCall) -> Value:
    name = call.path.split(".")[-2]
    coarse = name == "cifar100" and call.plain(0, "label_mode", default="fine") == "coarse"
    words = call.plain(1, "num_words", "nb_words") if name in ("imdb", "reuters") else None
    counts = _rows(call, name)
    channels_first = _channels_first(call)
    parts: list[Value] = []
    for count in counts:
        x, y = tables.arrays(
            name,
            count,
            coarse=coarse,
            words=words if isinstance(words, int) and not isinstance(words, bool) else None,
            channels_first=channels_first,
        )
        pair = [evident(array, call.node, f"from `{name}.load_data()`") for array in (x, y)]
        parts.append(Tuple(call.node, tuple(ArrayValue(call.node, array, call.machine.fresh()) for array in pair)))
    return Tuple(call.node, tuple(parts))


def _rows(call: LibraryCall, name: str) -> tuple[Dim, Dim]:
    """The numbers of rows; fixed but unknown where a filter or an unknown fraction decides."""
    filtered = name in ("imdb", "reuters") and call.plain(3, "maxlen") is not None
    split: object = tables.TEST_SPLIT
    if name in _SPLIT_POSITION:
        split = call.plain(_SPLIT_POSITION[name], "test_split", default=tables.TEST_SPLIT)
    elif name == "imdb" and "test_split" in call.arguments.keywords:  # Keras 1
        filtered = True
    version = call.plain(0, "version", default="large") if name == "california_housing" else "large"
    if filtered or not isinstance(split, (int, float)) or not 0 <= split < 1 or version not in ("large", "small"):
        key = call.machine.fresh()
        return symbol(call.machine, call.node, (key, "train")), symbol(call.machine, call.node, (key, "test"))
    return tables.rows(name, split, small=version == "small")


def _channels_first(call: LibraryCall) -> bool:
    chosen = call.machine.state.get("image_data_format")
    if chosen is MISSING:
        return False
    value = call.machine.resolve(chosen)  # type: ignore[arg-type]
    return isinstance(value, Const) and value.value == "channels_first"
