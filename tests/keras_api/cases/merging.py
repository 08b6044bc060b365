"""Layers on several tensors: merging and attention."""

from __future__ import annotations

from collections.abc import Iterator

from keraslint.shapes import Shape
from tests.keras_api.oracle import Case, table


def merging() -> Iterator[Case]:
    pairs: tuple[tuple[Shape, ...], ...] = (
        ((None, 3), (None, 3)),
        ((None, 3), (None, 4)),
        ((None, 3), (None, 1)),
        ((None, 5, 3), (None, 3)),
        ((None, 5, 3), (None, 5)),
        ((2, 3), (3, 3)),
        ((2, 3), (None, 3)),
        ((None, None, 3), (None, 5, 3)),
        ((None,), (None, 3)),
        ((None, 0), (None, 3)),
        ((None, 5, 3), (None, 1, 1, 3)),
    )
    for cls in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
        yield from table(cls, [{}], *(pairs if cls == "Add" else pairs[:4]), call="list")
        yield from table(cls, [{}], ((None, 3), (None, 3), (None, 1)), call="list")
        yield from table(cls, [{}], (None, 3))


def concatenation() -> Iterator[Case]:
    pairs = (((None, 3), (None, 3)), ((None, 5, 3), (None, 5, 4)), ((None, 5, 3), (None, 6, 3)))
    axes: tuple[dict[str, object], ...] = ({}, {"axis": 1}, {"axis": 0}, {"axis": 2}, {"axis": -3}, {"axis": 5})
    yield from table("Concatenate", axes, *pairs, call="list")
    yield from table("Concatenate", [{"axis": "a"}, {"axis": None}, {"axis": 1.0}], pairs[1], call="list")
    others: tuple[tuple[Shape, ...], ...] = (
        ((None, 3), (None, 4, 3)),
        ((None, None, 3), (None, 5, 4)),
        ((None, 5, None), (None, 5, 4)),
        ((2, 3), (3, 3)),
        ((None, 1, 3), (None, 5, 3)),
        ((None, 5, 3), (None, None, 4), (None, 5, 2)),
        ((None, 5, 3), (None, None, 4), (None, 6, 2)),
    )
    yield from table("Concatenate", [{}], *others, call="list")
    yield from table("Concatenate", [{}], (None, 3))


def dot() -> Iterator[Case]:
    pairs = (
        ((None, 3), (None, 3)),
        ((None, 5, 3), (None, 5, 3)),
        ((None, 5, 3), (None, 3, 5)),
        ((None, 5, 3), (None, 3)),
    )
    axes = (1, -1, 0, 2, (1, 2), (2, 1), [1, 1], (-1, -2), 3, -4)
    yield from table("Dot", [{"axes": value} for value in axes], *pairs, call="list")
    refused = ((1,), "1", None, 1.0, (1, 2.0), (1, 2, 3))
    yield from table("Dot", [{"axes": value} for value in refused], pairs[0], call="list")
    others: tuple[tuple[Shape, ...], ...] = (
        ((2, 3), (3, 3)),
        ((None,), (None,)),
        ((None, None, 3), (None, 5, 3)),
        ((None, 3), (None, 3), (None, 3)),
        ((None, 4, 5, 3), (None, 6, 7, 3)),
        ((None, 4, 5, 3), (None, 3)),
    )
    yield from table("Dot", [{"axes": -1, "normalize": True}], *others, call="list")
    yield from table(
        "Dot", [{"axes": 1}], ((None, None, 3), (None, 5, 3)), ((None, None, 3), (None, None, 4)), call="list"
    )
    yield from table("Dot", [{"axes": 1}], (None, 3))


QUERY, VALUE = (None, 5, 8), (None, 7, 8)
ATTENDED: tuple[tuple[Shape, ...], ...] = (
    (QUERY, VALUE),
    (QUERY, VALUE, VALUE),
    (QUERY, (None, 7, 6), VALUE),
    (QUERY, (None, 7, 6)),
    (QUERY, VALUE, (None, 7, 6)),
    (QUERY, VALUE, (None, 6, 8)),
    ((None, 4, 5, 8), (None, 4, 7, 8)),
    ((None, None, 8), (None, None, 8)),
    (QUERY, VALUE, (None, None, 8)),
)


