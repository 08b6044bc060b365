"""KL3: outputs, losses, labels, metrics."""
