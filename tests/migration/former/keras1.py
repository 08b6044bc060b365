"""A script as Keras 1 had it."""

import numpy as np
from keras import backend as K
from keras.callbacks import ModelCheckpoint
from keras.constraints import max_norm, maxnorm, nonneg, unitnorm
from keras.initializers import RandomNormal
from keras.layers import (
    LSTM,
    Activation,
    AtrousConvolution1D,
    AtrousConvolution2D,
    BatchNormalization,
    BatchNormalizationV1,
    BatchNormalizationV2,
    Convolution1D,
    Convolution2D,
    Convolution3D,
    Deconvolution2D,
    Deconvolution3D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    GaussianNoise,
    Input,
    MaxPooling1D,
    MaxPooling2D,
    Reshape,
    TimeDistributedDense,
    UpSampling1D,
)
from keras.models import Model, Sequential
from keras.optimizers import SGD, Nadam
from keras.regularizers import ActivityRegularizer, WeightRegularizer, activity_l1, activity_l1l2, activity_l2, l1l2, l2
from keras.utils import np_utils
from keras.utils.visualize_util import plot

RESULT = {}
x, y = np.random.rand(8, 28, 28, 1), np.random.randint(0, 10, 8)
y = np_utils.to_categorical(y, nb_classes=10)

model = Sequential()
model.add(Convolution2D(8, 3, 3, border_mode="valid", input_shape=(28, 28, 1), dim_ordering="tf", init="he_normal"))
model.add(Activation("relu"))
model.add(Convolution2D(nb_filter=8, nb_row=3, nb_col=3, subsample=(1, 1), W_regularizer=l1l2(l1=0.01, l2=0.01)))
model.add(AtrousConvolution2D(4, 3, 3, atrous_rate=(2, 2), border_mode="same", W_constraint=maxnorm(3)))
model.add(MaxPooling2D(pool_size=(2, 2), border_mode="valid"))
model.add(BatchNormalization(mode=0, axis=-1, beta_init="zero", gamma_init="one"))
model.add(BatchNormalizationV1())
model.add(BatchNormalizationV2())
model.add(Flatten())
model.add(Dropout(p=0.25))
model.add(GaussianNoise(sigma=0.1))
model.add(
    Dense(output_dim=16, init="uniform", bias=False, W_constraint=unitnorm(), activity_regularizer=activity_l2(0.01))
)
model.add(Dense(10, activation="softmax", b_regularizer=activity_l1(0.01), b_constraint=nonneg()))
model.compile(SGD(lr=0.01, decay=1e-6), loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, nb_epoch=1, batch_size=4, verbose=0)
RESULT["classes"] = list(model.predict_classes(x, batch_size=4).shape)
RESULT["probabilities"] = list(model.predict_proba(x, verbose=0).shape)


def batches():
    while True:
        yield x, y


model.fit_generator(batches(), steps_per_epoch=2, nb_epoch=1, verbose=0, max_q_size=2, nb_worker=1, pickle_safe=False)

one = Sequential([Dense(1, input_dim=4, activation="sigmoid")])
RESULT["binary"] = list(one.predict_classes(np.zeros((3, 4))).shape)

words = Sequential()
words.add(Embedding(20, 8, input_length=12, dropout=0.0, W_regularizer=activity_l1l2(0.1, 0.1), init="uniform"))
words.add(Convolution1D(nb_filter=4, filter_length=3, border_mode="same", subsample_length=1, atrous_rate=1))
words.add(AtrousConvolution1D(4, 3, atrous_rate=2, border_mode="same"))
words.add(MaxPooling1D(pool_length=2, stride=2))
words.add(UpSampling1D(length=2))
words.add(TimeDistributedDense(5))
words.add(
    LSTM(
        6,
        inner_init="orthogonal",
        inner_activation="hard_sigmoid",
        forget_bias_init="one",
        consume_less="gpu",
        U_regularizer=WeightRegularizer(l2=0.1),
        U_constraint=None,
        dropout_W=0.1,
        dropout_U=0.1,
    )
)
words.add(Dense(2, activity_regularizer=ActivityRegularizer(l1=0.1)))
words.compile(Nadam(lr=0.01), "mse")
callbacks = [ModelCheckpoint("best.keras", period=1)]
words.fit(np.zeros((4, 12)), np.zeros((4, 2)), verbose=0, callbacks=callbacks)
RESULT["words"] = list(words.output_shape)

volume = Sequential()
volume.add(Convolution3D(2, kernel_dim1=2, kernel_dim2=2, kernel_dim3=2, border_mode="valid", input_shape=(8, 8, 8, 1)))
volume.add(Deconvolution3D(2, 3))
volume.add(Flatten())
RESULT["volume"] = len(volume.output_shape)

flat = Sequential([Reshape(dims=(4, 2), input_shape=(8,)), Flatten()])
flat.add(
    Dense(2, kernel_initializer=RandomNormal(scale=0.1), kernel_regularizer=l2(l=0.1), kernel_constraint=max_norm(m=2))
)
RESULT["flat"] = list(flat.output_shape)

picture = Input(batch_shape=(None, 8, 8, 1))
enlarged = Deconvolution2D(2, (3, 3), border_mode="same", subsample=(2, 2))(picture)
RESULT["enlarged"] = list(Model(input=picture, output=enlarged).output_shape)
RESULT["epsilon"] = K.epsilon() > 0
RESULT["plot"] = plot.__name__
