import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(10, activation="relu"), tf.keras.layers.Dense(3)])
ds = tf.data.Dataset.from_tensor_slices((np.random.rand(60, 4).astype("float32"), np.random.randint(0, 3, 60))).batch(16)
loss_object = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
optimizer = tf.keras.optimizers.Adam()
train_loss = tf.keras.metrics.Mean(name="train_loss")

def grad(model, x, y):
    with tf.GradientTape() as tape:
        v = loss_object(y_true=y, y_pred=model(x, training=True))
    return v, tape.gradient(v, model.trainable_variables)

features, labels = next(iter(ds))
predictions = model(features)
print(tf.nn.softmax(predictions[:2]), tf.math.argmax(predictions, axis=1))
for epoch in range(2):
    for x, y in ds:
        v, g = grad(model, x, y)
        optimizer.apply_gradients(zip(g, model.trainable_variables))
        train_loss(v)
model.summary()
