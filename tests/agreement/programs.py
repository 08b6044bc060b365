"""Random Sequential programs as source text, over all layer classes of Keras, their arguments good and bad.

The arguments come from the tables of ``tests/keras_api/cases``, crossed with each other and changed at random; stacks
grow on what our own shape functions accept, so that most programs get far, and a few end in a layer that does not fit.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from keraslint.keras_api.layers import families, registry
from keraslint.keras_api.spec import LayerError, Reference, Spec
from keraslint.shapes import AnyShape, Shape, Unknown
from tests.keras_api import cases
from tests.keras_api.oracle import Case, table
from tests.keras_api.oracle import check as construct

REGISTERED = families.__all__
WRONG_LAYER = 0.04
WRONG_FIRST = 0.15
ALTERED = 0.25
NESTED = 0.06
WRAPPED = 0.04
APPLICATION = 0.002
NEEDS_MORE = frozenset({"FlaxLayer", "JaxLayer", "TFSMLayer", "TorchModuleWrapper"})
"""Classes that cannot be made without a module, a saved model or a library of another kind."""
ABSTRACT = frozenset({"Layer", "Wrapper"})
APPLICATIONS: tuple[Spec, ...] = tuple(
    Spec(name, {"weights": None, "include_top": False, "input_shape": (64, 64, 3), **more})
    for name in ("MobileNet", "VGG16", "MobileNetV2")
    for more in ({}, {"pooling": "avg"}, {"input_shape": (32, 96, 3)})
)
WORDS = ["a", "b", "c"]
MORE: tuple[Case, ...] = (
    *table("Hashing", [{"num_bins": 3}, {"num_bins": 4, "output_mode": "int"}, {"num_bins": 0}], (None, 1), (None, 4)),
    *table("HashedCrossing", [{"num_bins": 3}], (None, 1), (None, 2)),
    *table(
        "IntegerLookup",
        [{"vocabulary": [1, 2, 3]}, {"vocabulary": [1, 2], "output_mode": "multi_hot"}, {"max_tokens": 1}],
        (None, 1),
        (None, 4),
    ),
    *table(
        "StringLookup",
        [{"vocabulary": WORDS}, {"vocabulary": WORDS, "output_mode": "one_hot"}, {"output_mode": "nonsense"}],
        (None, 1),
        (None, 4),
    ),
    *table(
        "TextVectorization",
        [
            {"vocabulary": WORDS, "output_sequence_length": 5},
            {"max_tokens": 10},
            {"vocabulary": WORDS, "output_mode": "multi_hot"},
        ],
        (None, 1),
        (None, 2),
    ),
    *table("MaxNumBoundingBoxes", [{"max_number": 3}, {}], (None, 4), (None, 8, 8, 3)),
    *table("Equalization", [{}, {"bins": 8}, {"value_range": (0, 1)}], (None, 8, 8, 3), (None, 8, 3)),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A program, and the classes in it, by the row of the layer. ``added`` tells that each row is a ``model.add``."""

    text: str
    rows: dict[int, tuple[str, ...]]
    added: bool
    shape: Shape | None = None

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(name for names in self.rows.values() for name in names)


@cache
def pool() -> dict[str, tuple[Case, ...]]:
    """The cases of each class that a program can write."""
    found: dict[str, list[Case]] = {}
    modules = [
        importlib.import_module(f"{cases.__name__}.{module.name}") for module in pkgutil.iter_modules(cases.__path__)
    ]
    for case in (*(case for module in modules for case in getattr(module, "CASES", ())), *MORE):
        empty = any(0 in shape for shape in case.inputs)  # holds no data (KL104)
        lying = case.spec.cls == "Lambda" and "output_shape" in case.spec.args  # it says another shape than it makes
        if case.inputs and case.spec.cls not in ("Sequential", "InputLayer") and not lying and not empty:
            found.setdefault(case.spec.cls, []).append(case)
    return {name: tuple(found[name]) for name in sorted(found)}


def samples(random: Random, count: int) -> Iterator[Sample]:
    """Each class comes first in turn, so that all are met alike."""
    names = list(pool())
    for number in range(count):
        yield sample(random, names[number % len(names)])


def sample(random: Random, wanted: str) -> Sample:
    """A program that has a layer of the class ``wanted``, unless nothing before fits it."""
    if random.random() < APPLICATION:
        base = random.choice(APPLICATIONS)
        head = [
            Spec("Flatten"),
            Spec("GlobalAveragePooling2D"),
            Spec("Dense", {"units": 3}),
            Spec("BatchNormalization"),
        ]
        return written(random, None, [base, *random.sample(head, 2)])
    shape, first_layer, current = beginning(random, wanted)
    stack, fits = [first_layer], True
    for _ in range(random.choice((0, 1, 1, 2, 3, 5))):
        if current is None:
            break
        layer, fits = another(random, current)
        stack.append(layer)
        current = after(layer, current) if fits else None
    return written(random, shape, stack)


