"""Preprocessing of numbers, categories, text and sound.

The vocabulary of a lookup comes from ``adapt`` or a file as well as from an argument, so its size is a symbol.
"""

from __future__ import annotations

from keraslint.keras_api.layers.arguments import (
    bad,
    channels_first,
    defined,
    elements,
    expect_rank,
    number,
    opaque,
    total,
    truth,
)
from keraslint.keras_api.layers.checks import check_choice
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_3, LayerError
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol, differ


def same(config: Config, inputs: Shape) -> Outputs:
    return inputs


# Normalization


def kept_axes(config: Config) -> list[int] | None:
    """The axes that have a mean of their own; ``None`` where not known."""
    axis = config["axis"]
    listed = [] if axis is None else list(axis) if isinstance(axis, (list, tuple)) else [axis]
    axes = [item for item in listed if isinstance(item, int)]
    return axes if len(axes) == len(listed) else None


def extent(value: object) -> Shape | None:
    """The shape of a number or of nested lists of numbers; ``None`` where not known."""
    if isinstance(value, (int, float)):
        return ()
    if not isinstance(value, (list, tuple)) or not value:
        return None
    inner = extent(value[0])
    return None if inner is None or any(extent(item) != inner for item in value) else (len(value), *inner)


def check_normalization(config: Config) -> None:
    axis, mean, variance = config["axis"], config["mean"], config["variance"]
    if isinstance(axis, float):
        raise bad("axis", f"expects an integer or a tuple for `axis`, got {axis!r}")
    for given, missing, name in ((mean, variance, "variance"), (variance, mean, "mean")):
        if missing is None and given is not None and not opaque(given):
            raise bad(name, f"expects `mean` and `variance` together, got no `{name}`")
    left, right, axes = extent(mean), extent(variance), kept_axes(config)
    if left is None or right is None:
        return
    if left != right:
        raise bad("variance", "expects `mean` and `variance` of the same shape", KERAS_3)
    if axes is not None and len(left) > len(axes):
        raise bad("mean", f"expects a `mean` of at most {len(axes)} axes, got {len(left)}", KERAS_3)


def normalization_shape(config: Config, inputs: Shape) -> Outputs:
    axis = config["axis"]
    if isinstance(axis, str):
        raise bad("axis", f"expects an integer or a tuple for `axis`, got {axis!r}")
    rank = len(inputs)
    axes = kept_axes(config)
    if axes is None:
        return inputs
    for index in axes:
        if not -rank <= index < rank:
            raise bad("axis", f"has no axis {index} in {rank} axes")
        defined(inputs, index, f"axis {index}")
    mean = extent(config["mean"])
    kept = sorted(index % rank for index in axes)
    if len(set(kept)) < len(kept):
        raise bad("axis", f"expects every axis once for `axis`, got {axis!r}")
    for size, index in zip(reversed(mean or ()), reversed(kept), strict=False):
        if size != 1 and differ(size, inputs[index]):
            message = f"expects {inputs[index]} numbers for `mean`, got {size}"
            raise LayerError("dimension", message, argument="mean", axis=index)
    return inputs


def normalization_parameters(config: Config, inputs: Shape) -> Dim:
    """A mean and a variance for each element of the kept axes, and the count that ``adapt`` keeps."""
    axes = kept_axes(config)
    if axes is None or opaque(config["mean"]) or any(not -len(inputs) <= axis < len(inputs) for axis in axes):
        return Symbol()
    return 0 if config["mean"] is not None else total(elements((2, *(inputs[axis] for axis in axes))), 1)


# Categories


def encoded(config: Config, inputs: Shape, depth: Dim) -> Outputs:
    """``output_mode``: ``int`` keeps the shape, ``one_hot`` adds an axis (or takes the place of a last one of size 1),
    the others count over the last axis."""
    mode = config["output_mode"]
    if opaque(mode):
        return UNKNOWN
    if mode == "int":
        return inputs
    if mode == "one_hot":
        if isinstance(inputs[-1], Symbol) and len(inputs) > 1:
            return UNKNOWN
        return (*inputs[:-1], depth) if inputs[-1] == 1 and len(inputs) > 1 else (*inputs, depth)
    return (*inputs[:-1], depth)


