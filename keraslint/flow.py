"""The shape flow of a stack of layers: what ``model.summary()`` would print, and where Keras would raise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from keraslint.diagnostic import Origin
from keraslint.keras_api.layers import families as _families  # noqa: F401 (importing them registers them)
from keraslint.keras_api.layers.registry import check, output_shape, parameter_count
from keraslint.keras_api.spec import KERAS_2, KERAS_2_AND_3, KERAS_3, LayerError
from keraslint.keras_api.tables import keras_class
from keraslint.prefix import Prefix
from keraslint.program import Argument, Call, Element, Layer, Misfit, Model, Nested, Opaque, Program
from keraslint.records import record
from keraslint.shapes import UNKNOWN, AnyShape, Dim, Shape, Symbol, Unknown, differ, known, text

NEVER: frozenset[int] = frozenset()
RECURRENT = frozenset({"SimpleRNN", "LSTM", "GRU", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"})
COSMETIC = ("_initializer", "_regularizer", "_constraint", "weights", "_layout", "name", "trainable", "seed", "dtype")
"""How the names of arguments end that no shape and no number of weights depends on."""
SHAPE_ARGUMENTS = ("batch_shape", "batch_input_shape", "shape", "input_shape", "input_dim", "input_length")


@record
class Declared:
    """An input shape that the source gives. ``shape`` has the batch axis; ``UNKNOWN`` where its value is not known.

    ``versions`` are the Keras majors that build the model from it (Keras 3 ignores ``input_length``, both ignore the
    shape of a layer inside ``Bidirectional``). ``argument`` is ``None`` where a nested model brings the shape.
    """

    shape: AnyShape
    origin: Origin
    argument: Argument | None = None
    name: str = ""
    versions: frozenset[int] = KERAS_2_AND_3
    invalid: str | None = None

    @property
    def place(self) -> Origin:
        """The whole argument where one gives the shape, with its keyword."""
        return self.origin if self.argument is None else self.argument.whole


@record
class Step:
    """One element of the stack with the shapes before and after it.

    ``output`` is ``UNKNOWN`` from the first error on. ``parameters`` is a ``Symbol`` where the number is not known.
    ``culprit`` is the layer that raises: the element itself, or a layer of the model nested in it.
    """

    element: Element
    input: AnyShape
    output: AnyShape
    parameters: Dim
    error: LayerError | None = None
    culprit: Element | None = None


@record(slots=False)
class Flow:
    """``declared`` is the input shape that the first element declares. ``because`` says what is not known of the stack
    (a layer, an argument, its length), ``None`` where the model is complete."""

    declared: Declared | None
    input: AnyShape
    steps: tuple[Step, ...]
    because: str | None

    @property
    def output(self) -> AnyShape:
        """The shape after the last layer."""
        return self.steps[-1].output if self.steps else self.input

    @cached_property
    def error(self) -> Step | None:
        """The first step that raises."""
        return next((step for step in self.steps if step.error is not None), None)

    @cached_property
    def parameters(self) -> Dim:
        """The number of weights; a ``Symbol`` where a layer's number is not known, a reused layer counted once."""
        seen: set[int] = set()
        total = 0
        for step in self.steps:
            if step.element.uid in seen:
                continue
            seen.add(step.element.uid)
            if not isinstance(step.parameters, int):
                return Symbol()
            total += step.parameters
        return total

    def built(self, version: int) -> bool:
        """Whether Keras of this major builds the stack as soon as it is constructed."""
        return self.declared is not None and version in self.declared.versions


def flow_of(elements: Sequence[Element], open_because: str | None = None, given: AnyShape = UNKNOWN) -> Flow:
    """The flow through ``elements``; ``given`` is the input shape where the stack is used inside something else."""
    if isinstance(elements, Prefix):  # many events meet one stack
        return elements.once((open_because, given), lambda: _flow_of(elements, open_because, given))
    return _flow_of(elements, open_because, given)


