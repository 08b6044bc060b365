"""Sequences that grow at their end and share what they have in common."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar, overload

T_co = TypeVar("T_co", covariant=True)
V = TypeVar("V")


class Prefix(Sequence[T_co]):
    """An immutable sequence: so many items from the beginning of a list.

    What is appended to it, and each of its beginnings, is another one on the same list, so that keeping one for every
    step of a growth takes no more room than the last. It equals a tuple of the same items.
    """

    __slots__ = ("_found", "_items", "_size")

    def __init__(self, items: Iterable[T_co] = ()) -> None:
        self._items = list(items)
        self._size = len(self._items)
        self._found: dict[Hashable, Any] | None = None

    def appended(self, item: T_co) -> Prefix[T_co]:  # type: ignore[misc]  # as for a tuple, it is safe to read
        """This and one item more."""
        items = self._items
        if not self._size or len(items) > self._size:  # another has grown from here; an empty one may be a default
            items = items[: self._size]
        items.append(item)
        return _beginning(items, len(items))

    def once(self, key: Hashable, find: Callable[[], V]) -> V:
        """What is found out of the sequence, which is done once and kept with it under the key."""
        if self._found is None:
            self._found = {}
        if key not in self._found:
            self._found[key] = find()
        found: V = self._found[key]
        return found

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[T_co]:
        return islice(self._items, self._size)

    def __reversed__(self) -> Iterator[T_co]:
        return (self._items[index] for index in range(self._size - 1, -1, -1))

    @overload
    def __getitem__(self, index: int) -> T_co: ...

    @overload
    def __getitem__(self, index: slice) -> Prefix[T_co]: ...

    def __getitem__(self, index: int | slice) -> T_co | Prefix[T_co]:
        if isinstance(index, slice):
            taken = range(self._size)[index]
            if taken.start == 0 and taken.step == 1:
                return _beginning(self._items, len(taken))
            return Prefix([self._items[each] for each in taken])
        return self._items[range(self._size)[index]]

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Prefix):
            if other._size != self._size:
                return False
            return other._items is self._items or all(map(_equal, self, other))
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _beginning(items: list[T_co], size: int) -> Prefix[T_co]:
    made: Prefix[T_co] = Prefix.__new__(Prefix)
    made._items = items
    made._size = size
    made._found = None
    return made


def _equal(one: object, other: object) -> bool:
    return one is other or one == other


__all__ = ["Prefix"]
