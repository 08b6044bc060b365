"""The parent's side of the worker, against processes that behave badly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from keraslint.dynamic import client


def test_a_worker_that_hangs_at_exit_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "python"
    script.write_text(f"#!{sys.executable}\nimport os, sys, time\nos.close(int(sys.argv[3]))\ntime.sleep(600)\n")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(script))
    monkeypatch.setattr(client, "LAST_WORDS", 0.1)
    with client.Worker() as worker, pytest.raises(client.WorkerError, match="killed by signal 9"):
        worker.start()
