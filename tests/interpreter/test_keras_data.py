"""Data as Keras and TensorFlow give it to ``fit``: what is known of it, and that it is true of the real libraries."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.interpreter.data_of import brief, events, fit
from tests.interpreter.real_data import disagreements, problems, run

keras = pytest.importorskip("keras")
tf_keras = pytest.importorskip("tf_keras")
np = pytest.importorskip("numpy")

XY = "x = np.random.rand(50, 4).astype('float32'); y = np.random.randint(0, 3, 50)\n"
SETUP = XY + "ds = tf.data.Dataset.from_tensor_slices((x, y))\n"
CASES = [
    block for block in Path(__file__).with_name("keras_data.txt").read_text("utf-8").split("\n\n") if block.strip()
]


def arguments(found: tuple[object, object]) -> str:
    x, y = found
    return brief(x) if y is None else f"{brief(x)}; {brief(y)}"


def expected(block: str) -> str:
    return "; ".join(line[5:] for line in block.splitlines() if line.startswith(("# x: ", "# y: ")))


@pytest.mark.parametrize("block", CASES)
def test_what_is_known_is_true(block: str) -> None:
    assert arguments(fit(SETUP + block)) == expected(block)
    assert disagreements(SETUP + block) == []


# keras.datasets


LOADED = {
    "mnist": "(60000, 28, 28) uint8 0..255; (60000,) uint8 classes/10 0..9",
    "fashion_mnist": "(60000, 28, 28) uint8 0..255; (60000,) uint8 classes/10 0..9",
    "cifar10": "(50000, 32, 32, 3) uint8 0..255; (50000, 1) uint8 classes/10 0..9",
    "cifar100": "(50000, 32, 32, 3) uint8 0..255; (50000, 1) int64 classes/100 0..99",
    "imdb": "(25000,) object; (25000,) int64 binary/2 0..1",
    "reuters": "(8982,) object; (8982,) int64 classes/46 0..45",
    "boston_housing": "(404, 13) float64; (404,) float64 continuous 5..50",
    "california_housing": "(16512, 8) ?; (16512,) ? continuous 14999..500001",
}
LOAD = "(x, y), (a, b) = keras.datasets.{}\nmodel.fit({})"


@pytest.mark.parametrize("name", LOADED)
def test_load_data(name: str) -> None:
    assert arguments(fit(LOAD.format(f"{name}.load_data()", "x, y"))) == LOADED[name]
    assert set(LOADED) == {name for name in dir(keras.datasets) if hasattr(getattr(keras.datasets, name), "load_data")}


@pytest.mark.parametrize("name", LOADED)
def test_load_data_is_what_the_docstring_says(name: str) -> None:
    page = getattr(keras.datasets, name).load_data.__doc__
    for array, passed in {"x_train": "x", "y_train": "y", "x_test": "a", "y_test": "b"}.items():
        (found, _) = fit(LOAD.format(f"{name}.load_data()", passed))
        for shape in re.findall(rf"assert {array}\.shape == (\([\d, ]+\))", page):
            assert brief(found).startswith(shape)
    width = re.search(r"\(num_samples, (\d+)\)", page)
    assert width is None or f", {width[1]})" in LOADED[name]


@pytest.mark.parametrize(
    ("call", "passed", "expected"),
    [
        ("cifar100.load_data(label_mode='coarse')", "y", "(50000, 1) int64 classes/20 0..19"),
        ("imdb.load_data(num_words=10000)", "x", "(25000,) object 0..9999"),
        ("imdb.load_data(None, 500)", "a", "(25000,) object 0..499"),
        ("imdb.load_data(maxlen=100)", "x, y", "(?,) object; (?,) int64 binary/2 0..1"),
        ("reuters.load_data(test_split=0.1)", "a", "(1123,) object"),
        ("reuters.load_data(test_split=share)", "a", "(?,) object"),
        ("boston_housing.load_data(test_split=0.5)", "a", "(253, 13) float64"),
        ("california_housing.load_data(version='small')", "x", "(480, 8) ?"),
        ("mnist.load_data('mnist.npz')", "a, b", "(10000, 28, 28) uint8 0..255; (10000,) uint8 classes/10 0..9"),
    ],
)
def test_options_of_load_data(call: str, passed: str, expected: str) -> None:
    assert arguments(fit(LOAD.format(call, passed))) == expected


def test_load_data_follows_the_image_data_format() -> None:
    source = "keras.backend.set_image_data_format('channels_first')\n" + LOAD.format("cifar10.load_data()", "x")
    assert arguments(fit(source)) == "(50000, 3, 32, 32) uint8 0..255"


def test_the_source_of_a_fact_is_told() -> None:
    source = "(x, y), _ = keras.datasets.mnist.load_data()\nz = keras.utils.to_categorical(y, 10)\nmodel.fit(y, z)"
    found = [array.evidence.text for array in fit(source)]  # type: ignore[attr-defined]
    assert found == ["from `mnist.load_data()`", "from `to_categorical`"]


# Files


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three classes of four pictures, texts and sounds each."""
    import tensorflow as tf

    root = tmp_path_factory.mktemp("files")
    for name in ("ant", "bee", "cat"):
        for kind in ("images", "texts", "sounds"):
            (root / kind / name).mkdir(parents=True)
        for number in range(4):
            picture = tf.io.encode_png(np.random.randint(0, 256, (12, 10, 3)).astype("uint8"))
            (root / "images" / name / f"{number}.png").write_bytes(picture.numpy())
            (root / "texts" / name / f"{number}.txt").write_text("a b c")
            sound = tf.audio.encode_wav(np.random.uniform(-1, 1, (60, 1)), 8000)
            (root / "sounds" / name / f"{number}.wav").write_bytes(sound.numpy())
    return root


