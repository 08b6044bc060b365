"""Modules that were files of the package."""

import keras
import keras.backend.tensorflow_backend as KTF
import keras.optimizers.optimizer_v2
import numpy as np
from keras import objectives, optimizers
from keras.applications import mobilenetv2
from keras.backend.common import floatx
from keras.callbacks.callbacks import EarlyStopping, ReduceLROnPlateau
from keras.engine import Container, Functional, Input, InputLayer, InputSpec, Layer, Model, Network, Sequential
from keras.engine import get_source_inputs
from keras.engine.base_layer import Layer as Base
from keras.engine.functional import Functional as F
from keras.engine.input_layer import Input as I
from keras.engine.network import Network as N
from keras.engine.sequential import Sequential as S
from keras.engine.topology import InputSpec as Spec
from keras.engine.training import Model as M
from keras.layers.advanced_activations import LeakyReLU
from keras.layers.containers import Sequential as Stack
from keras.layers.convolutional import *
from keras.layers.convolutional_recurrent import ConvLSTM2D
from keras.layers.core import Dense, Dropout, Flatten
from keras.layers.cudnn_recurrent import CuDNNGRU, CuDNNLSTM
from keras.layers.embeddings import Embedding
from keras.layers.local import Layer as Local
from keras.layers.merge import add, concatenate
from keras.layers.noise import GaussianNoise
from keras.layers.normalization import BatchNormalization
from keras.layers.pooling import MaxPooling2D
from keras.layers.recurrent import LSTM
from keras.layers.wrappers import Bidirectional
from keras.legacy.layers import Permute
from keras.mixed_precision.experimental import set_policy
from keras.mixed_precision import set_policy as choose
from keras.optimizer_v1 import Optimizer as One
from keras.optimizer_v2 import Optimizer as Two
from keras.optimizers import adam, adam_v2, gradient_descent_v2
from keras.optimizers.adadelta_v2 import Adadelta
from keras.optimizers.adagrad_v2 import Adagrad
from keras.optimizers.adamax_v2 import Adamax
from keras.optimizers.nadam_v2 import Nadam
from keras.optimizers.optimizer_v1 import Optimizer
from keras.optimizers.rmsprop_v2 import RMSprop
from keras.utils import multi_gpu_utils, np_utils, training_utils, visualize_util
from keras.utils.conv_utils import normalize
from keras.utils.data_utils import Sequence, get_file
from keras.utils.generic_utils import Progbar, get_custom_objects
from keras.utils.io_utils import array_to_img
from keras.utils.layer_utils import get_source_inputs as sources
from keras.utils.np_utils import to_categorical
from keras.utils.vis_utils import plot_model

set_policy("float32")
choose("float32")
labels = np_utils.to_categorical([0, 1, 2, 1])
model = Sequential(
    [
        Input((16, 16, 3)),
        Conv2D(4, 3, activation="relu"),
        LeakyReLU(),
        BatchNormalization(),
        GaussianNoise(0.1),
        MaxPooling2D(),
        Permute((1, 2, 3)),
        Flatten(),
        Dropout(0.5),
        Dense(3, activation="softmax"),
    ]
)
model.compile(adam_v2.Adam(), objectives.categorical_crossentropy)
model.fit(
    np.zeros((4, 16, 16, 3)),
    labels,
    verbose=0,
    callbacks=[EarlyStopping("loss"), ReduceLROnPlateau("loss", epsilon=0.1)],
)
text = keras.Sequential(
    [Input((7,)), Embedding(10, 4), Bidirectional(CuDNNLSTM(3, return_sequences=True)), CuDNNGRU(2)]
)
fast = keras.Sequential([Input((7, 2)), keras.layers.CuDNNLSTM(3, return_sequences=True), keras.layers.CuDNNGRU(2)])
left, right = Input((3,)), Input((3,))
merged = Model([left, right], concatenate([left, add([left, right])]))
RESULT = {
    "labels": list(labels.shape),
    "model": list(model.output_shape),
    "text": list(text.output_shape),
    "fast": list(fast.output_shape),
    "merged": list(merged.output_shape),
    "optimizers": [
        type(made).__name__
        for made in (adam.Adam(), gradient_descent_v2.SGD(), Adadelta(), Adagrad(), Adamax(), Nadam(), RMSprop())
    ],
    "epsilon": KTF.epsilon() > 0,
    "names": [
        each.__name__
        for each in (
            Container, Functional, InputLayer, InputSpec, Layer, Network, Base, F, N, S, Spec, M, Stack, ConvLSTM2D,
            Local, LSTM, One, Two, Optimizer, Sequence, Progbar, mobilenetv2.MobileNetV2, optimizers.SGD, Dense,
        )
    ],
    "functions": [
        each.__name__
        for each in (
            get_source_inputs, I, normalize, get_file, get_custom_objects, array_to_img, sources, to_categorical,
            plot_model, floatx, keras.utils.plot, keras.optimizers.optimizer_v2.Adam,
        )
    ],
}  # fmt: skip
