"""``python -m keraslint``."""

from __future__ import annotations

from keraslint.cli import main

if __name__ == "__main__":
    main(prog_name="keraslint")
