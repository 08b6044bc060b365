"""The roads to a Keras name."""

from __future__ import annotations

import inspect

import pytest
import tensorflow

from keraslint.keras_api import legacy, names, tables

RESOLVED = {
    "keras.layers.MaxPool2D": ("layer", "MaxPooling2D", "keras.layers.MaxPooling2D"),
    "tensorflow.keras.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "tensorflow.python.keras.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "tensorflow.python.keras.layers.core.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "tf_keras.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "keras.api.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "keras.api._v2.keras.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "keras.src.layers.core.dense.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "tensorflow.compat.v1.keras.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "tensorflow.compat.v2.keras.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "tensorflow.contrib.keras.layers.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "tensorflow.keras.layers.experimental.preprocessing.Rescaling": ("layer", "Rescaling", "keras.layers.Rescaling"),
    "keras.layers.core.Dense": ("layer", "Dense", "keras.layers.Dense"),
    "keras.layers.convolutional.Convolution2D": ("layer", "Conv2D", "keras.layers.Conv2D"),
    "keras.layers.embeddings.Embedding": ("layer", "Embedding", "keras.layers.Embedding"),
    "keras.layers.normalization.BatchNormalization": (
        "layer",
        "BatchNormalization",
        "keras.layers.BatchNormalization",
    ),
    "keras.layers.advanced_activations.LeakyReLU": ("layer", "LeakyReLU", "keras.layers.LeakyReLU"),
    "keras.layers.merge.Concatenate": ("layer", "Concatenate", "keras.layers.Concatenate"),
    "keras.layers.CuDNNLSTM": ("layer", "CuDNNLSTM", "keras.layers.CuDNNLSTM"),
    "keras.layers.LocallyConnected2D": ("layer", "LocallyConnected2D", "keras.layers.LocallyConnected2D"),
    "keras.layers.ThresholdedReLU": ("layer", "ThresholdedReLU", "keras.layers.ThresholdedReLU"),
    "keras.layers.Highway": ("layer", "Highway", "keras.layers.Highway"),
    "keras.layers.Deconvolution2D": ("layer", "Conv2DTranspose", "keras.layers.Conv2DTranspose"),
    "keras.layers.InputLayer": ("layer", "InputLayer", "keras.layers.InputLayer"),
    "keras.layers.Layer": ("layer", "Layer", "keras.layers.Layer"),
    "keras.engine.topology.Layer": ("layer", "Layer", "keras.layers.Layer"),
    "keras.models.Sequential": ("model", "Sequential", "keras.models.Sequential"),
    "keras.Sequential": ("model", "Sequential", "keras.models.Sequential"),
    "keras.engine.training.Model": ("model", "Model", "keras.models.Model"),
    "keras.Input": ("input", "Input", "keras.Input"),
    "keras.layers.Input": ("input", "Input", "keras.Input"),
    "keras.engine.Input": ("input", "Input", "keras.Input"),
    "keras.layers.add": ("function", "add", "keras.layers.add"),
    "keras.layers.concatenate": ("function", "concatenate", "keras.layers.concatenate"),
    "keras.applications.vgg16.VGG16": ("application", "VGG16", "keras.applications.VGG16"),
    "keras.applications.VGG16": ("application", "VGG16", "keras.applications.VGG16"),
    "keras.applications.vgg16.preprocess_input": (
        "function",
        "preprocess_input",
        "keras.applications.vgg16.preprocess_input",
    ),
    "keras.optimizers.legacy.Adam": ("optimizer", "Adam", "keras.optimizers.Adam"),
    "keras.optimizers.adam_v2.Adam": ("optimizer", "Adam", "keras.optimizers.Adam"),
    "keras.optimizers.schedules.ExponentialDecay": (
        "schedule",
        "ExponentialDecay",
        "keras.optimizers.schedules.ExponentialDecay",
    ),
    "keras.losses.MSE": ("loss", "mean_squared_error", "keras.losses.mean_squared_error"),
    "keras.objectives.mse": ("loss", "mean_squared_error", "keras.losses.mean_squared_error"),
    "keras.losses.MeanSquaredError": ("loss", "MeanSquaredError", "keras.losses.MeanSquaredError"),
    "keras.metrics.MeanSquaredError": ("metric", "MeanSquaredError", "keras.metrics.MeanSquaredError"),
    "keras.metrics.AUC": ("metric", "AUC", "keras.metrics.AUC"),
    "keras.metrics.categorical_accuracy": ("metric", "categorical_accuracy", "keras.metrics.categorical_accuracy"),
    "tensorflow.optimizers.Adam": ("optimizer", "Adam", "keras.optimizers.Adam"),
    "tensorflow.losses.BinaryCrossentropy": ("loss", "BinaryCrossentropy", "keras.losses.BinaryCrossentropy"),
    "tensorflow.losses.binary_crossentropy": ("loss", "binary_crossentropy", "keras.losses.binary_crossentropy"),
    "tensorflow.metrics.AUC": ("metric", "AUC", "keras.metrics.AUC"),
    "keras.callbacks.EarlyStopping": ("callback", "EarlyStopping", "keras.callbacks.EarlyStopping"),
    "keras.utils.np_utils.to_categorical": ("function", "to_categorical", "keras.utils.to_categorical"),
    "keras.utils.to_categorical": ("function", "to_categorical", "keras.utils.to_categorical"),
    "keras.preprocessing.image.ImageDataGenerator": (
        "class",
        "ImageDataGenerator",
        "keras.preprocessing.image.ImageDataGenerator",
    ),
    "keras.wrappers.scikit_learn.KerasClassifier": (
        "class",
        "KerasClassifier",
        "keras.wrappers.scikit_learn.KerasClassifier",
    ),
    "keras.backend.relu": ("backend", "relu", "keras.backend.relu"),
    "keras.backend.tensorflow_backend.set_session": ("backend", "set_session", "keras.backend.set_session"),
    "keras.ops.relu": ("ops", "relu", "keras.ops.relu"),
    "keras.ops.image.resize": ("ops", "resize", "keras.ops.image.resize"),
    "keras.datasets.mnist.load_data": ("dataset", "load_data", "keras.datasets.mnist.load_data"),
    "tensorflow.keras.activations.relu": ("activation", "relu", "keras.activations.relu"),
    "keras.regularizers.l2": ("regularizer", "L2", "keras.regularizers.L2"),
    "keras.regularizers.l1l2": ("regularizer", "L1L2", "keras.regularizers.L1L2"),
    "keras.constraints.maxnorm": ("constraint", "MaxNorm", "keras.constraints.MaxNorm"),
    "keras.initializers.he_normal": ("initializer", "HeNormal", "keras.initializers.HeNormal"),
    "tensorflow.keras": ("module", "keras", "keras"),
    "keras.layers": ("module", "layers", "keras.layers"),
    "keras.utils.np_utils": ("module", "np_utils", "keras.utils.np_utils"),
}


