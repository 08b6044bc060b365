from keras.layers import Conv2D, Conv2DTranspose, Convolution2D, MaxPooling2D, SeparableConv2D

Convolution2D(32, (3, 3), activation="relu")
Conv2D(32, 3, activation="relu")
Conv2D(32, (3, 3), 2)
Conv2D(64, 3, 2, "same")
Conv2D(64, 3, 1, "same")
Conv2D(96, 4, 4)
Conv2D(96, 2, 2)
Conv2D(96, 3, strides=3)
Conv2DTranspose(64, 3, 3)
SeparableConv2D(64, 3, 2)
MaxPooling2D(3, 3)
size = 16
Conv2D(768, size, size)
Conv2D(768, kernel_size=3, strides=3)
