"""Writing files so that they are never half written. (Part of every start: ``pathlib`` would cost 8 ms.)"""

from __future__ import annotations

import os
import stat
from contextlib import suppress


def replace_text(filename: str, text: str) -> None:
    """Write a file anew in UTF-8, at once: another process sees the old content or the new one, never a part.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    replace_bytes(filename, text.encode("utf-8"))


def replace_bytes(filename: str, data: bytes) -> None:
    """Write a file anew, at once, keeping its mode and, where we may, its owner; a symbolic link stays one and its
    target is written.

    Raises:
        OSError: it cannot be written; what was there is still there.
    """
    before: os.stat_result | None = None
    with suppress(FileNotFoundError):
        before = os.stat(filename)
    if before is not None and not stat.S_ISREG(before.st_mode):  # a device or a pipe: /dev/stdout
        with open(filename, "wb") as stream:
            stream.write(data)
        return
    target = os.path.realpath(filename)
    # Its name is settled before it is made: whenever a signal ends the work, it is known what to remove.
    temporary = os.path.join(os.path.dirname(target), f".keraslint.{os.urandom(8).hex()}")
    try:
        with open(temporary, "xb", opener=_opened_by_all if before is None else _opened_by_us) as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if before is not None:
            _give(temporary, before.st_uid, before.st_gid)
            os.chmod(temporary, stat.S_IMODE(before.st_mode))  # after the owner, whose change takes bits away
        os.replace(temporary, target)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _opened_by_all(filename: str, flags: int) -> int:
    """Open a file that has the usual mode where it is made."""
    return os.open(filename, flags, 0o666)


def _opened_by_us(filename: str, flags: int) -> int:
    """Open a file that nobody else may read yet."""
    return os.open(filename, flags, 0o600)


def _give(filename: str, user: int, group: int) -> None:
    """Give a file to its former owner; where only root may, it stays ours."""
    if hasattr(os, "chown"):
        for one in ((-1, group), (user, -1)):
            with suppress(PermissionError):
                os.chown(filename, *one)


class FileChangedError(OSError):
    """Somebody else has written the file meanwhile."""

    def __init__(self) -> None:
        super().__init__("it was changed on disk meanwhile")


class ReadOnlyError(OSError):
    """The file is not meant to be written."""

    def __init__(self) -> None:
        super().__init__("it is read-only")


def rewrite(filename: str, before: bytes, after: bytes) -> None:
    """Write a file anew that held ``before`` when it was read.

    Raises:
        FileChangedError: it holds something else now, and stays as it is.
        ReadOnlyError: nobody may write it, or not we; the directory alone would let us.
        OSError: it cannot be written; what was there is still there.
    """
    with open(filename, "rb") as stream:
        if stream.read() != before:
            raise FileChangedError
    if not os.access(filename, os.W_OK) or not os.stat(filename).st_mode & 0o222:  # to root all is allowed
        raise ReadOnlyError
    replace_bytes(filename, after)


def reason(error: OSError | ValueError) -> str:
    """What went wrong with a file, without number and file name."""
    return (getattr(error, "strerror", None) or str(error)).lower()
