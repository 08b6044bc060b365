"""The abstract interpreter: runs a program without running it and leaves a Program behind."""

from keraslint.interpreter.run import interpret

__all__ = ["interpret"]