def check_category(config: Config) -> None:
    check_choice(config, "output_mode", "count", "one_hot", "multi_hot", "binary")
    tokens = config["num_tokens"]
    if not opaque(tokens) and not (isinstance(tokens, (int, float)) and tokens >= 1):
        raise bad("num_tokens", f"expects a positive integer for `num_tokens`, got {tokens!r}")


def category_shape(config: Config, inputs: Shape) -> Outputs:
    tokens = config["num_tokens"]
    if isinstance(tokens, float):
        raise bad("num_tokens", f"expects an integer for `num_tokens`, got {tokens!r}")
    return encoded(config, inputs, number(config["num_tokens"]))


def check_discretization(config: Config) -> None:
    bins, boundaries, mode = config["num_bins"], config["bin_boundaries"], config["output_mode"]
    check_choice(config, "output_mode", "int", "one_hot", "multi_hot", "count")
    if mode == "int" and truth(config["sparse"]):
        raise bad("sparse", "expects another `output_mode` than 'int' with `sparse=True`")
    if isinstance(bins, (int, float)) and bins < 0:
        raise bad("num_bins", f"expects a positive integer for `num_bins`, got {bins!r}")
    if bins is None and boundaries is None:
        raise bad("num_bins", "expects `num_bins` or `bin_boundaries`, got neither", KERAS_3)
    if bins is not None and boundaries is not None and not opaque(bins) and not opaque(boundaries):
        raise bad("num_bins", "expects `num_bins` or `bin_boundaries`, got both")


def discretization_shape(config: Config, inputs: Shape) -> Outputs:
    boundaries = config["bin_boundaries"]
    depth: Dim = Symbol()
    if boundaries is None:
        depth = number(config["num_bins"])
    elif isinstance(boundaries, (list, tuple)):
        depth = len(boundaries) + 1
    if config["output_mode"] in ("multi_hot", "count"):
        # Keras 3 drops the second axis in the shape and the last one when it runs
        return UNKNOWN if len(inputs) > 2 else (*inputs[:-1], depth)
    return encoded(config, inputs, depth)


def check_hashing(config: Config) -> None:
    bins, salt = config["num_bins"], config["salt"]
    if not opaque(bins) and not (isinstance(bins, (int, float)) and bins > 0):
        raise bad("num_bins", f"expects a positive integer for `num_bins`, got {bins!r}")
    check_choice(config, "output_mode", "int", "one_hot", "multi_hot", "count")
    if config["output_mode"] == "int" and truth(config["sparse"]):
        raise bad("sparse", "expects another `output_mode` than 'int' with `sparse=True`")
    pair = isinstance(salt, (list, tuple)) and len(salt) == 2
    if not opaque(salt) and salt is not None and not isinstance(salt, int) and not pair:
        raise bad("salt", f"expects an integer or two integers for `salt`, got {salt!r}")


def hashing_shape(config: Config, inputs: Shape) -> Outputs:
    mode = config["output_mode"]
    if opaque(mode) or (mode == "one_hot" and (len(inputs) < 2 or inputs[-1] != 1)):
        return UNKNOWN  # Keras 3 drops the last axis in the shape and keeps it when it runs
    return inputs if mode == "int" else (*inputs[:-1], number(config["num_bins"]))


def check_crossing(config: Config) -> None:
    check_choice(config, "output_mode", "int", "one_hot")


def crossing_shape(config: Config, *inputs: Shape) -> Outputs:
    """Columns of one feature each: (batch,) or (batch, 1)."""
    if len(inputs) < 2:
        raise LayerError("inputs", "expects a list of tensors, got one tensor")
    if len(inputs) > 2:
        raise LayerError("inputs", f"expects 2 inputs, got {len(inputs)}", versions=KERAS_3)
    for shape in inputs:
        if len(shape) > 2:
            raise LayerError("rank", f"expects 1 or 2 axes, got {len(shape)}", expected=(1, 2))
        if len(shape) == 2 and differ(shape[1], 1):
            raise LayerError("dimension", f"expects one feature, got {shape[1]}", axis=1)
    return encoded(config, inputs[0], number(config["num_bins"]))


# Lookups and text


