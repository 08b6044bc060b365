"""KL4: structure."""
