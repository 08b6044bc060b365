import numpy as np
import pandas as pd
import tensorflow as tf
import keras

dates = pd.date_range("2020-01-01", periods=500, freq="h")
df = pd.DataFrame({"T": np.sin(np.arange(500) / 24), "p": np.random.rand(500), "v": np.random.rand(500)}, index=dates)
n = len(df)
train_df, val_df, test_df = df[0:int(n * 0.7)], df[int(n * 0.7):int(n * 0.9)], df[int(n * 0.9):]
mean, std = train_df.mean(), train_df.std()
train_df, val_df, test_df = (train_df - mean) / std, (val_df - mean) / std, (test_df - mean) / std

class WindowGenerator:
    def __init__(self, input_width, label_width, shift, label_columns=None):
        self.label_columns = label_columns
        self.column_indices = {name: i for i, name in enumerate(train_df.columns)}
        self.input_width, self.label_width, self.shift = input_width, label_width, shift
        self.total = input_width + shift
        self.input_slice = slice(0, input_width)
        self.label_start = self.total - label_width
        self.labels_slice = slice(self.label_start, None)

    def split_window(self, features):
        inputs = features[:, self.input_slice, :]
        labels = features[:, self.labels_slice, :]
        if self.label_columns is not None:
            labels = tf.stack([labels[:, :, self.column_indices[name]] for name in self.label_columns], axis=-1)
        inputs.set_shape([None, self.input_width, None])
        labels.set_shape([None, self.label_width, None])
        return inputs, labels

    def make_dataset(self, data):
        data = np.array(data, dtype=np.float32)
        ds = keras.utils.timeseries_dataset_from_array(data=data, targets=None, sequence_length=self.total, sequence_stride=1, shuffle=True, batch_size=32)
        return ds.map(self.split_window)

    @property
    def train(self):
        return self.make_dataset(train_df)

    @property
    def val(self):
        return self.make_dataset(val_df)

w = WindowGenerator(24, 24, 1, ["T"])
lstm = keras.models.Sequential([keras.layers.LSTM(8, return_sequences=True), keras.layers.Dense(units=1)])
single = WindowGenerator(6, 1, 1, ["T"])
dense = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1), keras.layers.Reshape([1, -1])])
conv = keras.Sequential([keras.layers.Conv1D(filters=8, kernel_size=(6,), activation="relu"), keras.layers.Dense(1)])

def compile_and_fit(model, window, patience=2):
    es = keras.callbacks.EarlyStopping(monitor="val_loss", patience=patience, mode="min")
    model.compile(loss=keras.losses.MeanSquaredError(), optimizer=keras.optimizers.Adam(), metrics=[keras.metrics.MeanAbsoluteError()])
    return model.fit(window.train, epochs=1, validation_data=window.val, callbacks=[es], verbose=0)

for m, win in ((lstm, w), (dense, single), (conv, single)):
    compile_and_fit(m, win)
