import numpy as np
import keras
from keras import layers
from keras.applications.mobilenet_v2 import MobileNetV2, preprocess_input

x = np.random.randint(0, 256, (16, 96, 96, 3)).astype("float32")
y = np.random.randint(0, 3, 16)
base = MobileNetV2(input_shape=(96, 96, 3), include_top=False, weights=None, pooling="avg")
base.trainable = False
inputs = keras.Input(shape=(96, 96, 3))
h = preprocess_input(inputs)
h = base(h, training=False)
h = layers.Dropout(0.2)(h)
outputs = layers.Dense(3, activation="softmax")(h)
model = keras.Model(inputs, outputs)
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=1, verbose=0)
base.trainable = True
for layer in base.layers[:-4]:
    layer.trainable = False
model.compile(optimizer=keras.optimizers.Adam(1e-5), loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=1, verbose=0)
