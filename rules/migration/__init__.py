"""KL6: moving to Keras 3."""
