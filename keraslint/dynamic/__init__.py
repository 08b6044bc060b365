"""The dynamic mode: models rebuilt with real Keras, in a process of their own."""
