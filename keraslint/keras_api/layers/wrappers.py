"""Layers that run another layer: TimeDistributed, Bidirectional, Wrapper."""

from __future__ import annotations

from keraslint.keras_api.layers.arguments import bad, opaque, total, truth
from keraslint.keras_api.layers.registry import (
    Config,
    Outputs,
    covered,
    only_rank,
    output_shape,
    parameter_count,
    register,
)
from keraslint.keras_api.spec import KERAS_2, KERAS_3, LayerError, Reference, Spec
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown

RECURRENT = frozenset(
    {"SimpleRNN", "LSTM", "GRU", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "CuDNNLSTM", "CuDNNGRU"}
)
SHARED = ("stateful", "return_sequences", "return_state")


def check_wrapped(config: Config, name: str = "layer") -> None:
    """Raise where the wrapped layer is none: a value, a class, a function."""
    layer = config[name]
    of_file = isinstance(layer, Reference) and layer.path.startswith("<local>")  # perhaps a layer of the file
    if not opaque(layer) or (isinstance(layer, Reference) and not of_file):
        shown = layer.name if isinstance(layer, Reference) else repr(layer)
        raise bad(name, f"expects a layer for `{name}`, got {shown}")


def child(sequence: Shape) -> Shape:
    return (sequence[0], *sequence[2:])


def time_distributed_shape(config: Config, sequence: Shape) -> Outputs:
    if len(sequence) < 3:
        raise LayerError("rank", f"expects at least 3 axes, got {len(sequence)}", expected=(3, None))
    layer = config["layer"]
    if not isinstance(layer, Spec) or layer.cls == "Pipeline":  # Keras cannot infer its shape inside another layer
        return UNKNOWN
    try:
        step = output_shape(layer, child(sequence))
    except LayerError as error:
        if error.kind == "rank" and (_any_rank(layer.cls) or (_pools_sequences(layer.cls) and len(sequence) > 4)):
            raise LayerError("rank", error.message, versions=KERAS_2, expected=error.expected) from None
        raise
    if isinstance(step, list):
        raise bad("layer", f"expects a layer with one output, got {len(step)}")
    return step if isinstance(step, Unknown) else (step[0], sequence[1], *step[1:])


def _any_rank(name: str) -> bool:
    """Whether only its input spec tells the layer's number of axes: Keras 3 does not look at it in this wrapper."""
    return name.startswith(("Global", "SpatialDropout"))


def _pools_sequences(name: str) -> bool:
    """Whether it is so for more than three axes."""
    return name.endswith("Pooling1D")


def wrapped_parameters(config: Config, inputs: Shape) -> Dim:
    layer = config["layer"]
    return parameter_count(layer, inputs) if isinstance(layer, Spec) else Symbol()


def time_distributed_parameters(config: Config, sequence: Shape) -> Dim:
    if isinstance(config["layer"], Spec) and config["layer"].cls == "Pipeline":
        return Symbol()
    return wrapped_parameters(config, child(sequence))


def inner_rank(config: Config) -> int | None:
    layer = config["layer"]
    return only_rank(layer) if isinstance(layer, Spec) else None


def time_distributed_rank(config: Config) -> int | None:
    layer, rank = config["layer"], inner_rank(config)
    if rank is None or (isinstance(layer, Spec) and (_any_rank(layer.cls) or _pools_sequences(layer.cls))):
        return None
    return rank + 1


def unknown_shape(config: Config, inputs: Shape) -> Outputs:
    return UNKNOWN


# Bidirectional


def check_bidirectional(config: Config) -> None:
    layer, backward = config["layer"], config["backward_layer"]
    check_wrapped(config)
    _check_recurrent(layer, "layer")
    if backward is not None:
        check_wrapped(config, "backward_layer")
        _check_recurrent(backward, "backward_layer")
    mode = config["merge_mode"]
    if not opaque(mode) and mode not in ("sum", "mul", "ave", "concat", None):
        message = f"expects one of 'sum', 'mul', 'ave', 'concat', None for `merge_mode`, got {mode!r}"
        raise bad("merge_mode", message)
    if not isinstance(layer, Spec) or layer.cls not in RECURRENT:
        return
    goes_back = truth(Config(layer)["go_backwards"])
    if backward is None and goes_back:
        message = "expects a layer with `go_backwards=False`, got True"
        raise bad("layer", message, KERAS_3)
    if isinstance(backward, Spec) and backward.cls in RECURRENT:
        _check_pair(Config(layer), Config(backward))


def _check_recurrent(layer: object, name: str) -> None:
    if isinstance(layer, Spec) and layer.cls not in RECURRENT and layer.cls in covered():
        raise bad(name, f"expects a recurrent layer for `{name}`, got {layer.cls}")


def _check_pair(forward: Config, backward: Config) -> None:
    directions = truth(forward["go_backwards"]), truth(backward["go_backwards"])
    if None not in directions and directions[0] == directions[1]:
        message = f"expects layers of opposite `go_backwards`, got {directions[0]} twice"
        raise bad("backward_layer", message)
    for name in SHARED:
        if forward.known(name) and backward.known(name) and forward[name] != backward[name]:
            message = f"expects the same `{name}` in both layers, got {forward[name]!r} and {backward[name]!r}"
            raise bad("backward_layer", message)


def pair(config: Config) -> tuple[object, object]:
    """The layer that reads forwards and the one that reads backwards."""
    layer, backward = config["layer"], config["backward_layer"]
    return layer, layer if backward is None else backward


def bidirectional_shape(config: Config, sequence: Shape) -> Outputs:
    forward, backward = (
        output_shape(layer, sequence) if isinstance(layer, Spec) else UNKNOWN for layer in pair(config)
    )
    if opaque(config["merge_mode"]) or isinstance(forward, Unknown) or isinstance(backward, Unknown):
        return UNKNOWN
    if isinstance(forward, list) and isinstance(backward, list):
        merged = merge(config, forward[0], backward[0])
        return [*(merged if isinstance(merged, list) else [merged]), *forward[1:], *backward[1:]]
    if isinstance(forward, list) or isinstance(backward, list):
        return UNKNOWN
    return merge(config, forward, backward)


def merge(config: Config, forward: AnyShape, backward: AnyShape) -> Outputs:
    mode = config["merge_mode"]
    if mode is None:
        return [forward, backward]
    if isinstance(forward, Unknown) or isinstance(backward, Unknown):
        return UNKNOWN
    last, other = forward[-1], backward[-1]
    same = last == other
    if mode == "concat":
        # Keras 3 computes twice the forward size, and runs into another one where the two layers differ
        return (*forward[:-1], total(last, other) if same else Symbol())
    if not same and isinstance(last, int) and isinstance(other, int):
        message = f"expects layers of equal size for `merge_mode={mode!r}`, got {last} and {other}"
        raise LayerError("dimension", message, argument="backward_layer")
    return forward if same else (*forward[:-1], Symbol())


def bidirectional_parameters(config: Config, sequence: Shape) -> Dim:
    return total(*(parameter_count(layer, sequence) if isinstance(layer, Spec) else Symbol() for layer in pair(config)))


register("Wrapper", shape=unknown_shape, parameters=wrapped_parameters, check=check_wrapped)
register(
    "TimeDistributed",
    shape=time_distributed_shape,
    parameters=time_distributed_parameters,
    check=check_wrapped,
    rank=time_distributed_rank,
)
register(
    "Bidirectional",
    shape=bidirectional_shape,
    parameters=bidirectional_parameters,
    check=check_bidirectional,
    rank=inner_rank,
)
