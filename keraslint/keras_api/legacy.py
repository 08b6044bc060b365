"""What Keras 1 and early Keras 2 called things that the installed versions no longer have.

This is the one part of the tables that cannot be generated, as those versions do not install beside a present Python.
Sources: the documentation of Keras 1.2.2, and ``keras/legacy/interfaces.py`` of Keras 2.0-2.2, which translated the
old spellings. Whether a present version *accepts* a spelling is not said here: that is measured (``measure.py``).
"""

from __future__ import annotations

from collections.abc import Mapping

# Category, or class → old keyword → the modern keywords; the first that the class has is meant.
RENAMED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "layer": {
        "init": ("kernel_initializer", "embeddings_initializer", "alpha_initializer"),
        "inner_init": ("recurrent_initializer",),
        "inner_activation": ("recurrent_activation",),
        "forget_bias_init": ("unit_forget_bias",),
        "consume_less": ("implementation",),
        "W_regularizer": ("kernel_regularizer", "embeddings_regularizer", "recurrent_regularizer"),
        "U_regularizer": ("recurrent_regularizer",),
        "b_regularizer": ("bias_regularizer",),
        "W_constraint": ("kernel_constraint", "embeddings_constraint"),
        "U_constraint": ("recurrent_constraint",),
        "b_constraint": ("bias_constraint",),
        "bias": ("use_bias",),
        "dropout_W": ("dropout",),
        "dropout_U": ("recurrent_dropout",),
        "output_dim": ("units",),
        "nb_filter": ("filters",),
        "filter_length": ("kernel_size",),
        "subsample": ("strides",),
        "subsample_length": ("strides",),
        "border_mode": ("padding",),
        "dim_ordering": ("data_format",),
        "atrous_rate": ("dilation_rate",),
        "pool_length": ("pool_size",),
        "stride": ("strides",),
        "length": ("size",),
        "p": ("rate",),
        "sigma": ("stddev",),
        "dims": ("target_shape",),
        "beta_init": ("beta_initializer",),
        "gamma_init": ("gamma_initializer",),
        "alpha": ("negative_slope",),
        "input_shape": ("shape",),
        "batch_input_shape": ("batch_shape",),
    },
    "model": {"input": ("inputs",), "output": ("outputs",)},
    "input": {"batch_input_shape": ("batch_shape",), "input_shape": ("shape",)},
    "activation": {"alpha": ("negative_slope",)},
    "optimizer": {"lr": ("learning_rate",)},
    "callback": {"period": ("save_freq",), "epsilon": ("min_delta",)},
    "initializer": {"scale": ("stddev",)},
    "regularizer": {"l": ("l1", "l2")},
    "constraint": {"m": ("max_value",)},
    "function": {"nb_classes": ("num_classes",)},
    "to_categorical": {"y": ("x",)},
    "dataset": {"nb_words": ("num_words",)},
    "class": {"nb_words": ("num_words",)},
    "method": {
        "nb_epoch": ("epochs",),
        "samples_per_epoch": ("steps_per_epoch",),
        "nb_val_samples": ("validation_steps",),
        "val_samples": ("steps",),
        "generator": ("x",),
        "max_q_size": ("max_queue_size",),
        "nb_worker": ("workers",),
        "pickle_safe": ("use_multiprocessing",),
    },
}

# Category → groups of old keywords that together give one modern keyword, a tuple.
JOINED: Mapping[str, Mapping[tuple[str, ...], str]] = {
    "layer": {
        ("nb_row", "nb_col"): "kernel_size",
        ("kernel_dim1", "kernel_dim2", "kernel_dim3"): "kernel_size",
    }
}

# Category, or class → keywords that once were real and have no successor; they are obsolete, not misspelt.
OBSOLETE: Mapping[str, frozenset[str]] = {
    "layer": frozenset({"input_dtype", "input_length", "W_learning_rate_multiplier", "b_learning_rate_multiplier"}),
    "BatchNormalization": frozenset({"mode"}),
    "Embedding": frozenset({"dropout"}),
    "optimizer": frozenset({"decay"}),
    "Nadam": frozenset({"schedule_decay"}),
    "ModelCheckpoint": frozenset({"load_weights_on_restart"}),
    "TensorBoard": frozenset({"write_grads", "batch_size", "embeddings_layer_names", "embeddings_data"}),
    "fit": frozenset({"show_accuracy", "workers", "use_multiprocessing", "max_queue_size"}),
    # ``options`` and ``run_metadata`` went to ``Session.run`` in graph mode (``tf_keras/src/engine/training_v1.py``)
    "compile": frozenset(
        {"class_mode", "theano_mode", "sample_weight_mode", "target_tensors", "options", "run_metadata"}
    ),
    "evaluate": frozenset({"show_accuracy"}),
}

