import tensorflow as tf
import keras
from keras import layers

texts = ["the cat sat", "a dog barked loudly", "birds fly high", "the dog sat"] * 20
labels = [0, 1, 0, 1] * 20
raw = tf.data.Dataset.from_tensor_slices((texts, labels)).batch(8)
vectorize = layers.TextVectorization(max_tokens=1000, output_mode="int", output_sequence_length=10)
vectorize.adapt(raw.map(lambda x, y: x))
ds = raw.map(lambda x, y: (vectorize(x), y))
model = keras.Sequential([
    layers.Embedding(1001, 16),
    layers.Dropout(0.2),
    layers.GlobalAveragePooling1D(),
    layers.Dropout(0.2),
    layers.Dense(1),
])
model.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True), optimizer="adam", metrics=[keras.metrics.BinaryAccuracy(threshold=0.0)])
model.fit(ds, epochs=1, verbose=0)
export = keras.Sequential([keras.Input(shape=(1,), dtype="string"), vectorize, model, layers.Activation("sigmoid")])
export.compile(loss=keras.losses.BinaryCrossentropy(from_logits=False), optimizer="adam", metrics=["accuracy"])
print(export.predict(tf.constant([["the cat"]]), verbose=0).shape)