IMAGES = "dataset of batches: (None, {}) float32 0..255"
DIRECTORIES = [
    ("image", "images", "", IMAGES.format("256, 256, 3") + " | (None,) int32 classes/? 0.."),
    ("image", "images", "label_mode='categorical', image_size=(16, 8), color_mode='grayscale'",
     IMAGES.format("16, 8, 1") + " | (None, ?) float32 one-hot/? 0..1"),
    ("image", "images", "class_names=['ant', 'bee', 'cat'], label_mode='int', color_mode='rgba', image_size=[9, 9]",
     IMAGES.format("9, 9, 4") + " | (None,) int32 classes/3 0..2"),
    ("image", "images", "class_names=['bee', 'cat'], label_mode='binary', image_size=(8, 8), batch_size=3",
     IMAGES.format("8, 8, 3") + " | (None, 1) float32 binary/2 0..1"),
    ("image", "images", "label_mode=None, image_size=(8, 8)", IMAGES.format("8, 8, 3")),
    ("image", "images", "labels=None, image_size=(8, 8)", IMAGES.format("8, 8, 3")),
    ("image", "images", "image_size=(8, 8), batch_size=None, label_mode='categorical'",
     "dataset of samples: (8, 8, 3) float32 0..255 | (?,) float32 one-hot/? 0..1"),
    ("text", "texts", "", "dataset of batches: (None,) str | (None,) int32 classes/? 0.."),
    ("text", "texts", "label_mode='categorical', batch_size=2",
     "dataset of batches: (None,) str | (None, ?) float32 one-hot/? 0..1"),
    ("audio", "sounds", "output_sequence_length=50",
     "dataset of batches: (None, 50, None) float32 -1..1 | (None,) int32 classes/? 0.."),
    ("audio", "sounds", "",
     "dataset of batches: (None, None, None) float32 -1..1 | (None,) int32 classes/? 0.."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "folder", "options", "expected"), DIRECTORIES)
def test_directories(kind: str, folder: str, options: str, expected: str, directory: Path) -> None:
    source = f"d = keras.utils.{kind}_dataset_from_directory({str(directory / folder)!r}, {options})\nmodel.fit(d)"
    assert arguments(fit(source)) == expected
    assert disagreements(source) == []


