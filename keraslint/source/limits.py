"""How deep syntax may be nested."""

from typing import Final

MAX_LEVELS: Final = 1000
"""Levels of the syntax tree: about as much as Python's own limit for recursion. LibCST takes a second and 200 MB for
one expression of so many, and nine times as much for three times as many."""
