import numpy as np
import keras
from sklearn.utils import class_weight
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

rng = np.random.default_rng(0)
X = rng.normal(size=(400, 12))
y = (X[:, 0] + rng.normal(size=400) > 1.5).astype(int)
X_train, X_test, y_train, y_test = train_test_split(X, y, stratify=y, test_size=0.25, random_state=1)
scaler = StandardScaler().fit(X_train)
X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)
weights = class_weight.compute_class_weight(class_weight="balanced", classes=np.unique(y_train), y=y_train)
weights = dict(enumerate(weights))
initial_bias = np.log([y_train.sum() / (len(y_train) - y_train.sum())])
METRICS = [
    keras.metrics.TruePositives(name="tp"),
    keras.metrics.Precision(name="precision"),
    keras.metrics.Recall(name="recall"),
    keras.metrics.AUC(name="auc"),
    keras.metrics.AUC(name="prc", curve="PR"),
]

def make_model(metrics=METRICS, output_bias=None):
    if output_bias is not None:
        output_bias = keras.initializers.Constant(output_bias)
    model = keras.Sequential([
        keras.layers.Input((X_train.shape[-1],)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(1, activation="sigmoid", bias_initializer=output_bias),
    ])
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss=keras.losses.BinaryCrossentropy(), metrics=metrics)
    return model

model = make_model(output_bias=initial_bias)
es = keras.callbacks.EarlyStopping(monitor="val_prc", patience=2, mode="max", restore_best_weights=True)
model.fit(X_train, y_train, epochs=3, validation_split=0.2, callbacks=[es], class_weight=weights, verbose=0)
print(model.predict(X_test, verbose=0).round().ravel()[:4])
