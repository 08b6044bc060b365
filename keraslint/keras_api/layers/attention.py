"""Attention layers. ``Attention`` takes a list [query, value, key?], the others query, value and key one by one.

That query and key have equal sizes shows when the layer runs (Keras 2: when it is called); Keras 3 computes the output
shape without it.
"""

from __future__ import annotations

from collections.abc import Sequence

from keraslint.keras_api.layers.arguments import bad, elements, number, opaque, total, truth
from keraslint.keras_api.layers.checks import check_choice, check_number
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol, differ, text


def check_inputs(inputs: Sequence[Shape]) -> tuple[Shape, Shape, Shape]:
    """(query, value, key)"""
    if len(inputs) not in (2, 3):
        got = "one tensor" if len(inputs) == 1 else f"{len(inputs)} tensors"
        raise LayerError("inputs", f"expects query, value and perhaps key, got {got}")
    return inputs[0], inputs[1], inputs[2] if len(inputs) == 3 else inputs[1]


def check_attention(config: Config) -> None:
    check_number(config, "dropout")
    if config.cls == "Attention":
        check_choice(config, "score_mode", "dot", "concat")


def attention_shape(config: Config, *inputs: Shape) -> Outputs:
    query, value, key = check_inputs(inputs)
    if config.cls == "AdditiveAttention" and query[-1] is None and truth(config["use_scale"]):
        message = "expects a fixed number of features, got None"
        raise LayerError("undefined", message, axis=len(query) - 1, versions=KERAS_3)
    if min(len(value), len(key)) > 1 and differ(value[-2], key[-2]):
        raise LayerError("dimension", f"expects as many values as keys, got {value[-2]} and {key[-2]}")
    if config.cls == "Attention" and config["score_mode"] == "dot" and differ(query[-1], key[-1]):
        raise LayerError("dimension", f"expects query and key of equal size, got {query[-1]} and {key[-1]}")
    return (*query[:-1], value[-1])


def attention_parameters(config: Config, *inputs: Shape) -> Dim:
    use_scale = truth(config["use_scale"])
    if use_scale is None or not inputs:
        return Symbol()
    if config.cls == "AdditiveAttention":
        return total(inputs[0][-1]) if use_scale else 0
    mode = config["score_mode"]
    return use_scale + (mode == "concat") if not opaque(mode) else Symbol()


def check_agreement(query: Shape, value: Shape, key: Shape) -> None:
    """Query, value and key of one rank and one batch size; as many values as keys."""
    if not len(query) == len(value) == len(key):
        shown = " and ".join(map(text, (query, value)))
        raise LayerError("dimension", f"expects query, value and key of equal rank, got {shown}")
    for axis, (left, right) in enumerate(zip(value[:-1], key[:-1], strict=True)):
        if differ(left, right):
            raise LayerError("dimension", f"expects as many values as keys, got {left} and {right}", axis=axis)
        if (
            axis
            and (left is None) != (right is None)
            and not isinstance(left, Symbol)
            and not isinstance(right, Symbol)
        ):
            message = f"expects as many values as keys, got {left} and {right}"
            raise LayerError("dimension", message, axis=axis, versions=KERAS_3)
    if differ(query[0], value[0]):
        raise LayerError("dimension", f"expects the same batch size, got {query[0]} and {value[0]}", axis=0)


def check_features(*inputs: Shape) -> None:
    for shape in inputs:
        if shape[-1] is None:
            raise LayerError("undefined", "expects a fixed number of features, got None", axis=len(shape) - 1)


def check_rate(config: Config) -> None:
    """The layer makes a ``Dropout`` of its own when it is built."""
    rate = config["dropout"]
    if opaque(rate):
        return
    if not isinstance(rate, (int, float)):
        raise bad("dropout", f"expects a number for `dropout`, got {rate!r}", KERAS_3)
    if not 0 <= rate <= 1:
        raise bad("dropout", f"expects `dropout` between 0 and 1, got {rate!r}")


def _positive(config: Config, name: str, optional: bool = False) -> None:
    value = config[name]
    if opaque(value) or (optional and value is None):
        return
    if not isinstance(value, int) or value <= 0:
        # Keras 2 looks at nothing and computes with a size of zero, unless it divides by it
        versions = KERAS_3 if isinstance(value, int) and name != "key_dim" else KERAS_2_AND_3
        message = f"expects a positive integer for `{name}`, got {value!r}"
        raise bad(name, message, versions)


def check_window(config: Config) -> None:
    _positive(config, "sliding_window", optional=True)
    rate = config["dropout"]
    if truth(config["flash_attention"]) and isinstance(rate, (int, float)) and rate > 0:
        message = "expects `dropout=0` with `flash_attention=True`"
        raise bad("dropout", message, KERAS_3)


