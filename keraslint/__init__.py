"""keraslint: a static analysis linter for Keras models."""

from __future__ import annotations

from pathlib import Path as _Path
from typing import TYPE_CHECKING as _TYPE_CHECKING

if _TYPE_CHECKING:
    from keraslint.diagnostic import Diagnostic

__version__ = "0.1.0"

# In a bare checkout the rules stand beside the package, in `rules/`; a wheel ships them as `keraslint.rules`.
if not (_Path(__file__).parent / "rules").is_dir():
    __path__.append(str(_Path(__file__).parent.parent))


def check_model(model: object) -> list[Diagnostic]:
    """What keraslint says of a live Keras model, for notebooks and tests: worst first, each naming its layer.

    All rules that are on by default read it: shapes, output against compiled loss and metrics, dropout, activations.

    Raises:
        TypeError: it is no Keras model.
    """
    from keraslint.dynamic.live import check  # only those who call it need the rules

    return check(model)
