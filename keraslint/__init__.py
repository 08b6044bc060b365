"""keraslint: a static analysis linter for Keras models."""

from __future__ import annotations

import os as _os
from typing import TYPE_CHECKING as _TYPE_CHECKING

if _TYPE_CHECKING:
    from keraslint.diagnostic import Diagnostic

__version__ = "0.1.0"

# In a bare checkout the rules stand beside the package, in `rules/`; a wheel ships them as `keraslint.rules`.
_here = _os.path.dirname(_os.path.abspath(__file__))
if not _os.path.isdir(_os.path.join(_here, "rules")):
    __path__.append(_os.path.dirname(_here))


def check_model(model: object) -> list[Diagnostic]:
    """What keraslint says of a live Keras model, for notebooks and tests: worst first, each naming its layer.

    All rules that are on by default read it: shapes, output against compiled loss and metrics, dropout, activations.

    Raises:
        TypeError: it is no Keras model.
    """
    from keraslint.dynamic.live import check  # only those who call it need the rules

    return check(model)
