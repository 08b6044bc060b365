"""What identifies a value in the keys of open tests."""

from __future__ import annotations

from keraslint.interpreter.operators import key_of
from keraslint.interpreter.values import Tensor


def test_a_key_outlives_its_value() -> None:
    """A value made at the address of one that is gone is another one."""
    gone = key_of(Tensor(None, None, None))
    assert all(key_of(Tensor(None, None, None)) != gone for _ in range(100))
