"""How a file names a Keras object: by a name that it imports, through a module that it imports, or by a new import."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import libcst as cst

from keraslint.diagnostic import Named
from keraslint.keras_api import names
from keraslint.keras_api.removed import removed
from keraslint.keras_api.tables import Namespace
from keraslint.source.lossless import LosslessUnit
from keraslint.source.tree import Tree


@dataclass(frozen=True, slots=True, eq=False)
class Import:
    """A name to be added behind ``node``: a new alias behind the last one, or a new statement behind a statement."""

    node: cst.CSTNode
    kind: Literal["alias", "statement"]
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Spelling:
    text: str
    imports: tuple[Import, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Binding:
    """``name`` stands for the library ``path``; with ``star`` for everything in it (``name`` is empty)."""

    name: str
    path: str
    statement: cst.Import | cst.ImportFrom
    above: tuple[cst.CSTNode, ...]
    star: bool = False


def spell(named: Named, at: cst.CSTNode, tree: Tree) -> Spelling | None:
    """The object as an expression for the place of the node ``at``; ``None`` where no name leads to it for certain."""
    unit = tree.unit_of(at)
    if unit is None:
        return None
    visible = list(_visible(tree, unit, at))
    rebound = tree.about_program(unit, _unreliable)
    around = {id(node) for node in tree.ancestors(at)}
    usable = [binding for binding in visible if binding.name not in rebound and _is_certain(binding, around)]
    meant = names.resolve(named.path)
    wanted = _Wanted(meant.canonical_path if meant is not None else named.path, named.path.startswith("tensorflow."))
    last = wanted.last
    like = named.like.node if named.like is not None else None
    found = _exact(wanted, usable) or _beside(wanted, like, usable)
    taken = last in rebound or any(mentions(node, tree) for node in tree.about_program(unit, _named).get(last, ()))
    if found is None and isinstance(like, cst.Name) and not taken:
        found = _widened(wanted, [binding for binding in visible if binding.name == like.value])
    if found is None and last not in rebound:
        found = _starred(wanted, usable)
    found = found or _through_module(wanted, usable)
    if found is None and wanted.module in _BY_MODULE:
        module = spell(Named(f"tensorflow.{wanted.module}" if wanted.tensorflow else wanted.module), at, tree)
        return None if module is None else Spelling(f"{module.text}.{last}", module.imports)
    if found is None and not taken:
        found = _widened(wanted, usable) or _imported(wanted, visible, tree)
    return found


# Their functions have the names of Python's own: `ops.max`, not `max`.
_BY_MODULE: Final = frozenset({"keras.backend", "keras.ops", "keras.random"})


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A path from ``keras`` on; ``tensorflow``: only ``tf.keras`` leads to it."""

    path: str
    tensorflow: bool = False

    @property
    def module(self) -> str:
        return self.path.rpartition(".")[0]

    @property
    def last(self) -> str:
        return self.path.rpartition(".")[2]

    def is_(self, path: str) -> bool:
        """Whether the dotted ``path`` is the object, in the Keras that it leads into."""
        found, parts = names.resolve(path), names.split(path)
        if found is None or parts is None or found.canonical_path != self.path or removed(path) is not None:
            return False
        if parts[0] in ("tensorflow", "tf"):  # ``tf.losses.Huber``, something else in TensorFlow 1
            return False
        if self.tensorflow and parts[0] not in ("tensorflow.keras", "tf.keras"):
            return False
        return names.exists(parts[1], _SPACES.get(parts[0], "keras")) is True


_SPACES: Final[dict[str, Namespace]] = {"tensorflow.keras": "tf.keras", "tf.keras": "tf.keras", "tf_keras": "tf_keras"}


def _exact(wanted: _Wanted, bindings: Sequence[_Binding]) -> Spelling | None:
    for binding in bindings:
        if not binding.star and wanted.is_(binding.path):
            return Spelling(binding.name)
    return None


def _beside(wanted: _Wanted, like: object, bindings: Sequence[_Binding]) -> Spelling | None:
    """``layers.Flatten`` beside ``layers.Dense``."""
    if not isinstance(like, cst.Attribute):
        return None
    module = dotted(like.value)
    head, _, rest = module.partition(".")
    for binding in bindings:
        if binding.name == head and wanted.is_(".".join(filter(None, (binding.path, rest, wanted.last)))):
            return Spelling(f"{module}.{wanted.last}")
    return None


def _starred(wanted: _Wanted, bindings: Sequence[_Binding]) -> Spelling | None:
    for binding in bindings:
        if binding.star and wanted.is_(f"{binding.path}.{wanted.last}"):
            return Spelling(wanted.last)
    return None


def _through_module(wanted: _Wanted, bindings: Sequence[_Binding]) -> Spelling | None:
    """``losses.X`` before ``keras.losses.X`` before ``tf.keras.losses.X``."""
    inside = wanted.path.partition(".")[2]
    for rest in (wanted.last, inside, f"keras.{inside}"):
        for binding in bindings:
            if not binding.star and wanted.is_(f"{binding.path}.{rest}"):
                return Spelling(f"{binding.name}.{rest}")
    return None


