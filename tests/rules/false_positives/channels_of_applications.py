"""The file says that the channels come first."""

import tensorflow as tf
from tensorflow.keras.applications import ResNet50

tf.keras.backend.set_image_data_format("channels_first")
base = ResNet50(include_top=False, input_shape=(3, 48, 48))
small = ResNet50(include_top=False, weights=None, input_shape=(1, 28, 28))
