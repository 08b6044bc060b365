"""Walking the nodes of ``source.syntax``."""

from __future__ import annotations

from typing import Final

from keraslint.source.syntax import Float, FormattedStringText, Imaginary, Integer, Name, Node, SimpleString


class _Fields(dict[type, "tuple[str, ...]"]):
    """The fields of each class of nodes, in the order of the source as far as that can be told."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        found = tuple(
            name for each in reversed(kind.__mro__) for name in getattr(each, "__slots__", ()) if name != "at"
        )
        self[kind] = found
        return found


FIELDS: Final = _Fields()


class _Code(dict[type, "tuple[str, ...]"]):
    """The fields of each class that can hold nodes."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        literal = issubclass(kind, _LITERALS)
        self[kind] = found = () if literal else tuple(name for name in FIELDS[kind] if name not in _PLAIN)
        return found


_LITERALS: Final = (Name, Integer, Float, Imaginary, SimpleString, FormattedStringText)
_PLAIN: Final = frozenset({"star", "relative", "conversion", "operator"})
_CODE: Final = _Code()


def below(node: Node) -> list[Node]:
    """The nodes directly below, in the order of the source."""
    found: list[Node] = []
    for name in _CODE[type(node)]:
        content = getattr(node, name)
        if isinstance(content, Node):
            found.append(content)
        elif type(content) is list:
            found += content
    return found


def descend(node: Node) -> list[Node]:
    """The node and everything below it, in source order."""
    found: list[Node] = []
    stack = [node]
    while stack:
        current = stack.pop()
        found.append(current)
        below_it = below(current)
        below_it.reverse()
        stack += below_it
    return found
