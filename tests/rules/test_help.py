"""What rules advise where the usual remedy of the rule would be the wrong one."""

from __future__ import annotations

import pytest

from keraslint.testing import lint

START = """
import numpy as np
from keras import Input, Sequential, applications, callbacks, datasets, optimizers
from keras.layers import Dense, Dropout, Embedding, Flatten, GlobalAveragePooling2D

x = np.random.rand(100, 4)
(pixels, numbers), _ = datasets.cifar10.load_data()
(words, sentiment), (more_words, _) = datasets.imdb.load_data()
"""


def stack(*last: str) -> str:
    return f"model = Sequential([Input((4,)), Dense(8, activation='relu'), {', '.join(last)}])"


def classes(units: int, activation: str, labels: str) -> str:
    fit = f"model.compile('adam', 'mse')\nmodel.fit(x, {labels})"
    return f"{stack(f'Dense({units}, activation={activation!r})')}\n{fit}"


def watching(fit: str, metrics: str = "", loss: str = "'mse'") -> str:
    return f"{stack('Dense(1)')}\nmodel.compile('adam', {loss}{metrics})\nmodel.fit(x, np.zeros((100, 1)), {fit})"


def pretrained(made: str) -> str:
    return f"""
model = Sequential([applications.{made}, GlobalAveragePooling2D(), Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(pixels, numbers)
"""


BASE = "include_top=False, input_shape=(32, 32, 3)"
CROSSENTROPY = "`sparse_categorical_crossentropy`"
TEXT = "model = Sequential([Input((100,)), Embedding(90000, 8), Flatten(), Dense(1, activation='sigmoid')])\n"

CASES = [
    ("KL309", classes(3, "sigmoid", "np.random.randint(0, 3, 100)"), f"use {CROSSENTROPY} and a `softmax` output"),
    ("KL309", classes(3, "softmax", "np.random.randint(0, 3, 100)"), f"use {CROSSENTROPY}"),
    ("KL309", classes(2, "sigmoid", "np.random.randint(0, 2, 100)"), f"use {CROSSENTROPY} and a `softmax` output"),
    ("KL309", classes(4, "linear", "np.random.randint(0, 3, 100)"), "give the last layer 1 unit"),
    ("KL309", classes(3, "linear", "np.random.rand(100)"), "give the last layer 1 unit"),
    ("KL310", classes(3, "sigmoid", "np.random.randint(0, 3, 100)"), f"use {CROSSENTROPY} and a `softmax` output"),
    ("KL310", classes(1, "sigmoid", "np.random.randint(0, 3, 100)"), "leave out the activation, or scale the labels"),
    ("KL503", watching("callbacks=[callbacks.EarlyStopping('val_acc')]"), "or watch `loss`"),
    ("KL503", watching("callbacks=[callbacks.EarlyStopping('val_acc')]", loss="unseen()"), "or watch `loss`"),
    ("KL503", watching("callbacks=[callbacks.EarlyStopping('val_mae')]", ", metrics=['mae']"), "or watch `mae`"),
    ("KL503", watching("callbacks=[callbacks.EarlyStopping('val_acc')]", ", metrics=['accuracy']"), "watch `accuracy`"),
    (
        "KL505",
        pretrained(f"MobileNetV2({BASE})"),
        "pretrained model was: `keras.applications.mobilenet_v2.preprocess_input` (the test data too)",
    ),
    ("KL505", pretrained(f"DenseNet201({BASE})"), "`keras.applications.densenet.preprocess_input` (the test data too)"),
    ("KL205", TEXT + "model.predict(more_words)", "`pad_sequences(x, maxlen=100)`"),
    ("KL205", TEXT + "model.predict(more_words[:8])", "`pad_sequences(x, maxlen=100)`"),
    ("KL205", TEXT + "model.predict(np.zeros((50,)))", "the last axis of 100 is missing"),
    ("KL505", pretrained(f"Xception({BASE}, weights=None)"), "begin the model with `layers.Rescaling(1 / 255)`"),
]


@pytest.mark.parametrize(("code", "source", "end"), CASES)
def test_the_help_names_what_is_wrong_here(code: str, source: str, end: str) -> None:
    helps = {found.help for found in lint(START + source) if found.code == code}
    assert len(helps) == 1
    assert str(helps.pop()).endswith(end)


@pytest.mark.parametrize(
    ("rate", "message"),
    [
        ("10", "a learning rate of 10: the training will most likely diverge, and `Adam` takes a float"),
        ("-1", "a learning rate of -1: a negative rate climbs the loss, and `Adam` takes a float"),
        ("0", "`Adam` takes a float as its learning rate, not the integer 0"),
        ("10.0", "a learning rate of 10: the training will most likely diverge"),
    ],
)
def test_a_rate_that_is_wrong_and_no_float_is_both(rate: str, message: str) -> None:
    source = f"{START}{stack('Dense(1)')}\nmodel.compile(optimizers.Adam({rate}), 'mse')"
    found = [each.message for each in lint(source, frozenset({3})) if each.code == "KL508"]
    assert found[0].startswith(message)


def test_the_scale_of_an_optimizer_that_trains_no_model_is_its_own() -> None:
    found = lint(f"{START}optimizers.Adam(10)", frozenset({3}))
    assert [each.message for each in found] == ["`Adam` takes a float as its learning rate, not the integer 10"]


@pytest.mark.parametrize(("rate", "share"), [("0.9", "90%"), ("0.995", "99.5%"), ("0.99999", "99.999%")])
def test_a_share_is_not_rounded_to_all(rate: str, share: str) -> None:
    (found,) = lint(f"{START}Dropout({rate})")
    assert found.message == f"a dropout rate of {rate} drops {share} of the units"


def test_labels_that_are_wrong_beside_others_are_named() -> None:
    model = stack("Dense(10, activation='softmax')")
    source = f"{model}\nmodel.compile('adam', 'categorical_crossentropy')"
    fit = "model.fit(x, np.eye(10)[np.random.randint(0, 10, 100)])\nmodel.fit(x, np.random.randint(0, 10, 100))"
    (found,) = [one for one in lint(f"{START}{source}\n{fit}") if one.code == "KL308"]
    assert found.message.startswith("these labels are integers 0 … 9, from `randint`, but")
