"""Reads the administrator's policy file. Whatever is in its place and is no readable file counts as unreadable."""

import errno
import json
import os
import stat
from pathlib import Path

from desktop.core.errors import Problem, ProblemKind, StorageError

MOST_BYTES = 1_000_000  # chosen


def read_policy(path: Path) -> str | None:
    """Returns the text of the file, or None if nothing is there. Raises StorageError if it cannot be read."""
    try:
        data = _bytes(path)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR) and _is_absent(path):
            return None
        raise _unreadable(path, error.strerror or "") from None
    if data is None:
        raise _unreadable(path, "it is no ordinary file")
    if len(data) > MOST_BYTES:
        raise _unreadable(path, f"it is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        return data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        raise _unreadable(path, "it is not in UTF-8") from None


def _bytes(path: Path) -> bytes | None:
    """Returns the beginning of a regular file, one byte more than may be; None for anything else. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))  # no FIFO hangs
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            return None
        with open(handle, "rb", closefd=False) as file:
            return file.read(MOST_BYTES + 1)
    finally:
        os.close(handle)


def _is_absent(path: Path) -> bool:
    """Returns True if nothing is at `path`: the nearest thing above it is a folder, and no link leads nowhere."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        above = path.parent
        return above != path and (above.is_dir() or _is_absent(above))
    except OSError:
        return False
    return False


def _unreadable(path: Path, reason: str) -> StorageError:
    return StorageError(Problem(ProblemKind.POLICY_UNREADABLE, str(path), reason))
