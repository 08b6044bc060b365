"""Findings as rules make them (on origins) and diagnostics as users read them (on lines and columns)."""

from __future__ import annotations

from typing import Literal, TypeAlias

from keraslint.records import record
from keraslint.severity import Severity


@record
class Origin:
    """The piece of source that made a value: an opaque handle, compared by identity of its node.

    The interpreter makes them (and ``editing``, of LibCST's nodes), ``source`` looks inside; rules hand them on.
    """

    node: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin) and other.node is self.node

    def __hash__(self) -> int:
        return id(self.node)

    def __repr__(self) -> str:
        return f"<{type(self.node).__name__}>"


@record(eq=True)
class Note:
    """A remark on another place: part of the flow that leads to a finding, or its cause."""

    origin: Origin
    message: str


@record(eq=True)
class Named:
    """A Keras object by its public path (``keras.layers.Flatten``), spelled as the file spells such names.

    ``like`` is the callee of a call that the new name should look like: beside ``layers.Dense`` it is
    ``layers.Flatten``. Where no name of the file leads to it, it is imported.
    """

    path: str
    like: Origin | None = None


@record
class Moved:
    """The text of an expression, written again in another statement, where it has to mean the same."""

    origin: Origin


@record
class Operand:
    """The expression (or argument) that is there, in brackets unless an operator or a dot binds to all of it anyway."""

    origin: Origin


Content: TypeAlias = str | tuple[str | Origin | Moved | Operand | Named, ...]
"""New source: a text, or pieces of it, of which an ``Origin`` stands for the text that is there."""

EditKind: TypeAlias = Literal["replace", "rename", "remove", "append", "before", "after", "drop", "end"]


@record(eq=True)
class Edit:
    """A change of the source at ``origin``.

    ``replace`` its text by ``content``; ``rename`` what it calls, the last of its dotted names (a callee); ``remove``
    it, an argument of a call or a name of an import, with its comma; ``append`` the argument ``content`` to it, a call;
    of a string, exchange the ``end``: ``content`` is what it ends in and what it shall end in. The others change a
    stack of layers where ``origin`` is one of its ``places``, an item of a list or the argument of ``add``: put the
    layer ``content`` ``before`` or ``after`` it, or ``drop`` it; they do the same with a statement beside a statement.
    """

    origin: Origin
    content: Content = ""
    kind: EditKind = "replace"


@record(eq=True)
class Fix:
    edits: tuple[Edit, ...]
    safe: bool
    message: str


@record(eq=True)
class Finding:
    """What a rule yields.

    ``message`` is the symptom in one line, ``label`` the few words under the carets, ``flow`` the shapes on the lines
    that lead there (shown beside those lines as ``→ (None, 64)``), ``related`` the causes elsewhere, ``help`` the
    remedy. ``severity`` overrides the rule's own. ``versions`` are the Keras majors for which the finding holds; the
    linter turns an error that only one of the possible targets raises into a warning that names it. ``elsewhere`` is
    the severity for the other majors, where the finding holds for them too but is less grave there. ``early``: what the
    installed Keras 2 refuses too, but former versions of Keras 2 did not.
    """

    origin: Origin
    message: str
    help: str | None = None
    label: str | None = None
    flow: tuple[Note, ...] = ()
    related: tuple[Note, ...] = ()
    severity: Severity | None = None
    versions: frozenset[int] = frozenset({2, 3})
    elsewhere: Severity | None = None
    early: bool = False
    fix: Fix | None = None


@record(eq=True, order=True)
class Location:
    """A place in a file, or in one cell of a notebook. Rows and columns count from 1, columns in characters."""

    row: int
    column: int


@record(eq=True, order=True)
class Span:
    """From ``start`` up to but not including ``end``. ``cell`` counts notebook cells from 1; ``None`` in a script."""

    cell: int | None
    start: Location
    end: Location


@record(eq=True)
class RelatedSpan:
    span: Span
    message: str


@record(eq=True)
class TextEdit:
    """``shared`` edits, imports, are made once for all fixes that need them."""

    span: Span
    content: str
    shared: bool = False


@record(eq=True)
class TextFix:
    edits: tuple[TextEdit, ...]
    safe: bool
    message: str


@record(eq=True)
class Diagnostic:
    """One finding in one file, ready to print; picklable, and free of source trees."""

    code: str
    name: str
    severity: Severity
    message: str
    filename: str
    span: Span
    help: str | None = None
    label: str | None = None
    flow: tuple[RelatedSpan, ...] = ()
    related: tuple[RelatedSpan, ...] = ()
    fix: TextFix | None = None
    noqa_row: int | None = None
    url: str | None = None
