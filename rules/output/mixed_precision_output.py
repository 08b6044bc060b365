"""Under mixed precision the output activation is computed in float16.

## What it does
Finds models made under the `mixed_float16` policy whose last softmax or sigmoid has no `dtype="float32"`.

## Why is this bad?
float16 has three digits and no numbers below 0.00000006. A softmax or sigmoid output in float16 rounds small
probabilities to zero, and the loss becomes infinite or `nan`. Keras's guide asks for a float32 output.

## Example
```python
keras.mixed_precision.set_global_policy("mixed_float16")
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax"),  # KL314
])
```

## Use instead
```python
keras.mixed_precision.set_global_policy("mixed_float16")
model = Sequential([
    Input((8,)),
    Dense(16, activation="relu"),
    Dense(3, activation="softmax", dtype="float32"),
])
keras.mixed_precision.set_global_policy("float32")
```

## Fix
Gives the layer `dtype="float32"`. Unsafe: the model computes something else than before, if only by rounding.

## When it stays silent
Under other policies (`mixed_bfloat16` has the range of float32), where the policy or the last layer is not known, for
models that are part of another one, and for those made by a function or method that the file does not call.

## References
- https://www.tensorflow.org/guide/mixed_precision
"""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.diagnostic import Edit, Finding, Fix, Note
from keraslint.facts.outputs import last_activation
from keraslint.program import Call, Layer, Model, Plain, Program
from keraslint.rule import WARNING, rule
from keraslint.shapes import UNKNOWN

PARTS = frozenset({"nested", "tensor", "attribute"})


@rule("KL314", "mixed-precision-output", severity=WARNING, words=("policy",))
def mixed_precision_output(program: Program) -> Iterator[Finding]:
    policies = [call for call in program.calls if call.name == "set_dtype_policy"]
    if not policies:
        return
    for model in program.models:
        if (
            model.kind != "sequential"
            or model.open_because is not None
            or model.uses & PARTS
            or _called_elsewhere(model)
        ):
            continue
        found = last_activation(model.elements)
        if found is None or found.name not in ("softmax", "sigmoid") or not isinstance(found.element, Layer):
            continue
        layer = found.element
        policy = next((call for call in reversed(policies) if call.uid < layer.uid), None)
        if policy is None or _policy(policy) != "mixed_float16" or layer.value("dtype", None) is not None:
            continue
        yield Finding(
            found.origin,
            f"under `mixed_float16` this `{found.name}` output is computed in float16",
            help='give the last layer `dtype="float32"`',
            related=(Note(policy.origin, "the policy is set here"),),
            fix=Fix((Edit(layer.origin, 'dtype="float32"', "append"),), safe=False, message="Compute it in float32"),
        )


def _called_elsewhere(model: Model) -> bool:
    """Whether the model is made when somebody else calls, and so maybe before the policy is set."""
    return model.where == "method" or "returned" in model.uses


def _policy(call: Call) -> Plain:
    """The name of the policy that the call sets."""
    return next((argument.value for argument in (*call.positional, *call.arguments.values())), UNKNOWN)