def test_subsets_of_a_directory(directory: Path) -> None:
    source = (
        f"a, b = keras.utils.image_dataset_from_directory({str(directory / 'images')!r}, validation_split=0.5, "
        "subset='both', seed=1, image_size=(8, 8))\nmodel.fit(a, b)"
    )
    half = IMAGES.format("8, 8, 3") + " | (None,) int32 classes/? 0.."
    assert arguments(fit(source)) == f"{half}; {half}"
    assert disagreements(source) == []


def test_the_number_of_classes_is_one_number(directory: Path) -> None:
    source = (
        f"d = keras.utils.image_dataset_from_directory({str(directory / 'images')!r}, label_mode='categorical')\n"
        "model.fit(d, len(d.class_names))"
    )
    data, count = fit(source)
    assert data.element[1].shape[1] is count  # type: ignore[attr-defined]
    assert run(source)[1] == 3


FLOWS = [
    ("", "target_size=(16, 8)", "(None, 16, 8, 3) float32 0..255 | (None, ?) float32 one-hot/? 0..1"),
    ("rescale=1.0 / 255", "target_size=(8, 8), class_mode='sparse'",
     "(None, 8, 8, 3) float32 0..1 | (None,) float32 classes/? 0.."),
    ("samplewise_center=True, samplewise_std_normalization=True", "target_size=(8, 8), color_mode='grayscale'",
     "(None, 8, 8, 1) float32 standardised | (None, ?) float32 one-hot/? 0..1"),
    ("preprocessing_function=tf.keras.applications.mobilenet_v2.preprocess_input",
     "target_size=(8, 8), class_mode='binary', classes=['ant', 'bee']",
     "(None, 8, 8, 3) float32 -1..1 | (None,) float32 binary/2 0..1"),
    ("", "target_size=(8, 8), class_mode=None", "(None, 8, 8, 3) float32 0..255"),
    ("", "target_size=(8, 8), class_mode='input', batch_size=2",
     "(None, 8, 8, 3) float32 0..255 | (None, 8, 8, 3) float32 0..255"),
]  # fmt: skip


