import numpy as np
import tensorflow as tf
import keras
from keras import layers

class Distiller(keras.Model):
    def __init__(self, student, teacher):
        super().__init__()
        self.teacher, self.student = teacher, student

    def compile(self, optimizer, metrics, student_loss_fn, distillation_loss_fn, alpha=0.1, temperature=3):
        super().compile(optimizer=optimizer, metrics=metrics)
        self.student_loss_fn, self.distillation_loss_fn = student_loss_fn, distillation_loss_fn
        self.alpha, self.temperature = alpha, temperature

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, allow_empty=False, training=True):
        t = self.teacher(x, training=False)
        sl = self.student_loss_fn(y, y_pred)
        dl = self.distillation_loss_fn(keras.ops.softmax(t / self.temperature, axis=1), keras.ops.softmax(y_pred / self.temperature, axis=1)) * self.temperature**2
        return self.alpha * sl + (1 - self.alpha) * dl

    def call(self, x):
        return self.student(x)

def net(w, name):
    return keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(w, 3, strides=2, padding="same"), layers.LeakyReLU(negative_slope=0.2), layers.Flatten(), layers.Dense(10)], name=name)

teacher, student = net(8, "teacher"), net(2, "student")
scratch = keras.models.clone_model(student)
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
x = np.reshape(x.astype("float32") / 255.0, (-1, 28, 28, 1))
teacher.compile(optimizer=keras.optimizers.Adam(), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[keras.metrics.SparseCategoricalAccuracy()])
teacher.fit(x, y, epochs=1, verbose=0)
d = Distiller(student=student, teacher=teacher)
d.compile(optimizer=keras.optimizers.Adam(), metrics=[keras.metrics.SparseCategoricalAccuracy()], student_loss_fn=keras.losses.SparseCategoricalCrossentropy(from_logits=True), distillation_loss_fn=keras.losses.KLDivergence())
d.fit(x, y, epochs=1, verbose=0)
scratch.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
scratch.fit(x, y, epochs=1, verbose=0)
