"""EinsumDense: the shapes that its equation implies (``_analyze_einsum_string`` of Keras 3)."""

from __future__ import annotations

import re

from keraslint.keras_api.layers.arguments import bad, defined, elements, expect_rank, number, opaque, total, with_lora
from keraslint.keras_api.layers.registry import Config, Outputs, register
from keraslint.keras_api.spec import LayerError
from keraslint.records import record
from keraslint.shapes import UNKNOWN, Dim, Shape, Symbol, Unknown, differ, known

FORMS = (
    r"(?P<input>[a-zA-Z]+),(?P<weight>[a-zA-Z]+)->(?P<output>[a-zA-Z]+)",
    r"0(?P<input>[a-zA-Z]+),(?P<weight>[a-zA-Z]+)->0(?P<output>[a-zA-Z]+)",
    r"(?P<input>[a-zA-Z]{2,})0,(?P<weight>[a-zA-Z]+)->(?P<output>[a-zA-Z]+)0",
)


@record(eq=True)
class Equation:
    """The letters of input, kernel and output, and the side on which ``...`` stands for further axes, if on one."""

    input: str
    weight: str
    output: str
    left: bool
    right: bool


@record(eq=True)
class Analysis:
    kernel: Shape
    bias: Shape | None
    output: Shape


def check_einsum(config: Config) -> None:
    size = config["output_shape"]
    if not opaque(size) and not isinstance(size, (int, list, tuple, str)):
        raise bad("output_shape", f"`output_shape` must be an int or a tuple, got {size!r}")


def _equation(config: Config) -> Equation | None:
    text = config["equation"]
    if opaque(text):
        return None
    if not isinstance(text, str):
        raise bad("equation", f"`equation` must be a string, got {text!r}")
    replaced = text.replace("...", "0")
    for index, form in enumerate(FORMS):
        match = re.match(form, replaced)
        if match:
            return Equation(match["input"], match["weight"], match["output"], left=index == 1, right=index == 2)
    raise bad("equation", f"`equation` must have the form 'ab,bc->ac', got {text!r}")


def analyse(config: Config, shape: Shape) -> Analysis | Unknown:
    """The three shapes; ``UNKNOWN`` where an argument is not known."""
    equation, size, bias_axes = _equation(config), config["output_shape"], config["bias_axes"]
    if equation is None or opaque(size) or isinstance(size, str):
        return UNKNOWN
    elided = len(shape) - len(equation.input)
    open_ended = equation.left or equation.right
    if not open_ended and elided > 0 and _product(equation, shape):
        return UNKNOWN
    expect_rank(shape, len(equation.input), None if open_ended else len(equation.input), reason=" for the equation")
    listed = size if isinstance(size, (list, tuple)) else [size]
    output: list[Dim] = [shape[0], *(_dim(dim) for dim in listed)]
    extra = list(_left_extra(shape[1:elided]) if equation.left else shape[len(shape) - elided :] if elided else ())
    output = [output[0], *extra, *output[1:]] if equation.left else [*output, *extra]
    surplus = len(output) - len(equation.output) - elided * open_ended
    if surplus < 0 or len(output) < len(equation.output) + (elided if equation.left else 0):
        raise bad("output_shape", f"`output_shape` has {len(listed)} sizes, '{equation.output}' wants another number")
    offset = elided if equation.left else 0
    sources = {letter: shape[offset + index] for index, letter in enumerate(equation.input)}
    targets = {letter: output[offset + index] for index, letter in enumerate(equation.output)}
    for letter, dim in sources.items():
        target = targets.get(letter)
        if differ(target, dim) or (isinstance(target, int) and dim is None):
            raise LayerError("dimension", f"axis '{letter}' is {dim} in the input and {target} in `output_shape`")
    for letter in equation.output:
        if letter not in equation.input and letter not in equation.weight:
            raise bad("equation", f"'{letter}' is neither in the input nor in the kernel")
    kernel: list[Dim] = []
    for letter in equation.weight:
        if letter not in targets and letter not in sources:
            raise bad("equation", f"'{letter}' is neither in the input nor in the output")
        dim = targets[letter] if letter in targets else sources[letter]
        kernel.append(defined((dim,), 0, f"axis '{letter}'"))
    if surplus:  # Keras 3 has the further sizes in the symbolic shape, and not in data
        return UNKNOWN
    return Analysis(tuple(kernel), _bias(bias_axes, equation, targets, elided), tuple(output))


def _product(equation: Equation, shape: Shape) -> bool:
    """Whether TensorFlow takes the equation for a product of matrices, which has any number of axes that fit."""
    index = len(equation.input) - 1
    return equation.input[index:] not in equation.output and known(shape[index]) and shape[index] == shape[-1]


def _left_extra(dims: Shape) -> Shape:
    """Keras 3 reverses them in the symbolic shape, though not in data, nor does Keras 2: known where both agree."""
    return tuple(dim if dim == mirrored else Symbol() for dim, mirrored in zip(dims, reversed(dims), strict=True))


def _dim(value: object) -> Dim:
    if value is None:
        return None
    if not opaque(value) and (not isinstance(value, int) or value < 0):
        raise bad("output_shape", f"`output_shape` takes positive ints, got {value!r}")
    return number(value)


def _bias(axes: object, equation: Equation, targets: dict[str, Dim], elided: int) -> Shape | None:
    if axes is None:
        return None
    if not isinstance(axes, str):
        return (Symbol(),)
    if not axes or any(letter not in equation.output for letter in axes):
        raise bad("bias_axes", f"`bias_axes` must be among '{equation.output}', got {axes!r}")
    first = min(equation.output.find(letter) for letter in axes)
    dims: list[Dim] = [targets[letter] if letter in axes else 1 for letter in equation.output[first:]]
    return tuple(defined((dim,), 0, "a bias axis") for dim in dims)


def einsum_kernel(config: Config, shape: Shape) -> Shape:
    found = analyse(config, shape)
    return (Symbol(),) if isinstance(found, Unknown) else found.kernel


def einsum_shape(config: Config, shape: Shape) -> Outputs:
    found = analyse(config, shape)
    return UNKNOWN if isinstance(found, Unknown) else found.output


def einsum_parameters(config: Config, shape: Shape) -> Dim:
    found = analyse(config, shape)
    if isinstance(found, Unknown):
        return Symbol()
    return total(with_lora(config, found.kernel), 0 if found.bias is None else elements(found.bias))


register("EinsumDense", shape=einsum_shape, parameters=einsum_parameters, check=check_einsum)
