"""What is not known and is changed in place: from there on it is another value, which old tests tell nothing of.

What was found out of it before stays true of what it was, and with it all that was chosen by such tests. The key that
it has now is kept in the cell ``("renewed", key)`` of the state, by the key that it had at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from keraslint.interpreter.state import MISSING
from keraslint.interpreter.values import Const, Unknown, Value
from keraslint.records import replace

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Machine
    from keraslint.interpreter.values import Key

CHANGING: Final = frozenset(
    """append appendleft extend extendleft insert remove discard add clear pop popleft popitem update setdefault
    """.split()
)
MAX_PUTS: Final = 8
_CHANGED: Final = "changed"
_PUT: Final = "put"


def by_method(machine: Machine, method: Unknown) -> None:
    """A method of what is not known was called; those of lists, sets, dicts and deques may change it."""
    key = method.key
    if isinstance(key, tuple) and len(key) == 3 and key[0] == "attr" and key[2] in CHANGING:
        _change(machine, key[1])


def by_attribute(machine: Machine, value: Unknown, name: str) -> None:
    """``value.name = …`` or ``del value.name``: its other attributes are what they were."""
    _change(machine, attribute_key(value.key, name))


def by_item(machine: Machine, value: Unknown, index: Value | None) -> None:
    """``value[index] = …``: its attributes are what they were, and where the index is known so are its other items."""
    place = index.value if isinstance(index, Const) and isinstance(index.value, (int, str)) else None
    below, puts = value.key, 0
    while _is_put(below):
        below, puts = below[1], puts + 1  # type: ignore[index]
    if place is None or puts == MAX_PUTS:
        _renew(machine, first(below), (_PUT, below, None, machine.fresh()))
    else:
        _renew(machine, first(below), (_PUT, value.key, place, machine.fresh()))


def by_deletion(machine: Machine, value: Unknown) -> None:
    """``del value[…]``."""
    _change(machine, value.key)


def latest(machine: Machine, value: Unknown) -> Unknown:
    """The value as it is now."""
    key = first(value.key)
    found = machine.state.get(("renewed", key)) if key in machine.renewed else MISSING
    return value if found is MISSING or found == value.key else replace(value, key=found)


def attribute_key(key: Key, name: str) -> Key:
    """What identifies an attribute of the value with that key."""
    while _is_put(key):
        key = key[1]  # type: ignore[index]
    return ("attr", key, name)


def item_key(key: Key, place: int | str) -> Key:
    """What identifies an item of the value with that key; any two numbers may be one place (``x[-1]``)."""
    while _is_put(key):
        put = key[2]  # type: ignore[index]
        if put is None or put == place or (isinstance(put, int) and isinstance(place, int)):
            break
        key = key[1]  # type: ignore[index]
    return ("item", key, place)


def first(key: Key) -> Key:
    """The key that a value had before it was changed."""
    while _is_put(key):
        key = key[1]  # type: ignore[index]
    return key[1] if isinstance(key, tuple) and len(key) == 3 and key[0] == _CHANGED else key


def _change(machine: Machine, key: Key) -> None:
    before = first(key)
    _renew(machine, before, (_CHANGED, before, machine.fresh()))


def _renew(machine: Machine, key: Key, renewed: Key) -> None:
    machine.renewed.add(key)
    machine.state.set(("renewed", key), renewed)


def _is_put(key: Key) -> bool:
    return isinstance(key, tuple) and len(key) == 4 and key[0] == _PUT
