"""The folders beside backups in which a program was killed: each holds a whole copy of the history."""

import contextlib
import math
import re
import shutil
import stat
import time
from pathlib import Path

from desktop.adapters.files.whole_file import is_own
from desktop.adapters.storage.backup.file_format import HISTORY, WHOLE

PREFIX = ".askance-"
"""Begins the name of the folder in which a backup is made; random letters end it."""

_NAME = re.compile(rf"{re.escape(PREFIX)}[a-z0-9_]{{8}}")
_FILE = f"(?:{re.escape(HISTORY)}|{re.escape(WHOLE)})"
_CONTENT = re.compile(rf"{_FILE}|\.{_FILE}\..*\.part(?:-journal)?|runs")
_STARTED_S = time.monotonic()


def remove_left_behind(current: Path) -> None:
    """Removes the folders beside `current`, which was made just now, that earlier programs of this user have left.

    One that is younger than this program may be in use by another. Ages are told by the clock of the disk, which may be
    another computer's.
    """
    with contextlib.suppress(OSError):
        youngest = current.stat().st_mtime - (time.monotonic() - _STARTED_S)
        for folder in current.parent.iterdir():
            if folder != current and is_of_a_backup(folder, youngest):
                shutil.rmtree(folder, ignore_errors=True)


def is_of_a_backup(folder: Path, before: float = math.inf) -> bool:
    """Returns True for a folder as a backup makes it that was last changed before, if all of that can be told."""
    try:
        return has_what_a_backup_makes(folder, before)
    except OSError:
        return False


def has_what_a_backup_makes(folder: Path, before: float = math.inf) -> bool:
    """Returns True for a folder of the user's own, no link, that was last changed before and has only what is ours.

    Raises OSError where that cannot be told, and ValueError for a path that there cannot be.
    """
    if not _NAME.fullmatch(folder.name):
        return False
    status = folder.lstat()
    return (
        stat.S_ISDIR(status.st_mode)
        and is_own(status)
        and status.st_mtime < before
        and all(_CONTENT.fullmatch(inside.name) for inside in folder.iterdir())
    )