def attention() -> Iterator[Case]:
    scored: tuple[dict[str, object], ...] = (
        {},
        {"use_scale": True},
        {"score_mode": "concat"},
        {"score_mode": "concat", "use_scale": True},
    )
    refused: tuple[dict[str, object], ...] = ({"score_mode": "x"}, {"dropout": "a"}, {"dropout": None}, {"dropout": 5})
    yield from table("Attention", scored + refused, ATTENDED[0], call="list")
    yield from table(
        "Attention", [{}], *ATTENDED[1:], ((None, 8), (None, 8)), (QUERY, VALUE, VALUE, VALUE), call="list"
    )
    yield from table("AdditiveAttention", [{}, {"use_scale": False}, {"dropout": "a"}], ATTENDED[0], call="list")
    yield from table("AdditiveAttention", [{}], ((None, 5, None), VALUE), ATTENDED[1], ATTENDED[6], call="list")
    for cls in ("Attention", "AdditiveAttention"):
        yield from table(cls, [{}], QUERY)


def multi_head() -> Iterator[Case]:
    bare: dict[str, object] = {"num_heads": 2, "key_dim": 3}
    accepted: tuple[dict[str, object], ...] = (
        {},
        {"value_dim": 5},
        {"use_bias": False},
        {"output_shape": 4},
        {"output_shape": (4, 6)},
        {"output_shape": ()},
    )
    gated: tuple[dict[str, object], ...] = (
        {"use_gate": True, "value_dim": 5},
        {"attention_axes": 1},
        {"sliding_window": 3},
    )
    refused: list[dict[str, object]] = [{"num_heads": value} for value in (0, 2.0, None)]
    refused += [{"key_dim": value} for value in (0, "3")]
    refused += [{"value_dim": value} for value in (0, 2.0)]
    refused += [{"dropout": value} for value in ("a", 2, None)]
    refused += [{"output_shape": value} for value in (4.0, "a", (4.0,))]
    refused += [{"attention_axes": "a"}, {"sliding_window": 0}, {"flash_attention": True, "dropout": 0.1}]
    arguments = [{**bare, **more} for more in (*accepted, *gated, *refused)]
    yield from table("MultiHeadAttention", arguments, ATTENDED[0], call="separate")
    undefined = ((None, 5, None), VALUE), (QUERY, (None, 7, None)), ((None,), (None,))
    ranks = ((None, 8), (None, 8)), (QUERY, (None, 8)), ((None, 4, 5, 8), VALUE), ((2, 5, 8), (3, 7, 8))
    yield from table("MultiHeadAttention", [bare], *ATTENDED[1:], *undefined, *ranks, call="separate")
    yield from table("MultiHeadAttention", [bare], QUERY)


def grouped() -> Iterator[Case]:
    bare: dict[str, object] = {"head_dim": 3, "num_query_heads": 4, "num_key_value_heads": 2}
    more: list[dict[str, object]] = [
        {},
        {"use_bias": False},
        {"use_gate": True},
        {"num_query_heads": 3},
        {"dropout": 2},
    ]
    more += [{"num_key_value_heads": 0}, {"sliding_window": 0}, {"dropout": "a"}]
    more += [{"head_dim": value} for value in (0, -1, "3", 3.0)]
    more += [{"num_query_heads": value} for value in (4.0, "4", None)]
    arguments = [{**bare, **one} for one in more]
    yield from table("GroupQueryAttention", arguments, ATTENDED[0], call="separate")
    refused = ((None, 8), (None, 8)), ((None, 5, None), VALUE), (QUERY, (None, 8)), ((2, 5, 8), (3, 7, 8))
    yield from table("GroupQueryAttention", [bare], *ATTENDED[1:], *refused, call="separate")
    yield from table("GroupQueryAttention", [bare], QUERY)


def cases() -> Iterator[Case]:
    yield from merging()
    yield from concatenation()
    yield from dot()
    yield from attention()
    yield from multi_head()
    yield from grouped()


CASES = list(cases())
