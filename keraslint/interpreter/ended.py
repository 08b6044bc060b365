"""What a call leaves behind when it has ended: not its own names.

Where paths meet, each name that differs is joined. The names of a call that has ended nobody can read, unless a
function was made in it; without them, a call costs as much to join as what it changed for others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keraslint.interpreter.machine import Frame, Machine
    from keraslint.interpreter.state import State


def forget_names(machine: Machine, frame: Frame, base: State | None = None, mark: int | None = None) -> None:
    """The call in ``frame`` ends, on this path and on those pending since ``mark``.

    ``base`` is the state in which it began, the current one if nothing is built on that.
    """
    scope = frame.scopes[0]
    if scope in machine.enclosing:
        return
    names = machine.state.named.get(scope, ())
    seen: set[State] = set()
    pending = () if mark is None else machine.pending[mark:]
    for state in (machine.state, *(outcome.state for outcome in pending)):
        below: State | None = state
        while below is not None and below not in seen:
            seen.add(below)
            for name in names if below.cells else ():
                below.cells.pop((scope, name), None)
            below = None if base is None or below is base else below.parent