def beginning(random: Random, wanted: str) -> tuple[Shape, Spec, AnyShape | None]:
    """An input shape, a layer of the class ``wanted``, and the shape after it: mostly one that fits."""
    for _ in range(5):
        case = random.choice(pool()[wanted])
        shape: Shape = case.inputs[0] if random.random() < 0.75 else changed_shape(random, case.inputs[0])
        layer = case.spec if random.random() < 0.6 else altered(random, case.spec)
        result = after(layer, shape)
        if result is not None or random.random() < WRONG_FIRST:
            break
    return shape, layer, result


def another(random: Random, shape: AnyShape) -> tuple[Spec, bool]:
    """A layer that fits on ``shape``, or now and then one that does not."""
    layer = Spec("Identity")
    for _ in range(40):
        layer = any_layer(random)
        if after(layer, shape) is not None:
            return layer, True
        if random.random() < WRONG_LAYER:
            return layer, False
    return Spec("Identity"), True


def any_layer(random: Random) -> Spec:
    chance = random.random()
    if chance < NESTED:
        inner = [plain_layer(random) for _ in range(random.randint(1, 3))]
        first = [Spec("InputLayer", {"shape": random.choice(((8,), (10, 8), (6, 7, 3)))})] if chance < 0.02 else []
        return Spec("Sequential", {"layers": [*first, *inner]})
    if chance < NESTED + WRAPPED:
        return Spec("TimeDistributed", {"layer": plain_layer(random)})
    return plain_layer(random)


def plain_layer(random: Random) -> Spec:
    spec = random.choice(random.choice(list(pool().values()))).spec
    return altered(random, spec) if random.random() < ALTERED else spec


def altered(random: Random, spec: Spec) -> Spec:
    """Crossed with the arguments of another case of the class, with a number changed, or with an argument lost."""
    other = random.choice(pool()[spec.cls]).spec
    arguments = {**spec.args, **{name: value for name, value in other.args.items() if random.random() < 0.5}}
    numbers = [name for name, value in arguments.items() if type(value) is int]
    if numbers and random.random() < 0.5:
        arguments[random.choice(numbers)] = random.choice((0, 1, 2, 3, 4, 5, 7))
    if arguments and random.random() < 0.1:
        del arguments[random.choice(list(arguments))]
    if random.random() < 0.05:
        arguments["nonsense"] = 1
    if random.random() < 0.1:
        arguments["trainable"] = False
    return Spec(spec.cls, arguments)


def changed_shape(random: Random, shape: Shape) -> Shape:
    dims = [random.choice((dim, dim, None, 1, 2, 5, 8)) for dim in shape[1:]]
    if random.random() < 0.2:
        dims = dims[:-1] if random.random() < 0.5 and dims else [*dims, random.choice((1, 3, 8))]
    return (random.choice((None, None, None, 4)), *dims)


def after(spec: Spec, shape: AnyShape) -> AnyShape | None:
    """The shape after the layer, as we see it; ``None`` where it does not fit, or a stack cannot go on from it."""
    try:
        construct(spec)
        result = registry.output_shape(spec, shape)
    except LayerError:
        return None
    if isinstance(result, (list, Unknown)) or 0 in result:  # a dimension of size 0 holds no data (KL104)
        return None
    return result


def written(random: Random, shape: Shape | None, stack: list[Spec]) -> Sample:
    lines = ["import keras", "from keras import Input, Sequential, applications, layers", "from keras.layers import *"]
    items: list[tuple[str, tuple[str, ...]]] = [] if shape is None else [(first(random, shape), ())]
    items += [(call(random, spec), tuple(classes(spec))) for spec in stack]
    form = random.choice(("list", "add", "variable"))
    added = form == "add"
    opening, item, closing = {
        "list": ("model = Sequential([", "    {},", "])"),
        "add": ("model = Sequential()", "model.add({})", ""),
        "variable": ("stack = [", "    {},", "]\nmodel = Sequential(stack)"),
    }[form]
    start = len(lines) + 2
    lines += [opening, *(item.format(text) for text, _ in items), closing]
    rows = {start + number: names for number, (_, names) in enumerate(items) if names}
    return Sample("\n".join(lines) + "\n", rows, added, shape)


def first(random: Random, shape: Shape) -> str:
    if shape[0] is not None or random.random() < 0.2:
        return f"Input(batch_shape={shape!r})"
    return f"Input(shape={random.choice((tuple, list))(shape[1:])!r})"


def classes(value: object) -> Iterator[str]:
    """The classes in a layer, itself first."""
    if isinstance(value, Spec):
        if value.cls not in ("Sequential", "InputLayer"):
            yield value.cls
        for argument in value.args.values():
            yield from classes(argument)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from classes(item)


def call(random: Random, value: object) -> str:
    """The source of a layer or of one of its arguments."""
    if isinstance(value, Spec):
        arguments = [f"{name}={call(random, argument)}" for name, argument in value.args.items()]
        where = "applications." if value in APPLICATIONS else random.choice(("", "layers."))
        where = "" if value.cls == "Sequential" else where
        return f"{where}{value.cls}({', '.join(arguments)})"
    if isinstance(value, Reference):
        return value.path
    if isinstance(value, (list, tuple)):
        items = ", ".join(call(random, item) for item in value)
        if isinstance(value, list):
            return f"[{items}]"
        return f"({items},)" if len(value) == 1 else f"({items})"
    return repr(value)
