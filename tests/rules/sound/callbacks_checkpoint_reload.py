import numpy as np
import keras
from keras import layers

def make():
    m = keras.Sequential([layers.Input((4,)), layers.Dense(8, activation="relu"), layers.Dense(1)])
    m.compile("adam", "mse", metrics=["mae"])
    return m

x, y = np.random.rand(60, 4), np.random.rand(60)
m = make()
m.fit(x[:40], y[:40], validation_data=(x[40:50], y[40:50]), epochs=2, verbose=0, callbacks=[
    keras.callbacks.ModelCheckpoint("best.keras", monitor="val_mae", mode="min", save_best_only=True),
    keras.callbacks.ModelCheckpoint("last.weights.h5", save_weights_only=True),
    keras.callbacks.EarlyStopping("val_mae", patience=3),
    keras.callbacks.ReduceLROnPlateau("val_loss", patience=1),
])
best = keras.models.load_model("best.keras")
print(best.evaluate(x[50:], y[50:], verbose=0))
w = make()
w.load_weights("last.weights.h5")
w.evaluate(x[50:], y[50:], verbose=0)
