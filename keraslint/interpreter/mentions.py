"""Where a program imports and names things of libraries, read off its syntax alone.

The interpreter follows what is executed; a change of names has to reach every place, executed or not. Names are looked
up in Python's scopes. One that is bound to anything else than a library in its scope is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from keraslint.diagnostic import Origin
from keraslint.interpreter.guards import (
    BRANCH,
    NOTHING,
    OF_CALLS,
    OF_NAMES,
    asked_by,
    asked_for,
    caught_by,
)
from keraslint.interpreter.imports import dotted, keras_inside
from keraslint.interpreter.names import bound_in
from keraslint.keras_api import names as keras_names
from keraslint.keras_api.removed import removed
from keraslint.program import Import, LibraryNames, Mention, Text, WrittenCall
from keraslint.source import syntax
from keraslint.source.walk import below

if TYPE_CHECKING:
    from keraslint.source import Unit


@dataclass(slots=True)
class _Binding:
    """``path`` is ``None`` for what is not a library's; an alias (``layers = tf.keras.layers``) has its ``chain``."""

    order: int
    source: Import | None = None
    chain: _Chain | None = None


@dataclass(slots=True)
class _Scope:
    parent: _Scope | None
    is_class: bool = False
    bindings: dict[str, list[_Binding]] = field(default_factory=dict)
    elsewhere: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Chain:
    """``head.a.b``; ``nodes`` are its prefixes, the head first."""

    scope: _Scope
    nodes: tuple[syntax.Node, ...]
    words: tuple[str, ...]
    order: int
    caught: frozenset[str]
    call: syntax.Call | None


def library_names(units: Iterable[Unit], paths: frozenset[str], flags: frozenset[str]) -> LibraryNames:
    """What a program (a script, or the cells of a notebook in order) imports, and where it names it and ``paths``;
    ``flags`` are the names that tell its version."""
    reader = _Reader(paths, flags)
    partial = False
    for unit in units:
        partial = partial or bool(unit.lost)
        reader.read(unit.module)
    return LibraryNames(
        tuple(reader.imports),
        tuple(reader.mentions()),
        frozenset(reader.known),
        tuple(reader.texts()),
        frozenset(reader.asked),
        complete=not partial,
    )