def _flow_of(elements: Sequence[Element], open_because: str | None, given: AnyShape) -> Flow:
    declared = declared_by(elements[0]) if elements else None
    shape = given
    if isinstance(given, Unknown) and declared is not None:
        shape = declared.shape
    start = shape
    steps: list[Step] = []
    failed = False
    built: dict[int, Step] = {}
    for element in elements:
        step = _step(element, shape) if not failed else Step(element, UNKNOWN, UNKNOWN, Symbol())
        step = _reused(step, built.setdefault(element.uid, step))
        failed = failed or step.error is not None
        steps.append(step)
        shape = step.output
    because = open_because or next((reason for element in elements if (reason := incomplete(element))), None)
    return Flow(declared, start, tuple(steps), because)


def _step(element: Element, shape: AnyShape) -> Step:
    if isinstance(element, Nested):
        return _nested(element, shape)
    if not isinstance(element, Layer):
        return Step(element, shape, UNKNOWN, Symbol())
    if element.name == "InputLayer":
        return Step(element, shape, shape, 0)
    spec = element.spec
    try:
        if element.complete:
            check(spec)
        output = output_shape(spec, shape)
        count = parameter_count(spec, shape)
    except LayerError as error:
        return Step(element, shape, UNKNOWN, Symbol(), error, element)
    if isinstance(output, list):  # several outputs: the next layer gets a list, which no layer of a stack takes
        return Step(element, shape, UNKNOWN, count)
    return Step(element, shape, output, count)


def _reused(step: Step, first: Step) -> Step:
    """A layer that is used again keeps the weights that its first input gave it."""
    if step.error is not None or not differ(first.parameters, step.parameters):
        return step
    message = f"was built for {text(first.input)}, got {text(step.input)}"
    return Step(step.element, step.input, UNKNOWN, Symbol(), LayerError("dimension", message), step.element)


def _nested(element: Nested, shape: AnyShape) -> Step:
    model = element.model
    if (refused := _refused(model, shape)) is not None:
        return Step(element, shape, UNKNOWN, Symbol(), refused, element)
    if model.kind == "sequential":
        inner = flow_of(model.elements, model.open_because, shape)
        if inner.error is not None:
            if model.flow.error is not None:  # reported where the model itself is
                return Step(element, shape, UNKNOWN, Symbol())
            return Step(element, shape, UNKNOWN, Symbol(), inner.error.error, inner.error.culprit)
        own = Symbol() if model.flow.declared is None else model.flow.parameters
        count = own if isinstance(own, int) else inner.parameters
        return Step(element, shape, UNKNOWN if model.open_because else inner.output, count)
    if model.kind == "application" and model.call is not None:
        spec = model.call.spec
        try:
            output = output_shape(spec, shape)
            count = parameter_count(spec, shape)
        except LayerError as error:
            return Step(element, shape, UNKNOWN, Symbol(), error, element)
        return Step(element, shape, UNKNOWN if isinstance(output, list) else output, count)
    outputs = model.outputs
    single = outputs[0] if outputs is not None and len(outputs) == 1 else UNKNOWN
    return Step(element, shape, single if isinstance(single, tuple) else UNKNOWN, Symbol())


def _refused(model: Model, given: AnyShape) -> LayerError | None:
    """A model with an input shape of its own takes no other one; a last axis of one is added or dropped.

    Keras 3 raises when the model is called symbolically, Keras 2 then or, where only the weights fit, on data. Neither
    looks at a last axis of one (``allow_last_axis_squeeze``), but the weights may not fit it.
    """
    declared: object = UNKNOWN
    if model.kind == "sequential" and model.flow.declared is not None:
        declared = model.flow.declared.shape
    elif model.inputs is not None and len(model.inputs) == 1:
        declared = model.inputs[0]
    if not isinstance(declared, tuple) or not isinstance(given, tuple) or len(declared) < 2 or len(given) < 2:
        return None
    message = f"expects {text((None, *declared[1:]))}, got {text((None, *given[1:]))}"
    wrong = any(map(differ, _squeezed(declared), _squeezed(given)))
    if len(declared) == len(given):
        return LayerError("dimension", message) if wrong or _needs_other_weights(model, declared, given) else None
    if wrong:
        return LayerError("dimension", message, versions=KERAS_3)
    longer, shorter = sorted((declared, given), key=len, reverse=True)
    if len(longer) - len(shorter) == 1 and not differ(longer[-1], 1):
        return None
    return LayerError("dimension", message, versions=KERAS_3)