# Category → former name → the present canonical name, where both mean the same class or function.
FORMER_NAMES: Mapping[str, Mapping[str, str]] = {
    "layer": {
        "Deconvolution2D": "Conv2DTranspose",
        "Deconvolution3D": "Conv3DTranspose",
        "BatchNormalizationV1": "BatchNormalization",
        "BatchNormalizationV2": "BatchNormalization",
    },
    "regularizer": {"l1l2": "L1L2", "WeightRegularizer": "L1L2", "activity_l1": "L1", "activity_l2": "L2"},
    "constraint": {"maxnorm": "MaxNorm", "nonneg": "NonNeg", "unitnorm": "UnitNorm"},
    "initializer": {"normal": "RandomNormal", "uniform": "RandomUniform", "zero": "Zeros", "one": "Ones"},
    "function": {"plot": "plot_model"},
    "loss": {
        "cosine_proximity": "cosine_similarity",
        "cosine": "cosine_similarity",
        "kullback_leibler_divergence": "kl_divergence",
        "logcosh": "log_cosh",
    },
}

# Layers that the present versions do not have at all; they keep their own name.
FORMER_LAYERS: frozenset[str] = frozenset(
    {
        "AtrousConvolution1D", "AtrousConvolution2D", "CategoryCrossing", "DenseFeatures", "Highway", "MaxoutDense",
        "Merge", "TimeDistributedDense", "TimeDistributedMerge",
    }
)  # fmt: skip

# Functions and classes of former versions → the public path that they had.
FORMER_FUNCTIONS: Mapping[str, str] = {
    "HDF5Matrix": "keras.utils.HDF5Matrix",
    "convert_all_kernels_in_model": "keras.utils.convert_all_kernels_in_model",
    "multi_gpu_model": "keras.utils.multi_gpu_model",
    "print_summary": "keras.utils.print_summary",
    "probas_to_classes": "keras.utils.np_utils.probas_to_classes",
    "categorical_probas_to_classes": "keras.utils.np_utils.categorical_probas_to_classes",
    "KerasClassifier": "keras.wrappers.scikit_learn.KerasClassifier",
    "KerasRegressor": "keras.wrappers.scikit_learn.KerasRegressor",
}

# A layer of a former version → the present layer that has the same shapes and the same number of inputs.
SHAPED_LIKE: Mapping[str, str] = {
    "CuDNNLSTM": "LSTM",
    "CuDNNGRU": "GRU",
    "ThresholdedReLU": "ReLU",
    "SyncBatchNormalization": "BatchNormalization",
    "AtrousConvolution1D": "Conv1D",
    "AtrousConvolution2D": "Conv2D",
}

# Modules of ``keras`` that former versions had; public code still imports them.
MODULES: frozenset[str] = frozenset(
    f"keras.{name}"
    for name in (
        "layers.core", "layers.convolutional", "layers.pooling", "layers.recurrent", "layers.embeddings",
        "layers.normalization", "layers.advanced_activations", "layers.noise", "layers.wrappers", "layers.local",
        "layers.merge", "layers.convolutional_recurrent", "layers.cudnn_recurrent", "layers.containers",
        "layers.experimental", "layers.experimental.preprocessing", "legacy", "legacy.layers", "legacy.interfaces",
        "engine", "engine.topology", "engine.training", "engine.base_layer", "engine.input_layer", "engine.network",
        "engine.sequential", "engine.functional", "objectives", "initializations", "optimizers.adam",
        "optimizers.adam_v2", "optimizers.gradient_descent_v2", "optimizers.rmsprop_v2", "optimizers.adadelta_v2",
        "optimizers.adagrad_v2", "optimizers.adamax_v2", "optimizers.nadam_v2", "optimizers.optimizer_v2",
        "optimizers.legacy", "optimizers.experimental", "optimizers.schedules", "optimizer_v2", "optimizer_v1",
        "utils.np_utils", "utils.vis_utils", "utils.generic_utils", "utils.data_utils", "utils.io_utils",
        "utils.layer_utils", "utils.conv_utils", "utils.training_utils", "utils.multi_gpu_utils",
        "utils.visualize_util", "wrappers", "wrappers.scikit_learn", "backend.tensorflow_backend",
        "callbacks.callbacks", "callbacks.experimental", "preprocessing.image", "preprocessing.text",
        "preprocessing.sequence", "applications.mobilenetv2", "models.experimental", "experimental", "estimator",
        "mixed_precision", "mixed_precision.experimental", "premade",
    )
)  # fmt: skip