def _widened(wanted: _Wanted, bindings: Sequence[_Binding]) -> Spelling | None:
    """The imports that bind one name, all of them (``try``/``except ImportError``), bring the wanted one too."""
    for first in bindings:
        alike = [binding for binding in bindings if binding.name == first.name and not binding.star]
        imports = [
            Import(binding.statement.names[-1], "alias", wanted.last)
            for binding in alike
            if isinstance(binding.statement, cst.ImportFrom)
            and not isinstance(binding.statement.names, cst.ImportStar)
            and wanted.is_(f"{binding.path.rpartition('.')[0]}.{wanted.last}")
        ]
        if imports and len(imports) == len(alike):
            return Spelling(wanted.last, tuple(imports))
    return None


def _imported(wanted: _Wanted, bindings: Sequence[_Binding], tree: Tree) -> Spelling | None:
    """A new import behind the last one of Keras that stands in the module itself, on a line of its own."""
    for binding in reversed(bindings):
        parts = names.split(binding.path)
        line = binding.above[0] if binding.above else None
        if parts is None or len(binding.above) != 2 or not isinstance(line, cst.SimpleStatementLine):
            continue
        root = "tensorflow.keras" if wanted.tensorflow else parts[0]
        module = ".".join((root, *wanted.path.split(".")[1:-1]))
        if wanted.is_(f"{module}.{wanted.last}"):
            return Spelling(
                wanted.last, (Import(binding.statement, "statement", f"from {module} import {wanted.last}"),)
            )
    return None


def _visible(tree: Tree, unit: LosslessUnit, at: cst.CSTNode) -> Iterator[_Binding]:
    """What the imports bind that may be run before the place: those above it, in its scopes."""
    around = {id(node) for node in tree.ancestors(at)}
    places = tree.about(unit, order)
    ranks, imports = tree.about_program(unit, _imports_of)
    for found in imports:
        if found.rank > ranks[id(unit)]:
            return
        if found.rank == ranks[id(unit)] and places[id(found.node)] >= places[id(at)]:
            return
        if found.scopes <= around:
            yield from bindings(found.node, found.above)


@dataclass(frozen=True, slots=True, eq=False)
class _Visible:
    """An import statement, the place of its unit in the program, and what it stands in."""

    rank: int
    node: cst.Import | cst.ImportFrom
    above: tuple[cst.CSTNode, ...]
    scopes: frozenset[int]


def _imports_of(tree: Tree, units: Sequence[LosslessUnit]) -> tuple[dict[int, int], list[_Visible]]:
    """All imports of a program in order, and its units' places in it."""
    found: list[_Visible] = []
    for rank, unit in enumerate(units):
        for node in tree.about(unit, _import_statements):
            above = tree.ancestors(node)
            scopes = [id(one) for one in above if isinstance(one, (cst.FunctionDef, cst.ClassDef, cst.Lambda))]
            found.append(_Visible(rank, node, above, frozenset(scopes)))
    return {id(unit): rank for rank, unit in enumerate(units)}, found


def _is_certain(binding: _Binding, around: Collection[int]) -> bool:
    """Whether every path to the place runs the import, or another one of the same."""
    child: cst.CSTNode = binding.statement
    for parent in binding.above:
        if id(child) in around:
            return True
        if isinstance(parent, (cst.If, cst.Try, cst.TryStar, cst.For, cst.While, cst.MatchCase)):
            if id(parent) in around:  # the place is in another of its branches
                is_tried = isinstance(parent, (cst.Try, cst.TryStar)) and child is parent.body
                return is_tried and id(getattr(parent, "orelse", None)) in around
            others = _alternatives(parent, child)
            if others is None or not all(_brings(other, binding) for other in others):
                return False
        child = parent
    return True


def _alternatives(parent: cst.CSTNode, branch: cst.CSTNode) -> list[cst.CSTNode | None] | None:
    """The branches of which one is run if this one is not; ``None`` where that may be none at all."""
    if isinstance(parent, cst.If):
        return [parent.orelse if branch is parent.body else parent.body]
    if isinstance(parent, (cst.Try, cst.TryStar)):
        if branch is parent.finalbody:
            return []
        others = [each for each in parent.handlers if each is not branch]
        return [parent.body, *others] if isinstance(branch, (cst.ExceptHandler, cst.ExceptStarHandler)) else [*others]
    return None


def _brings(branch: cst.CSTNode | None, binding: _Binding) -> bool:
    """Whether a branch binds the same, or does not come to its end."""
    if isinstance(branch, cst.If):
        return _brings(branch.body, binding) and _brings(branch.orelse, binding)
    block = branch if branch is None or isinstance(branch, cst.BaseSuite) else getattr(branch, "body", None)
    if not isinstance(block, cst.BaseSuite):
        return False
    lines = (line.body if isinstance(line, cst.SimpleStatementLine) else (line,) for line in block.body)
    statements = [statement for line in lines for statement in line]
    if statements and isinstance(statements[-1], (cst.Raise, cst.Return)):
        return True
    return any(
        other.name == binding.name and _meaning(other.path) == _meaning(binding.path)
        for statement in statements
        if isinstance(statement, (cst.Import, cst.ImportFrom))
        for other in bindings(statement, ())
    )


