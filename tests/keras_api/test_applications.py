"""``keras_api.applications`` against the models of Keras 3 and, for what it refuses, of Keras 2."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest

from keraslint.keras_api import applications
from keraslint.keras_api.layers import families, registry
from keraslint.keras_api.spec import LayerError, Spec
from keraslint.shapes import UNKNOWN, Symbol, Unknown

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")
serialization = pytest.importorskip("tf_keras.src.layers.serialization")
generator = pytest.importorskip("keraslint.keras_api.generate_applications")

REGISTERED = families.__all__

# Different in every way that the table has: a head after Flatten, free sizes with the top, sizes rounded up or down by
# the padding, fixed sizes without the top, windows without padding, a minimum above 32.
CHEAP = ("VGG16", "MobileNet", "MobileNetV3Small", "EfficientNetB0")
MODELS = (*CHEAP, "MobileNetV2", "NASNetMobile", "InceptionV3", "ResNet50V2", "Xception", "ConvNeXtTiny")
ARGUMENTS: tuple[Mapping[str, object], ...] = (
    {"weights": None, "include_top": False, "input_shape": (225, 97, 3)},
    {"weights": None, "include_top": False, "pooling": "max", "input_shape": [160, 160, 1]},
    {"weights": None, "input_shape": (192, 224, 3), "classes": 5, "classifier_activation": None},
    {"weights": None},
    {"weights": None, "include_top": False},
)


def arguments(name: str) -> Iterator[Mapping[str, object]]:
    """Those that a model is built with: all where that is cheap."""
    yield from ARGUMENTS if name in CHEAP else ARGUMENTS[:1]


@pytest.mark.parametrize("name", MODELS)
def test_built_models_agree(name: str) -> None:
    build = generator.builder(keras, name)
    for args in arguments(name):
        model = build(**args)
        applications.check(name, args)
        assert applications.input_shape(name, args) == model.input_shape, args
        assert applications.output_shape(name, args) == model.output_shape, args
        assert applications.parameter_count(name, args) == model.count_params(), args


REFUSALS: tuple[Mapping[str, object], ...] = (
    {},
    {"classes": 10},
    {"classes": 1000},
    {"classes": 10, "include_top": False},
    {"input_shape": (224, 224, 3)},
    {"input_shape": (128, 128, 3)},
    {"input_shape": (200, 200, 3)},
    {"input_shape": (128, 160, 3)},
    {"input_shape": (200, 200, 3), "include_top": False},
    {"input_shape": (224, 224, 1), "include_top": False},
    {"input_shape": (224, 224), "include_top": False},
    {"input_shape": (None, 224, 224, 3), "include_top": False},
    {"input_shape": (31, 224, 3), "include_top": False},
    {"input_shape": (31, 31, 3), "include_top": False, "weights": None},
    {"input_shape": (70, 70, 3), "include_top": False, "weights": None},
    {"input_shape": (74, 74, 3), "include_top": False, "weights": None},
    {"input_shape": (None, None, 3), "weights": None},
    {"input_shape": (None, None, 3), "include_top": False},
    {"include_top": False},
    {"pooling": "avg", "include_top": False},
)


class StoppedError(Exception):
    """The arguments were accepted and the first layer was made."""


def accepts(module: ModuleType, name: str, args: Mapping[str, object], monkeypatch: pytest.MonkeyPatch) -> bool:
    def stop(*args: object, **kwargs: object) -> None:
        raise StoppedError

    with monkeypatch.context() as patch:
        if module is keras:
            patch.setattr("keras.src.layers.Input", stop)
        else:
            serialization.populate_deserializable_objects()
            patch.setitem(serialization.LOCAL.ALL_OBJECTS, "Input", stop)
            patch.setattr("tf_keras.src.layers.Input", stop)
        try:
            getattr(module.applications, name)(**args)
        except StoppedError:
            return True
        except Exception:
            return False
    raise AssertionError(f"{name} was built")


def refuses(name: str, args: Mapping[str, object]) -> bool:
    try:
        applications.check(name, args)
    except LayerError:
        return True
    return False


@pytest.mark.parametrize("name", sorted(applications.names(3)))
@pytest.mark.parametrize("module", [keras, tf_keras], ids=["keras3", "keras2"])
def test_what_is_refused(name: str, module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for args in REFUSALS:
        shape = args.get("input_shape", (224, 224, 3))
        assert isinstance(shape, tuple)
        if name.startswith("MobileNetV3") and (len(shape) != 3 or shape[2] != 3):
            continue  # refused, too, but later: by the first convolution, when the weights are loaded
        assert refuses(name, args) != accepts(module, name, args, monkeypatch), args


def test_the_activation_of_a_pretrained_classifier() -> None:
    """It is looked at when the last layer is made."""
    for activation in ("sigmoid", "softmax", None):
        args = {"classifier_activation": activation}
        assert refuses("MobileNet", args) != generator.accepted(generator.builder(keras, "MobileNet"), **args)


def test_the_argument_at_fault_is_named() -> None:
    with pytest.raises(LayerError) as raised:
        applications.check("VGG16", {"input_shape": (31, 31, 3), "weights": None, "include_top": False})
    assert (raised.value.kind, raised.value.argument) == ("argument", "input_shape")
    assert raised.value.message == "`input_shape` is at least 32 by 32, got (31, 31, 3)"


def test_the_table_has_every_model() -> None:
    assert applications.names(3) == set(generator.names(keras))
    assert applications.names(2) == set(generator.names(tf_keras))


def test_the_table_is_what_the_generator_writes() -> None:
    table = json.loads(generator.DATA.read_text(encoding="utf-8"))
    assert table["versions"] == {"keras": keras.__version__, "tf_keras": tf_keras.__version__}
    assert table["models"]["VGG16"] == {**generator.describe(keras, "VGG16"), "versions": [2, 3]}


def test_as_a_layer() -> None:
    base = Spec("VGG16", {"include_top": False, "input_shape": (64, 64, 3)})
    assert registry.output_shape(base, (None, 64, 64, 3)) == (None, 2, 2, 512)
    assert registry.output_shape(base, UNKNOWN)[1:] == (2, 2, 512)  # type: ignore[index]
    assert registry.output_shape(Spec("TimeDistributed", {"layer": base}), (None, 5, 64, 64, 3)) == (None, 5, 2, 2, 512)
    with pytest.raises(LayerError) as raised:
        registry.output_shape(base, (None, 32, 32, 3))
    assert (raised.value.kind, raised.value.axis) == ("dimension", 1)
    with pytest.raises(LayerError) as raised:
        registry.output_shape(base, (None, 64, 64))
    assert (raised.value.kind, raised.value.expected) == ("rank", (4, 4))


@pytest.mark.parametrize("argument", applications.ARGUMENTS)
def test_an_unknown_argument_makes_no_claim(argument: str) -> None:
    for name in MODELS:
        for args in arguments(name):
            partly = {**args, argument: UNKNOWN}
            applications.check(name, partly)
            for shape, known in (
                (applications.input_shape(name, partly), applications.input_shape(name, args)),
                (applications.output_shape(name, partly), applications.output_shape(name, args)),
            ):
                if isinstance(shape, Unknown) or isinstance(known, Unknown):
                    continue
                assert len(shape) == len(known)
                assert all(isinstance(left, Symbol) or left == right for left, right in zip(shape, known, strict=True))
            count = applications.parameter_count(name, partly)
            assert isinstance(count, Symbol) or count == applications.parameter_count(name, args)


def test_a_model_that_is_not_in_the_table() -> None:
    applications.check("Other", {"classes": 3})
    assert applications.output_shape("Other", {}) is UNKNOWN
    assert isinstance(applications.parameter_count("Other", {}), Symbol)
