"""Sequences that grow at their end and share what they have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keraslint.prefix import Prefix
from tests.interpreter.programs import one

SLICES = st.slices(6) | st.integers(0, 6).map(slice)
STEPS = st.lists(st.tuples(st.integers(0, 99), st.one_of(st.integers(0, 9), SLICES)), max_size=12)


@given(STEPS)
def test_it_is_a_tuple_whatever_grows_from_it(steps: list[tuple[int, int | slice]]) -> None:
    """Each step appends to one of those that there are, or takes a part of it."""
    made: list[tuple[Prefix[int], tuple[int, ...]]] = [(Prefix(), ())]
    for which, change in steps:
        prefix, model = made[which % len(made)]
        if isinstance(change, slice):
            made.append((prefix[change], model[change]))
        else:
            made.append((prefix.appended(change), (*model, change)))
    for prefix, model in made:
        assert prefix == model
        assert model == prefix
        assert (len(prefix), bool(prefix), hash(prefix)) == (len(model), bool(model), hash(model))
        assert (tuple(prefix), tuple(reversed(prefix)), repr(prefix)) == (model, model[::-1], repr(model))
        assert [prefix[at] for at in range(-len(model), len(model))] == [*model, *model]
        assert [prefix == other for other, _ in made] == [model == other for _, other in made]


def test_outside_of_it_is_nothing() -> None:
    longer = Prefix((1, 2, 3))
    with pytest.raises(IndexError):
        longer[:2][2]
    assert 3 not in longer[:2]


def test_what_grows_shares_its_items() -> None:
    first = Prefix((1,))
    second = first.appended(2)
    assert second[:1]._items is second._items is first._items
    assert first.appended(3)._items is not first._items
    assert Prefix().appended(1)._items is not Prefix().appended(1)._items


def test_every_event_of_a_model_keeps_its_layers_in_the_room_of_the_last() -> None:
    model = one("m = Sequential()\n" + "m.add(Dense(3))\n" * 50)
    assert [len(event.elements) for event in model.events] == [*range(50)]
    lists = {id(event.elements._items) for event in model.events if event.elements}  # type: ignore[attr-defined]
    assert lists == {id(model.elements._items)}  # type: ignore[attr-defined]