def _ambiguous(nodes: Iterable[cst.Import | cst.ImportFrom]) -> set[str]:
    """The names that imports bind to different things."""
    meanings: dict[str, set[str]] = {}
    for node in nodes:
        for each in bindings(node, ()):
            if not each.star:
                meanings.setdefault(each.name, set()).add(_meaning(each.path))
    return {name for name, found in meanings.items() if len(found) > 1}


def _meaning(path: str) -> str:
    """The same for all paths that lead to the same object of Keras, be it in ``keras`` or ``tf.keras``."""
    found, parts = names.resolve(path), names.split(path)
    if found is not None:
        return found.canonical_path
    return path if parts is None else parts[1]


def bindings(node: cst.Import | cst.ImportFrom, above: tuple[cst.CSTNode, ...]) -> Iterator[_Binding]:
    if isinstance(node, cst.ImportFrom):
        module = "." * len(node.relative) + dotted(node.module)
        if isinstance(node.names, cst.ImportStar):
            yield _Binding("", module, node, above, star=True)
            return
        for alias in node.names:
            name = dotted(alias.name)
            yield _Binding(_asname(alias) or name, f"{module}.{name}", node, above)
        return
    for alias in node.names:
        path = dotted(alias.name)
        bound = _asname(alias)
        head = path.partition(".")[0]
        yield _Binding(bound or head, path if bound else head, node, above)


def _asname(alias: cst.ImportAlias) -> str | None:
    return alias.asname.name.value if alias.asname is not None and isinstance(alias.asname.name, cst.Name) else None


def dotted(node: cst.CSTNode | None) -> str:
    """``a.b.c`` as text; empty where it is another expression."""
    if isinstance(node, cst.Attribute):
        left = dotted(node.value)
        return f"{left}.{node.attr.value}" if left else ""
    return node.value if isinstance(node, cst.Name) else ""


_BINDS: Final = (cst.AssignTarget, cst.AnnAssign, cst.AugAssign, cst.For, cst.CompFor, cst.NamedExpr, cst.Del)


def bound_by(node: cst.CSTNode) -> Iterator[str]:
    """The names that the node binds, an import's excepted."""
    if isinstance(node, _BINDS):
        yield from _targets(node.target)
    elif isinstance(node, (cst.FunctionDef, cst.ClassDef, cst.Param, cst.MatchAs, cst.MatchStar)):
        if node.name is not None:
            yield node.name.value
    elif isinstance(node, (cst.WithItem, cst.ExceptHandler)):
        asname = node.asname if isinstance(node, cst.WithItem) else node.name
        if asname is not None:
            yield from _targets(asname.name)


def _targets(node: cst.CSTNode) -> Iterator[str]:
    if isinstance(node, cst.Name):
        yield node.value
    elif isinstance(node, (cst.Tuple, cst.List)):
        for element in node.elements:
            yield from _targets(element.value)
    elif isinstance(node, cst.StarredElement):
        yield from _targets(node.value)


def _unreliable(tree: Tree, program: Sequence[LosslessUnit]) -> frozenset[str]:
    """The names that the program gives another meaning than that of an import, or several."""
    rebound = frozenset[str]().union(*(tree.about(other, _rebound) for other in program))
    return rebound | _ambiguous(node for other in program for node in tree.about(other, _import_statements))


def _named(tree: Tree, program: Sequence[LosslessUnit]) -> dict[str, list[cst.Name]]:
    """The program's nodes that are a name, by that name."""
    found: dict[str, list[cst.Name]] = {}
    for unit in program:
        for name, nodes in tree.about(unit, _by_name).items():
            found.setdefault(name, []).extend(nodes)
    return found


def _rebound(nodes: Iterable[cst.CSTNode]) -> frozenset[str]:
    return frozenset(name for node in nodes for name in bound_by(node))


def _by_name(nodes: Iterable[cst.CSTNode]) -> dict[str, list[cst.Name]]:
    found: dict[str, list[cst.Name]] = {}
    for node in nodes:
        if isinstance(node, cst.Name):
            found.setdefault(node.value, []).append(node)
    return found


def _import_statements(nodes: Iterable[cst.CSTNode]) -> list[cst.Import | cst.ImportFrom]:
    return [node for node in nodes if isinstance(node, (cst.Import, cst.ImportFrom))]


def order(nodes: Iterable[cst.CSTNode]) -> dict[int, int]:
    """The places of the nodes in the source, by their identity."""
    return {id(node): place for place, node in enumerate(nodes)}


def mentions(node: cst.Name, tree: Tree) -> bool:
    """Whether the node is the name itself, not an attribute, a keyword or a module of that name."""
    above = tree.ancestors(node)[0]
    if isinstance(above, cst.ImportFrom) or (isinstance(above, cst.ImportAlias) and above.asname is not None):
        return False
    return not (isinstance(above, cst.Attribute) and above.attr is node) and not (
        isinstance(above, cst.Arg) and above.keyword is node
    )


__all__ = ["Import", "Spelling", "bindings", "bound_by", "dotted", "mentions", "order", "spell"]
