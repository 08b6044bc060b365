"""``python -m keraslint`` and ``keraslint``: the command line, ended by Ctrl-C in one line at any moment."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn


def run() -> NoReturn:
    """Run the command line."""
    status: object = 2
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        from keraslint.cli import main

        main(prog_name="keraslint")
    except SystemExit as ended:
        status = ended.code
    except KeyboardInterrupt:  # before the command line was there to say so, or while it did
        os.write(2, b"keraslint: error: interrupted\n")
    for number in (signal.SIGINT, signal.SIGTERM):  # all is done
        signal.signal(number, signal.SIG_IGN)
    sys.exit(status)  # type: ignore[arg-type]


if __name__ == "__main__":
    run()
