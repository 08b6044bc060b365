import numpy as np
from keras import Sequential, Input
from keras.layers import Dense

K = 7
t = np.random.randint(0, K, (90,))
onehot = np.eye(K)[t]
also = np.zeros((t.size, K))
also[np.arange(t.size), t] = 1
third = (np.arange(K) == t[:, None]).astype(np.float32)
x = np.random.randn(90, 3)
for target in (onehot, also, third):
    model = Sequential([Input((3,)), Dense(10, activation="tanh"), Dense(K, activation="softmax")])
    model.compile(loss="categorical_crossentropy", optimizer="sgd", metrics=["accuracy"])
    model.fit(x, target, epochs=1, verbose=0)
