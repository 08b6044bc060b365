"""The tables against the Keras that they were generated from."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys

import pytest

from keraslint.keras_api import tables
from keraslint.keras_api.spec import Reference
from keraslint.shapes import UNKNOWN

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")

ROOTS = {3: keras, 2: tf_keras}
# What the tables leave to the model or to arguments (``None``) cannot be had from ``get``.
IDENTIFIERS = [
    (version, category, identifier)
    for version in tables.VERSIONS
    for category in ("loss", "metric", "optimizer", "initializer", "regularizer", "constraint", "activation")
    for identifier, meaning in tables.identifiers(category, version).meaning.items()
    if meaning is not None
]
MODULES = {
    "loss": "losses",
    "metric": "metrics",
    "optimizer": "optimizers",
    "initializer": "initializers",
    "regularizer": "regularizers",
    "constraint": "constraints",
    "activation": "activations",
}


def at(root, path):
    value = root
    for name in path.split(".")[1:]:
        value = getattr(value, name)
    return value


def layer_classes(root):
    return {
        name: value
        for name, value in vars(root.layers).items()
        if inspect.isclass(value) and issubclass(value, root.layers.Layer)
    }


@pytest.fixture(scope="module")
def fresh():
    """A new generation, in a process of its own: trying thousands of calls leaves traces in Keras."""
    if tables.versions() != {3: keras.__version__, 2: tf_keras.__version__}:
        pytest.skip("the tables are of another Keras")
    code = "import json, sys; from keraslint.keras_api.generate import generate; json.dump(generate(), sys.stdout)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", ["keras3.json", "keras2.json", "names.json"])
def test_tables_are_what_the_installed_keras_gives(fresh, name):
    committed = tables.data(name.removesuffix(".json"))
    assert json.loads(fresh[name]) == committed


@pytest.mark.parametrize("version", tables.VERSIONS)
def test_every_layer_class_is_known_under_all_its_names(version):
    for name, value in layer_classes(ROOTS[version]).items():
        found = tables.keras_class(name, "layer", version)
        assert found is not None, name
        assert at(ROOTS[version], found.path) is value


def test_keras_3_has_143_layers():
    canonical = {tables.keras_class(name, "layer").name for name in layer_classes(keras)}
    assert len(canonical) == len(set(layer_classes(keras).values())) == 143


def test_defaults_are_those_of_the_signatures():
    compared = 0
    for name, value in layer_classes(keras).items():
        for parameter in list(inspect.signature(value.__init__).parameters.values())[1:]:
            if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
                continue
            default = tables.default_of(name, parameter.name)
            if parameter.default is parameter.empty and default is not UNKNOWN:
                former = inspect.signature(getattr(tf_keras.layers, name).__init__).parameters[parameter.name]
                assert default == former.default, (name, parameter.name)
            elif parameter.default is parameter.empty:
                assert default is UNKNOWN, (name, parameter.name)
            else:
                assert default == parameter.default, (name, parameter.name)
                assert type(default) is type(parameter.default), (name, parameter.name)
            compared += 1
    assert compared > 1000


@pytest.mark.parametrize(("cls", "parameter"), [("Dense", "units"), ("Dense", "no_such"), ("NoSuch", "units")])
def test_default_of_what_has_none_is_unknown(cls, parameter):
    assert tables.default_of(cls, parameter) is UNKNOWN


def test_default_of_an_alias_and_of_a_layer_of_keras_2():
    assert tables.default_of("MaxPool2D", "pool_size") == (2, 2)
    assert tables.default_of("AveragePooling2D", "pool_size") == (2, 2)
    assert tables.default_of("LocallyConnected2D", "strides") == (1, 1)


def test_layer_keywords():
    dense = tables.keras_class("Dense", "layer", 3)
    assert {"input_shape", "input_dim", "name", "dtype", "trainable", "autocast"} <= dense.keywords
    assert not dense.takes("batch_input_shape")
    assert tables.keras_class("Dense", "layer", 2).takes("batch_input_shape")
    assert tables.keras_class("Embedding", "layer", 3).takes("input_length")
    assert not tables.keras_class("LSTM", "layer", 3).takes("input_length")
    assert tables.keras_class("LSTM", "layer", 2).takes("input_length")


@pytest.mark.parametrize("version", tables.VERSIONS)
def test_keywords_of_layers_are_really_taken_and_others_really_refused(version):
    root = ROOTS[version]
    values = {"input_shape": (3,), "input_dim": 3, "batch_input_shape": (1, 3), "name": "x", "dtype": "float32"}
    values |= {"trainable": True, "autocast": True, "weights": None, "batch_size": 1, "activity_regularizer": None}
    values |= {"implementation": 1, "dynamic": False}
    for cls, arguments in {"Dense": (4,), "Dropout": (0.5,), "Flatten": (), "LeakyReLU": (), "GRU": (4,)}.items():
        table = tables.keras_class(cls, "layer", version)
        for keyword, value in values.items():
            if table.takes(keyword):
                getattr(root.layers, cls)(*arguments, **{keyword: value})
            else:
                with pytest.raises((ValueError, TypeError)):
                    getattr(root.layers, cls)(*arguments, **{keyword: value})


@pytest.mark.parametrize(
    ("category", "cls", "arguments", "keywords"),
    [
        ("layer", "Dense", (3,), "kernel_layout bias_layout"),
        ("layer", "BatchNormalization", (), "gamma_layout beta_layout moving_mean_layout moving_variance_layout"),
        ("layer", "BatchNormalization", (), "fused renorm virtual_batch_size adjustment"),
        ("layer", "LSTM", (3,), "enable_caching_device implementation time_major"),
        ("metric", "SparseCategoricalAccuracy", (), "mesh"),
        ("optimizer", "Adam", (), "mesh is_legacy_optimizer"),
    ],
)
def test_keywords_that_stand_in_no_public_signature(category, cls, arguments, keywords):
    """Keras 2 reads them from ``**kwargs``, in decorators of ``__init__`` and in private base classes too."""
    constructor = getattr(getattr(ROOTS[2], f"{category}s"), cls)
    for keyword in keywords.split():
        assert tables.keras_class(cls, category, 2).takes(keyword), keyword
        constructor(*arguments, **{keyword: None})
    assert not tables.keras_class(cls, category, 2).takes("kernel_lay_out")
    with pytest.raises((TypeError, ValueError), match="kernel_lay_out"):
        constructor(*arguments, kernel_lay_out=None)


def test_keywords_of_compile_that_stand_in_no_signature():
    assert {"distribute", "experimental_run_tf_function", "cloning"} <= tables.method("compile", 2).keywords
    assert not tables.method("compile", 3).takes("distribute")


def test_what_has_no_constant_is_a_reference_or_unknown():
    linear = tables.keras_class("LSTM", "layer").parameter("activation")
    assert linear.default == "tanh"
    cast = tables.keras_class("TextVectorization", "layer").parameter("vocabulary")
    assert cast.default is None
    references = [
        parameter.default
        for path in tables.paths(2)
        for parameter in tables.at_path(path, 2).parameters
        if isinstance(parameter.default, Reference)
    ]
    assert all(at(tf_keras, reference.path) for reference in references)


@pytest.mark.parametrize("version", tables.VERSIONS)
def test_methods(version):
    fit = tables.method("fit", version)
    real = list(inspect.signature(ROOTS[version].Sequential.fit).parameters)[1:]
    assert [parameter.name for parameter in fit.parameters] == real
    assert fit == tables.keras_class("Sequential.fit", "method", version)
    assert tables.method("no_such", version) is None
    assert tables.method("add", version, "Model") is None
    assert tables.method("flow_from_directory", version, "ImageDataGenerator").parameter("class_mode").default


def test_methods_that_keras_3_dropped():
    assert tables.method("fit_generator", 3) is None
    assert tables.method("fit_generator", 2) is not None
    assert "predict_classes" not in tables.attributes("Sequential", 3)
    assert "optimizer" in tables.attributes("Sequential", 3)
    assert "output_shape" in tables.attributes("Layer", 2)
    assert "output_shape" not in tables.attributes("Layer", 3)


@pytest.mark.parametrize(("version", "category", "identifier"), IDENTIFIERS)
def test_identifiers_are_accepted_and_mean_what_the_table_says(version, category, identifier):
    found = getattr(ROOTS[version], MODULES[category]).get(identifier)
    meaning = tables.identifiers(category, version).stands_for(identifier)
    assert meaning in (getattr(found, "__name__", None), type(found).__name__)


@pytest.mark.parametrize(
    ("category", "identifier"),
    [
        ("loss", "categorical_cross_entropy"),
        ("optimizer", "adamm"),
        ("activation", "Relu"),
        ("initializer", "xavier"),
        ("constraint", "max"),
    ],
)
@pytest.mark.parametrize("version", tables.VERSIONS)
def test_strings_that_no_keras_knows(version, category, identifier):
    assert identifier not in tables.identifiers(category, version)
    with pytest.raises((ValueError, TypeError)):
        getattr(ROOTS[version], MODULES[category]).get(identifier)


def test_identifiers_of_compile():
    for version in tables.VERSIONS:
        assert {"acc", "accuracy", "mse", "AUC"} <= set(tables.identifiers("metric", version))
        assert "categorical_crossentropy" in tables.identifiers("loss", version)
    assert "crossentropy" in tables.identifiers("loss", 3)
    assert "crossentropy" not in tables.identifiers("loss", 2)
    assert "l1_l2" not in tables.identifiers("regularizer", 3)
    assert "l1_l2" in tables.identifiers("regularizer", 2)


def test_optimizers_are_known_in_any_case():
    assert "RMSProp" in tables.identifiers("optimizer", 3)
    assert "ReLU" not in tables.identifiers("activation", 3)


def test_nearest():
    assert tables.identifiers("loss").nearest("categorical_cross_entropy") == "categorical_crossentropy"
    assert tables.identifiers("activation").nearest("Relu") == "relu"
    assert tables.identifiers("activation").nearest("qqq") is None


def test_namespaces_differ():
    assert "ImageDataGenerator" in tables.namespace("tf.keras")["keras.preprocessing.image"]
    assert "ImageDataGenerator" not in tables.namespace("keras")["keras.preprocessing.image"]
    assert "mse" in tables.namespace("tf.keras")["keras.losses"]
    assert "mse" not in tables.namespace("keras")["keras.losses"]


def test_nothing_is_read_before_it_is_asked_for():
    code = (
        "import sys\n"
        "from keraslint.keras_api import tables\n"
        "assert tables.data.cache_info().currsize == 0\n"
        "tables.default_of('Dense', 'activation')\n"
        "assert tables.data.cache_info().currsize == 1\n"
        "assert not {'keras', 'tensorflow', 'numpy', 'libcst'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
