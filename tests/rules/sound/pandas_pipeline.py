import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import LabelEncoder, MinMaxScaler
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.utils import to_categorical

n = 300
df = pd.DataFrame({
    "age": np.random.randint(18, 80, n),
    "income": np.random.rand(n) * 1e5,
    "city": np.random.choice(["paris", "rome", "oslo"], n),
    "target": np.random.choice(["low", "mid", "high"], n),
})
df = df.dropna()
df = pd.concat([df.drop("city", axis=1), pd.get_dummies(df["city"], prefix="city", dtype=float)], axis=1)
features = [c for c in df.columns if c != "target"]
encoder = LabelEncoder()
y = encoder.fit_transform(df["target"])
Y = to_categorical(y)
X = df[features].values.astype("float32")
X_train, X_test, Y_train, Y_test = train_test_split(X, Y, test_size=0.2, random_state=0)
X_train, X_val, Y_train, Y_val = train_test_split(X_train, Y_train, test_size=0.2, random_state=0)
mms = MinMaxScaler()
X_train = mms.fit_transform(X_train)
X_val = mms.transform(X_val)
X_test = mms.transform(X_test)
model = keras.Sequential([
    layers.Input(shape=(X_train.shape[1],)),
    layers.Dense(32, activation="relu"),
    layers.Dense(Y.shape[1], activation="softmax"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(X_train, Y_train, validation_data=(X_val, Y_val), epochs=2, verbose=0)
pred = model.predict(X_test, verbose=0)
labels = encoder.inverse_transform(pred.argmax(axis=1))
print(pd.Series(labels).value_counts())
