"""KL5: training and evaluation."""