def _squeezed(shape: Shape) -> Shape:
    """The axes that Keras compares: without the batch, and without a last axis of one."""
    return shape[1:-1] if shape[-1] == 1 else shape[1:]


def _needs_other_weights(model: Model, declared: Shape, given: Shape) -> bool:
    """Whether a model, built for a last axis of one or given it, would have other weights on the other input."""
    if model.kind != "sequential" or not differ(declared[-1], given[-1]):
        return False
    return differ(model.flow.parameters, flow_of(model.elements, model.open_because, given).parameters)


def incomplete(element: Element) -> str | None:
    """What is not known of an element, or ``None``."""
    if isinstance(element, Opaque):
        return element.because
    if isinstance(element, Misfit):
        return f"`{element.kind}` is not a layer"
    if isinstance(element, Nested):
        model = element.model
        if model.kind == "sequential":
            return model.flow.because
        known_ends = model.kind == "functional" and model.inputs is not None and model.outputs is not None
        if model.kind == "application" or known_ends:
            return None
        return f"the layers of the nested {model.kind} model are not followed"
    if not element.complete:
        return f"`{element.written}` takes arguments that are not known"
    for name, argument in element.arguments.items():
        if not name.endswith(COSMETIC) and not _complete(argument.value):
            return f"`{name}` of `{element.written}` is not known"
    return None


def _complete(value: object) -> bool:
    if isinstance(value, (list, tuple)):
        return all(_complete(item) for item in value)
    if isinstance(value, Call):
        return value.complete and all(_complete(argument.value) for argument in value.arguments.values())
    return not isinstance(value, (Unknown, Symbol))


def declared_by(element: Element) -> Declared | None:
    """The input shape that an element brings when it stands first."""
    if isinstance(element, Nested):
        return _declared_by_model(element)
    if isinstance(element, Misfit):
        return None
    arguments = element.arguments
    if isinstance(element, Layer):
        if element.name == "InputLayer":
            return _input_layer(element)
        found = _declared_by_arguments(element, arguments)
        if found is not None:
            return found
        if element.name == "Bidirectional":
            inner = element.value("layer")
            if isinstance(inner, Layer) and (within := declared_by(inner)) is not None:
                return Declared(within.shape, within.origin, within.argument, within.name, NEVER, within.invalid)
        return None
    return _declared_by_arguments(None, arguments)


def _declared_by_model(element: Nested) -> Declared | None:
    model = element.model
    if model.kind == "sequential":
        inner = model.flow.declared
        if inner is None:
            build = next((event for event in model.events if event.kind in ("build", "call", "fit")), None)
            return Declared(UNKNOWN, element.origin) if build else None
        first = model.elements[0] if model.elements else None
        versions = inner.versions
        if isinstance(first, Layer) and first.name == "InputLayer":  # Keras 2 looks at the first real layer
            versions &= KERAS_3
        return Declared(inner.shape, inner.origin, inner.argument, inner.name, versions, inner.invalid)
    if model.inputs is not None and len(model.inputs) == 1:
        shape = model.inputs[0]
        return Declared(shape if isinstance(shape, tuple) else UNKNOWN, element.origin)
    return Declared(UNKNOWN, element.origin)


def _input_layer(layer: Layer) -> Declared:
    return _declared_by_arguments(None, layer.arguments) or Declared(UNKNOWN, layer.origin)


def _declared_by_arguments(layer: Layer | None, arguments: Mapping[str, Argument]) -> Declared | None:
    """``layer`` is given where ``input_dim`` may mean something else than a shape (Embedding, Keras 1 recurrent)."""
    batch = arguments["batch_size"].value if "batch_size" in arguments else None
    for name in ("batch_shape", "batch_input_shape"):
        if name in arguments and arguments[name].value is not None:
            argument = arguments[name]
            shape, invalid = as_batches(argument.value)
            versions = KERAS_2 if layer is not None else KERAS_2_AND_3
            return Declared(shape, argument.origin, argument, name, versions, invalid)
    names = ("input_shape",) if layer is not None else ("shape", "input_shape")
    for name in names:
        if name in arguments and arguments[name].value is not None:
            argument = arguments[name]
            dims, invalid = as_dims(argument.value)
            free: Dim = batch if isinstance(batch, int) else None
            return Declared(
                dims if isinstance(dims, Unknown) else (free, *dims), argument.origin, argument, name, invalid=invalid
            )
    if layer is not None and has_own_input_dim(layer.name):
        return _input_length(layer)
    if "input_dim" in arguments:
        return _input_dim(layer, arguments["input_dim"], arguments.get("input_length"))
    return None


