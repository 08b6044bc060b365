"""Pictures loaded by OpenCV, Pillow and scikit-image: what the interpreter says of them is what the libraries give."""

from __future__ import annotations

from pathlib import Path

import pytest

from keraslint.arrays import Array
from tests.interpreter.data_of import brief, fit
from tests.interpreter.real_data import disagreements

np = pytest.importorskip("numpy")
cv2 = pytest.importorskip("cv2")
pillow = pytest.importorskip("PIL.Image")
pytest.importorskip("skimage")

HEAD = """
import cv2
import skimage
from PIL import Image, ImageOps
from skimage.transform import resize
from skimage.color import rgb2gray
p = {path!r}
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    name = tmp_path_factory.mktemp("pictures") / "picture.png"
    pixels = np.random.default_rng(0).integers(0, 256, (12, 20, 3)).astype("uint8")
    cv2.imwrite(str(name), pixels)
    return name


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("cv2.imread(p)", "(?, ?, 3) uint8 0..255"),
        ("cv2.imread(p, 0)", "(?, ?) uint8 0..255"),
        ("cv2.imread(p, cv2.IMREAD_GRAYSCALE)", "(?, ?) uint8 0..255"),
        ("cv2.imread(p, cv2.IMREAD_COLOR)", "(?, ?, 3) uint8 0..255"),
        ("cv2.imread(p, -1)", "? ?"),
        ("cv2.resize(cv2.imread(p), (32, 16))", "(16, 32, 3) uint8 0..255"),
        ("cv2.resize(cv2.imread(p, 0), (32, 16))", "(16, 32) uint8 0..255"),
        ("cv2.resize(cv2.imread(p, 0)[..., None], (32, 16))", "(16, 32) uint8 0..255"),
        ("cv2.resize(cv2.imread(p), None, fx=0.5, fy=0.5)", "(?, ?, 3) uint8 0..255"),
        ("cv2.resize(cv2.imread(p) / 255.0, (8, 8))", "(8, 8, 3) float64 0..1"),
        ("cv2.resize(cv2.imread(p) / 255.0, (8, 8), interpolation=cv2.INTER_CUBIC)", "(8, 8, 3) float64"),
        ("cv2.cvtColor(cv2.imread(p), cv2.COLOR_BGR2GRAY)", "(?, ?) uint8 0..255"),
        ("cv2.cvtColor(cv2.imread(p), cv2.COLOR_BGR2RGB)", "(?, ?, 3) uint8 0..255"),
        ("cv2.cvtColor(cv2.imread(p, 0), cv2.COLOR_GRAY2BGR)", "(?, ?, 3) uint8 0..255"),
        ("cv2.cvtColor(cv2.imread(p), cv2.COLOR_BGR2BGRA)", "(?, ?, 4) uint8 0..255"),
        ("cv2.GaussianBlur(cv2.imread(p), (3, 3), 0)", "(?, ?, 3) uint8 0..255"),
        ("cv2.threshold(cv2.imread(p, 0), 127, 255, cv2.THRESH_BINARY)[1]", "(?, ?) uint8 0..255"),
        ("cv2.Canny(cv2.imread(p), 100, 200)", "(?, ?) uint8 0..255"),
        ("np.array(Image.open(p))", "? ?"),
        ("np.array(Image.open(p).convert('RGB'))", "(?, ?, 3) uint8 0..255"),
        ("np.array(Image.open(p).convert('L').resize((8, 6)))", "(6, 8) uint8 0..255"),
        ("np.asarray(Image.open(p).resize((8, 6)).convert('RGB'))", "(?, ?, 3) uint8 0..255"),
        ("np.asarray(Image.open(p).convert('RGB').crop((2, 3, 10, 7)))", "(4, 8, 3) uint8 0..255"),
        ("np.asarray(ImageOps.fit(Image.open(p).convert('RGB'), (8, 6)))", "(6, 8, 3) uint8 0..255"),
        ("np.asarray(ImageOps.grayscale(Image.open(p).convert('RGB')))", "(?, ?) uint8 0..255"),
        ("np.asarray(Image.fromarray(cv2.imread(p)).resize((5, 5)))", "(5, 5, 3) uint8 0..255"),
        ("np.array(keras.utils.load_img(p, target_size=(6, 8)))", "(6, 8, 3) uint8 0..255"),
        ("np.array(keras.utils.load_img(p, target_size=(6, 8)).convert('L'))", "(6, 8) uint8 0..255"),
        ("keras.utils.img_to_array(Image.open(p).convert('L').resize((8, 6)))", "(6, 8, 1) float32 0..255"),
        ("resize(cv2.imread(p), (10, 12))", "(10, 12, 3) float64 0..1"),
        ("resize(cv2.imread(p), (10, 12, 3), preserve_range=True)", "(10, 12, 3) float64 0..255"),
        ("resize(skimage.io.imread(p), (10, 12, 3))", "(10, 12, 3) ?"),
        ("rgb2gray(cv2.imread(p))", "(?, ?) ? 0..1"),
    ],
)
def test_pictures(path: Path, source: str, shown: str) -> None:
    program = HEAD.format(path=str(path)) + f"model.fit({source}, None)"
    assert brief(fit(program)[0]) == shown
    assert not disagreements(program)


def test_a_list_of_pictures(path: Path) -> None:
    program = HEAD.format(path=str(path)) + (
        "xs, ys = [], []\nfor name in [p] * 600:\n    picture = cv2.resize(cv2.imread(name), (16, 8))\n"
        "    xs.append(picture)\n    ys.append(0)\nmodel.fit(np.array(xs), np.array(ys))"
    )
    x, _ = fit(program)
    assert isinstance(x, Array)
    assert isinstance(x.shape, tuple)
    assert x.shape[1:] == (8, 16, 3)
    assert (x.low, x.high) == (0, 255)
    assert not disagreements(program)
