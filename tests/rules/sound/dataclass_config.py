from dataclasses import dataclass, field
from pathlib import Path
import numpy as np
import tensorflow as tf

@dataclass
class Config:
    image_size: int = 28
    channels: int = 1
    num_classes: int = 10
    filters: list[int] = field(default_factory=lambda: [8, 16])
    dropout: float = 0.25
    batch_size: int = 32
    workdir: Path = Path("run")

    @property
    def input_shape(self):
        return (self.image_size, self.image_size, self.channels)

class Trainer:
    def __init__(self, config: Config):
        self.cfg = config
        self.model = self._build()
        self.history = None

    def _block(self, x, filters):
        x = tf.keras.layers.Conv2D(filters, 3, padding="same", use_bias=False)(x)
        x = tf.keras.layers.BatchNormalization()(x)
        x = tf.keras.layers.ReLU()(x)
        return tf.keras.layers.MaxPooling2D()(x)

    def _build(self):
        inputs = tf.keras.Input(self.cfg.input_shape)
        x = inputs
        for f in self.cfg.filters:
            x = self._block(x, f)
        x = tf.keras.layers.Flatten()(x)
        x = tf.keras.layers.Dropout(self.cfg.dropout)(x)
        outputs = tf.keras.layers.Dense(self.cfg.num_classes, activation="softmax")(x)
        model = tf.keras.Model(inputs, outputs)
        model.compile("adam", tf.keras.losses.SparseCategoricalCrossentropy(), metrics=["accuracy"])
        return model

    def fit(self, ds, val, epochs):
        self.cfg.workdir.mkdir(exist_ok=True)
        cbs = [
            tf.keras.callbacks.ModelCheckpoint(self.cfg.workdir / "best.keras", monitor="val_accuracy", save_best_only=True),
            tf.keras.callbacks.CSVLogger(str(self.cfg.workdir / "log.csv")),
        ]
        self.history = self.model.fit(ds, validation_data=val, epochs=epochs, callbacks=cbs, verbose=0)
        return self

    def evaluate(self, ds):
        return dict(zip(self.model.metrics_names, self.model.evaluate(ds, verbose=0)))

def load(cfg):
    (x, y), (xt, yt) = tf.keras.datasets.mnist.load_data()
    scale = lambda a: (a[..., np.newaxis] / 255.0).astype(np.float32)
    make = lambda a, b: tf.data.Dataset.from_tensor_slices((scale(a), b)).batch(cfg.batch_size)
    n = len(x) * 9 // 10
    return make(x[:n], y[:n]), make(x[n:], y[n:]), make(xt, yt)

cfg = Config()
tr, va, te = load(cfg)
print(Trainer(cfg).fit(tr, va, 1).evaluate(te))
