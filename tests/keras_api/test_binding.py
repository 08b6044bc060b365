"""Calls bound to signatures, and the verdicts tried on real Keras."""

from __future__ import annotations

from collections import UserDict
from functools import partial

import numpy
import pytest

from keraslint.keras_api import legacy, tables
from keraslint.keras_api.binding import bind, name_in

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")

ROOTS = {3: keras, 2: tf_keras}
BOTH = frozenset({2, 3})


def joined(values):
    return tuple(values)


# Calls as people of Keras 1 and 2 wrote them: (class, positional, keywords) → what Keras 3 wants.
SPELLINGS = [
    ("Dense", (), {"output_dim": 4, "init": "uniform", "input_dim": 8}, {"units": 4, "kernel_initializer": "uniform"}),
    ("Dense", (4,), {"W_regularizer": None, "bias": False}, {"kernel_regularizer": None, "use_bias": False}),
    ("Convolution2D", (8,), {"nb_row": 3, "nb_col": 5, "border_mode": "same"}, {"kernel_size": (3, 5)}),
    ("Convolution2D", (8, 3), {"subsample": (2, 2)}, {"strides": (2, 2)}),
    ("Convolution1D", (), {"nb_filter": 4, "filter_length": 3, "subsample_length": 2}, {"filters": 4, "strides": 2}),
    ("Convolution3D", (4,), {"kernel_dim1": 2, "kernel_dim2": 2, "kernel_dim3": 2}, {"kernel_size": (2, 2, 2)}),
    ("MaxPooling1D", (), {"pool_length": 3, "stride": 2}, {"pool_size": 3, "strides": 2}),
    ("UpSampling1D", (), {"length": 3}, {"size": 3}),
    ("Dropout", (), {"p": 0.5}, {"rate": 0.5}),
    ("GaussianNoise", (), {"sigma": 0.5}, {"stddev": 0.5}),
    ("Reshape", (), {"dims": (2, 3)}, {"target_shape": (2, 3)}),
    ("Permute", (), {"dims": (2, 1)}, {"dims": (2, 1)}),
    ("LSTM", (4,), {"inner_init": "orthogonal", "dropout_W": 0.1, "dropout_U": 0.1}, {"recurrent_dropout": 0.1}),
    ("Embedding", (10, 4), {"init": "uniform"}, {"embeddings_initializer": "uniform"}),
    ("LeakyReLU", (), {"alpha": 0.1}, {"negative_slope": 0.1}),
    ("ELU", (), {"alpha": 0.1}, {"alpha": 0.1}),
    ("InputLayer", (), {"input_shape": (3,)}, {"shape": (3,)}),
    ("BatchNormalization", (), {"beta_init": "zeros"}, {"beta_initializer": "zeros"}),
    ("PReLU", (), {"init": "zeros"}, {"alpha_initializer": "zeros"}),
]


@pytest.mark.parametrize(("cls", "positional", "keywords", "expected"), SPELLINGS)
def test_old_spellings_become_calls_that_keras_3_takes(cls, positional, keywords, expected):
    binding = bind(cls, "layer", positional, keywords, join=joined)
    for name, value in expected.items():
        assert binding.arguments[name] == value
    assert not binding.unknown
    assert not binding.missing
    layer = getattr(keras.layers, cls)(**binding.arguments)
    for name, value in expected.items():
        if isinstance(value, (int, float)) and hasattr(layer, name):
            assert getattr(layer, name) in (value, (value,))


@pytest.mark.parametrize("version", [3, 2])
@pytest.mark.parametrize(("cls", "positional", "keywords", "expected"), SPELLINGS)
def test_rejected_keywords_are_what_makes_the_call_fail(cls, positional, keywords, expected, version):
    binding = bind(cls, "layer", positional, keywords, join=joined)
    table = tables.keras_class(cls, "layer", version)
    construct = getattr(ROOTS[version].layers, cls)
    arguments = {name: value for name, value in binding.arguments.items() if name in table.accepted}
    if cls != "InputLayer":  # in Keras 2 it wants a shape under the old name
        construct(**arguments)
    for keyword, value in keywords.items():
        if version in binding.rejected.get(keyword, ()):
            with pytest.raises((ValueError, TypeError)):
                construct(**arguments, **{keyword: value})
    if not any(version in versions for versions in binding.rejected.values()):
        construct(*positional, **keywords)


def test_positions():
    binding = bind("Dense", "layer", [64, "relu"], {"input_shape": (3,)})
    assert binding.arguments == {"units": 64, "activation": "relu", "input_shape": (3,)}
    assert binding.spelled == {"units": None, "activation": None, "input_shape": "input_shape"}
    assert binding.positional == (64, "relu")
    assert not binding.rejected
    assert not binding.ambiguous
    assert not binding.surplus


def test_a_keras_1_kernel_stays_what_it_now_is():
    binding = bind("Convolution2D", "layer", [32, 3, 3], {})
    assert binding.arguments == {"filters": 32, "kernel_size": 3, "strides": 3}
    assert len(binding.positional) == 3
    assert keras.layers.Convolution2D(32, 3, 3).strides == (3, 3)


