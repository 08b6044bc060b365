from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Input

iris = load_iris()
X = iris["data"]
y = iris["target"]
names = iris["target_names"]
enc = OneHotEncoder()
Y = enc.fit_transform(y[:, None]).toarray()
X_scaled = StandardScaler().fit_transform(X)
X_train, X_test, Y_train, Y_test = train_test_split(X_scaled, Y, test_size=0.5, random_state=2)
n_features, n_classes = X.shape[1], Y.shape[1]

def create_custom_model(input_dim, output_dim, nodes, n=1, name="model"):
    def create_model():
        model = Sequential(name=name)
        model.add(Input((input_dim,)))
        for i in range(n):
            model.add(Dense(nodes, activation="relu"))
        model.add(Dense(output_dim, activation="softmax"))
        model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
        return model
    return create_model

models = [create_custom_model(n_features, n_classes, 8, i, "model_{}".format(i)) for i in range(1, 4)]
for create_model in models:
    create_model().summary()
history_dict = {}
for create_model in models:
    model = create_model()
    history_callback = model.fit(X_train, Y_train, batch_size=5, epochs=1, verbose=0, validation_data=(X_test, Y_test))
    history_dict[model.name] = [history_callback, model]
