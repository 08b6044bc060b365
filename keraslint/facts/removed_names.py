"""Where a program imports or names what Keras has no more, and the edits that bring the present names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from keraslint.diagnostic import Edit, Named, Operand, Origin
from keraslint.keras_api import names, removed
from keraslint.keras_api.removed import Removed
from keraslint.program import Import, LibraryNames, Mention, Program
from keraslint.records import record


@record
class Removal:
    """A place that has to change: ``name`` is what is missing, ``entry`` what the table says of it; ``edits`` are
    empty where the change is not mechanical, ``safe`` tells whether they keep the meaning for certain."""

    origin: Origin
    name: str
    entry: Removed
    edits: tuple[Edit, ...]
    safe: bool = True


@record(eq=True)
class _Wanted:
    """A name to import: ``from module import name as bound``."""

    module: str
    name: str
    bound: str

    @property
    def text(self) -> str:
        return self.name if self.name == self.bound else f"{self.name} as {self.bound}"


class _NotMechanical(Exception):
    """No present name stands for the former one."""


def removals(program: Program) -> Iterator[Removal]:
    found = program.names
    for imports in _statements(found):
        yield from _imported(imports, found)
    for mention in found.mentions:
        if not mention.tentative and not _replaced_with_its_import(mention):
            entry = removed.removed(mention.path)
            if entry is not None and entry.gone.rpartition(".")[2] not in found.asked:
                yield Removal(mention.origin, _gone(mention.path, entry), entry, _renamed(mention, entry), entry.safe)


def _statements(found: LibraryNames) -> Iterator[list[Import]]:
    """The imports by statement."""
    statements: dict[Origin, list[Import]] = {}
    for each in found.imports:
        if not each.tentative:
            statements.setdefault(each.statement, []).append(each)
    yield from statements.values()


def _gone(path: str, entry: Removed) -> str:
    """What to call the missing thing: the name itself where only that is missing, else what it stood in."""
    return entry.gone if path.startswith(entry.gone) else path


def _binds_itself(source: Import) -> bool:
    """Whether the import binds what it imports, and not the first module on the way to it."""
    return bool(source.module) or source.renamed


def _replaced_with_its_import(mention: Mention) -> bool:
    source = mention.source
    if source is None or source.bound is None or not _binds_itself(source):
        return False
    return removed.removed(source.path) is not None


# Imports


def _imported(imports: Sequence[Import], found: LibraryNames) -> Iterator[Removal]:
    first = imports[0]
    module = removed.removed(first.module) if first.module else None
    if module is not None:  # one finding for all that the statement imports from it
        entries = [(each, removed.removed(each.path)) for each in imports if each.bound is not None]
        worst = next((entry for _, entry in entries if entry is not None and entry.now is None), None)
        told = worst or (entries[0][1] if len(entries) == 1 else None) or module
        edits = _edits(imports, found)
        yield Removal(first.place, _gone(first.module, module), told, edits, _keeps(imports, found))
        return
    for each in imports:
        entry = removed.removed(each.path) if each.bound is not None else None
        if entry is None:
            continue
        if each.module:
            edits = _edits(imports, found, only=each)
            yield Removal(each.origin, _gone(each.path, entry), entry, edits, _keeps([each], found))
        else:
            yield Removal(each.place, _gone(each.path, entry), entry, _plain(each, entry))


def _keeps(imports: Sequence[Import], found: LibraryNames) -> bool:
    """Whether the present names mean the same, of what is imported and of what is used of that."""
    used = (mention.path for mention in found.mentions if mention.source in imports)
    entries = map(removed.removed, (*(each.path for each in imports), *used))
    return all(entry is None or entry.safe for entry in entries)


def _plain(source: Import, entry: Removed) -> tuple[Edit, ...]:
    """``import keras.backend.tensorflow_backend as K``."""
    if entry.now is None or not _is_module(entry.now):
        return ()
    if not source.renamed and entry.now.partition(".")[0] != source.bound:
        return ()
    return (Edit(source.place, entry.now),)


def _edits(imports: Sequence[Import], found: LibraryNames, only: Import | None = None) -> tuple[Edit, ...]:
    """The edits of a ``from`` import and of all places that name what it binds; for ``only`` one of its names."""
    if not found.complete:
        return ()
    first = imports[0]
    module = first.module
    if only is None:
        entry = removed.removed(module)
        if entry is None:
            return ()
        if first.bound is None:
            return () if entry.now is None else (Edit(first.place, entry.now),)
    try:
        plans = {each: _plan(each, found) for each in imports if only is None or each is only}
    except _NotMechanical:
        return ()
    home = module
    if only is None or len(first.listed) == 1:
        home = next((wanted.module for wants, _ in plans.values() for wanted in wants), module)
    edits = [] if home == module else [Edit(first.place, home)]
    elsewhere: list[_Wanted] = []
    here = len(first.listed) - len(plans)
    for each, (wants, changes) in plans.items():
        edits += changes
        inside = [wanted for wanted in wants if wanted.module == home]
        elsewhere += [wanted for wanted in wants if wanted.module != home]
        here += bool(inside)
        if not inside:
            edits.append(Edit(each.origin, kind="remove"))
        elif (text := ", ".join(wanted.text for wanted in inside)) != _written(each):
            edits.append(Edit(each.origin, text))
    lines = "\n".join(_lines(elsewhere))
    if here == 0:
        gone = {id(each.origin) for each in imports} | {id(first.place)}
        edits = [edit for edit in edits if id(edit.origin) not in gone]
        return (*edits, Edit(first.statement, lines) if lines else Edit(first.statement, kind="drop"))
    return (*edits, Edit(first.statement, lines, "after")) if lines else tuple(edits)


def _lines(wants: Sequence[_Wanted]) -> Iterator[str]:
    """The statements that import these."""
    modules: dict[str, dict[str, None]] = {}
    for wanted in wants:
        modules.setdefault(wanted.module, {})[wanted.text] = None
    return (f"from {module} import {', '.join(listed)}" for module, listed in modules.items())


def _written(source: Import) -> str:
    name = source.path.rpartition(".")[2]
    return f"{name} as {source.bound}" if source.renamed else name


def _plan(source: Import, found: LibraryNames) -> tuple[list[_Wanted], list[Edit]]:
    """What to import in the place of one name, and the edits where it is used.

    Raises:
        _NotMechanical: it is used for something that has no present name.
    """
    bound = source.bound or ""
    entry = removed.removed(source.path)
    if entry is None:  # only the others of its statement are gone
        module, _, name = source.path.rpartition(".")
        return [_Wanted(module, name, bound)], []
    uses = [mention for mention in found.mentions if mention.source is source]
    if _is_module(entry.now or "") or (entry.now is None and any(len(use.parts) > 1 for use in uses)):
        return _plan_of_module(uses, found)
    if entry.now is None:
        raise _NotMechanical
    module, _, name = entry.now.rpartition(".")
    new = bound if source.renamed else _free(name, entry.now, found) or bound
    edits = [edit for use in uses for edit in _call_edits(use, entry)]
    if new != bound:
        edits += [Edit(use.parts[0][1], new) for use in uses]
    return ([] if _already(new, entry.now, found) else [_Wanted(module, name, new)]), edits


def _plan_of_module(uses: Sequence[Mention], found: LibraryNames) -> tuple[list[_Wanted], list[Edit]]:
    """``np_utils.to_categorical`` → ``to_categorical``, imported by itself."""
    wants: dict[str, _Wanted] = {}
    edits: list[Edit] = []
    for use in uses:
        path, origin = _object(use)
        entry = removed.removed(path)
        now = None if entry is None else entry.now
        if entry is None or now is None or _is_module(now):
            raise _NotMechanical
        module, _, name = now.rpartition(".")
        new = _free(name, now, found)
        if new is None:
            raise _NotMechanical
        if not _already(new, now, found):
            wants[now] = _Wanted(module, name, new)
        edits += [Edit(origin, new), *_call_edits(use, entry)]
    return list(wants.values()), edits


def _object(use: Mention) -> tuple[str, Origin]:
    """The longest prefix of an expression that is a public object, and no attribute of one."""
    for path, origin in use.parts[1:]:
        entry = removed.removed(path)
        if entry is not None and entry.now is not None and not _is_module(entry.now):
            return path, origin
    return use.parts[-1]


def _free(name: str, path: str, found: LibraryNames) -> str | None:
    """The name by which ``path`` can be used in the whole file: its own, if nothing else has it."""
    for each in found.imports:
        bound = each.bound if each.path == path and each.top and not each.tentative else None
        if bound is not None and all(other.path == path for other in found.imports if other.bound == bound):
            return bound
    return None if name in found.known else name


def _already(name: str, path: str, found: LibraryNames) -> bool:
    return any(each.bound == name and each.path == path and each.top for each in found.imports)


def _is_module(path: str) -> bool:
    parts = names.split(path)
    return parts is not None and parts[1] in names.modules() and removed.removed(path) is None


# Uses


def _renamed(mention: Mention, entry: Removed) -> tuple[Edit, ...]:
    """``K.mean(x)`` → ``ops.mean(x)``; ``K.set_value(x, y)`` → ``x.assign(y)``."""
    if entry.method is not None:
        return _method(mention, entry.method)
    if entry.now is None or _is_module(entry.now):
        return ()
    try:
        changes = _call_edits(mention, entry)
    except _NotMechanical:
        return ()
    content = (Named(entry.now, mention.origin),)
    return (Edit(mention.origin, content), *changes)


def _method(mention: Mention, name: str) -> tuple[Edit, ...]:
    call = mention.call
    if call is None or not call.complete or call.keywords or not call.positional:
        return ()
    first, *others = call.positional
    given: list[str | Origin] = []
    for other in others:
        given += [", ", other] if given else [other]
    return (Edit(call.origin, (Operand(first), f".{name}(", *given, ")")),)


def _call_edits(mention: Mention, entry: Removed) -> list[Edit]:
    """The arguments as the present name has them.

    Raises:
        _NotMechanical: it is not called there, or with arguments that cannot be seen.
    """
    if not entry.call:
        return []
    call = mention.call
    if call is None or not call.complete:
        raise _NotMechanical
    edits: list[Edit] = []
    for former, change in entry.call.items():
        position = change.position
        passed = former in call.keywords or (position is not None and position < len(call.positional))
        if change.now is None:
            if passed:
                raise _NotMechanical
        elif former in call.keywords:
            if change.now != former:
                edits.append(Edit(call.keywords[former], change.now))
        elif position is not None and position < len(call.positional):
            if change.keyword:
                edits.append(Edit(call.positional[position], (f"{change.now}=", call.positional[position])))
        elif (value := change.given or change.default) is not None:
            edits.append(Edit(call.origin, f"{change.now}={value}", "append"))
    return edits