@pytest.mark.parametrize(
    ("method", "keyword", "versions"),
    [
        ("load_weights", "objects_to_skip", {2}),  # read in a helper of another module
        ("load_weights", "by_name", set()),
        ("load_weights", "run_metadata", BOTH),
        ("evaluate", "workers", {3}),
        ("compile", "experimental_steps_per_execution", {3}),
    ],
)
def test_keywords_of_methods_are_those_that_keras_takes(method, keyword, versions, tmp_path):
    binding = bind(method, "method", [], {keyword: None})
    assert set(binding.rejected.get(keyword, ()) or (BOTH if keyword in binding.unknown else ())) == versions
    for version, root in ROOTS.items():
        model = root.Sequential([root.layers.Dense(1, input_shape=(2,))])
        model.compile("sgd", "mse")
        path = str(tmp_path / "x.weights.h5")
        model.save_weights(path)
        first = {"load_weights": [path], "evaluate": [numpy.zeros((1, 2)), numpy.zeros((1, 1))], "compile": ["sgd"]}
        call = partial(getattr(model, method), *first[method], **{keyword: [] if keyword == "objects_to_skip" else 1})
        if version in versions:
            with pytest.raises((ValueError, TypeError), match=keyword):
                call()
        elif keyword != "by_name":  # of another file format in Keras 3
            call()


def test_names_of_the_past():
    assert name_in(2, "LeakyReLU", "layer", "negative_slope") == "alpha"
    assert name_in(3, "LeakyReLU", "layer", "negative_slope") == "negative_slope"
    assert name_in(2, "Dense", "layer", "units") == "units"
    assert name_in(2, "Dense", "layer", "nonsense") == "nonsense"


def test_what_one_version_rejects():
    assert bind("Dense", "layer", [1], {"batch_input_shape": 1}).rejected == {"batch_input_shape": frozenset({3})}
    assert bind("Dense", "layer", [1], {"weights": 1}).rejected == {"weights": frozenset({3})}
    assert bind("Adam", "optimizer", [], {"lr": 0.1}).rejected == {"lr": frozenset({3})}
    assert bind("Adam", "optimizer", [], {"lr": 0.1}).arguments == {"learning_rate": 0.1}
    assert not bind("Adam", "optimizer", [], {"decay": 0.1}).rejected
    assert bind("LeakyReLU", "layer", [], {"negative_slope": 1}).rejected == {"negative_slope": frozenset({2})}
    assert bind("fit", "method", [], {"workers": 1}).rejected == {"workers": frozenset({3})}
    assert bind("fit", "method", [], {"nb_epoch": 1}).rejected == {"nb_epoch": BOTH}
    assert bind("fit", "method", [], {"nb_epoch": 1}).arguments == {"epochs": 1}
    assert bind("to_categorical", "function", [], {"y": 1, "num_classes": 2}).rejected == {"y": frozenset({3})}
    assert bind("ModelCheckpoint", "callback", ["x"], {"period": 1}).rejected == {"period": frozenset({3})}
    assert bind("Dense", "layer", [1], {"kernel_layout": 1}).rejected == {"kernel_layout": frozenset({3})}
    assert bind("compile", "method", [], {"distribute": 1}).rejected == {"distribute": frozenset({3})}
    assert bind("compile", "method", [], {"run_metadata": 1}).rejected == {"run_metadata": BOTH}


@pytest.mark.parametrize(
    ("cls", "category", "keyword", "nearest"),
    [
        ("Dense", "layer", "kernel_initialiser", "kernel_initializer"),
        ("Dense", "layer", "actiavtion", "activation"),
        ("Dense", "layer", "return_sequences", None),
        ("LSTM", "layer", "return_sequence", "return_sequences"),
        ("Conv2D", "layer", "stirdes", "strides"),
        ("Adam", "optimizer", "learningrate", "learning_rate"),
        ("EarlyStopping", "callback", "patiance", "patience"),
        ("fit", "method", "validaton_data", "validation_data"),
        ("compile", "method", "metric", "metrics"),
        ("BinaryCrossentropy", "loss", "from_logit", "from_logits"),
        ("Input", "input", "shpe", "shape"),
    ],
)
def test_what_no_version_has(cls, category, keyword, nearest):
    binding = bind(cls, category, [], {keyword: 1}, partial=True)
    assert binding.unknown == {keyword: nearest}
    assert not binding.rejected
    homes = {"layer": "layers", "optimizer": "optimizers", "callback": "callbacks", "loss": "losses"}
    needed = {"Dense": {"units": 1}, "LSTM": {"units": 1}, "Conv2D": {"filters": 1, "kernel_size": 1}}.get(cls, {})
    for root in ROOTS.values():
        if category == "method":
            function = getattr(root.Sequential([root.layers.Dense(1)]), cls)
        else:
            function = getattr(root if category == "input" else getattr(root, homes[category]), cls)
        with pytest.raises((TypeError, ValueError)):
            function(**needed, **{keyword: 1})


