"""Every family of layers; importing this module registers them all."""

from __future__ import annotations

from keraslint.keras_api.layers import activations, convolution, core, normalization, pooling, regularization, reshaping

__all__ = ["activations", "convolution", "core", "normalization", "pooling", "regularization", "reshaping"]