@pytest.mark.parametrize("path", RESOLVED)
def test_resolve(path):
    name = names.resolve(path)
    assert name is not None
    assert (name.category, name.canonical, name.canonical_path) == RESOLVED[path]


@pytest.mark.parametrize(
    "path",
    [
        "tensorflow.nn.relu",
        "tensorflow",
        "torch.nn.Sequential",
        "keras_hub.models.Backbone",
        "autokeras.ImageClassifier",
        "mykeras.layers.Dense",
        "keras.layers.NoSuchLayer",
        "keras.layers.Dense.from_config",
        "keras.layers.add.something",
        "keras.nothing",
        "keras.Dense",
        "keras.backend.relu.something",
        "keras.datasets.nothing.load_data",
        "tensorflow.losses.sparse_softmax_cross_entropy",
        "tensorflow.losses.Reduction",
        "tensorflow.losses",
        "tensorflow.metrics.accuracy",
        "tensorflow.layers.Dense",
    ],
)
def test_what_is_not_a_name_of_keras(path):
    assert names.resolve(path) is None


@pytest.mark.parametrize("module", ["losses", "metrics", "optimizers", "initializers"])
def test_what_tensorflow_has_of_keras(module):
    short, long = getattr(tensorflow, module), getattr(tensorflow.keras, module)
    found = [name for name in dir(short) if names.resolve(f"tensorflow.{module}.{name}") is not None]
    assert len(found) > 5
    assert all(getattr(short, name) is getattr(long, name) for name in found)