class _Reader:
    def __init__(self, paths: frozenset[str], flags: frozenset[str]) -> None:
        self.asked: set[str] = set()
        self._flags = flags
        self.imports: list[Import] = []
        self.known: set[str] = set()
        self._paths = paths
        self._texts: list[tuple[syntax.SimpleString, str]] = []
        self._variables: dict[syntax.Node, frozenset[str]] = {}
        self._module = _Scope(None)
        self._chains: list[_Chain] = []
        self._stars: list[Import] = []
        self._order = 0

    # Reading

    def read(self, module: syntax.Module) -> None:
        for statement in module.body:
            self._visit(statement, self._module, NOTHING)

    def _visit(self, node: syntax.Node, scope: _Scope, caught: frozenset[str]) -> None:
        """Every name in the node, in the order of the source. ``caught``: what does not stop it."""
        self._order += 1
        visit = _VISITS.get(type(node))
        if visit is not None:
            visit(self, node, scope, caught)
        else:
            for each in below(node):
                self._visit(each, scope, caught)

    def _call(self, node: syntax.Call, scope: _Scope, caught: frozenset[str]) -> None:
        if (asked := asked_for(node)) is not None:
            self.asked.add(asked)
        self._expression(node.func, scope, caught, node)
        for arg in node.args:
            self._visit(arg.value, scope, caught)

    def _argument(self, node: syntax.Arg, scope: _Scope, caught: frozenset[str]) -> None:
        self._visit(node.value, scope, caught)

    def _index(self, node: syntax.Index, scope: _Scope, caught: frozenset[str]) -> None:
        if type(node.value) is not syntax.SimpleString:  # a key is no file's name
            self._visit(node.value, scope, caught)

    def _string(self, node: syntax.SimpleString, scope: _Scope, caught: frozenset[str]) -> None:
        if self._paths and isinstance(text := node.value, str) and text in self._paths:
            self._texts.append((node, text))

    def _bound_to(self, node: syntax.AugAssign | syntax.NamedExpr, scope: _Scope, caught: frozenset[str]) -> None:
        self._visit(node.value, scope, caught)
        self._assigned(node.value, [node.target])
        self._target(node.target, scope, caught)

    def _annotated(self, node: syntax.AnnAssign, scope: _Scope, caught: frozenset[str]) -> None:
        self._visit_if(node.value, scope, caught)
        self._assigned(node.value, [node.target])
        self._visit(node.annotation.annotation, scope, caught)
        self._target(node.target, scope, caught)

    def _class(self, node: syntax.ClassDef, scope: _Scope, caught: frozenset[str]) -> None:
        self._all([*node.decorators, *node.bases, *node.keywords], scope, caught)
        self._bind(node.name.value, scope)
        self._visit(node.body, _Scope(scope, is_class=True), caught)

    def _for(self, node: syntax.For, scope: _Scope, caught: frozenset[str]) -> None:
        self._visit(node.iter, scope, caught)
        self._target(node.target, scope, caught)
        self._all([node.body, node.orelse], scope, caught | {BRANCH})

    def _elsewhere(self, node: syntax.Global | syntax.Nonlocal, scope: _Scope, caught: frozenset[str]) -> None:
        scope.elsewhere.update(item.name.value for item in node.names)

    def _as_name(self, node: syntax.AsName, scope: _Scope, caught: frozenset[str]) -> None:
        self._target(node.name, scope, caught)

    def _delete(self, node: syntax.Del, scope: _Scope, caught: frozenset[str]) -> None:
        self._target(node.target, scope, caught)

    def _case(self, node: syntax.MatchCase, scope: _Scope, caught: frozenset[str]) -> None:
        for name in bound_in(node.pattern):
            self._bind(name, scope)
        self._all([node.guard, node.body], scope, caught)

    def _try(self, node: syntax.Try | syntax.TryStar, scope: _Scope, caught: frozenset[str]) -> None:
        self._all([node.body, *node.handlers, node.orelse], scope, caught | {BRANCH} | caught_by(node.handlers))
        self._visit_if(node.finalbody, scope, caught)

    def _if(self, node: syntax.If | syntax.IfExp, scope: _Scope, caught: frozenset[str]) -> None:
        self._visit(node.test, scope, caught)
        self._all([node.body, node.orelse], scope, caught | {BRANCH} | asked_by(node.test, self._flags))

    def _all(self, nodes: Iterable[object], scope: _Scope, caught: frozenset[str]) -> None:
        for node in nodes:
            self._visit_if(node, scope, caught)

    def _visit_if(self, node: object, scope: _Scope, caught: frozenset[str]) -> None:
        if isinstance(node, syntax.Node):
            self._visit(node, scope, caught)

    def _expression(
        self, node: syntax.Node, scope: _Scope, caught: frozenset[str], call: syntax.Call | None = None
    ) -> None:
        """A name or a chain of attributes; of anything else what is in it."""
        nodes = [node]
        while type(node) is syntax.Attribute:
            node = node.value
            nodes.append(node)
        if type(node) is not syntax.Name:
            self._visit(node, scope, caught)
            return
        self.known.add(node.value)
        words = (node.value, *(each.attr.value for each in reversed(nodes[:-1]) if isinstance(each, syntax.Attribute)))
        self._chains.append(_Chain(scope, tuple(reversed(nodes)), words, self._order, caught, call))

    def _function(self, node: syntax.FunctionDef | syntax.Lambda, scope: _Scope, caught: frozenset[str]) -> None:
        inner = _Scope(scope)
        params = node.params
        every = [*params.posonly_params, *params.params, *params.kwonly_params, params.star_arg, params.star_kwarg]
        for param in every:
            if isinstance(param, syntax.Param):
                self._visit_if(param.default, scope, caught)
                self._visit_if(None if param.annotation is None else param.annotation.annotation, scope, caught)
                self._bind(param.name.value, inner)
        if isinstance(node, syntax.FunctionDef):
            self._all(node.decorators, scope, caught)
            self._visit_if(None if node.returns is None else node.returns.annotation, scope, caught)
            self._bind(node.name.value, scope)
        self._visit(node.body, inner, caught)

    def _comprehension(self, node: syntax.BaseComp, scope: _Scope, caught: frozenset[str]) -> None:
        inner = _Scope(scope)
        part: syntax.CompFor | None = node.for_in
        while part is not None:
            self._visit(part.iter, inner if part is not node.for_in else scope, caught)
            self._target(part.target, inner, caught)
            self._all(part.ifs, inner, caught)
            part = part.inner_for_in
        self._all([getattr(node, name, None) for name in ("elt", "key", "value")], inner, caught)

    # Binding

    def _bind(self, name: str, scope: _Scope, source: Import | None = None, chain: _Chain | None = None) -> None:
        self.known.add(name)
        if name in scope.elsewhere:
            scope = self._module
        scope.bindings.setdefault(name, []).append(_Binding(self._order, source, chain))

    def _target(self, node: syntax.Node, scope: _Scope, caught: frozenset[str]) -> None:
        if isinstance(node, syntax.Name):
            self._bind(node.value, scope)
        elif isinstance(node, (syntax.Tuple, syntax.List)):
            for element in node.elements:
                self._target(element.value, scope, caught)
        elif isinstance(node, syntax.StarredElement):
            self._target(node.value, scope, caught)
        else:
            self._visit(node, scope, caught)

    def _assign(self, node: syntax.Assign, scope: _Scope, caught: frozenset[str]) -> None:
        self._visit(node.value, scope, caught)
        alias = self._chains[-1] if self._chains and self._chains[-1].nodes[-1] is node.value else None
        self._assigned(node.value, [each.target for each in node.targets])
        for each in node.targets:
            if alias is not None and isinstance(each.target, syntax.Name):
                self._bind(each.target.value, scope, chain=alias)
            else:
                self._target(each.target, scope, caught)

    def _assigned(self, value: syntax.Node | None, targets: Sequence[syntax.Node]) -> None:
        """Keep which variables a string is assigned to."""
        if isinstance(value, syntax.SimpleString) and all(dotted(each) for each in targets):
            names = (dotted(each).rpartition(".") for each in targets)
            self._variables[value] = frozenset(f"{dot}{name}" for _, dot, name in names)

    def _import(self, node: syntax.Import, scope: _Scope, caught: frozenset[str]) -> None:
        for alias in node.names:
            path = dotted(alias.name)
            self._bound(node, alias, keras_inside(path), "", path.partition(".")[0], scope, caught)

    def _import_from(self, node: syntax.ImportFrom, scope: _Scope, caught: frozenset[str]) -> None:
        if node.relative or node.module is None:
            module = "." * node.relative + dotted(node.module)
        else:
            module = dotted(node.module)
        if isinstance(node.names, syntax.ImportStar):
            star = Import(
                f"{module}.*",
                None,
                module,
                Origin(node),
                Origin(node),
                Origin(node.module or node),
                (),
                bool(caught & OF_NAMES),
            )
            self.imports.append(star)
            self._stars.append(star)
            return
        for alias in node.names:
            name = dotted(alias.name)
            path = f"{module}.{name}" if not module.endswith(".") else f"{module}{name}"
            self._bound(node, alias, keras_inside(path), module, name, scope, caught)

    def _bound(
        self,
        node: syntax.Import | syntax.ImportFrom,
        alias: syntax.ImportAlias,
        path: str,
        module: str,
        name: str,
        scope: _Scope,
        caught: frozenset[str],
    ) -> None:
        renamed = alias.asname.name.value if alias.asname and isinstance(alias.asname.name, syntax.Name) else None
        listed = node.names if not isinstance(node.names, syntax.ImportStar) else ()
        found = Import(
            path,
            renamed or name,
            module,
            Origin(alias),
            Origin(node),
            Origin(node.module if isinstance(node, syntax.ImportFrom) and node.module is not None else alias.name),
            tuple(Origin(other) for other in listed),
            bool(caught & OF_NAMES),
            renamed is not None,
            top=scope is self._module and BRANCH not in caught,
        )
        self.imports.append(found)
        self._bind(renamed or name, scope, source=found)

    # Looking up

    def mentions(self) -> Iterator[Mention]:
        for chain in self._chains:
            found = self._head(chain)
            if found is None:
                continue
            head, source = found
            paths = [head]
            for word in chain.words[1:]:
                paths.append(f"{paths[-1]}.{word}")
            yield Mention(
                paths[-1],
                ".".join(chain.words),
                tuple(zip(paths, map(Origin, chain.nodes), strict=True)),
                source,
                bool(chain.caught & OF_NAMES) or (source is not None and source.tentative),
                None if chain.call is None else _written_call(chain.call, chain.caught),
            )

    def texts(self) -> Iterator[Text]:
        for node, text in self._texts:
            variables = self._variables.get(node)
            read = [Origin(node)] if variables is None else list(self._reads(variables))
            yield Text(text, Origin(node), tuple(read))

    def _reads(self, variables: frozenset[str]) -> Iterator[Origin]:
        """Where variables are read: by their name, in any scope, and attributes of any object."""
        for chain in self._chains:
            for count, word in enumerate(chain.words):
                if (f".{word}" if count else word) in variables:
                    yield Origin(chain.nodes[count])

    def _head(self, chain: _Chain, depth: int = 0) -> tuple[str, Import | None] | None:
        """What the chain's first name stands for, and the import that bound it."""
        name = chain.words[0]
        binding = self._binding(name, chain)
        if binding is None:
            return self._from_star(name)
        if binding.source is not None:
            source = binding.source
            return (source.path if source.module or source.renamed else source.path.partition(".")[0]), source
        if binding.chain is None or depth > 4:
            return None
        found = self._head(binding.chain, depth + 1)
        return None if found is None else (".".join((found[0], *binding.chain.words[1:])), None)

    def _binding(self, name: str, chain: _Chain) -> _Binding | None:
        """The binding that the name has there; one that is not a library's where that is not certain."""
        scope: _Scope | None = chain.scope
        while scope is not None:
            candidates = scope.bindings.get(name) if scope is chain.scope or not scope.is_class else None
            if candidates and (name not in chain.scope.elsewhere or scope is self._module):
                if scope is chain.scope:
                    before = [each for each in candidates if each.order < chain.order]
                    return before[-1] if before else candidates[0]
                other = next((each for each in candidates if each.source is None and each.chain is None), None)
                return other or candidates[-1]
            scope = scope.parent
        return None

    def _from_star(self, name: str) -> tuple[str, Import | None] | None:
        for star in reversed(self._stars):
            path = f"{star.module}.{name}"
            former = removed(path)
            if name in keras_names.exports(star.module) or (former is not None and former.now is not None):
                return path, star
        return None


