"""Random configurations beyond the tables: layers with windows, and reshaping, against Keras 3."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from keraslint.keras_api.spec import Spec
from keraslint.shapes import Shape
from tests.keras_api.oracle import Case, disagreement, run_keras_3, run_ours

TRIES = 800
SIZES = (None, None, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 16)


def draw_shape(random: Random, rank: int) -> Shape:
    return (random.choice((None, None, 2)), *(random.choice(SIZES) for _ in range(rank - 1)))


def draw_sizes(random: Random, count: int, lowest: int, highest: int) -> object:
    """One int, or a tuple or list that is sometimes of the wrong length."""
    if random.random() < 0.4:
        return random.randint(lowest, highest)
    length = count if random.random() < 0.97 else count + 1
    kind = random.choice((tuple, list))
    return kind(random.randint(lowest, highest) for _ in range(length))


def some(random: Random, **arguments: object) -> dict[str, object]:
    """A random part of the arguments."""
    return {name: value for name, value in arguments.items() if random.random() < 0.4}


def draw_convolution(random: Random) -> Case:
    rank = random.randint(1, 3)
    kind = random.choice(("Conv", "Conv", "Transpose", "Separable", "Depthwise"))
    rank = min(rank, 2) if kind in ("Separable", "Depthwise") else rank
    arguments: dict[str, object] = {"kernel_size": draw_sizes(random, rank, 1, 6)}
    arguments |= some(
        random,
        strides=draw_sizes(random, rank, 1, 3),
        dilation_rate=draw_sizes(random, rank, 1, 3),
        padding=random.choice(("valid", "same", "causal")),
        data_format=random.choice(("channels_first", "channels_last")),
        use_bias=False,
    )
    if kind != "Depthwise":
        arguments["filters"] = random.randint(1, 12)
    if kind == "Conv":
        arguments |= some(random, groups=random.randint(1, 4))
    if kind == "Transpose":
        arguments |= some(random, output_padding=draw_sizes(random, rank, 0, 2))
    if kind in ("Separable", "Depthwise"):
        arguments |= some(random, depth_multiplier=random.randint(1, 3))
    names = {"Conv": f"Conv{rank}D", "Transpose": f"Conv{rank}DTranspose"}
    return Case(Spec(names.get(kind, f"{kind}Conv{rank}D"), arguments), (draw_shape(random, rank + 2),))


def draw_pooling(random: Random) -> Case:
    rank = random.randint(1, 3)
    arguments: dict[str, object] = {"pool_size": draw_sizes(random, rank, 1, 6)}
    arguments |= some(
        random,
        strides=draw_sizes(random, rank, 0, 4),
        padding=random.choice(("valid", "same")),
        data_format=random.choice(("channels_first", "channels_last")),
    )
    return Case(Spec(f"{random.choice(('Max', 'Average'))}Pooling{rank}D", arguments), (draw_shape(random, rank + 2),))


def draw_border(random: Random) -> Case:
    rank = random.randint(1, 3)
    cls, name = random.choice((("Cropping", "cropping"), ("ZeroPadding", "padding")))
    value: object = draw_sizes(random, 2, 0, 4)
    if rank > 1 and random.random() < 0.7:
        value = tuple(draw_sizes(random, 2, 0, 3) for _ in range(rank))
    return Case(Spec(f"{cls}{rank}D", {name: value}), (draw_shape(random, rank + 2),))


def draw_reshape(random: Random) -> Case:
    shape = draw_shape(random, random.randint(1, 5))
    size = 1
    for dim in shape[1:]:
        size *= dim if isinstance(dim, int) else 1
    target: list[int | None] = []
    for _ in range(random.randint(0, 2)):
        factor = random.choice([factor for factor in range(1, size + 1) if size % factor == 0])
        target.append(factor)
        size //= factor
    target.append(random.choice((size, size, -1, size + 1, None)))
    random.shuffle(target)
    return Case(Spec("Reshape", {"target_shape": tuple(target)}), (shape,))


@pytest.mark.parametrize("draw", [draw_convolution, draw_pooling, draw_border, draw_reshape])
def test_random_configurations(draw: Callable[[Random], Case]) -> None:
    random = Random(draw.__name__)
    accepted = 0
    for _ in range(TRIES):
        case = draw(random)
        ours = run_ours(case)
        problem = disagreement(case, ours, run_keras_3(case))
        assert problem is None, problem
        accepted += not ours.raised
    assert TRIES / 5 < accepted < TRIES
