"""The recurrent layers SimpleRNN, LSTM and GRU.

Weights (keras/src/layers/rnn): a kernel (features, gates * units), a recurrent kernel (units, gates * units) and, with
``use_bias``, a bias of gates * units, twice that for a GRU with ``reset_after``.
"""

from __future__ import annotations

from keraslint.keras_api.layers.arguments import bad, elements, number, opaque, total, truth
from keraslint.keras_api.layers.checks import check_choice, check_number
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, LayerError
from keraslint.records import record, replace
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol


@record(eq=True)
class Kind:
    """``gates`` is the number of blocks of ``units`` columns in a kernel, ``states`` the number of state tensors."""

    gates: int
    states: int


KINDS = {"SimpleRNN": Kind(1, 1), "LSTM": Kind(4, 2), "GRU": Kind(3, 1)}


def check_units(config: Config) -> None:
    """What a layer and its cell refuse alike."""
    units = config["units"]
    if not opaque(units) and (not isinstance(units, (int, float)) or units <= 0):
        raise bad("units", f"expects a positive integer for `units`, got {units!r}")
    check_number(config, "dropout", "recurrent_dropout")


def check_integer_units(config: Config) -> None:
    units = config["units"]
    if isinstance(units, float):
        raise bad("units", f"expects an integer for `units`, got {units!r}")


def check_layer(config: Config) -> None:
    check_units(config)
    if config.cls != "LSTM":  # its state size is a list, of which the constructor does not look at the elements
        check_integer_units(config)
    if config.cls != "SimpleRNN":
        check_choice(config, "use_cudnn", "auto", True, False)


def check_sequence(config: Config, sequence: Shape, rank: int = 3, versions: frozenset[int] = KERAS_2_AND_3) -> None:
    """What every recurrent layer asks of its input (batch, steps, …); ``versions`` are those that ask for the rank."""
    if len(sequence) != rank:
        message = f"expects {rank} axes, got {len(sequence)}"
        raise LayerError("rank", message, expected=(rank, rank), versions=versions)
    if sequence[0] is None and truth(config["stateful"]):
        message = "expects a fixed batch size with `stateful=True`, got None"
        raise LayerError("undefined", message, argument="stateful", axis=0)


def check_steps(config: Config, sequence: Shape) -> None:
    """What only Keras 2 refuses: it traces the loop over the steps, where Keras 3 computes the shape."""
    steps = sequence[1]
    if steps == 0:
        raise LayerError("dimension", "expects at least one time step, got 0", versions=KERAS_2, axis=1)
    if steps is None and truth(config["unroll"]):
        message = "expects a fixed number of time steps with `unroll=True`, got None"
        raise LayerError("undefined", message, argument="unroll", versions=KERAS_2, axis=1)


def check_features(sequence: Shape, axis: int = -1) -> None:
    if sequence[axis] is None:
        raise LayerError("undefined", "expects a fixed number of features, got None", axis=axis % len(sequence))


def outputs(config: Config, sequence: Shape, step: Shape, states: list[AnyShape]) -> Outputs:
    """What a recurrent layer returns; ``step`` is the output of one time step without the batch axis."""
    return_state = truth(config["return_state"])
    if return_state is None or config.keyword("time_major") is not None:  # Keras 2 only: swaps batch and steps
        return UNKNOWN
    return_sequences = truth(config["return_sequences"])
    output: AnyShape = UNKNOWN
    if return_sequences is not None:
        output = (sequence[0], sequence[1], *step) if return_sequences else (sequence[0], *step)
    return [output, *states] if return_state else output


def layer_shape(config: Config, sequence: Shape) -> Outputs:
    check_sequence(config, sequence)
    check_features(sequence)
    check_integer_units(config)
    check_steps(config, sequence)
    units = number(config["units"])
    return outputs(config, sequence, (units,), [(sequence[0], units)] * KINDS[config.cls].states)


def weights(config: Config, kind: str, features: Dim) -> Dim:
    """The weights of the layer or cell ``config`` that works like the layer ``kind``."""
    units, use_bias = number(config["units"]), truth(config["use_bias"])
    if use_bias is None:
        return Symbol()
    biases: Dim = int(use_bias)
    if kind == "GRU" and use_bias:
        reset_after = truth(config["reset_after"])
        biases = Symbol() if reset_after is None else 1 + reset_after
    return elements((KINDS[kind].gates, units, total(features, units, biases)))


def layer_parameters(config: Config, sequence: Shape) -> Dim:
    return weights(config, config.cls, sequence[-1])


def _cudnn(config: Config) -> Config:
    return Config(replace(config.spec, cls=config.cls.removeprefix("CuDNN")))


def cudnn_shape(config: Config, sequence: Shape) -> Outputs:
    units = config["units"]
    if not opaque(units) and not isinstance(units, int):
        raise bad("units", f"expects an integer for `units`, got {units!r}")
    return layer_shape(_cudnn(config), sequence)


def cudnn_parameters(config: Config, sequence: Shape) -> Dim:
    """An LSTM with a second bias; the GRU has two anyway (tf_keras/src/layers/rnn/cudnn_lstm.py)."""
    second = elements((4, number(config["units"]))) if config.cls == "CuDNNLSTM" else 0
    return total(layer_parameters(_cudnn(config), sequence), second)


register("SimpleRNN", "LSTM", "GRU", shape=layer_shape, parameters=layer_parameters, check=check_layer, rank=3)
register("CuDNNLSTM", "CuDNNGRU", shape=cudnn_shape, parameters=cudnn_parameters, rank=3)
