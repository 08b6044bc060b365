import numpy as np
import keras
from keras import layers

# %% data
(x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
names = ["T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Boot"]
x_valid, x_train = x_train[:50] / 255.0, x_train[50:] / 255.0
y_valid, y_train = y_train[:50], y_train[50:]
x_test = x_test / 255.0
# %% model 1
keras.backend.clear_session()
model = keras.models.Sequential()
model.add(layers.Input([28, 28]))
model.add(layers.Flatten())
model.add(layers.Dense(30, activation="relu"))
model.add(layers.Dense(10, activation="softmax"))
hidden1 = model.layers[1]
weights, biases = hidden1.get_weights()
model.compile(loss="sparse_categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
history = model.fit(x_train, y_train, epochs=1, validation_data=(x_valid, y_valid), verbose=0)
# %% model 2
model = keras.models.Sequential([layers.Input([28, 28, 1]), layers.Conv2D(4, 3, activation="relu"), layers.MaxPooling2D(), layers.Flatten(), layers.Dense(len(names), activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(x_train[..., np.newaxis], y_train, epochs=1, validation_data=(x_valid[..., np.newaxis], y_valid), verbose=0)
X_new = x_test[:3][..., np.newaxis]
y_proba = model.predict(X_new, verbose=0)
y_pred = np.argmax(y_proba, axis=-1)
print(np.array(names)[y_pred])
