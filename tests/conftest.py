"""What holds for all tests."""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# Before any test module imports TensorFlow: its start-up messages hide pytest's.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# What a test changes in keraslint must show, and no test leaves anything in the checkout.
os.environ["KERASLINT_NO_CACHE"] = "1"

# No deadline: the machine is shared, and a test that depends on its speed tells nothing about the code. The same
# examples on every run, so that a change is to blame for what fails; `KERASLINT_RANDOM=1` looks for new ones.
settings.register_profile("keraslint", deadline=None, derandomize="KERASLINT_RANDOM" not in os.environ)
settings.load_profile("keraslint")

# A shell's background job ignores Ctrl-C, and so would every process that a test starts and interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)
