import os
import numpy as np
import keras
from keras import layers

def create_model():
    model = keras.Sequential([keras.Input((784,)), layers.Dense(32, activation="relu"), layers.Dropout(0.2), layers.Dense(10)])
    model.compile(optimizer="adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=[keras.metrics.SparseCategoricalAccuracy()])
    return model

(x, y), (xt, yt) = keras.datasets.mnist.load_data()
y, yt = y[:100], yt[:100]
x, xt = x[:100].reshape(-1, 28 * 28) / 255.0, xt[:100].reshape(-1, 28 * 28) / 255.0
model = create_model()
os.makedirs("training", exist_ok=True)
path = "training/cp-{epoch:04d}.weights.h5"
cp = keras.callbacks.ModelCheckpoint(filepath=path, verbose=0, save_weights_only=True, save_freq="epoch")
model.save_weights(path.format(epoch=0))
model.fit(x, y, epochs=2, callbacks=[cp], validation_split=0.2, verbose=0)
fresh = create_model()
fresh.load_weights(path.format(epoch=2))
loss, acc = fresh.evaluate(xt, yt, verbose=0)
fresh.save("my_model.keras")
new = keras.models.load_model("my_model.keras")
new.summary()
assert new.predict(xt, verbose=0).shape == (100, 10)
clone = keras.models.model_from_json(model.to_json())
clone.set_weights(model.get_weights())
