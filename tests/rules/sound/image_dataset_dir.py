import os
import numpy as np
import keras
from keras import layers

for split in ("train", "val"):
    for cls in ("cats", "dogs"):
        d = os.path.join("data", split, cls)
        os.makedirs(d, exist_ok=True)
        for i in range(4):
            keras.utils.save_img(os.path.join(d, f"{i}.png"), np.random.randint(0, 255, (40, 40, 3)))
size = (32, 32)
train_ds = keras.utils.image_dataset_from_directory("data/train", image_size=size, batch_size=4)
val_ds = keras.utils.image_dataset_from_directory("data/val", image_size=size, batch_size=4)
class_names = train_ds.class_names
augment = keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(0.1)])
inputs = keras.Input(shape=size + (3,))
x = augment(inputs)
x = layers.Rescaling(1.0 / 255)(x)
x = layers.Conv2D(4, 3, activation="relu")(x)
x = layers.GlobalMaxPooling2D()(x)
outputs = layers.Dense(1, activation="sigmoid")(x)
model = keras.Model(inputs, outputs)
model.compile(loss="binary_crossentropy", optimizer="rmsprop", metrics=["accuracy"])
model.fit(train_ds, epochs=1, validation_data=val_ds, verbose=0)
multi = keras.utils.image_dataset_from_directory("data/train", label_mode="categorical", image_size=size, color_mode="grayscale", batch_size=2)
m2 = keras.Sequential([layers.Rescaling(1 / 127.5, offset=-1), layers.Flatten(), layers.Dense(len(class_names), activation="softmax")])
m2.compile("adam", "categorical_crossentropy")
m2.fit(multi, verbose=0)
img = keras.utils.load_img("data/train/cats/0.png", target_size=size)
arr = keras.utils.img_to_array(img)
arr = np.expand_dims(arr, 0)
print(float(model.predict(arr, verbose=0)[0][0]))
