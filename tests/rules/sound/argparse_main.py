import argparse
import os
import numpy as np
import keras
from keras import layers

def parse_args():
    p = argparse.ArgumentParser()
    p.add_argument("--epochs", type=int, default=1)
    p.add_argument("--batch-size", type=int, default=32)
    p.add_argument("--lr", type=float, default=0.001)
    p.add_argument("--hidden", type=int, nargs="+", default=[32, 16])
    p.add_argument("--dropout", type=float, default=0.3)
    p.add_argument("--optimizer", choices=["adam", "sgd"], default="adam")
    p.add_argument("--out", default="model.keras")
    return p.parse_args()

def get_data():
    (x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
    x_train, x_test = x_train / 255.0, x_test / 255.0
    return (x_train, y_train), (x_test, y_test)

def build(args, shape, classes):
    model = keras.Sequential(name="mlp")
    model.add(keras.Input(shape))
    model.add(layers.Flatten())
    for units in args.hidden:
        model.add(layers.Dense(units, activation="relu"))
        if args.dropout > 0:
            model.add(layers.Dropout(args.dropout))
    model.add(layers.Dense(classes, activation="softmax"))
    return model

def main():
    args = parse_args()
    train, test = get_data()
    model = build(args, train[0].shape[1:], 10)
    opt = keras.optimizers.Adam(args.lr) if args.optimizer == "adam" else keras.optimizers.SGD(args.lr, momentum=0.9)
    model.compile(optimizer=opt, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    model.summary()
    model.fit(*train, batch_size=args.batch_size, epochs=args.epochs, validation_split=0.1, verbose=0)
    loss, acc = model.evaluate(*test, verbose=0)
    print(f"{acc:.3f}")
    model.save(args.out)
    assert os.path.exists(args.out)

if __name__ == "__main__":
    main()
