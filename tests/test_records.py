"""A record behaves as the dataclass of the same fields does."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keraslint.records import record, replace

content = st.tuples(st.integers(0, 2), st.sampled_from(["a", "b", ("a", 1)]))


@record(eq=True)
class Pair:
    number: int
    other: object = "a"
    items: list[int] = field(default_factory=list, compare=False)


def declared(how: Any, **options: Any) -> Any:
    class Thing:
        number: int
        other: object = "a"

    return how(**options)(Thing) if options else how(Thing)


@given(content, content)
def test_what_is_compared_by_content(one: tuple[int, object], other: tuple[int, object]) -> None:
    mine, theirs = declared(record, eq=True), declared(dataclass, frozen=True, slots=True)
    assert (mine(*one) == mine(*other)) is (theirs(*one) == theirs(*other))
    assert (hash(mine(*one)) == hash(mine(*other))) is (one == other)
    assert mine(*one) != theirs(*one)
    assert repr(mine(*one)) == repr(theirs(*one))


@given(st.integers(0, 2), st.integers(0, 2))
def test_what_is_ordered(one: int, other: int) -> None:
    mine, theirs = declared(record, eq=True, order=True), declared(dataclass, frozen=True, order=True)
    for left, right in product((one, other), repeat=2):
        assert (mine(left) < mine(right), mine(left) <= mine(right)) == (left < right, left <= right)
        assert (theirs(left) > theirs(right), theirs(left) >= theirs(right)) == (
            mine(left) > mine(right),
            mine(left) >= mine(right),
        )


def test_a_record_is_compared_by_identity() -> None:
    thing = declared(record)
    one, other = thing(1), thing(1)
    assert one != other
    assert len({one, other, one}) == 2
    with pytest.raises(TypeError):
        assert one < other


def test_defaults_are_those_of_a_dataclass() -> None:
    assert (Pair(1).other, Pair(1, other=2).other, Pair(other=3, number=4).number) == ("a", 2, 4)
    first, second = Pair(1), Pair(1)
    assert first.items == []
    assert first.items is not second.items
    for given_wrongly in ((), (1, 2, [], 4)):
        with pytest.raises(TypeError, match=r"__init__\(\)"):
            Pair(*given_wrongly)
    with pytest.raises(TypeError, match="unexpected keyword argument"):
        Pair(1, another=2)  # type: ignore[call-arg]


def test_replacing_pickling_and_matching() -> None:
    pair = replace(Pair(1, "b"), number=2)
    assert pickle.loads(pickle.dumps(pair)) == pair == Pair(2, "b", [1])
    assert hash(pair) == hash(Pair(2, "b", [1]))
    with pytest.raises(TypeError, match="nothing"):
        replace(pair, nothing=2)
    assert [one.name for one in fields(Pair)] == ["number", "other", "items"]
    match pair:
        case Pair(number, other):
            assert (number, other) == (2, "b")
    assert not hasattr(pair, "__dict__")


def test_records_inherit() -> None:
    @record
    class Base:
        number: int

    @record
    class Above(Base):
        other: str = "a"

    @record
    class Further(Above):
        """Adds nothing."""

    assert isinstance(Further(1), Base)
    assert repr(Further(1)).endswith("Further(number=1, other='a')")
    assert repr(Base(2)).endswith("Base(number=2)")
    assert (Above(3, "b").other, Base(4).number) == ("b", 4)


def test_what_has_no_slots_remembers() -> None:
    @record(slots=False)
    class Doubled:
        number: int

        @cached_property
        def twice(self) -> list[int]:
            return [self.number] * 2

    made = Doubled(1)
    assert made.twice is made.twice


def test_own_methods_stay() -> None:
    @record(eq=True)
    class Named:
        name: str

        def __hash__(self) -> int:
            return 7

        def __repr__(self) -> str:
            return self.name

    assert (hash(Named("x")), repr(Named("x")), Named("x") == Named("x")) == (7, "x", True)
