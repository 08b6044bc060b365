"""What rules ask of a Program: activations, losses, labels, what builds a model, why a shape does not fit, …"""
