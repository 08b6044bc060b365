"""The parent's side of the worker: starting it, asking it, and what is said when it cannot answer."""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Final

HOW_TO_INSTALL: Final = "pip install keras tensorflow"
DEFAULT_TIMEOUT: Final = 60.0
"""Seconds for one answer; the first one waits for the import of TensorFlow, 2.5 to 5 s on an idle machine."""
DEFAULT_MEMORY: Final = 4 << 30
"""Bytes that the worker may take beyond what Keras itself needs."""


LAST_WORDS: Final = 5.0
"""Seconds for a worker that has closed its channel to end."""


class WorkerError(Exception):
    """The worker cannot do its work; the message is one line for the user."""


class Worker:
    """One child process that builds models with Keras. It is started at the first question."""

    def __init__(self, timeout: float = DEFAULT_TIMEOUT, memory: int = DEFAULT_MEMORY) -> None:
        self.timeout = timeout
        self.memory = memory
        self.keras = ""
        self.major = 3
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._channel = -1
        self._buffer = b""

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the process and wait until Keras is imported.

        Raises:
            WorkerError: there is no Keras, or none that works.
        """
        self._folder = tempfile.TemporaryDirectory(prefix="keraslint-", ignore_cleanup_errors=True)
        reading, writing = os.pipe()
        self._channel = reading
        root = str(Path(__file__).parent.parent.parent)
        given = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
        paths = [root, *map(os.path.abspath, given)]  # the worker stands in another folder
        environment = {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(paths),
            "TF_CPP_MIN_LOG_LEVEL": "3",
            "CUDA_VISIBLE_DEVICES": "-1",
            "KERAS_HOME": self._folder.name,
        }
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "keraslint.dynamic.worker", str(writing), str(self.memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=self._folder.name,
                env=environment,
                pass_fds=(writing,),
            )
        finally:
            os.close(writing)
        hello = self._receive("while it imported Keras")
        if "error" in hello:
            self.close()
            raise WorkerError(_no_keras(hello["error"]))
        self.keras, self.major = hello["keras"], hello["major"]

    def ask(self, request: dict[str, Any]) -> dict[str, Any]:
        """The worker's answer to one request.

        Raises:
            WorkerError: it was killed, it crashed, or it took too long; it is started anew for the next request.
        """
        if self._process is None:
            self.start()
        process = self._process
        assert process is not None
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request).encode() + b"\n")
            process.stdin.flush()
        except (BrokenPipeError, OSError):
            raise self._died("before a model was built") from None
        return self._receive("while it built a model")

    def _receive(self, when: str) -> dict[str, Any]:
        deadline = time.monotonic() + self.timeout
        with selectors.DefaultSelector() as selector:
            selector.register(self._channel, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    self.close()
                    raise WorkerError(f"the worker took longer than {self.timeout:g} s {when} (--dynamic-timeout)")
                got = os.read(self._channel, 1 << 16)
                if not got:
                    raise self._died(when)
                self._buffer += got
        line, _, self._buffer = self._buffer.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _died(self, when: str) -> WorkerError:
        status = 0
        if self._process is not None:
            try:
                status = self._process.wait(LAST_WORDS)
            except subprocess.TimeoutExpired:  # it closed its channel, and hangs in what it does at exit
                status = -signal.SIGKILL
        self.close()
        how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        return WorkerError(f"the worker {how} {when}")

    def close(self) -> None:
        """End the process, whatever it is doing, and remove its folder."""
        process, self._process = self._process, None
        if process is not None:
            if process.stdin is not None:
                with contextlib.suppress(BrokenPipeError):
                    process.stdin.close()
            process.kill()
            process.wait()
        if self._channel >= 0:
            os.close(self._channel)
            self._channel = -1
        self._buffer = b""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _no_keras(error: str) -> str:
    if error.startswith(("ModuleNotFoundError", "ImportError")):
        return f"--dynamic needs Keras and a backend ({error.partition(': ')[2]}): {HOW_TO_INSTALL}"
    return f"Keras could not be imported ({error})"
