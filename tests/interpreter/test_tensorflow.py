"""TensorFlow's functions, ``keras.ops`` and ``keras.backend`` on data and on symbolic tensors, against the real ones."""

from __future__ import annotations

import pytest

from keraslint.arrays import Array
from keraslint.shapes import UNKNOWN
from tests.interpreter.data_of import brief, fit, loose
from tests.interpreter.real_data import disagreements, run

pytest.importorskip("tensorflow")
keras = pytest.importorskip("keras")

SETUP = """
from keras import ops
x = tf.constant(np.random.rand(6, 4, 3).astype("float32"))
y = tf.constant(np.random.randint(0, 5, 6))
p = tf.constant(np.random.randint(0, 256, (5, 8, 8, 3)).astype("uint8"))
"""

# Everything here has a shape and a type that are known, and true.
KNOWN = """
tf.constant([[1, 2], [3, 4]])
tf.constant([1.5, 2])
tf.constant(0.5, shape=(2, 3))
tf.constant([1, 2], dtype=tf.float32)
tf.convert_to_tensor(np.ones((2, 3)), dtype="float32")
tf.convert_to_tensor([1, 2, 3])
tf.Variable(tf.zeros((2, 3)))
tf.zeros((2, 3))
tf.zeros([2, 3], tf.int32)
tf.ones(4)
tf.ones((2, 2), dtype=tf.int64)
tf.zeros_like(x)
tf.ones_like(y)
tf.eye(3)
tf.eye(3, 4)
tf.random.normal((2, 3))
tf.random.normal([2, 3], mean=5.0, stddev=3.0)
tf.random.uniform((2, 3), 1, 4)
tf.random.uniform((7,), maxval=5, dtype=tf.int32)
tf.random.truncated_normal((2, 3))
tf.one_hot(y, 5)
tf.one_hot(y, depth=7)
tf.one_hot([0, 2], 3)
tf.one_hot(y, 5, dtype=tf.int32)
tf.reshape(x, (6, -1))
tf.reshape(x, [2, 3, 12])
tf.reshape(y, (-1, 1))
tf.expand_dims(x, 0)
tf.expand_dims(y, axis=-1)
tf.squeeze(tf.zeros((2, 1, 3, 1)))
tf.squeeze(tf.zeros((2, 1, 3, 1)), axis=-1)
tf.transpose(x)
tf.transpose(x, [0, 2, 1])
tf.transpose(x, perm=(2, 0, 1))
tf.concat([x, x], 0)
tf.concat([x, x], axis=-1)
tf.concat((x, tf.zeros((6, 4, 2))), -1)
tf.stack([y, y])
tf.stack([y, y], axis=-1)
tf.split(x, 2)[0]
tf.split(x, num_or_size_splits=3, axis=-1)[2]
tf.tile(x, [2, 1, 1])
tf.repeat(y, 3)
tf.repeat(x, 2, axis=1)
tf.gather(x, [0, 2])
tf.gather(x, [0, 2], axis=1)
tf.cast(x, tf.float64)
tf.cast(y, "float32")
tf.cast(p, tf.float32)
tf.cast(p, tf.float32) / 255.0
tf.cast(x > 0.5, tf.int32)
tf.reduce_mean(x)
tf.reduce_mean(x, axis=1)
tf.reduce_sum(x, axis=-1, keepdims=True)
tf.reduce_max(x, [0, 1])
tf.reduce_min(y)
tf.argmax(x, axis=-1)
tf.argmax(x)
tf.argmin(x, 1)
tf.add(x, x)
tf.subtract(x, 1.0)
tf.multiply(x, 2.0)
tf.math.divide(x, 4.0)
tf.maximum(x, 0.5)
tf.matmul(tf.zeros((2, 3)), tf.ones((3, 4)))
tf.exp(x)
tf.sqrt(x)
tf.square(x)
tf.abs(x - 1.0)
tf.math.log(x)
tf.nn.softmax(x)
tf.nn.relu(x - 0.5)
tf.sigmoid(x)
tf.clip_by_value(x, 0.2, 0.8)
tf.identity(x)
tf.image.resize(p, (4, 6))
tf.image.resize(p[0], [4, 6])
tf.image.resize(p, size=(4, 6), method="nearest")
tf.image.resize_with_crop_or_pad(p, 10, 4)
tf.image.resize_with_pad(p, 10, 4)
tf.image.crop_to_bounding_box(p, 1, 1, 4, 5)
tf.image.random_crop(p, (5, 4, 4, 3))
tf.image.rgb_to_grayscale(p)
tf.image.grayscale_to_rgb(p[..., :1])
tf.image.flip_left_right(p)
tf.image.random_flip_up_down(p[0])
tf.image.random_brightness(p, 0.2)
tf.image.adjust_contrast(x, 2.0)
tf.image.per_image_standardization(p)
tf.image.convert_image_dtype(p, tf.float32)
tf.image.convert_image_dtype(x, tf.float32)
tf.keras.applications.mobilenet_v2.preprocess_input(tf.cast(p, tf.float32))
tf.keras.applications.vgg16.preprocess_input(tf.cast(p, tf.float32))
tf.keras.applications.densenet.preprocess_input(tf.cast(p, tf.float32))
tf.keras.applications.efficientnet.preprocess_input(tf.cast(p, tf.float32))
tf.keras.applications.resnet50.preprocess_input(tf.cast(p, tf.float32))
tf.keras.applications.imagenet_utils.preprocess_input(tf.cast(p, tf.float32), mode="tf")
ops.reshape(x, (6, 12))
ops.expand_dims(x, 1)
ops.squeeze(ops.zeros((2, 1, 3)), 1)
ops.transpose(x)
ops.transpose(x, (1, 0, 2))
ops.concatenate([x, x], axis=1)
ops.concatenate([x, x])
ops.stack([x, x], axis=2)
ops.cast(x, "float16")
ops.zeros((2, 3))
ops.ones((2, 3), dtype="int32")
ops.one_hot(y, 5)
ops.mean(x, axis=-1)
ops.sum(x, axis=(0, 1))
ops.max(x)
ops.argmax(x, axis=-1)
ops.add(x, 1.0)
ops.tile(x, (1, 2, 1))
ops.repeat(x, 2, axis=0)
ops.take(x, [0, 1], axis=1)
ops.clip(x, 0.1, 0.2)
ops.softmax(x)
keras.random.normal((2, 3))
keras.random.randint((4,), 0, 3)
tf.keras.backend.expand_dims(x, -1)
tf.keras.backend.zeros((2, 3))
tf.keras.backend.cast(y, "float32")
tf.keras.backend.reshape(x, (-1, 12))
tf.keras.backend.permute_dimensions(x, (0, 2, 1))
tf.keras.backend.concatenate([x, x])
""".split("\n")