def check_lookup(config: Config) -> None:
    tokens, mode = config["max_tokens"], config["output_mode"]
    if not opaque(tokens) and tokens is not None and not (isinstance(tokens, (int, float)) and tokens > 1):
        raise bad("max_tokens", f"expects an integer above 1 for `max_tokens`, got {tokens!r}")
    if tokens is None and truth(config["pad_to_max_tokens"]):
        raise bad("max_tokens", "expects `max_tokens` with `pad_to_max_tokens=True`, got None")
    if config.cls != "TextVectorization":
        unknown = config["num_oov_indices"]
        if isinstance(unknown, (int, float)) and unknown < 0:
            raise bad("num_oov_indices", f"expects `num_oov_indices` of at least 0, got {unknown!r}")
        if mode != "int" and not opaque(mode) and truth(config["invert"]):
            raise bad("output_mode", "expects `output_mode='int'` with `invert=True`")
    check_choice(config, "output_mode", "int", "one_hot", "multi_hot", "count", "tf_idf", "binary", "tf-idf")
    if mode == "int" and truth(config["sparse"]):
        raise bad("sparse", "expects another `output_mode` than 'int' with `sparse=True`")
    size = vocabulary_size(config)
    if isinstance(size, int) and isinstance(tokens, int) and size > tokens:
        raise bad("max_tokens", f"expects at most `max_tokens`={tokens} tokens in `vocabulary`, got {size}")


def vocabulary_size(config: Config) -> Dim:
    """The tokens of a ``vocabulary`` given as a list, with those that stand for padding and for unknown tokens."""
    words, mode = config["vocabulary"], config["output_mode"]
    if not isinstance(words, (list, tuple)) or not words or opaque(mode):
        return Symbol()
    if any(not isinstance(word, (str, int)) or word in ("", "[UNK]", -1, 0) for word in words):
        return Symbol()  # it may bring the special tokens itself
    if config.cls == "TextVectorization":
        return len(words) + (2 if mode == "int" else 1)
    if config["mask_token"] is not None or not isinstance(config["num_oov_indices"], int):
        return Symbol()
    return total(len(words), number(config["num_oov_indices"]))


def check_vectorization(config: Config) -> None:
    for name, choices in (
        ("standardize", ("lower_and_strip_punctuation", "lower", "strip_punctuation")),
        ("split", ("whitespace", "character")),
    ):
        if config[name] is not None:
            check_choice(config, name, *choices)
    check_lookup(config)
    ngrams, length, mode = config["ngrams"], config["output_sequence_length"], config["output_mode"]
    if not opaque(ngrams) and ngrams is not None and not isinstance(ngrams, (int, tuple)):
        raise bad("ngrams", f"expects an integer or a tuple for `ngrams`, got {ngrams!r}")
    if opaque(mode) or opaque(length) or length is None:
        return
    if mode == "int" and not isinstance(length, int):
        raise bad("output_sequence_length", f"expects an integer for `output_sequence_length`, got {length!r}")
    if mode != "int":
        raise bad("output_sequence_length", f"expects no `output_sequence_length` with `output_mode={mode!r}`")


def depth_of(config: Config) -> Dim:
    """How many tokens an encoding has."""
    return number(config["max_tokens"]) if truth(config["pad_to_max_tokens"]) else vocabulary_size(config)


def lookup_shape(config: Config, inputs: Shape) -> Outputs:
    return encoded(config, inputs, depth_of(config))


def vectorization_shape(config: Config, inputs: Shape) -> Outputs:
    """Strings (batch,) or (batch, 1) to token numbers (batch, tokens), or to one row per text."""
    mode, split = config["output_mode"], config["split"]
    if split is not None and not opaque(split):
        expect_rank(inputs, 1, 2)
        if len(inputs) == 2 and differ(inputs[1], 1):
            raise LayerError("dimension", f"expects one text per row, got {inputs[1]}", axis=1)
    if opaque(mode) or split is None or mode == "one_hot":
        return UNKNOWN
    if mode == "int":
        length = config["output_sequence_length"]
        return (inputs[0], None if length is None else number(length))
    # of (batch, 1) Keras 3 keeps the second axis in the shape and drops it when it runs
    return (inputs[0], depth_of(config)) if len(inputs) == 1 else UNKNOWN


# Sound


def check_mel(config: Config) -> None:
    window, length = config["sequence_length"], config["fft_length"]
    if isinstance(window, (int, float)) and isinstance(length, (int, float)) and window > length:
        raise bad("sequence_length", f"expects at most `fft_length`={length} for `sequence_length`, got {window}")


