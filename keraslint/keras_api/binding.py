"""The arguments of a call under the names that Keras 3 gives them, whichever Keras they were written for.

Positions follow Keras 3's signature (Keras 2's for what Keras 3 does not have). The two orders differ late in the
signatures of the recurrent layers (Keras 3 put ``seed`` before ``return_sequences``), of ``Embedding`` (the fifth) and
``BatchNormalization`` (the 14th), of the optimizers, early for ``Input`` (the third: ``dtype`` or ``name``), for
``InputLayer`` and ``RandomContrast``: such arguments are ``ambiguous`` unless the version is given.

A position keeps its present meaning: ``Convolution2D(32, 3, 3)`` is ``strides=3``, as Keras 2 and Keras 3 read it,
whatever Keras 1 meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from functools import cache, cached_property
from typing import Generic, TypeVar

from keraslint.keras_api import legacy, tables
from keraslint.keras_api.tables import KerasClass
from keraslint.records import record

V = TypeVar("V")


@record(eq=True, slots=False)
class Binding(Generic[V]):
    """One call, bound.

    - ``arguments``: present parameter name → value; keywords of the base class (``input_shape``) and unknown ones are
      in it too, under the name as written.
    - ``spelled``: the same names → the keyword as written; None where given by position.
    - ``positional``: what was given by position, as written.
    - ``rejected``: keyword as written → the Keras majors that raise, where some version has or had it.
    - ``unknown``: keyword that no version ever had → the nearest that one has.
    - ``surplus``: positional arguments beyond the end of every version's signature.
    - ``missing``: required parameters that are not given.
    - ``duplicates``: parameters given twice.
    - ``ambiguous``: parameters given by a position that means another one in the other version.
    - ``joined``: parameters whose value stood in several keywords (``nb_row``, ``nb_col``) → those values; in
      ``arguments`` only where ``bind`` was told how to join them.
    """

    signature: KerasClass | None
    arguments: Mapping[str, V] = field(default_factory=dict)
    spelled: Mapping[str, str | None] = field(default_factory=dict)
    positional: tuple[V, ...] = ()
    rejected: Mapping[str, frozenset[int]] = field(default_factory=dict)
    unknown: Mapping[str, str | None] = field(default_factory=dict)
    surplus: tuple[V, ...] = ()
    missing: tuple[str, ...] = ()
    duplicates: tuple[str, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    joined: Mapping[str, tuple[V, ...]] = field(default_factory=dict)

    @property
    def renamed(self) -> dict[str, str]:
        """Keyword as written → the present parameter, where they differ."""
        return {old: new for new, old in self.spelled.items() if old is not None and old != new}


def bind(
    cls: str,
    category: str,
    positional: Sequence[V],
    keywords: Mapping[str, V],
    *,
    version: int | None = None,
    partial: bool = False,
    join: Callable[[tuple[V, ...]], V] | None = None,
) -> Binding[V]:
    """Bind a call of the class, function or method ``cls`` (``Dense``; ``fit`` or ``Model.fit`` of ``"method"``).

    ``version`` decides what a position means where Keras 2 and 3 differ. ``partial``: the call has a ``*args`` or
    ``**kwargs`` of unknown content, so nothing counts as missing. ``join`` makes one value of several.
    A class that neither version has (``Highway``) gets its keywords back and no verdicts.
    """
    return _Binder(_callee(cls, category, version), join).bind(positional, keywords, partial=partial)


def name_in(version: int, cls: str, category: str, name: str) -> str:
    """What the Keras major ``version`` calls the parameter of the present name ``name`` (``alpha`` in Keras 2)."""
    signature = tables.keras_class(cls, category, version)
    if signature is None or signature.takes(name):
        return name
    names = (old for old in sorted(signature.accepted) if name in legacy.modern_names(category, signature.name, old))
    return next(names, name)


class _Callee:
    """The tables of what is called, and what its parameters are called at present."""

    def __init__(self, cls: str, category: str, version: int | None) -> None:
        self.category = category
        self.signatures = {
            major: found for major in tables.VERSIONS if (found := tables.keras_class(cls, category, major))
        }
        self.primary = self.signatures.get(version or 3) or next(iter(self.signatures.values()), None)
        self.name = self.primary.name if self.primary else cls.rpartition(".")[2]
        # The names of the present: Keras 3's, also where ``version`` says that the positions are Keras 2's.
        self.present = self.signatures.get(3) or self.primary or tables.keras_class(legacy.shaped_like(cls), category)
        self.groups = {
            group: name
            for group, name in legacy.JOINED.get(category, {}).items()
            if self.present and self.present.parameter(name)
        }
        self._modern: dict[str, str] = {}

    def modern(self, keyword: str) -> str:
        """The present name of the parameter ``keyword``."""
        found = self._modern.get(keyword)
        if found is None:
            found = self._modern[keyword] = self._named_now(keyword)
        return found

    def _named_now(self, keyword: str) -> str:
        if self.present is None or self.present.parameter(keyword):
            return keyword
        candidates = legacy.modern_names(self.category, self.name, keyword)
        return next((name for name in candidates if name in self.present.accepted), keyword)

    @cached_property
    def orders(self) -> list[list[str]]:
        """The parameters by position, in each version."""
        return [[self.modern(name) for name in each.positional] for each in self.signatures.values()]

    @cached_property
    def own(self) -> list[str]:
        """The parameters by position."""
        return [self.modern(name) for name in self.primary.positional] if self.primary else []

    @cached_property
    def required(self) -> list[str]:
        """The parameters without a default."""
        parameters = self.primary.parameters if self.primary else ()
        return [self.modern(parameter.name) for parameter in parameters if parameter.required]


_callee = cache(_Callee)  # programs call the same few classes over and over


class _Binder(Generic[V]):
    """What is bound so far of one call."""

    def __init__(self, callee: _Callee, join: Callable[[tuple[V, ...]], V] | None) -> None:
        self.callee = callee
        self.join = join
        self.arguments: dict[str, V] = {}
        self.spelled: dict[str, str | None] = {}
        self.duplicates: list[str] = []
        self.joined: dict[str, tuple[V, ...]] = {}

    def bind(self, positional: Sequence[V], keywords: Mapping[str, V], *, partial: bool) -> Binding[V]:
        surplus, ambiguous = self._positions(positional)
        parts = self._join(keywords)
        for keyword, value in keywords.items():
            if keyword not in parts:
                self._give(self.callee.modern(keyword), value, keyword)
        rejected, unknown = self._judge(keywords)
        missing = () if partial else self._missing(keywords)
        return Binding(
            self.callee.primary,
            self.arguments,
            self.spelled,
            tuple(positional),
            rejected,
            unknown,
            surplus,
            missing,
            tuple(self.duplicates),
            ambiguous,
            self.joined,
        )

    def _give(self, name: str, value: V, keyword: str | None) -> None:
        if name in self.arguments:
            self.duplicates.append(name)
        else:
            self.arguments[name] = value
            self.spelled[name] = keyword

    def _positions(self, values: Sequence[V]) -> tuple[tuple[V, ...], frozenset[str]]:
        """Bind by position; what is left over, and what another version reads otherwise."""
        callee = self.callee
        if callee.primary is None or callee.primary.any_positional:
            return (), frozenset()
        ambiguous: set[str] = set()
        for index, value in enumerate(values):
            readings = {order[index] for order in callee.orders if index < len(order)}
            if not readings:
                return tuple(values[index:]), frozenset(ambiguous)
            name = callee.own[index] if index < len(callee.own) else min(readings)
            self._give(name, value, None)
            if len(readings) > 1:
                ambiguous.add(name)
        return (), frozenset(ambiguous)

    def _join(self, keywords: Mapping[str, V]) -> frozenset[str]:
        """Bind the keywords that are one parameter together; the keywords that were used up."""
        used: frozenset[str] = frozenset()
        for group, name in self.callee.groups.items():
            if all(part in keywords for part in group):
                used |= frozenset(group)
                self.joined[name] = tuple(keywords[part] for part in group)
                if self.join:
                    self._give(name, self.join(self.joined[name]), group[0])
        return used

    def _judge(self, keywords: Mapping[str, V]) -> tuple[dict[str, frozenset[int]], dict[str, str | None]]:
        """(rejected, unknown)."""
        signatures = self.callee.signatures
        rejected: dict[str, frozenset[int]] = {}
        foreign: list[str] = []
        for keyword in keywords:
            raising = frozenset(major for major in signatures if not self._takes(major, keyword))
            if not raising:
                continue
            if len(raising) < len(signatures) or self._was_real(keyword):
                rejected[keyword] = raising
            else:
                foreign.append(keyword)
        if not foreign:
            return rejected, {}
        known = frozenset[str]().union(*(each.accepted for each in signatures.values()))
        free = known.difference(keywords)
        return rejected, {keyword: tables.nearest(keyword, free) for keyword in foreign}

    def _takes(self, version: int, keyword: str) -> bool:
        signature = self.callee.signatures[version]
        meant = signature.parameter(self.callee.modern(keyword))
        if signature.any_keyword and meant and meant.required and meant.name != keyword:
            return False  # ``Model(input=…)``: taken, but ``inputs`` is then missing
        if signature.takes(keyword):
            return True
        if version != 2 or not signature.path.startswith("keras.optimizers."):
            return False
        # What Keras 2 called ``Adam`` until TensorFlow 2.11 is now its ``optimizers.legacy.Adam``.
        before = tables.at_path(signature.path.replace("optimizers.", "optimizers.legacy."), 2)
        return before is not None and before.takes(keyword)

    def _was_real(self, keyword: str) -> bool:
        """Whether a former version had the keyword for what is called here."""
        callee = self.callee
        in_group = any(keyword in group for group in callee.groups)
        return (
            in_group or callee.modern(keyword) != keyword or legacy.is_obsolete(callee.category, callee.name, keyword)
        )

    def _missing(self, keywords: Mapping[str, V]) -> tuple[str, ...]:
        groups = legacy.JOINED.get(self.callee.category, {})
        half_joined = {name for group, name in groups.items() if any(part in keywords for part in group)}
        given = self.arguments.keys() | self.joined.keys() | half_joined
        return tuple(name for name in self.callee.required if name not in given)