@pytest.mark.parametrize("expression", [line for line in KNOWN if line])
def test_known_and_true(expression: str) -> None:
    source = f"{SETUP}z = {expression}\nmodel.fit([z])"
    (found,) = fit(source)[0]  # type: ignore[misc]
    if found is not UNKNOWN:  # numbers are
        assert isinstance(found, Array)
        assert isinstance(found.shape, tuple), brief(found)
    else:
        (value,) = run(source)[0]
        assert value.shape == ()
    assert disagreements(source) == []


SYMBOLIC = """
ops.reshape(t, (-1, 112))
ops.reshape(t, (-1, 7, 4, 4))
ops.expand_dims(t, -1)
ops.squeeze(ops.expand_dims(t, 1), 1)
ops.transpose(t, (0, 2, 1))
ops.concatenate([t, t], axis=-1)
ops.concatenate([t, t], axis=1)
ops.stack([t, t], axis=1)
ops.cast(t, "float16")
ops.mean(t, axis=1)
ops.sum(t, axis=(1, 2), keepdims=True)
ops.max(t, axis=-1)
ops.add(t, t)
ops.multiply(t, 2.0)
ops.relu(t)
ops.softmax(t)
ops.exp(t)
ops.one_hot(ops.argmax(t, axis=-1), 5)
ops.tile(t, (1, 2, 1))
ops.clip(t, 0.0, 1.0)
""".split("\n")


@pytest.mark.parametrize("expression", [line for line in SYMBOLIC if line])
def test_symbolic_tensors(expression: str) -> None:
    source = f"from keras import ops\nt = keras.Input((28, 4))\nz = {expression}\nmodel.fit(z.shape)"
    assert loose(fit(source)[0]) == tuple(run(source)[0])


def test_decoded_pictures() -> None:
    source = (
        "def load(path, label):\n    image = tf.io.decode_jpeg(tf.io.read_file(path), channels=3)\n"
        "    image = tf.image.resize(image, (16, 16)) / 255.0\n    return image, label\n"
        "d = tf.data.Dataset.from_tensor_slices((['a.jpg', 'b.jpg'], [0, 1])).map(load).batch(2)\n"
    )
    found = brief(fit(source + "model.fit(d)")[0])
    assert found == "dataset of batches: (None, 16, 16, 3) float32 0..1 | (None,) int32 binary 0..1 x1"
    spec = run(source + "model.fit(d.element_spec)")[0]
    assert [part.shape.as_list() for part in spec] == [[None, 16, 16, 3], [None]]


def test_set_shape() -> None:
    source = "x = tf.io.decode_image(content)\nx.set_shape((8, 8, 3))\nmodel.fit(x)"
    assert brief(fit(source)[0]) == "(8, 8, 3) uint8 0..255"
    source = "x = tf.zeros((4, 6, 3))\nx.set_shape([None, 6, None])\nmodel.fit(x)"
    assert brief(fit(source)[0]) == "(4, 6, 3) float32 0..0"
    source = "x = tf.io.decode_image(content)\nx.set_shape([None, None, 3])\nmodel.fit(x)"
    assert brief(fit(source)[0]) == "(?, ?, 3) uint8 0..255"


def test_a_shape_when_the_program_runs() -> None:
    source = "s = tf.shape(tf.zeros((3, 5)))\nx = tf.zeros((s[1], s[0]))\nmodel.fit(x)"
    assert brief(fit(source)[0]) == "(5, 3) float32 0..0"
    assert disagreements(source) == []
