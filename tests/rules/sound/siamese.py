import random
import numpy as np
import keras
from keras import layers, ops

def make_pairs(x, y):
    classes = int(max(y)) + 1
    index = [np.where(y == i)[0] for i in range(classes)]
    pairs, labels = [], []
    for i in range(len(x)):
        a, la = x[i], y[i]
        j = random.choice(index[la])
        pairs += [[a, x[j]]]
        labels += [0]
        lb = random.randint(0, classes - 1)
        while lb == la:
            lb = random.randint(0, classes - 1)
        pairs += [[a, x[random.choice(index[lb])]]]
        labels += [1]
    return np.array(pairs), np.array(labels).astype("float32")

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.astype("float32") / 255.0
x_test = x_test.astype("float32") / 255.0
pairs_train, labels_train = make_pairs(x_train, y_train)
pairs_test, labels_test = make_pairs(x_test, y_test)
x1, x2 = pairs_train[:, 0], pairs_train[:, 1]

def euclidean_distance(vects):
    a, b = vects
    s = ops.sum(ops.square(a - b), axis=1, keepdims=True)
    return ops.sqrt(ops.maximum(s, keras.backend.epsilon()))

inp = layers.Input((28, 28, 1))
x = layers.BatchNormalization()(inp)
x = layers.Conv2D(4, (5, 5), activation="tanh")(x)
x = layers.AveragePooling2D(pool_size=(2, 2))(x)
x = layers.Flatten()(x)
x = layers.BatchNormalization()(x)
x = layers.Dense(10, activation="tanh")(x)
tower = keras.Model(inp, x)
in1, in2 = layers.Input((28, 28, 1)), layers.Input((28, 28, 1))
merge = layers.Lambda(euclidean_distance, output_shape=(1,))([tower(in1), tower(in2)])
out = layers.Dense(1, activation="sigmoid")(layers.BatchNormalization()(merge))
siamese = keras.Model(inputs=[in1, in2], outputs=out)

def loss(margin=1):
    def contrastive(y_true, y_pred):
        square = ops.square(y_pred)
        m = ops.square(ops.maximum(margin - y_pred, 0))
        return ops.mean((1 - y_true) * square + y_true * m)
    return contrastive

siamese.compile(loss=loss(margin=1), optimizer="rmsprop", metrics=["accuracy"])
siamese.fit([x1, x2], labels_train, batch_size=64, epochs=1, verbose=0)
print(siamese.evaluate([pairs_test[:, 0], pairs_test[:, 1]], labels_test, verbose=0))