def test_roots_and_versions():
    assert names.is_keras_root("tensorflow.keras")
    assert names.is_keras_root("keras.layers.NoSuchLayer")
    assert not names.is_keras_root("tensorflow.nn")
    assert not names.is_keras_root("keras_hub")
    assert names.resolve("tf_keras.layers.Dense").root == "tf_keras"
    assert names.resolve("tf_keras.layers.Dense").version == 2
    assert names.resolve("tensorflow.python.keras.layers.Dense").version == 2
    assert names.resolve("keras.ops.relu").version == 3
    assert names.resolve("tensorflow.keras.ops.relu").version == 3
    assert names.resolve("keras.layers.Dense").version is None
    assert names.resolve("keras.src.layers.MaxPool2D").path == "keras.layers.MaxPool2D"


def test_a_former_layer_has_the_shape_of_its_successor():
    for former, present in legacy.SHAPED_LIKE.items():
        assert names.resolve(f"keras.layers.{former}") or names.resolve(f"keras.layers.experimental.{former}")
        assert tables.keras_class(present, "layer", 3) is not None
    assert legacy.shaped_like("CuDNNLSTM") == "LSTM"
    assert legacy.shaped_like("Dense") == "Dense"


def test_former_names_lead_to_present_ones():
    for category, pairs in legacy.FORMER_NAMES.items():
        for former, present in pairs.items():
            assert tables.keras_class(present, category, 3) is not None, (former, present)


def test_exports():
    assert {"Dense", "MaxPool2D", "LocallyConnected2D", "Input", "add"} <= set(names.exports("keras.layers"))
    assert "LocallyConnected2D" in names.exports("tensorflow.keras.layers")
    assert "Dense" in names.exports("keras.layers.core")
    assert "ImageDataGenerator" in names.exports("tensorflow.keras.preprocessing.image")
    assert names.exports("tensorflow.nn") == ()
    assert names.exports("keras.layers.Dense") == ()


def test_exists():
    assert names.exists("keras.layers.Dense", "keras") is True
    assert names.exists("keras.layers.ThresholdedReLU", "keras") is False
    assert names.exists("keras.layers.ThresholdedReLU", "tf.keras") is True
    assert names.exists("keras.utils.np_utils.to_categorical", "keras") is False
    assert names.exists("keras.layers.Dense.from_config", "keras") is None
    assert names.exists("keras.datasets.mnist", "tf_keras") is True


def _public(root, path):
    for name, value in vars(root).items():
        if name.startswith("_") or name in ("src", "version"):
            continue
        if inspect.ismodule(value):
            if "keras" in value.__name__:
                yield f"{path}.{name}", value
                yield from _public(value, f"{path}.{name}")
        else:
            yield f"{path}.{name}", value


@pytest.mark.parametrize("package", ["keras", "tf_keras"])
def test_every_public_name_resolves_and_its_canonical_path_is_the_same_object(package):
    root = pytest.importorskip(package)
    keras = pytest.importorskip("keras")
    checked = 0
    for path, value in _public(root, package):
        name = names.resolve(path)
        assert name is not None, path
        if package == "keras" and ".legacy." not in path:
            found = keras
            for part in name.canonical_path.split(".")[1:]:
                found = getattr(found, part)
            assert found is value, path
        checked += 1
    assert checked > 900
