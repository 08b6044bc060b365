import numpy as np
import tensorflow as tf

strategy = tf.distribute.get_strategy()
print(strategy.num_replicas_in_sync)
BATCH = 16 * strategy.num_replicas_in_sync
x, y = np.random.rand(64, 8).astype("float32"), np.random.randint(0, 2, (64, 1))
ds = tf.data.Dataset.from_tensor_slices((x, y)).repeat().shuffle(64).batch(BATCH, drop_remainder=True)
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Input((8,)), tf.keras.layers.Dense(8, "relu"), tf.keras.layers.Dense(1, "sigmoid")])
    model.compile(optimizer=tf.keras.optimizers.Adam(), loss=tf.keras.losses.BinaryCrossentropy(), metrics=[tf.keras.metrics.BinaryAccuracy()])
model.fit(ds, epochs=1, steps_per_epoch=4, verbose=0)
