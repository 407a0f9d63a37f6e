"""Reads the files of a policy. Whatever is in their place and is no readable file counts as unreadable."""

import errno
import json
import os
import stat
from pathlib import Path

from desktop.adapters.policy.guard import Guard
from desktop.core.settings.policy.source import Level, PolicySource

MOST_BYTES = 1_000_000  # chosen
MOST_FILES = 200  # of a folder; chosen


def file_source(path: Path, level: Level, guard: Guard) -> PolicySource | None:
    """Returns what a file says, or why it cannot be read; None if nothing is there."""
    try:
        if fault := guard(path):
            return PolicySource(str(path), level, unreadable=fault)
        data = _bytes(path)
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR) and is_absent(path):
            return None
        return PolicySource(str(path), level, unreadable=error.strerror or "it cannot be read")
    if data is None:
        return PolicySource(str(path), level, unreadable="it is no ordinary file")
    if len(data) > MOST_BYTES:
        return PolicySource(str(path), level, unreadable=f"it is larger than {MOST_BYTES // 1_000_000} MB")
    try:
        text = data.decode(json.detect_encoding(data))
    except UnicodeDecodeError:
        return PolicySource(str(path), level, unreadable="it is not in UTF-8")
    return PolicySource(str(path), level, text)


def folder_sources(folder: Path, level: Level, guard: Guard) -> tuple[PolicySource, ...]:
    """Returns the files of a folder in order of their names: those that end in .json and begin with no dot."""
    try:
        if fault := guard(folder):
            return (PolicySource(str(folder), level, unreadable=fault),)
        names = sorted(name for name in os.listdir(folder) if name.lower().endswith(".json") and name[0] != ".")
    except OSError as error:
        if error.errno in (errno.ENOENT, errno.ENOTDIR) and is_absent(folder):
            return ()
        return (PolicySource(str(folder), level, unreadable=error.strerror or "it cannot be read"),)
    if len(names) > MOST_FILES:
        return (PolicySource(str(folder), level, unreadable=f"it holds more than {MOST_FILES} files"),)
    found = (file_source(folder / name, level, guard) for name in names)
    return tuple(source for source in found if source is not None)


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


def is_absent(path: Path) -> bool:
    """Returns True if nothing is at `path`: the nearest thing above it is a folder, and no link leads nowhere."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        above = path.parent
        return above != path and (above.is_dir() or is_absent(above))
    except OSError:
        return False
    return False
