"""The interpreter's core: the current state, budgets, forks, and how statements are tried and split."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import field
from itertools import count
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from keraslint.arrays.dimensions import Symbols
from keraslint.interpreter.renewal import latest
from keraslint.interpreter.state import MISSING, UNBOUND, Scope, Split, State, join, join_all, opened
from keraslint.interpreter.values import (
    Choice,
    Class,
    Const,
    DictRecord,
    DictRef,
    Function,
    Key,
    ListRecord,
    ListRef,
    ModelRecord,
    ModelRef,
    TableValue,
    Unknown,
    Value,
)
from keraslint.program import Call
from keraslint.records import record

if TYPE_CHECKING:
    from keraslint.interpreter.barren import Barren
    from keraslint.interpreter.libraries.user_generators import Seen
    from keraslint.interpreter.values import ArrayValue
    from keraslint.program import Access
    from keraslint.source import syntax

STEPS_BASE: Final = 40_000
STEPS_PER_LINE: Final = 100
STEPS_PER_STATEMENT: Final = 20_000
IDLE_STEPS: Final = 500
"""How long a loop is followed turn by turn while it makes and changes nothing of Keras."""
MAX_DEPTH: Final = 14
MAX_RECURSION: Final = 3
MAX_ANCESTORS: Final = 64
FREE_ITEMS: Final = 8
MODEL_ITEMS: Final = 240  # every rule looks at each model
MAX_KEY: Final = 6
MAX_UNROLL: Final = 128
MAX_SPLITS: Final = 4

Record = TypeVar("Record", ListRecord, DictRecord, ModelRecord)
Answer = TypeVar("Answer")


def _nests(key: Key, levels: int) -> bool:
    """Whether there are more tuples in tuples than so many."""
    parts = key if isinstance(key, tuple) else ()
    return any(type(part) is tuple and (levels == 0 or _nests(part, levels - 1)) for part in parts)


@record(frozen=False)
class Outcome:
    """A path that left its block early: by ``return`` (with its value), ``break`` or ``continue``."""

    kind: Literal["return", "break", "continue", "end"]
    trail: tuple[tuple[Key, bool], ...]
    state: State
    value: Value


@record(frozen=False)
class Frame:
    """A running function (or the module): its scopes from the inside out, and how its models are to be seen.

    ``yields`` is what a generator function has yielded so far.
    """

    scopes: tuple[int, ...]
    where: str
    function: Function | None = None
    cls: Class | None = None
    yields: list[Value] | None = None
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)


class Machine:
    """What all parts of the interpreter share. One machine interprets one program, once."""

    def __init__(self, lines: int, assume_keras: bool = False) -> None:
        self.state = State()
        self.trail: list[tuple[Key, bool]] = []
        self.pending: list[Outcome] = []
        self.frames: list[Frame] = []
        self.caught: frozenset[str] = frozenset()
        self.flags: frozenset[str] = frozenset()
        self.kept: set[syntax.Node] = set()  # functions that return what they did return before (``functools.cache``)
        self.rewritten: set[int] = set()  # layers of which an attribute is set: they are not what their arguments say
        self.returned: dict[Key, syntax.Node] = {}  # calls of the file's functions by the keys of what they returned
        self.lazy: dict[Key, Seen] = {}  # what the data were that a generator reads (see ``user_generators``)
        self.generators = False
        self.imports: set[str] = set()
        self.called: set[syntax.Node] = set()
        self.functions: dict[syntax.Node, Function] = {}
        self.classes: dict[syntax.Node, Class] = {}
        self.instances: dict[syntax.Node | None, Value] = {}
        self.closures: dict[int, tuple[int, ...]] = {}
        self.enclosing: set[int] = set()  # the scopes in which a function was made
        self.views: dict[Key, tuple[ArrayValue, Key | None]] = {}
        self.renewed: set[Key] = set()  # the keys of what was changed in place on any path (see ``renewal``)
        self.limits: dict[str, None] = {}
        self.faults: list[Exception] = []
        self.models: dict[int, None] = {}
        self.assume_keras = assume_keras
        self.steps = STEPS_BASE + STEPS_PER_LINE * lines
        self.allowance = STEPS_PER_STATEMENT
        self._progress = self.steps
        self.identities = 0
        self._serial = count()
        self._forced = 0
        self.splits = 0
        self.barren: dict[Hashable, Barren] = {}
        self.cuts: list[int] = []
        self.called_below: dict[tuple[int, syntax.Node], frozenset[str]] = {}
        self._short: dict[Key, Key] = {}
        self._written: set[syntax.Node] = set()
        self.symbols = Symbols()
        self._about: dict[tuple[object, syntax.Node], Any] = {}

    # Identity and budgets

    def fresh(self) -> int:
        """A new identity."""
        self.identities += 1
        return self.identities

    def scope(self) -> Scope:
        """A new identity for the names of a module or of one call."""
        return Scope(self.fresh())

    def unknown(self, node: syntax.Node | None, why: str = "its value is not known") -> Unknown:
        return Unknown(node, self.fresh(), why)

    def spend(self) -> bool:
        """Take one step; false once the budget has run out."""
        self.steps -= 1
        self.allowance -= 1
        if self.allowance < 0 or self.steps < 0:
            self.limit("the file needs more steps than are allowed; parts of it are not followed")
            return False
        return True

    def charge(self, items: int, once: syntax.Node | None = None) -> None:
        """Take the steps that handling so many items costs. ``once`` is syntax that was read anyway: the first time is
        free."""
        if once is not None and items >= FREE_ITEMS and once not in self._written:
            self._written.add(once)
        else:
            self.steps -= items // FREE_ITEMS
            self.allowance -= items // FREE_ITEMS

    def allow(self) -> None:
        """A new statement of the module begins: what one of them wastes, the others do not lack."""
        self.allowance = STEPS_PER_STATEMENT

    def progress(self) -> None:
        """Something is made or done that rules can read."""
        self._progress = self.steps

    @property
    def guesses(self) -> bool:
        """Whether not all outcomes of a statement are followed, or not each in its turn."""
        return self.splits > 0 or self._forced > 0

    def progressed(self, since: int) -> bool:
        """Whether anything that rules can read was done after the step ``since``."""
        return self._progress < since

    def idles(self, since: int) -> bool:
        """Whether nothing that rules can read has been done for long, in a loop that began at the step ``since``."""
        return min(self._progress, since) - self.steps > IDLE_STEPS

    @property
    def exhausted(self) -> bool:
        return self.allowance < 0 or self.steps < 0

    def limit(self, message: str) -> None:
        self.limits[message] = None

    def about(self, question: Callable[[syntax.Node], Answer], node: syntax.Node) -> Answer:
        """What ``question`` says of a piece of syntax, asked once."""
        found: Answer | None = self._about.get((question, node))
        if found is None:
            found = self._about[question, node] = question(node)
        return found

    def short(self, key: Key) -> Key:
        """The key, or one that stands for it where it nests deeply: ``x = x + x`` doubles what there is to hash."""
        return self._short.setdefault(key, ("short", len(self._short))) if _nests(key, MAX_KEY) else key

    # Names

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    def lookup(self, name: str) -> Value | None:
        """What the name stands for here, looked up from the inside out; not resolved."""
        get = self.state.get
        for scope in self.frames[-1].scopes:
            found = get((scope, name))
            if found is not MISSING:
                return found  # type: ignore[return-value]
        return None

    def bind(self, name: str, value: Value) -> None:
        """Assign to a name in the scope that Python would assign it in."""
        frame = self.frame
        scope = frame.scopes[0]
        if name in frame.globals:
            scope = frame.scopes[-1]
        elif name in frame.nonlocals:
            scope = next((s for s in frame.scopes[1:] if self.state.get((s, name)) is not MISSING), scope)
        self.state.set((scope, name), value)

    # Choices

    def decide(self, key: Key) -> bool | None:
        """How a test came out on this path; a negated key is the test itself, turned round."""
        negated = False
        while isinstance(key, tuple) and len(key) == 2 and key[0] == "not":
            key, negated = key[1], not negated
        found = self.state.decide(key)
        return None if found is None else found != negated

    def resolve(self, value: Value) -> Value:
        """The value on this path; splits the statement where two are possible."""
        while isinstance(value, Choice):
            if value.yes is UNBOUND or value.no is UNBOUND:
                self._assume(value.key, value.no is UNBOUND)
            outcome = self.test(value.key)
            value = value.yes if outcome else value.no  # type: ignore[assignment]
        if isinstance(value, TableValue):
            found = self._held(("table", value.key))  # it may have been changed in place
            return value if found is MISSING else found  # type: ignore[return-value]
        return latest(self, value) if self.renewed and type(value) is Unknown else value

    def _assume(self, key: Key, outcome: bool) -> None:
        """From here on the path is one on which an open test came out so."""
        if self.decide(key) is None:
            self.state.facts = {**self.state.facts, key: outcome}

    def _held(self, cell: object) -> object:
        """What a cell holds on this path."""
        found = self.state.get(cell)
        while isinstance(found, Choice):
            found = found.yes if self.test(found.key) else found.no
        return found

    def record(self, cell: object, kind: type[Record]) -> Record | None:
        """The content of a mutable object on this path."""
        found = self._held(cell)
        return found if isinstance(found, kind) else None

    def state_free(self, value: Value) -> Value:
        """The value if it is known on this path, otherwise one of those that it can be; never splits."""
        while isinstance(value, Choice):
            other = self.decide(value.key) is False or value.yes is UNBOUND
            value = value.no if other else value.yes  # type: ignore[assignment]
        return value

    def test(self, key: Key) -> bool:
        """Decide an open test on this path, for both outcomes in turn."""
        outcome = self.decide(key)
        if outcome is None:
            if not self._forced:
                raise Split(key)
            outcome = True
        return outcome

    # Trying and branching

    def attempt(self, run: Callable[[], bool]) -> bool:
        """Run a statement; where it splits, undo it and run it for both outcomes. False where no path goes on."""
        base, mark, trail, count = self.state, len(self.pending), len(self.trail), self.identities
        self.state = overlay = base.fork()
        try:
            alive = run()
        except Split as split:
            self.state = base
            del self.pending[mark:]
            del self.trail[trail:]
            return self._split(split.key, run, count)
        if self.state is overlay and len(self.pending) == mark:
            base.cells.update(overlay.cells)
            base.facts = overlay.facts
            self.state = base
        return alive

    def _split(self, key: Key, run: Callable[[], bool], count: int) -> bool:
        """Run a statement once more for each outcome. It gives the identities that it gave before (``count`` is where
        they began), so that the test is recognised when it comes round again."""
        if self.splits >= MAX_SPLITS or self.exhausted:
            self.limit("a statement depends on more conditions than are followed")
            self.identities = count
            return self._force(run)

        highest = self.identities

        def again() -> bool:
            nonlocal highest
            highest = max(highest, self.identities)
            self.identities = count
            return self.attempt(run)

        self.splits += 1
        try:
            return self.branch(key, again, again)
        finally:
            self.splits -= 1
            self.identities = max(highest, self.identities)

    def _force(self, run: Callable[[], bool]) -> bool:
        """Run a statement on one of its paths only; what that path makes of a model or list is not all that can be."""
        base, mark = self.state, len(self.pending)
        self.state = base.fork()
        self._forced += 1
        try:
            alive = self.attempt(run)
        finally:
            self._forced -= 1
        for cell, content in self.state.delta(base).items():
            self.state.set(cell, opened(base.get(cell), content, "it depends on too many conditions"))
        if alive and len(self.pending) == mark:
            self.commit(base)
        return alive

    def branch(self, key: Key, yes: Callable[[], bool], no: Callable[[], bool]) -> bool:
        """Run both sides of an open test and join them."""
        while isinstance(key, tuple) and len(key) == 2 and key[0] == "not":
            key, yes, no = key[1], no, yes
        base, mark = self.state, len(self.pending)
        left, left_trail, left_alive = self._side(base, key, True, yes)
        right, right_trail, right_alive = self._side(base, key, False, no)
        if left_alive and right_alive:
            target = base if len(self.pending) == mark else base.fork()
            join(base, key, left, right, target)
            self.state = target
            return True
        if left_alive or right_alive:
            self.state, kept = (left, left_trail) if left_alive else (right, right_trail)
            if len(self.pending) == mark:  # nobody else holds the other side: it only failed
                self.commit(base)
            else:
                self.trail.extend(kept)
            return True
        self.state = base
        return False

    def _side(
        self, base: State, key: Key, outcome: bool, run: Callable[[], bool]
    ) -> tuple[State, list[tuple[Key, bool]], bool]:
        start = len(self.trail)
        self.state = base.assume(key, outcome)
        self.trail.append((key, outcome))
        alive = run()
        trail = self.trail[start:]
        del self.trail[start:]
        return self.state, trail, alive

    def commit(self, base: State) -> None:
        """Let the current state, which nobody else builds on, take the place of ``base``."""
        if self.state is not base:
            base.cells.update(self.state.delta(base))
            base.facts = self.state.facts
            self.state = base

    def collect(self, start: int, base: State, mark: int, kinds: tuple[str, ...], alive: bool) -> Value | None:
        """Join the paths that left the block early in one of these ways with the one that ran to its end.

        ``start`` is the length of the trail when the block began, ``base`` the state, ``mark`` the number of pending
        outcomes. Returns the value, ``None`` where no path comes out.
        """
        mine = [outcome for outcome in self.pending[mark:] if outcome.kind in kinds]
        if not mine:
            return Const(None, None) if alive else None
        self.pending[mark:] = [outcome for outcome in self.pending[mark:] if outcome.kind not in kinds]
        outcomes = [(outcome.trail[start:], outcome.state, outcome.value) for outcome in mine]
        if alive:
            outcomes.append((tuple(self.trail[start:]), self.state, Const(None, None)))
        target = base.fork() if len(self.pending) > mark else base
        value = join_all(base, outcomes, target)
        self.state = target
        if len(self.pending) == mark:
            del self.trail[start:]
        return value

    def leave(self, kind: Literal["return", "break", "continue"], value: Value) -> bool:
        """This path leaves its block."""
        self.pending.append(Outcome(kind, tuple(self.trail), self.state, value))
        return False

    @contextmanager
    def inside(self, frame: Frame) -> Iterator[None]:
        self.frames.append(frame)
        try:
            yield
        finally:
            self.frames.pop()

    # Containers and models

    def new_list(self, node: syntax.Node | None, items: tuple[Value, ...], open_because: str | None = None) -> ListRef:
        ref = ListRef(node, self.fresh())
        self.state.set(ref.id, ListRecord(items, open_because))
        return ref

    def new_dict(
        self, node: syntax.Node | None, items: dict[object, Value], open_because: str | None = None
    ) -> DictRef:
        ref = DictRef(node, self.fresh())
        self.state.set(ref.id, DictRecord(items, open_because))
        return ref

    @contextmanager
    def catching(self, names: frozenset[str]) -> Iterator[None]:
        """What is run inside does not stop the program by such exceptions (see ``guards``)."""
        before = self.caught
        self.caught = before | names
        try:
            yield
        finally:
            self.caught = before

    def note(self, found: Call | Access) -> None:
        """Keep a call of a Keras class, or the use of a former attribute, for the Program."""
        if isinstance(found, Call) and found.category != "method":
            self.progress()
        self.state.set(("call", next(self._serial)), found)

    def new_model(self, node: syntax.Node, record: ModelRecord, cls: Class | None = None) -> ModelRef:
        self.charge(MODEL_ITEMS)
        # What else is made on another path may have the same number; it is never a model.
        ref = ModelRef(node, -self.fresh(), cls)
        self.models[ref.id] = None
        self.state.set(ref.id, record)
        return ref