# Old keyword → its old values → the present ones; what is not listed has none.
VALUES: Mapping[str, Mapping[object, object]] = {
    "dim_ordering": {"tf": "channels_last", "th": "channels_first"},
    "consume_less": {"cpu": 0, "mem": 1, "gpu": 2},
    "forget_bias_init": {"one": True, "ones": True, "zero": False, "zeros": False},
    "period": {1: "epoch"},
}

# Old keywords without successor → the values with which they may go and nothing changes; with None any value.
HARMLESS: Mapping[str, frozenset[object] | None] = {
    "input_dtype": None,
    "workers": None,
    "use_multiprocessing": None,
    "max_queue_size": None,
    "write_grads": None,
    "embeddings_layer_names": None,
    "embeddings_data": None,
    "load_weights_on_restart": frozenset({False}),
    "dropout": frozenset({0}),
    "mode": frozenset({0}),
    "fused": None,
    "time_major": frozenset({False}),
    "dynamic": frozenset({False}),
    "experimental_run_tf_function": None,
    "enable_caching_device": None,
    "implementation": None,
    "sample_weight_mode": None,
    "options": frozenset({None}),
    "weights": frozenset({None}),
    "jit_compile": None,
}

# Old keywords without successor → what to do.
ADVICE: Mapping[str, str] = {
    "weights": "call `set_weights` on the layer once it is built",
    "target_tensors": "pass the targets to `fit`",
    "show_accuracy": 'give `metrics=["accuracy"]` to `compile`',
    "sparse": "leave it out, or keep it with the package tf-keras",
    "options": "leave it out",
}

# Class or category → old keyword → the present one, where Keras 3 still takes the old one, with a warning or in vain.
DEPRECATED: Mapping[str, Mapping[str, str | None]] = {
    "LeakyReLU": {"alpha": "negative_slope"},
    "InputLayer": {"input_shape": "shape", "batch_input_shape": "batch_shape"},
    "Embedding": {"input_length": None},
    "ReduceLROnPlateau": {"epsilon": "min_delta"},
    "optimizer": {"decay": None},
}


def deprecated(category: str, name: str) -> Mapping[str, str | None]:
    """The keywords of a class that Keras 3 warns about or ignores, with the present ones."""
    return {**DEPRECATED.get(category, {}), **DEPRECATED.get(name, {})}


def modern_value(spelling: str, value: object) -> object:
    """The value that the modern parameter takes where the old keyword ``spelling`` was given ``value``."""
    known = VALUES.get(spelling)
    return known.get(value, value) if known and isinstance(value, (str, int)) else value


def shaped_like(layer: str) -> str:
    """The present layer whose shapes ``layer`` has: itself, or the successor of a former layer."""
    return SHAPED_LIKE.get(layer, layer)


def modern_names(category: str, name: str, spelling: str) -> tuple[str, ...]:
    """What the keyword ``spelling`` of the class or function ``name`` may be called now."""
    return RENAMED.get(name, {}).get(spelling, ()) or RENAMED.get(category, {}).get(spelling, ())


def is_obsolete(category: str, name: str, spelling: str) -> bool:
    """Whether a former version had the keyword ``spelling``, which has no successor."""
    return spelling in OBSOLETE.get(category, ()) or spelling in OBSOLETE.get(name, ())


def spellings() -> frozenset[str]:
    """Every keyword that a former version had, of whatever class."""
    renamed = {old for names in RENAMED.values() for old in names}
    joined = {old for groups in JOINED.values() for group in groups for old in group}
    return frozenset(renamed | joined | {old for names in OBSOLETE.values() for old in names})
