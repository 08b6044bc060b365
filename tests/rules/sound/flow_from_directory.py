import os
import numpy as np
from tensorflow.keras.preprocessing.image import ImageDataGenerator, array_to_img
from tensorflow.keras import layers, models, optimizers

base_dir = "photos"
for cls in ("a", "b", "c"):
    os.makedirs(os.path.join(base_dir, cls), exist_ok=True)
    for i in range(6):
        array_to_img(np.random.randint(0, 255, (30, 30, 3))).save(os.path.join(base_dir, cls, f"{i}.jpg"))
gen = ImageDataGenerator(rescale=1.0 / 255, validation_split=0.3, horizontal_flip=True)
train = gen.flow_from_directory(base_dir, target_size=(24, 24), batch_size=4, class_mode="categorical", subset="training")
val = gen.flow_from_directory(base_dir, target_size=(24, 24), batch_size=4, class_mode="categorical", subset="validation", shuffle=False)
model = models.Sequential()
model.add(layers.Input((24, 24, 3)))
model.add(layers.Conv2D(4, (3, 3), activation="relu"))
model.add(layers.MaxPooling2D((2, 2)))
model.add(layers.Flatten())
model.add(layers.Dense(train.num_classes, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer=optimizers.RMSprop(learning_rate=1e-4), metrics=["acc"])
model.fit(train, steps_per_epoch=train.samples // train.batch_size, epochs=1, validation_data=val, verbose=0)
pred = model.predict(val, verbose=0)
classes = np.argmax(pred, axis=1)
assert classes.shape == val.classes.shape
