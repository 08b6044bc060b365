"""Random ``tf.data`` pipelines: what the interpreter says of each is what TensorFlow's ``element_spec`` says."""

from __future__ import annotations

from random import Random

import pytest

from keraslint.arrays import Dataset
from tests.interpreter.data_of import fit
from tests.interpreter.real_data import disagreements

pytest.importorskip("tensorflow")

SOURCES = (
    "tf.data.Dataset.from_tensor_slices((np.random.rand(24, 4, 3), np.random.randint(0, 5, 24)))",
    "tf.data.Dataset.from_tensor_slices((np.random.randint(0, 256, (24, 6)), np.eye(24)))",
    "tf.data.Dataset.from_tensors((np.zeros((24, 2)), np.ones((24,))))",
    "tf.data.Dataset.zip((tf.data.Dataset.range(24), tf.data.Dataset.from_tensor_slices(np.ones((24, 2)))))",
    "keras.utils.timeseries_dataset_from_array(np.random.rand(40, 3), np.arange(40), 5, batch_size=4)",
)
STEPS = (
    "batch({n})",
    "batch({n}, drop_remainder=True)",
    "padded_batch({n})",
    "unbatch()",
    "take({n})",
    "skip({n})",
    "repeat({n})",
    "repeat()",
    "shuffle(8)",
    "prefetch(2)",
    "cache()",
    "enumerate().map(lambda i, e: e)",
    "map(lambda a, b: (b, a))",
    "map(lambda a, b: (tf.expand_dims(a, -1), b))",
    "map(lambda a, b: (tf.cast(a, tf.float32) / 255.0, tf.cast(b, tf.int32)))",
    "map(lambda a, b: (a, tf.stack([b, b], axis=0)))",
    "map(lambda a, b: (tf.concat([a, a], axis=-1), b))",
    "map(lambda a, b: (tf.reduce_mean(a, axis=-1), b))",
    "concatenate(ds.take(1))",
    "filter(lambda a, b: True)",
    "apply(lambda d: d.shuffle(2))",
)


def pipeline(random: Random) -> str:
    lines = [f"ds = {random.choice(SOURCES)}"]
    lines += [f"ds = ds.{random.choice(STEPS).format(n=random.randint(1, 5))}" for _ in range(random.randint(2, 6))]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(60))
def test_random_pipelines(seed: int) -> None:
    source = pipeline(Random(seed)) + "\nmodel.fit(ds)"
    (found, _) = fit(source)
    assert isinstance(found, Dataset)
    try:
        wrong = disagreements(source)
    except (ValueError, TypeError):
        pytest.skip("TensorFlow refuses the pipeline")
    assert wrong == [], source
