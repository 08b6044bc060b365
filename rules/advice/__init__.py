"""KL7: design advice, off by default."""
