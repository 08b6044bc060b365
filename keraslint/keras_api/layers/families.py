"""Every family of layers; importing this module registers them all."""

from __future__ import annotations

from keraslint.keras_api.layers import (
    activations,
    attention,
    cells,
    convolution,
    convolutional_recurrent,
    core,
    einsum,
    image,
    legacy,
    merging,
    nested,
    normalization,
    pooling,
    preprocessing,
    recurrent,
    regularization,
    reshaping,
    wrappers,
)

__all__ = [
    "activations",
    "attention",
    "cells",
    "convolution",
    "convolutional_recurrent",
    "core",
    "einsum",
    "image",
    "legacy",
    "merging",
    "nested",
    "normalization",
    "pooling",
    "preprocessing",
    "recurrent",
    "regularization",
    "reshaping",
    "wrappers",
]