def test_missing():
    assert bind("Conv2D", "layer", [3], {}).missing == ("kernel_size",)
    assert bind("Conv2D", "layer", [3], {}, partial=True).missing == ()
    assert bind("Conv2D", "layer", [3], {"nb_row": 3, "nb_col": 3}).missing == ()
    assert bind("Conv2D", "layer", [], {"nb_filter": 3, "filter_length": 3}).missing == ()
    assert bind("Flatten", "layer", [], {}).missing == ()


def test_surplus_and_duplicates():
    assert bind("Flatten", "layer", ["channels_last", 2], {}).surplus == (2,)
    assert bind("Dense", "layer", [3], {"units": 4}).duplicates == ("units",)
    assert bind("SGD", "optimizer", [0.1], {"lr": 0.2}).duplicates == ("learning_rate",)
    assert bind("SGD", "optimizer", [0.1], {"lr": 0.2}).arguments == {"learning_rate": 0.1}
    with pytest.raises(TypeError):
        keras.layers.Flatten("channels_last", 2)
    with pytest.raises(TypeError):
        tf_keras.layers.Flatten("channels_last", 2)


def test_positions_that_the_versions_read_differently():
    values = list(range(17))
    new, old = bind("GRU", "layer", values, {}), bind("GRU", "layer", values, {}, version=2)
    assert new.arguments["seed"] == old.arguments["return_sequences"] == 16
    assert new.ambiguous == {"seed"}
    assert old.ambiguous == {"return_sequences"}
    assert bind("Input", "input", [(3,), None, "x"], {}).ambiguous == {"dtype"}
    assert bind("Input", "input", [(3,), None, "x"], {}, version=2).arguments["name"] == "x"
    assert not bind("LeakyReLU", "layer", [0.1], {}).ambiguous
    assert bind("LeakyReLU", "layer", [0.1], {}, version=2).arguments == {"negative_slope": 0.1}


def test_joined_values():
    keywords = {"nb_row": 3, "nb_col": 4}
    assert bind("Conv2D", "layer", [8], keywords).joined == {"kernel_size": (3, 4)}
    assert "kernel_size" not in bind("Conv2D", "layer", [8], keywords).arguments
    assert bind("Conv2D", "layer", [8], keywords, join=joined).arguments["kernel_size"] == (3, 4)
    assert bind("Dense", "layer", [8], keywords).unknown == {"nb_row": None, "nb_col": None}


def test_models():
    assert bind("Model", "model", ["a", "b"], {"name": "x"}).arguments == {"inputs": "a", "outputs": "b", "name": "x"}
    old = bind("Model", "model", [], {"input": "a", "output": "b"})
    assert old.arguments == {"inputs": "a", "outputs": "b"}
    assert old.rejected == {"input": BOTH, "output": BOTH}
    assert bind("Sequential", "model", [["a"]], {}).arguments == {"layers": ["a"]}
    assert bind("Sequential.add", "method", ["a", "b"], {}).positional == ("a", "b")
    for root in ROOTS.values():
        tensor = root.Input((2,))
        with pytest.raises((TypeError, ValueError)):
            root.Model(input=tensor, output=tensor)


def test_layers_of_former_versions():
    lstm = bind("CuDNNLSTM", "layer", [3], {"return_sequences": True})
    assert lstm.arguments == {"units": 3, "return_sequences": True}
    assert not lstm.rejected
    assert not lstm.unknown
    local = bind("LocallyConnected1D", "layer", [], {"nb_filter": 3, "filter_length": 2})
    assert local.arguments == {"filters": 3, "kernel_size": 2}
    highway = bind("Highway", "layer", [1, 2], {"anything": 3})
    assert highway.arguments == {"anything": 3}
    assert highway.positional == (1, 2)
    assert highway.signature is None
    assert not highway.unknown
    assert not highway.missing


def test_obsolete_is_not_unknown():
    assert bind("BatchNormalization", "layer", [], {"mode": 2}).rejected == {"mode": BOTH}
    assert bind("Embedding", "layer", [3, 4], {"dropout": 0.2}).rejected == {"dropout": BOTH}
    assert bind("Dense", "layer", [3], {"mode": 2}).unknown == {"mode": None}


def test_values():
    assert legacy.modern_value("dim_ordering", "th") == "channels_first"
    assert legacy.modern_value("dim_ordering", "tf") == "channels_last"
    assert legacy.modern_value("dim_ordering", 3) == 3
    assert legacy.modern_value("border_mode", "same") == "same"


class Counted(UserDict):
    """Keywords that count how often they are gone through."""

    passes = 0

    def __iter__(self):
        self.passes += 1
        return super().__iter__()


@pytest.mark.parametrize("count", [2, 50])
def test_many_unknown_keywords_are_gone_through_as_often_as_few(count):
    few, many = Counted(a=0), Counted({f"a{number}": 0 for number in range(count)})
    assert len(bind("Dense", "layer", (), few).unknown) == 1
    assert len(bind("Dense", "layer", (), many).unknown) == count
    assert many.passes == few.passes
