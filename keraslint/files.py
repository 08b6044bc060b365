"""Writing files so that they are never half written."""

from __future__ import annotations

import os
from pathlib import Path


def replace_text(filename: str, text: str) -> None:
    """Write a file anew in UTF-8, at once: another process sees the old content or the new one, never a part.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    replace_bytes(filename, text.encode("utf-8"))


def replace_bytes(filename: str, data: bytes) -> None:
    """Write a file anew, at once, keeping its mode; a symbolic link stays one and its target is written.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    target = Path(os.path.realpath(filename))
    if target.exists() and not target.is_file():  # a device or a pipe: /dev/stdout
        target.write_bytes(data)
        return
    import tempfile  # seldom needed, and slow to load

    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class FileChangedError(OSError):
    """Somebody else has written the file meanwhile."""

    def __init__(self) -> None:
        super().__init__("it was changed on disk meanwhile")


def rewrite(filename: str, before: bytes, after: bytes) -> None:
    """Write a file anew that held ``before`` when it was read.

    Raises:
        FileChangedError: it holds something else now, and stays as it is.
        OSError: it cannot be written; what was there is still there.
    """
    if Path(filename).read_bytes() != before:
        raise FileChangedError
    replace_bytes(filename, after)


def reason(error: OSError) -> str:
    """What went wrong, without number and file name."""
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
