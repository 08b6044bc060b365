"""What Keras itself says: the rules of the dynamic mode."""
