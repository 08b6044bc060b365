from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from keraslint import pool
from keraslint.pool import Died, Pool


def double_or_die(number: int) -> int:
    if number < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 99:
        os._exit(3)
    return 2 * number


@pytest.fixture(params=["fork", "spawn"])
def start_method(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    monkeypatch.setattr(pool, "_context", lambda: multiprocessing.get_context(request.param))


@pytest.mark.usefixtures("start_method")
def test_results_carry_their_index() -> None:
    with Pool(double_or_die, 2) as workers:
        assert dict(workers.run(list(range(20)))) == {index: 2 * index for index in range(20)}


@pytest.mark.usefixtures("start_method")
def test_a_killed_worker_costs_its_own_job_only() -> None:
    with Pool(double_or_die, 2) as workers:
        results = dict(workers.run([1, -1, 2, -1, 3, 99, 4]))
    assert results == {0: 2, 1: Died(-9), 2: 4, 3: Died(-9), 4: 6, 5: Died(3), 6: 8}
    assert str(Died(-9)) == "the process was killed by SIGKILL"
    assert str(Died(3)) == "the process ended with status 3"


def test_no_process_is_left_when_the_pool_is_left_early() -> None:
    with Pool(double_or_die, 2) as workers:
        next(workers.run(list(range(50))))
        pids = [worker.process.pid for worker in workers._workers]
        assert all(pid is not None and alive(pid) for pid in pids)
    assert not any(alive(pid) for pid in pids if pid is not None)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1][0] != "Z"
    except FileNotFoundError:
        return False


SLEEPER = """
    import os, time
    from keraslint.pool import Pool

    def sleep(seconds):
        os.write(1, b"%d\\n" % os.getpid())  # at once: the other one writes too
        time.sleep(seconds)

    if __name__ == "__main__":
        with Pool(sleep, 2) as workers:
            list(workers.run([1, 1, 1, 1]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_die_with_a_killed_parent(tmp_path: Path) -> None:
    """A worker in the middle of a job finishes it first; here the jobs last a second."""
    script = tmp_path / "sleeper.py"
    script.write_text(textwrap.dedent(SLEEPER))
    root = Path(__file__).parent.parent
    parent = subprocess.Popen(
        [sys.executable, str(script)], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(root)}, text=True
    )
    assert parent.stdout is not None
    pids = [int(parent.stdout.readline()) for _ in range(2)]
    parent.kill()
    parent.wait()
    parent.stdout.close()
    deadline = time.monotonic() + 60
    while any(map(alive, pids)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(alive, pids))
