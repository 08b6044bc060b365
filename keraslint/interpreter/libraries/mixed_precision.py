"""The policy of mixed precision: setting it is noted in the Program, a policy object stands for its name."""

from __future__ import annotations

from keraslint.interpreter.layers import make_call
from keraslint.interpreter.libraries.registry import LibraryCall, function
from keraslint.interpreter.values import Const, Value
from keraslint.program import Call

_EXPERIMENTAL = "tensorflow.keras.mixed_precision.experimental"


@function("keras.mixed_precision.set_dtype_policy", "keras.config.set_dtype_policy", f"{_EXPERIMENTAL}.set_policy")
def set_policy(call: LibraryCall) -> Value:
    make_call(call.machine, Call, "function", "set_dtype_policy", call.path, call.arguments, call.node)
    return Const(call.node, None)


@function("keras.DTypePolicy", f"{_EXPERIMENTAL}.Policy")
def policy(call: LibraryCall) -> Value | None:
    name = call.plain(0, "name")
    return Const(call.node, name) if isinstance(name, str) else None
