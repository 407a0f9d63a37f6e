"""A note in the data folder of the backups that are being written, so that a kill leaves none of them half done.

A backup is made in a folder beside its place, which holds a whole copy of the history meanwhile. The next program that
opens the history removes that folder; where its disk is not there, the note stays until it is.
"""

import contextlib
import json
import os
import secrets
import shutil
import threading
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.adapters.storage.backup.left_behind import PREFIX, is_of_a_backup

_NAME = "backups.begun"
_LOCK = threading.Lock()
_OF_THIS_PROCESS = set[Path]()


def begin(data: Path, place: Path) -> Path:
    """Makes a private folder for a backup in the folder `place`, and notes it. Returns the folder. Raises OSError."""
    private = place.absolute() / f"{PREFIX}{secrets.token_hex(4)}"
    with _LOCK:
        _OF_THIS_PROCESS.add(private)
        _write(data, [*_noted(data), private])
    try:
        private.mkdir(mode=0o700)
    except BaseException:
        end(data, private)
        raise
    return private


def end(data: Path, private: Path) -> None:
    """Removes the folder of a backup that ended, and the note."""
    shutil.rmtree(private, ignore_errors=True)
    with _LOCK:
        _OF_THIS_PROCESS.discard(private)
        _write(data, [noted for noted in _noted(data) if noted != private])


def remove_begun(data: Path) -> None:
    """Removes the folders of backups in which a program was killed. Called by the only program with the history."""
    with _LOCK:
        noted = _noted(data)
        left = [private for private in noted if private in _OF_THIS_PROCESS or not _is_removed(private)]
        if left != noted:
            _write(data, left)


def _is_removed(private: Path) -> bool:
    """Removes a folder if it is one of a backup. Returns True if there is none any more, or if it is another."""
    if not private.parent.is_dir():
        return False  # its disk is not there
    if not is_of_a_backup(private):
        return True
    shutil.rmtree(private, ignore_errors=True)
    return not private.exists()


def _noted(data: Path) -> list[Path]:
    try:
        names = json.loads((data / _NAME).read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _write(data: Path, private: list[Path]) -> None:
    """Writes the note anew. On a full disk it is as before; a backup to another disk need not fail for that."""
    with contextlib.suppress(OSError):
        if private:
            with whole_file(data / _NAME, PRIVATE) as file:
                file.write(json.dumps([os.fspath(folder) for folder in private]).encode())
        else:
            (data / _NAME).unlink(missing_ok=True)
