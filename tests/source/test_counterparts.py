"""Every piece of syntax that a fix may be about is found in LibCST's tree of the same source."""

from __future__ import annotations

import libcst
import pytest

from keraslint.diagnostic import Origin
from keraslint.source import SourceFile, parse, spans, syntax
from keraslint.source.counterparts import Counterparts
from keraslint.source.rendered import lossless_spans
from keraslint.source.walk import descend
from tests.source.pieces import PIECES

CONTINUED = [
    "a = 1; \\\nb = f(2)\nc = 3\n",
    "if 1: \\\n   a = f(1)\n",
    "from \\\n    keras.utils.np_utils import to_categorical\n",
    "from keras . utils .np_utils import to_categorical as t\n",
    "import keras . utils . np_utils, a . b as c\n",
    "x = y[f(1), (b)], z[(a), b]\n",
    "x = 'a' f'{f(b)}' f'{c!r:>{w}}'\n",
    "def f(): a; b = g(1)\n",
]
PIECED = (syntax.Operator, syntax.FormattedStringText, syntax.FormattedStringExpression)


def parsed(text: str) -> tuple[list[syntax.Node], Counterparts]:
    units = parse(SourceFile("a.py", text)).units
    return [node for unit in units for node in descend(unit.module)], Counterparts(units)


@pytest.mark.parametrize("text", [*PIECES, *CONTINUED])
def test_every_node_has_one(text: str) -> None:
    nodes, counterparts = parsed(text)
    lost = {type(node) for node in nodes if counterparts.of(node) is None and not isinstance(node, PIECED)}
    assert lost <= ({syntax.SimpleStatementLine} if text in CONTINUED else set())


@pytest.mark.parametrize("text", CONTINUED)
def test_calls_and_names_stand_where_their_counterparts_do(text: str) -> None:
    units = parse(SourceFile("a.py", text)).units
    counterparts = Counterparts(units)
    for node in descend(units[0].module):
        if isinstance(node, (syntax.Call, syntax.Name, syntax.Attribute)):
            other = counterparts.of(node)
            assert isinstance(other, libcst.CSTNode)
            ours = spans(units, [Origin(node)])[Origin(node)]
            assert ours == lossless_spans(counterparts.units, [Origin(other)])[Origin(other)]
