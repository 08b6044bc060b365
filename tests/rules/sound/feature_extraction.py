import numpy as np
import keras
from keras import layers
from keras.applications import VGG16
from keras.applications.vgg16 import preprocess_input

conv_base = VGG16(weights=None, include_top=False, input_shape=(32, 32, 3))
images = np.random.randint(0, 256, (20, 32, 32, 3))
labels = np.random.randint(0, 2, 20)
features = conv_base.predict(preprocess_input(images.astype("float32")), verbose=0)
flat = features.reshape(len(features), -1)
model = keras.Sequential([layers.Input((flat.shape[1],)), layers.Dense(16, activation="relu"), layers.Dropout(0.5), layers.Dense(1, activation="sigmoid")])
model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=2e-5), loss="binary_crossentropy", metrics=["acc"])
model.fit(flat[:15], labels[:15], epochs=1, validation_data=(flat[15:], labels[15:]), verbose=0)
top = keras.Sequential([keras.Input(features.shape[1:]), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
top.compile("adam", "binary_crossentropy")
top.fit(features, labels, verbose=0)
