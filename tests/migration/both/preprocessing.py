"""Images, texts and sequences: what only ``tf.keras`` still has."""

import numpy as np
from keras.preprocessing import image, sequence, text
from keras.preprocessing.image import (
    DirectoryIterator,
    ImageDataGenerator,
    Iterator,
    NumpyArrayIterator,
    img_to_array,  # this one stays
)
from keras.preprocessing.sequence import TimeseriesGenerator, pad_sequences
from keras.preprocessing.text import Tokenizer

RESULT = {}
picture = np.random.rand(16, 16, 3)
for name, changed in {
    "affine": image.apply_affine_transform(picture, theta=10, row_axis=0, col_axis=1, channel_axis=2),
    "bright": image.apply_brightness_shift(picture, 0.5),
    "shifted channel": image.apply_channel_shift(picture, 0.1, channel_axis=2),
    "random_brightness": image.random_brightness(picture, (0.5, 1.5)),
    "random_channel_shift": image.random_channel_shift(picture, 0.1, channel_axis=2),
    "random_rotation": image.random_rotation(picture, 20, row_axis=0, col_axis=1, channel_axis=2),
    "random_shear": image.random_shear(picture, 20, row_axis=0, col_axis=1, channel_axis=2),
    "random_shift": image.random_shift(picture, 0.1, 0.1, row_axis=0, col_axis=1, channel_axis=2),
    "random_zoom": image.random_zoom(picture, (0.9, 1.1), row_axis=0, col_axis=1, channel_axis=2),
}.items():
    RESULT[name] = list(changed.shape)

generator = ImageDataGenerator(rescale=1 / 255)
batches = generator.flow(np.zeros((8, 16, 16, 3)), np.zeros((8, 2)), batch_size=4)
RESULT["batch"] = [list(part.shape) for part in next(batches)]
RESULT["kinds"] = [isinstance(batches, Iterator), isinstance(batches, NumpyArrayIterator), DirectoryIterator.__name__]
RESULT["array"] = list(img_to_array(picture).shape)

tokenizer = Tokenizer(num_words=10)
tokenizer.fit_on_texts(["one two", "two three"])
padded = pad_sequences(tokenizer.texts_to_sequences(["one two three", "two"]), maxlen=4)
RESULT["words"] = list(padded.shape)
RESULT["split"] = text.text_to_word_sequence("one two three")
RESULT["one hot"] = len(text.one_hot("one two", 10))
RESULT["hashed"] = len(text.hashing_trick("one two", 10))
RESULT["again"] = text.tokenizer_from_json(tokenizer.to_json()).num_words

series = TimeseriesGenerator(np.arange(10.0), np.arange(10.0), length=3, batch_size=2)
RESULT["series"] = [list(part.shape) for part in series[0]]
RESULT["table"] = list(sequence.make_sampling_table(10).shape)
RESULT["pairs"] = len(sequence.skipgrams([1, 2, 3], 4, seed=1)[0]) > 0
