"""Tables of layer configurations and inputs, one module per family, each with a list ``CASES``.

``tests/keras_api/test_shapes_oracle.py`` runs every module of this package against Keras 3 and Keras 2.
"""
