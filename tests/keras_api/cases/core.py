"""Dense, EinsumDense, Embedding, Masking, Lambda, Identity and the activation layers."""

from __future__ import annotations

from keraslint.keras_api.spec import Reference, Spec
from tests.keras_api.cases.shapes import EMPTY, FIXED, FREE, RANKS
from tests.keras_api.oracle import Case, table

ANY = (*RANKS, *FREE, *FIXED)
BAD_SIZES = (0, -1, 4.0, 2.5, "4", None, [4], (4,), True)

CASES: list[Case] = [
    *table("Dense", [{"units": 4}, {"units": 1, "activation": "relu"}, {"units": 3, "use_bias": False}], *ANY, *EMPTY),
    *table("Dense", [{"units": size} for size in BAD_SIZES], (None, 8)),
    *table(
        "Dense", [{"units": 4, "lora_rank": 2}, {"units": 4, "use_bias": None}, {"units": 4, "use_bias": 0}], (None, 8)
    ),
    *table(
        "Embedding", [{"input_dim": 20, "output_dim": 4}, {"input_dim": 5, "output_dim": 1, "mask_zero": True}], *ANY
    ),
    *table("Embedding", [{"input_dim": size, "output_dim": 4} for size in BAD_SIZES], (None, 8)),
    *table("Embedding", [{"input_dim": 4, "output_dim": size} for size in BAD_SIZES], (None, 8)),
    *table("Embedding", [{"input_dim": 20, "output_dim": 4, "lora_rank": 2}], (None, 8)),
    *table(
        "ReversibleEmbedding",
        [{"input_dim": 20, "output_dim": 4}, {"input_dim": 20, "output_dim": 4, "tie_weights": False}],
        *ANY,
    ),
    *table("ReversibleEmbedding", [{"input_dim": 0, "output_dim": 4}, {"input_dim": 4, "output_dim": 2.5}], (None, 8)),
    *table("Masking", [{}, {"mask_value": -1.0}], *ANY),
    *table("Identity", [{}], *ANY, *EMPTY),
    *table("Lambda", [{"function": Reference("keras.activations.relu")}], *RANKS),
    *table(
        "Lambda",
        [
            {"function": Reference("keras.activations.relu"), "output_shape": (3, 4)},
            {"function": Reference("keras.activations.relu"), "output_shape": [5]},
            {"function": Reference("keras.activations.relu"), "output_shape": (None, 5)},
            {"function": Reference("keras.activations.relu"), "output_shape": ()},
        ],
        *RANKS,
    ),
    # activations
    *table("Activation", [{"activation": "relu"}, {"activation": None}, {"activation": "softmax"}], *ANY, *EMPTY),
    *table("ELU", [{}, {"alpha": 0.5}, {"alpha": None}, {"alpha": -1.0}], *ANY),
    *table("LeakyReLU", [{}, {"negative_slope": 0.2}], *ANY),
    *table("LeakyReLU", [{"negative_slope": value} for value in (None, -0.1, 0, "a", [0.1])], (None, 8)),
    *table("ReLU", [{}, {"max_value": 6.0}], *ANY),
    *table("ReLU", [{"max_value": value} for value in (None, -0.1, 0, "a")], (None, 8)),
    *table("ReLU", [{"negative_slope": value} for value in (None, -0.1, 0, "a")], (None, 8)),
    *table("ReLU", [{"threshold": value} for value in (None, -0.1, 0, "a")], (None, 8)),
    *table("Softmax", [{}, {"axis": 1}, {"axis": [1, 2]}], *ANY),
    *table("Softmax", [{"axis": 7}, {"axis": -9}, {"axis": None}], (None, 8)),
    *table("PReLU", [{}], *ANY, *EMPTY),
    *table(
        "PReLU",
        [{"shared_axes": axes} for axes in (1, [1], (1, 2), [2], [1, 2, 3], [0], [-1], [9], [], 0, "a", 1.0, [1.0])],
        *RANKS,
        (None, None, 8),
        (None, None, None, 8),
    ),
]

EINSUM: list[dict[str, object]] = [
    {"equation": "ab,bc->ac", "output_shape": 64},
    {"equation": "ab,bc->ac", "output_shape": 64, "bias_axes": "c"},
    {"equation": "abc,cd->abd", "output_shape": (None, 64), "bias_axes": "d"},
    {"equation": "abc,cd->abd", "output_shape": (10, 64), "bias_axes": "bd"},
    {"equation": "...x,xy->...y", "output_shape": 64, "bias_axes": "y"},
    {"equation": "...x,xyz->...yz", "output_shape": (5, 4), "bias_axes": "z"},
    {"equation": "ab...,bc->ac...", "output_shape": 6, "bias_axes": "c"},
    {"equation": "abc,cde->abde", "output_shape": (None, 3, 4), "bias_axes": "de"},
    {"equation": "abc,cde->abde", "output_shape": (None, 3, 4), "bias_axes": "x"},
    {"equation": "abc,cd->abz", "output_shape": (None, 3)},
    {"equation": "abc,xd->abd", "output_shape": (None, 3)},
    {"equation": "abc,cd,ab->abd", "output_shape": (None, 3)},
    {"equation": "nonsense", "output_shape": 3},
    {"equation": "abc,cd->abd", "output_shape": (7, 64)},
    {"equation": "abc,cd->abd", "output_shape": 64},
    {"equation": "abc,cd->abd", "output_shape": (3, 4, 5, 6)},
    {"equation": "abc,cd->abd", "output_shape": (None, None)},
    {"equation": "ab,bc->ac", "output_shape": 0},
    {"equation": "ab,bc->ac", "output_shape": -1},
    {"equation": "ab,bc->ac", "output_shape": 4.0},
    {"equation": "ab,bc->ac", "output_shape": None},
    {"equation": "ab,bc->ac", "output_shape": 4, "bias_axes": ""},
    {"equation": 5, "output_shape": 4},
]
CASES += table("EinsumDense", EINSUM, *RANKS, (None, None), (None, None, 8), (None, 10, None), (4, 8))

DECLARED: list[dict[str, object]] = [
    {"shape": (8,)},
    {"shape": [28, 28]},
    {"shape": (None, 8), "batch_size": 4},
    {"shape": ()},
    {"shape": (True, 0)},
    {"input_shape": (8, 3)},
    {"batch_shape": (None, 8)},
    {"batch_shape": [4, 8]},
    {"batch_shape": ()},
    {"shape": (8,), "batch_shape": (None, 8)},
    {"batch_size": 4, "batch_shape": (None, 8)},
    {"batch_size": 4},
    {},
]
BAD_SHAPES = (784, 7.0, "8", (-1,), (8.0,), ("8",), ((8,),))
DECLARED += [{name: bad} for name in ("shape", "batch_shape") for bad in BAD_SHAPES]
CASES += [Case(Spec("InputLayer", arguments), ()) for arguments in DECLARED]