@pytest.fixture
def pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures without Pillow."""

    def load_img(path: Any, color_mode: str = "rgb", target_size: Any = None, **_: Any) -> Any:
        channels = {"grayscale": (), "rgb": (3,), "rgba": (4,)}[color_mode]
        return np.random.randint(0, 256, (*target_size, *channels)).astype("uint8")

    monkeypatch.setattr("keras.src.utils.image_utils.load_img", load_img)


@pytest.mark.usefixtures("pictures")
@pytest.mark.parametrize(("options", "flow", "expected"), FLOWS)
def test_flow_from_directory(options: str, flow: str, expected: str, directory: Path) -> None:
    source = (
        f"g = tf.keras.preprocessing.image.ImageDataGenerator({options})\n"
        f"d = g.flow_from_directory({str(directory / 'images')!r}, {flow})\nmodel.fit(d)"
    )
    assert arguments(fit(source)) == f"generator of batches: {expected}"
    assert disagreements(source) == []


@pytest.mark.usefixtures("pictures")
def test_what_an_iterator_tells_of_itself(directory: Path) -> None:
    head = (
        "g = tf.keras.preprocessing.image.ImageDataGenerator()\n"
        f"d = g.flow_from_directory({str(directory / 'images')!r}, target_size=(16, 8), batch_size=5)\n"
    )
    data, count = fit(head + "model.fit(d, d.num_classes)")
    assert data.element[1].shape[1] is count  # type: ignore[attr-defined]
    assert fit(head + "model.fit(d, len(d.class_indices) - d.num_classes)")[1] == 0
    assert fit(head + "model.fit(d.image_shape, d.batch_size)") == ((16, 8, 3), 5)
    assert fit(head + "model.fit(d.samples - d.n)")[0] == 0
    assert run(head + "model.fit(d.image_shape, d.num_classes + d.batch_size + d.samples - d.n)") == ((16, 8, 3), 8)


@pytest.mark.usefixtures("pictures")
@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ("x_col='file', y_col='kind', target_size=(8, 8)", " | (None, ?) float32 one-hot/? 0..1"),
        ("x_col='file', y_col='size', class_mode='raw', target_size=(8, 8)", " | (None,) ?"),
        ("x_col='file', y_col=['size', 'age'], class_mode='raw', target_size=(8, 8)", " | (None, 2) ?"),
        ("None, 'file', 'kind', None, (8, 8), 'rgb', None, 'sparse'", " | (None,) float32 classes/? 0.."),
        ("x_col='file', class_mode=None, target_size=(8, 8)", ""),
    ],
)
def test_flow_from_dataframe(options: str, expected: str, directory: Path) -> None:
    pytest.importorskip("pandas")
    files = [str(path) for path in sorted((directory / "images").glob("*/*.png"))]
    frame = f"{{'file': {files!r}, 'kind': ['a', 'b', 'c'] * 4, 'size': [1.5] * 12, 'age': [2] * 12}}"
    source = (
        "import pandas as pd\ng = tf.keras.preprocessing.image.ImageDataGenerator()\n"
        f"d = g.flow_from_dataframe(pd.DataFrame({frame}), {options})\nmodel.fit(d)"
    )
    assert arguments(fit(source)) == f"generator of batches: (None, 8, 8, 3) float32 0..255{expected}"
    assert disagreements(source) == []


# What is not known, and what runs elsewhere only


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import tensorflow_datasets as tfds\nd, info = tfds.load('x', with_info=True, as_supervised=True)\n"
         "d = d['train'].map(lambda a, b: (a, tf.one_hot(b, 3))).batch(8)",
         "dataset of batches: ? | ? float32 one-hot/3 0..1"),
        ("import tensorflow_datasets as tfds\n[d, e] = tfds.load('x', split=['train', 'test'], as_supervised=True)",
         "dataset of samples: ? | ?"),
        ("import tensorflow_datasets as tfds\nd = tfds.load('x', split='train', batch_size=-1)",
         "dataset of batches: ?"),
        ("d = tf.data.TFRecordDataset(files).map(parse).batch(8)", "dataset of batches: ?"),
        ("d = keras.utils.to_categorical(labels, num_classes=4)", "? ? one-hot/4 0..1"),
        ("d = keras.utils.to_categorical(labels)", "? ? one-hot/? 0..1"),
        ("d = tf.one_hot(labels, 4)", "? float32 one-hot/4 0..1"),
        ("class Loader(keras.utils.Sequence):\n    def __getitem__(self, i):\n        return f(i)\nd = Loader()",
         "generator of batches: ?"),
        ("d = keras.utils.get_file('a', 'b')", "?"),
        ("from keras_preprocessing.image import ImageDataGenerator\n"
         "d = ImageDataGenerator().flow_from_directory('x', class_mode='binary')",
         "generator of batches: (None, 256, 256, 3) float32 0..255 | (None,) float32 binary/2 0..1"),
    ],
)  # fmt: skip
def test_what_is_not_known(source: str, expected: str) -> None:
    assert arguments(fit(f"{source}\nmodel.fit(d)")) == expected


def test_layers_in_a_pipeline_see_the_arrays() -> None:
    source = (
        "augment = keras.Sequential([layers.RandomFlip('horizontal'), layers.Rescaling(1 / 255)])\n"
        "d = tf.data.Dataset.from_tensor_slices(np.random.randint(0, 256, (9, 8, 8, 3))).batch(3)\n"
        "d = d.map(lambda a: augment(a, training=True))\nmodel.fit(d)"
    )
    assert arguments(fit(source)) == "dataset of batches: (None, 8, 8, 3) float32 0..1 x3"
    (called,) = events(source, "call")
    assert called.call is not None
    assert brief(called.call.value("inputs")).startswith("(None, 8, 8, 3)")
    assert problems(fit(source)[0], run(source)[0]) == []
