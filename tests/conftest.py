"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# Before any test module imports TensorFlow: its start-up messages hide pytest's.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# No deadline: the machine is shared, and a test that depends on its speed tells nothing about the code.
settings.register_profile("keraslint", deadline=None)
settings.load_profile("keraslint")