def mel_shape(config: Config, samples: Shape) -> Outputs:
    """(batch, samples) to (batch, mel bins, frames); the frames are centred, so that the last one is cut short."""
    if len(samples) > 2:
        return UNKNOWN
    stride, length = number(config["sequence_stride"]), samples[-1]
    frames: Dim = Symbol()
    if length is None:
        frames = None
    elif isinstance(length, int) and isinstance(stride, int) and stride:
        declared = (length + stride + 1) // stride  # what Keras infers, at times one more than it makes
        frames = declared if declared == length // stride + 1 else Symbol()
    return (*samples[:-1], number(config["num_mel_bins"]), frames)


def check_stft(config: Config) -> None:
    check_choice(config, "mode", "log", "magnitude", "psd", "real", "imag", "angle", "stft")
    check_choice(config, "scaling", "density", "spectrum", None)
    check_choice(config, "padding", "valid", "same")
    length, step, fft = config["frame_length"], config["frame_step"], config["fft_length"]
    if not isinstance(length, (int, float)):
        return
    if length <= 0:
        raise bad("frame_length", f"expects a positive integer for `frame_length`, got {length!r}")
    if isinstance(step, (int, float)) and not 1 <= step <= length:
        raise bad("frame_step", f"expects `frame_step` between 1 and `frame_length`={length}, got {step!r}")
    if isinstance(fft, (int, float)) and fft < length:
        raise bad("fft_length", f"expects at least `frame_length`={length} for `fft_length`, got {fft!r}")


def frequencies(config: Config) -> Dim:
    """Of a real signal; the default ``fft_length`` is the next power of two."""
    length, fft = config["frame_length"], config["fft_length"]
    if isinstance(fft, int):
        return fft // 2 + 1
    if fft is None and isinstance(length, int) and length > 0:
        return (1 << (length - 1).bit_length()) // 2 + 1
    return Symbol()


def stft_shape(config: Config, signal: Shape) -> Outputs:
    expect_rank(signal, 3, 3)
    first, mode, expand = channels_first(config), config["mode"], truth(config["expand_dims"])
    length, step = config["frame_length"], config["frame_step"]
    if first is None or opaque(mode) or expand is None or not isinstance(length, int):
        return UNKNOWN
    channels, samples = (signal[1], signal[2]) if first else (signal[2], signal[1])
    if channels is None:
        raise LayerError("undefined", "needs a known number of channels", axis=1 if first else 2)
    if step is None and length < 2:  # its half, the default step, is 0
        raise bad("frame_length", f"expects a `frame_length` above 1 where no `frame_step` is given, got {length}")
    frames = number(length // 2 if step is None else step)
    count: Dim = Symbol()
    if samples is None:
        count = None
    elif isinstance(samples, int) and isinstance(frames, int) and frames > 0 and not opaque(config["padding"]):
        count = -(-samples // frames) if config["padding"] == "same" else (samples - length) // frames + 1
        if count < 1:
            raise LayerError("vanished", f"needs at least {length} samples, got {samples}", axis=2 if first else 1)
    bins = elements((frequencies(config), 2 if mode == "stft" else 1))
    if expand:
        return (signal[0], channels, count, bins) if first else (signal[0], count, bins, channels)
    merged = elements((bins, channels))
    return (signal[0], merged, count) if first else (signal[0], count, merged)


def stft_parameters(config: Config, signal: Shape) -> Dim:
    """The Fourier transform is a convolution with a fixed real kernel, an imaginary one, or both."""
    mode = config["mode"]
    if opaque(mode):
        return Symbol()
    return elements((1 if mode in ("real", "imag") else 2, number(config["frame_length"]), frequencies(config)))


register("Rescaling", "MaxNumBoundingBoxes", shape=same)
register("Normalization", shape=normalization_shape, parameters=normalization_parameters, check=check_normalization)
register("CategoryEncoding", shape=category_shape, check=check_category)
register("Discretization", shape=discretization_shape, check=check_discretization)
register("Hashing", shape=hashing_shape, check=check_hashing)
register("HashedCrossing", shape=crossing_shape, check=check_crossing)
register("StringLookup", "IntegerLookup", shape=lookup_shape, check=check_lookup)
register("TextVectorization", shape=vectorization_shape, check=check_vectorization)
register("MelSpectrogram", shape=mel_shape, check=check_mel)
register("STFTSpectrogram", shape=stft_shape, parameters=stft_parameters, check=check_stft, rank=3)
