"""Some hundreds of random stacks, and all those on which the two once disagreed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from random import Random

import pytest

pytest.importorskip("keras")
pytest.importorskip("tensorflow")

from keraslint.dynamic.client import Worker
from keraslint.dynamic.verify import Tally, verify
from keraslint.linter import Options, lint_bytes
from tests.agreement.examples import EXAMPLES
from tests.agreement.law import Campaign, by_keras, compare
from tests.agreement.programs import NEEDS_MORE, Sample, pool, samples

STACKS = 300


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker(timeout=120) as started:
        yield started


def test_random_stacks() -> None:
    campaign = Campaign()
    for sample in samples(Random("agreement"), STACKS):
        campaign.run(sample)
    found = [f"{comparison.because}\n{sample.text}" for sample, comparison in campaign.disagreements]
    assert not found, "\n".join(found)
    assert campaign.stacks.unknown < 0.05 * STACKS
    assert STACKS / 5 < campaign.rejected < 4 * STACKS / 5


def test_random_stacks_without_an_input(worker: Worker) -> None:
    """Law: on an input that we choose Keras gives what we say, and it is rejected where Keras makes no such stack."""
    codes = frozenset({"KL801", "KL802"})
    tally = Tally()
    for sample in samples(Random("no input"), STACKS):
        text = "".join(line for line in sample.text.splitlines(keepends=True) if "Input(" not in line)
        result = lint_bytes("program.py", text.encode(), Options(codes, frozenset({3}), dynamic=True))
        before = tally.rejected
        (verified,) = verify([result], worker, codes, tally)
        assert not verified.internal_errors, text
        assert "KL802" not in {one.code for one in verified.diagnostics}, text
        raises = by_keras(Sample(text, {}, added=False)).raises
        assert (tally.rejected > before) == (raises is not None), f"{text}{raises}"
    assert tally.total >= STACKS  # models in models count too
    assert tally.verified > STACKS / 2


def on(written: str) -> tuple[int | None, ...]:
    """The shape of an ``Input``."""
    if written.startswith("Input(batch_shape="):
        whole: tuple[int | None, ...] = ast.literal_eval(written.removeprefix("Input(batch_shape=").removesuffix(")"))
        return whole
    shape: tuple[int | None, ...] = ast.literal_eval(written.removeprefix("Input(").removesuffix(")"))
    return (None, *shape)


@pytest.mark.parametrize("layers", EXAMPLES, ids=str)
@pytest.mark.parametrize("form", ["list", "add"])
def test_found_by_campaigns(layers: list[str], form: str) -> None:
    head = ["from keras import Input, Sequential", "from keras.layers import *"]
    if form == "list":
        body = ["model = Sequential([", *(f"    {layer}," for layer in layers), "])"]
    else:
        body = ["model = Sequential()", *(f"model.add({layer})" for layer in layers)]
    rows: dict[int, tuple[str, ...]] = {row: (text,) for row, text in enumerate(layers[1:], 5)}  # one is the input
    comparison = compare(Sample("\n".join([*head, *body]) + "\n", rows, form == "add", on(layers[0])))
    assert comparison.verdict != "disagreed", comparison


def test_every_layer_class_is_met() -> None:
    import keras

    there = {
        value.__name__
        for value in vars(keras.layers).values()
        if isinstance(value, type) and issubclass(value, keras.Layer)
    }
    left = there - set(pool()) - NEEDS_MORE - {"GroupedQueryAttention", "InputLayer", "Layer", "Wrapper"}
    assert left == set()
