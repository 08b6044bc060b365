"""The cells of recurrent layers, stacks of them, and the layer ``RNN`` that runs a cell.

A cell of the user is a ``Spec`` whose class is not one of Keras, or unknown: the output is then unknown.
"""

from __future__ import annotations

from keraslint.keras_api.layers.arguments import bad, number, opaque, total
from keraslint.keras_api.layers.recurrent import (
    KINDS,
    check_features,
    check_sequence,
    check_steps,
    check_units,
    outputs,
    weights,
)
from keraslint.keras_api.layers.registry import Config, Outputs, covered, register
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3, LayerError, Spec
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol

CELLS = {f"{layer}Cell": layer for layer in KINDS}
STACK = "StackedRNNCells"


def members(cell: object) -> list[Config] | None:
    """The cells that ``cell`` (one cell, a list of cells or a stack) consists of; ``None`` where one is not known."""
    if isinstance(cell, Spec):
        config = Config(cell)
        return members(config["cells"]) if cell.cls == STACK else [config] if cell.cls in CELLS else None
    if not isinstance(cell, (list, tuple)):
        return None
    found: list[Config] = []
    for item in cell:
        inner = members(item)
        if inner is None:
            return None
        found += inner
    return found


def check_cell(cell: object, argument: str) -> None:
    """Raise where ``cell`` certainly is no cell: a value, or another layer of Keras."""
    if isinstance(cell, Spec):
        recurrent = cell.cls in CELLS or cell.cls == STACK or cell.cls in KINDS
        if not recurrent and cell.cls in covered():
            raise bad(argument, f"expects a cell for `{argument}`, got the layer {cell.cls}")
    elif not opaque(cell):
        raise bad(argument, f"expects a cell for `{argument}`, got {cell!r}")


def check_cells(value: object, argument: str) -> None:
    if isinstance(value, (list, tuple)):
        for item in value:
            check_cell(item, argument)
    elif isinstance(value, Spec) or not opaque(value):
        raise bad(argument, f"expects a list of cells for `{argument}`")


def check_stack(config: Config) -> None:
    check_cells(config["cells"], "cells")


def check_rnn(config: Config) -> None:
    cell = config["cell"]
    if isinstance(cell, (list, tuple)):
        check_cells(cell, "cell")
        return
    check_cell(cell, "cell")
    if isinstance(cell, Spec) and cell.cls in CELLS and CELLS[cell.cls] != "LSTM":
        _check_units(Config(cell))


def _check_units(cell: Config) -> None:
    if isinstance(cell["units"], float):
        raise bad("cell", f"expects a cell with integer `units`, got {cell['units']!r}")


def _meets_the_state(sequence: Shape) -> bool:
    """Whether Keras 3 may run cells on more than three axes, of which it says nothing as long as it sees no data.

    A step's (batch, …, axis, units) is added to the state's (batch, units): ``axis`` is broadcast against the batch.
    """
    if len(sequence) <= 3:
        return False
    batch, axis = sequence[0], sequence[-2]
    return axis == 1 or not isinstance(axis, int) or batch in (1, axis) or isinstance(batch, Symbol)


def rnn_shape(config: Config, sequence: Shape) -> Outputs:
    cell = config["cell"]
    if isinstance(cell, Spec) and cell.cls in KINDS:
        raise bad("cell", f"expects a cell for `cell`, got the layer {cell.cls}")
    cells = members(cell)
    if cells is None:
        return UNKNOWN
    if not cells:
        raise bad("cell", "expects at least one cell, got none", KERAS_3)
    check_sequence(config, sequence, versions=KERAS_2 if _meets_the_state(sequence) else KERAS_2_AND_3)
    check_features(sequence)
    for member in cells:
        _check_units(member)
    check_steps(config, sequence)
    sizes = [(sequence[0], number(member["units"])) for member in cells]
    counts = [KINDS[CELLS[member.cls]].states for member in cells]
    states: list[AnyShape] = [sizes[0]] * counts[0]
    if isinstance(cell, (list, tuple)) or (isinstance(cell, Spec) and cell.cls == STACK):
        # one element per cell: a list of its states where it has several
        states = [size if count == 1 else UNKNOWN for size, count in zip(sizes, counts, strict=True)]
        if len(cells) == 1 and config["return_state"] is not False:
            return UNKNOWN  # Keras 3 says a list of states and returns the states themselves
    return outputs(config, sequence, (sizes[-1][1],), states)


def stack_parameters(cells: list[Config] | None, features: Dim) -> Dim:
    """Each cell reads the output of the one before."""
    if cells is None:
        return Symbol()
    count: Dim = 0
    for member in cells:
        count = total(count, weights(member, CELLS[member.cls], features))
        features = number(member["units"])
    return count


def rnn_parameters(config: Config, sequence: Shape) -> Dim:
    return stack_parameters(members(config["cell"]), sequence[-1])


def cell_shape(config: Config, features: Shape, *states: Shape) -> Outputs:
    """A cell called by hand with its input and its states; returns the output and a list of new states."""
    if not states:
        raise LayerError("inputs", "expects an input and the states, got one tensor")
    cells = members(config.spec)
    if not cells:
        return [UNKNOWN, UNKNOWN]
    check_features(features)
    for member in cells:
        _check_units(member)
    return [(*features[:-1], number(cells[-1]["units"])), UNKNOWN]


def cell_parameters(config: Config, features: Shape, *states: Shape) -> Dim:
    return stack_parameters(members(config.spec), features[-1])


register(*CELLS, shape=cell_shape, parameters=cell_parameters, check=check_units)
register(STACK, shape=cell_shape, parameters=cell_parameters, check=check_stack)


def rnn_rank(config: Config) -> int | None:
    """A cell of the user may take any number of axes."""
    return 3 if members(config["cell"]) else None


register("RNN", shape=rnn_shape, parameters=rnn_parameters, check=check_rnn, rank=rnn_rank)
