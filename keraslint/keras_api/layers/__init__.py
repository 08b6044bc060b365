"""Shape functions, parameter counts and constructor checks of all Keras layers, by family."""
