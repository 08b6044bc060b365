"""keraslint: a static analysis linter for Keras models."""

from pathlib import Path as _Path

__version__ = "0.1.0"

# In a bare checkout the rules stand beside the package, in `rules/`; a wheel ships them as `keraslint.rules`.
if not (_Path(__file__).parent / "rules").is_dir():
    __path__.append(str(_Path(__file__).parent.parent))
