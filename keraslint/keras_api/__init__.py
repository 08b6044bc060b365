"""What Keras is: signatures, identifiers, shape functions. Knows nothing of source code."""
