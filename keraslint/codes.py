"""Codes that the engine itself speaks of, beside the rules that have them."""

from __future__ import annotations

from typing import Final

PREFIX: Final = "KL"
"""What keraslint's own codes begin with, and no other's do."""
SYNTAX_ERROR: Final = "KL001"
UNUSED_SUPPRESSION: Final = "KL002"
DYNAMIC: Final = "KL8"
"""The family of what Keras itself says."""
