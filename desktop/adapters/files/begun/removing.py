"""Removes what kills have left outside the program's own folders, by the notes of it."""

import contextlib
import json
import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from desktop import paths
from desktop.adapters.files.begun.note import PREFIX, SUFFIX, Begun, hold
from desktop.adapters.files.whole_file import UNFINISHED_S

THREAD = "begun writes"
_LARGEST = 100_000
"""Bytes of a note; a path is shorter on every system."""
_OPENING = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_looking = threading.Lock()


def begin_removing(is_ours: Callable[[Path], bool]) -> None:
    """Has it removed in a thread of its own, since a disk may hang; what is noted but not `is_ours` stays.

    `is_ours` raises OSError or ValueError where it cannot be told; the note then stays, too.
    """
    if _looking.acquire(blocking=False):
        threading.Thread(target=_remove, args=(is_ours,), name=THREAD, daemon=True).start()


def _remove(is_ours: Callable[[Path], bool]) -> None:
    try:
        for note in sorted(paths.folders().state.glob(f"{PREFIX}*{SUFFIX}")):
            with contextlib.suppress(OSError):
                if _is_done(note, is_ours):
                    note.unlink(missing_ok=True)
    finally:
        _looking.release()


def _is_done(note: Path, is_ours: Callable[[Path], bool]) -> bool:
    """Removes what a note tells of. Returns True if nothing is left of it. Raises OSError if its program is at work."""
    file = os.open(note, _OPENING)
    try:
        hold(file)
        os.lseek(file, 0, os.SEEK_SET)
        begun = _begun_in(os.read(file, _LARGEST))
        if begun is None:  # perhaps it has not been written yet
            return time.time() - os.fstat(file).st_mtime > UNFINISHED_S
        return _is_removed(begun, is_ours)
    finally:
        os.close(file)


def _begun_in(data: bytes) -> Begun | None:
    try:
        return Begun.of_plain(json.loads(data))
    except (ValueError, RecursionError):
        return None


def _is_removed(begun: Begun, is_ours: Callable[[Path], bool]) -> bool:
    try:
        if not is_ours(begun.path):
            return True
        if begun.path.is_dir():
            shutil.rmtree(begun.path, ignore_errors=True)
        else:
            begun.path.unlink()
    except FileNotFoundError:
        pass
    except ValueError:  # no system has such a path
        return False
    return begun.is_gone