def check_multi_head(config: Config) -> None:
    _positive(config, "num_heads")
    _positive(config, "key_dim")
    _positive(config, "value_dim", optional=True)
    shape = config["output_shape"]
    if not opaque(shape) and shape and not isinstance(shape, (int, list, tuple, str)):
        message = f"expects an integer or a tuple for `output_shape`, got {shape!r}"
        raise bad("output_shape", message)
    axes = config["attention_axes"]
    if not opaque(axes) and axes and not isinstance(axes, (int, list, tuple)):
        message = f"expects an integer or a tuple for `attention_axes`, got {axes!r}"
        raise bad("attention_axes", message)
    check_window(config)


def projection(config: Config, query: Shape) -> Shape | None:
    """The last axes of the output: those of ``output_shape``, else the query's; ``None`` where not known."""
    shape = config["output_shape"]
    if opaque(shape):
        return None
    if not shape:
        return (query[-1],)
    dims = list(shape) if isinstance(shape, (list, tuple, str)) else [shape]
    for dim in dims:
        if not opaque(dim) and not isinstance(dim, int):
            message = f"expects integers for `output_shape`, got {dim!r}"
            raise bad("output_shape", message)
    return tuple(dim if isinstance(dim, (int, Symbol)) else Symbol() for dim in dims)


def multi_head_shape(config: Config, *inputs: Shape) -> Outputs:
    query, value, key = check_inputs(inputs)
    for shape in (query, value):
        if len(shape) < 3:
            raise LayerError("rank", f"expects at least 3 axes, got {len(shape)}", expected=(3, None))
    check_agreement(query, value, key)
    check_features(query, value, key)
    check_rate(config)
    last = projection(config, query)
    return UNKNOWN if last is None else (*query[:-1], *last)


def multi_head_parameters(config: Config, *inputs: Shape) -> Dim:
    query, value, key = check_inputs(inputs)
    heads, key_dim = number(config["num_heads"]), number(config["key_dim"])
    value_dim = key_dim if config["value_dim"] is None else number(config["value_dim"])
    bias, gate, last = truth(config["use_bias"]), truth(config["use_gate"]), projection(config, query)
    if bias is None or gate is None or last is None:
        return Symbol()
    return total(
        elements((total(query[-1], bias), heads, key_dim)),
        elements((total(key[-1], bias), heads, key_dim)),
        elements((total(value[-1], bias), heads, value_dim)),
        elements((total(query[-1], bias), heads, value_dim)) if gate else 0,
        elements((total(elements((heads, value_dim)), bias), *last)),
    )


def _divides(divisor: float, number: float) -> bool:
    try:
        return number % divisor == 0
    except OverflowError:  # a whole number that no float can hold
        return False


def check_grouped(config: Config) -> None:
    heads, groups = config["num_query_heads"], config["num_key_value_heads"]
    for name, value in (("num_query_heads", heads), ("num_key_value_heads", groups)):
        if not opaque(value) and not isinstance(value, (int, float)):
            raise bad(name, f"expects an integer for `{name}`, got {value!r}")
    if groups == 0:
        message = "expects a positive integer for `num_key_value_heads`, got 0"
        raise bad("num_key_value_heads", message)
    if isinstance(heads, (int, float)) and isinstance(groups, (int, float)) and not _divides(groups, heads):
        message = f"expects `num_query_heads` divisible by `num_key_value_heads`, got {heads} and {groups}"
        raise bad("num_query_heads", message)
    size = config["head_dim"]
    if isinstance(size, (int, float)) and size <= 0:
        raise bad("head_dim", f"expects a positive integer for `head_dim`, got {size!r}")
    check_window(config)


def grouped_shape(config: Config, *inputs: Shape) -> Outputs:
    query, value, key = check_inputs(inputs)
    for shape in (query, value, key):
        if len(shape) != 3:
            raise LayerError("rank", f"expects 3 axes, got {len(shape)}", expected=(3, 3))
    check_features(query, value, key)
    for name in ("head_dim", "num_query_heads", "num_key_value_heads"):
        size = config[name]
        if not opaque(size) and not isinstance(size, int):
            raise bad(name, f"expects an integer for `{name}`, got {size!r}")
    check_rate(config)
    if differ(query[-1], value[-1]):
        raise LayerError("dimension", f"expects query and value of equal size, got {query[-1]} and {value[-1]}")
    check_agreement(query, value, key)
    return query


def grouped_parameters(config: Config, *inputs: Shape) -> Dim:
    query, value, key = check_inputs(inputs)
    size, heads, groups = (number(config[name]) for name in ("head_dim", "num_query_heads", "num_key_value_heads"))
    bias, gate = truth(config["use_bias"]), truth(config["use_gate"])
    if bias is None or gate is None:
        return Symbol()
    return total(
        elements((total(query[-1], bias), heads, size, 1 + gate)),
        elements((total(key[-1], value[-1], 2 * bias), groups, size)),
        elements((total(elements((heads, size)), bias), query[-1])),
    )


register(
    "Attention", "AdditiveAttention", shape=attention_shape, parameters=attention_parameters, check=check_attention
)
register("MultiHeadAttention", shape=multi_head_shape, parameters=multi_head_parameters, check=check_multi_head)
register("GroupQueryAttention", shape=grouped_shape, parameters=grouped_parameters, check=check_grouped, rank=3)