def has_own_input_dim(name: str) -> bool:
    """Whether ``input_dim`` is something else to a layer class than a shape (the vocabulary of an ``Embedding``)."""
    cls = keras_class(name, "layer")
    return cls is not None and cls.parameter("input_dim") is not None


def _input_length(layer: Layer) -> Declared | None:
    argument = layer.arguments.get("input_length")
    if argument is None or argument.value is None:
        return None
    value = argument.value
    dims, invalid = as_dims(value if isinstance(value, (list, tuple)) else (value,))
    shape: AnyShape = dims if isinstance(dims, Unknown) else (None, *dims)
    return Declared(shape, argument.origin, argument, "input_length", KERAS_2, invalid)


def _input_dim(layer: Layer | None, argument: Argument, length: Argument | None) -> Declared:
    dims, invalid = as_dims((argument.value,))
    if layer is not None and layer.name in RECURRENT:
        steps: AnyShape = (None,) if length is None else as_dims((length.value,))[0]
        shape = UNKNOWN if isinstance(dims, Unknown) or isinstance(steps, Unknown) else (None, *steps, *dims)
        return Declared(shape, argument.origin, argument, "input_dim", KERAS_2, invalid)
    if length is not None:  # Keras 1 convolutions: (input_length, input_dim)
        steps = as_dims((length.value,))[0]
        shape = UNKNOWN if isinstance(dims, Unknown) or isinstance(steps, Unknown) else (None, *steps, *dims)
        return Declared(shape, argument.origin, argument, "input_dim", KERAS_2, invalid)
    return Declared(
        UNKNOWN if isinstance(dims, Unknown) else (None, *dims), argument.origin, argument, "input_dim", invalid=invalid
    )


def declared_shapes(program: Program) -> Iterator[tuple[Layer, Declared]]:
    """Every input shape that the file gives: on a layer of a Sequential, or in an ``Input`` anywhere; each once."""
    seen: set[Origin] = set()
    stacked = (element for model in program.models if model.kind == "sequential" for element in model.elements)
    inputs = (call for call in program.calls if call.name in ("Input", "InputLayer"))
    for layer in (*stacked, *inputs):
        if isinstance(layer, Layer) and layer.origin not in seen:
            declared = _input_layer(layer) if layer.name == "Input" else declared_by(layer)
            seen.add(layer.origin)
            if declared is not None:
                yield layer, declared


def as_dims(value: object) -> tuple[AnyShape, str | None]:
    """A plain value as dimensions (no batch axis added), and what is wrong with it, if that is certain."""
    if isinstance(value, (Unknown, Symbol)):
        if isinstance(value, Symbol):
            return UNKNOWN, None
        return UNKNOWN, None
    if known(value) or isinstance(value, float):
        return UNKNOWN, f"a shape is a tuple, not the number {value}"
    if not isinstance(value, (list, tuple)):
        return UNKNOWN, None if not isinstance(value, str) else "a shape is a tuple, not a string"
    dims: list[Dim] = []
    for item in value:
        if item is None or isinstance(item, Symbol) or known(item):
            dims.append(item)
        elif isinstance(item, Unknown):
            dims.append(Symbol())
        elif isinstance(item, (float, str, list, tuple)):
            return UNKNOWN, f"a dimension is an integer, not {item!r}"
        else:
            dims.append(Symbol())
    negative = next((dim for dim in dims if isinstance(dim, int) and dim < 0), None)
    if negative is not None:
        return UNKNOWN, f"a dimension cannot be negative ({negative})"
    return tuple(dims), None


def as_batches(value: object) -> tuple[AnyShape, str | None]:
    """As ``as_dims``, of a value that has the batch axis: without any axis it is no shape that can be followed."""
    dims, invalid = as_dims(value)
    return UNKNOWN if dims == () else dims, invalid
