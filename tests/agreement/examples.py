"""Disagreements that campaigns found, each once fixed and kept: the layers of a Sequential, one a line."""

EXAMPLES: tuple[list[str], ...] = (
    # Keras gives back the input tensor itself, which makes the graph a cycle
    ["Input((8, 8, 3))", "Equalization()"],
    # Keras cannot infer what a Pipeline gives inside another layer
    ["Input((6, 8))", "TimeDistributed(Pipeline([Rescaling(2), Dense(4)]))"],
    ["Input((1,))", "TextVectorization(vocabulary=['a', 'b', 'c'], max_tokens=3)"],
    ["Input((1,))", "TextVectorization(vocabulary=['a', 'b', 'c'], output_mode='multi_hot', max_tokens=4)"],
    ["Input((4,))", "IntegerLookup(vocabulary=[1, 2, 3], output_mode='multi_hot')"],
    ["Input((4,))", "IntegerLookup(vocabulary=[1, 2, 3], max_tokens=3)"],
    ["Input((1,))", "StringLookup(vocabulary=['a', 'b'], output_mode='one_hot', num_oov_indices=2)"],
    ["Input((1000, None))", "STFTSpectrogram(frame_length=64, frame_step=16)"],
    ["Input((1000, None))", "STFTSpectrogram(frame_length=64, frame_step=16, expand_dims=True)"],
    ["Input((10, 8))", "STFTSpectrogram(frame_length=1, fft_length=16)"],
    ["Input((10, 8))", "STFTSpectrogram(frame_length=2, fft_length=16)"],
    ["Input((4000,))", "MelSpectrogram(fft_length=64, sequence_stride=1, num_mel_bins=8)"],
    ["Input((8, 8, 3))", "SpatialDropout2D(0.5, trainable=False)"],
    ["Input((5,))", "Discretization(bin_boundaries=[0.0, 1.0], trainable=False)"],
    ["Input((8,))", "EinsumDense('ab,bc->ac', output_shape=(3, 4, 5, 6))"],
    ["Input((10, 8))", "EinsumDense('abc,cd->abd', output_shape=(3, 4, 5, 6))"],
    # TensorFlow takes the equation for a product of matrices, where the sizes happen to fit
    ["Input((2, 2, 2, 2))", "EinsumDense('ab,bc->ac', output_shape=5)"],
    ["Input((8, 8, 2))", "EinsumDense('ab,bc->ac', output_shape=5)"],
    ["Input((10, 8))", "LeakyReLU(negative_slope='a')"],
    # three axes are pooled as a sequence, whatever the class
    [
        "Input(batch_shape=(4, 1, 2))",
        "Resizing(4, 5)",
        "Sequential([AdaptiveAveragePooling3D([3, 2, 1]), AdaptiveAveragePooling2D(3, data_format='channels_first')])",
    ],
    ["Input((9, 8, 3))", "TimeDistributed(STFTSpectrogram(frame_length=0))"],
    ["Input((9, 8, None))", "TimeDistributed(Pipeline([Rescaling(2), Dense(4)]))"],
    # a cell is asked for no rank: what broadcasts against the state runs
    ["Input((7, 1, 3))", "RNN(SimpleRNNCell(4))"],
    ["Input(batch_shape=(5, 7, 5, 3))", "RNN(SimpleRNNCell(4))"],
    ["Input(batch_shape=(1, 7, 5, 3))", "RNN([SimpleRNNCell(4), SimpleRNNCell(5)])"],
    ["Input((7, 5, 3))", "RNN(GRUCell(4), return_state=True)"],
    # a model compares its input with what it gets, but for a last axis of one
    [
        "Input((None, None, 8))",
        "GlobalMaxPooling2D(data_format='channels_first', keepdims=True)",
        "Sequential([InputLayer((10, 8)), ReLU()])",
    ],
    ["Input((10, 9, 1))", "Sequential([Input((10, 8)), BatchNormalization()])"],
    ["Input((10, 1))", "Sequential([Input((10, 8)), ReLU()])"],
    ["Input((10, 1))", "Sequential([Input((10, 8)), Dense(3)])"],
    ["Input((10, 8))", "Sequential([Input((10, 1)), ReLU()])"],
    ["Input((10, 8))", "Sequential([Input((10, 1)), Dense(3)])"],
    ["Input((10, 1))", "Sequential([Input((10,)), Dense(3)])"],
    ["Input((10,))", "Sequential([Input((10, 1)), Dense(3)])"],
    ["Input((7, 1))", "Sequential([Input((10, 8)), ReLU()])"],
)