def _written_call(call: syntax.Call, caught: frozenset[str]) -> WrittenCall:
    plain = [arg for arg in call.args if not arg.star]
    return WrittenCall(
        Origin(call),
        tuple(Origin(arg) for arg in plain if arg.keyword is None),
        {arg.keyword.value: Origin(arg.keyword) for arg in plain if arg.keyword is not None},
        complete=len(plain) == len(call.args),
        tentative=bool(caught & OF_CALLS),
    )


_VISITS: Final[dict[type[syntax.Node], Callable[..., None]]] = {
    syntax.Name: _Reader._expression,
    syntax.Attribute: _Reader._expression,
    syntax.Call: _Reader._call,
    syntax.Arg: _Reader._argument,
    syntax.Index: _Reader._index,
    syntax.SimpleString: _Reader._string,
    syntax.Import: _Reader._import,
    syntax.ImportFrom: _Reader._import_from,
    syntax.AsName: _Reader._as_name,
    syntax.Del: _Reader._delete,
    syntax.Assign: _Reader._assign,
    syntax.AnnAssign: _Reader._annotated,
    syntax.AugAssign: _Reader._bound_to,
    syntax.NamedExpr: _Reader._bound_to,
    syntax.FunctionDef: _Reader._function,
    syntax.Lambda: _Reader._function,
    syntax.ClassDef: _Reader._class,
    syntax.ListComp: _Reader._comprehension,
    syntax.SetComp: _Reader._comprehension,
    syntax.DictComp: _Reader._comprehension,
    syntax.GeneratorExp: _Reader._comprehension,
    syntax.Global: _Reader._elsewhere,
    syntax.Nonlocal: _Reader._elsewhere,
    syntax.For: _Reader._for,
    syntax.MatchCase: _Reader._case,
    syntax.Try: _Reader._try,
    syntax.TryStar: _Reader._try,
    syntax.If: _Reader._if,
    syntax.IfExp: _Reader._if,
}
"""What names stand in otherwise than simply below."""
