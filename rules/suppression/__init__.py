"""KL0: the tool itself."""
