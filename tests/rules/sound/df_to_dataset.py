import numpy as np
import pandas as pd
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

n = 200
dataframe = pd.DataFrame({"Age": np.random.randint(1, 20, n), "Fee": np.random.rand(n), "Type": np.random.choice(["Cat", "Dog"], n), "target": np.random.randint(0, 2, n)})
train, val, test = (lambda d: (d.iloc[:160], d.iloc[160:180], d.iloc[180:]))(dataframe.sample(frac=1))

def df_to_dataset(dataframe, shuffle=True, batch_size=32):
    df = dataframe.copy()
    labels = df.pop("target")
    df = {key: value.to_numpy()[:, tf.newaxis] for key, value in dataframe.items() if key != "target"}
    ds = tf.data.Dataset.from_tensor_slices((dict(df), labels))
    if shuffle:
        ds = ds.shuffle(buffer_size=len(dataframe))
    return ds.batch(batch_size).prefetch(batch_size)

train_ds, val_ds, test_ds = df_to_dataset(train), df_to_dataset(val, shuffle=False), df_to_dataset(test, shuffle=False)

def get_normalization_layer(name, dataset):
    normalizer = layers.Normalization(axis=None)
    normalizer.adapt(dataset.map(lambda x, y: x[name]))
    return normalizer

def get_category_encoding_layer(name, dataset, dtype, max_tokens=None):
    index = layers.StringLookup(max_tokens=max_tokens)
    index.adapt(dataset.map(lambda x, y: x[name]))
    encoder = layers.CategoryEncoding(num_tokens=index.vocabulary_size())
    return lambda feature: encoder(index(feature))

all_inputs, encoded = {}, []
for header in ["Age", "Fee"]:
    col = keras.Input(shape=(1,), name=header)
    all_inputs[header] = col
    encoded.append(get_normalization_layer(header, train_ds)(col))
cat = keras.Input(shape=(1,), name="Type", dtype="string")
all_inputs["Type"] = cat
encoded.append(get_category_encoding_layer("Type", train_ds, "string", 5)(cat))
x = layers.concatenate(encoded)
x = layers.Dense(32, activation="relu")(x)
x = layers.Dropout(0.5)(x)
output = layers.Dense(1)(x)
model = keras.Model(all_inputs, output)
model.compile(optimizer="adam", loss=keras.losses.BinaryCrossentropy(from_logits=True), metrics=["accuracy"], run_eagerly=True)
model.fit(train_ds, epochs=1, validation_data=val_ds, verbose=0)
model.evaluate(test_ds, verbose=0)
