"""A note in the data folder of the backups that are being written, so that a kill leaves none of them half done.

A backup is made in a folder beside its place, which holds a whole copy of the history meanwhile. The next program with
this history removes that folder in its maintenance; where its disk is not there, the note stays until it is.
"""

import contextlib
import json
import os
import secrets
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, whole_file
from desktop.adapters.storage.backup.left_behind import PREFIX, has_what_a_backup_makes

THREAD = "begun backups"
_NAME = "backups.begun"
_LOCK = threading.RLock()
"""For the note and the two below. A collection of garbage may end a backup in the thread that has it."""
_of_this_process = set[Path]()
_looked_after = set[Path]()
"""The data folders for which a thread is at work."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A backup's folder, and which folder that lies in: a mount point is another one while its disk is not there."""

    folder: Path
    device: int = 0
    inode: int = 0


def begin(data: Path, place: Path) -> Path:
    """Makes a private folder for a backup in the folder `place`, and notes it. Returns the folder. Raises OSError."""
    private = place.absolute() / f"{PREFIX}{secrets.token_hex(4)}"
    beside = private.parent.stat()
    with _LOCK:
        _of_this_process.add(private)
        noted = _noted(data)
        if noted is not None:
            _write(data, [*noted, _Begun(private, beside.st_dev, beside.st_ino)])
    try:
        private.mkdir(mode=0o700)
    except BaseException:  # no copy of the history is in it
        shutil.rmtree(private, ignore_errors=True)
        _forget(data, {private})
        raise
    return private


def end(data: Path, private: Path) -> None:
    """Removes the folder of a backup that ended, and the note once the folder is gone."""
    shutil.rmtree(private, ignore_errors=True)
    with _LOCK:
        begun = next((noted for noted in _noted(data) or () if noted.folder == private), None)
    if begun is not None and _is_gone(begun):
        _forget(data, {private})
    with _LOCK:
        _of_this_process.discard(private)


def begin_removing(data: Path) -> None:
    """Has the folders of backups in which a program was killed removed, in a thread of its own: a disk may hang.

    Called by the only program with the history.
    """
    with _LOCK:
        left = [noted for noted in _noted(data) or () if noted.folder not in _of_this_process]
        if not left or data in _looked_after:
            return
        _looked_after.add(data)
    threading.Thread(target=_remove, args=(data, left), name=THREAD, daemon=True).start()


def _remove(data: Path, left: list[_Begun]) -> None:
    try:
        for noted in left:
            if _is_removed(noted):
                _forget(data, {noted.folder})
    finally:
        with _LOCK:
            _looked_after.discard(data)


def _is_removed(noted: _Begun) -> bool:
    """Removes a folder if it is one of a backup. Returns True if there is none any more, or if it is another."""
    try:
        if not has_what_a_backup_makes(noted.folder):
            return True
    except FileNotFoundError:
        return _is_gone(noted)
    except (OSError, ValueError):  # nobody can tell
        return False
    shutil.rmtree(noted.folder, ignore_errors=True)
    return _is_gone(noted)


def _is_gone(noted: _Begun) -> bool:
    """Returns True if it is sure that the folder is not there: its disk is, and has none of that name."""
    is_there = False
    try:
        beside = noted.folder.parent.stat()
        is_there = (beside.st_dev, beside.st_ino) == (noted.device, noted.inode)
        noted.folder.lstat()
    except FileNotFoundError:
        return is_there
    except (OSError, ValueError):
        pass
    return False


def _noted(data: Path) -> list[_Begun] | None:
    """Returns what is noted; None if there is a note that cannot be read, which then stays as it is."""
    try:
        entries = json.loads((data / _NAME).read_bytes())
    except (FileNotFoundError, ValueError, RecursionError):
        return []
    except OSError:
        return None
    return [begun for entry in entries if (begun := _of_plain(entry))] if isinstance(entries, list) else []


def _of_plain(entry: object) -> _Begun | None:
    match entry:
        case {"folder": str(folder), "device": int(device), "inode": int(inode)}:
            return _Begun(Path(folder), device, inode)
    return None


def _forget(data: Path, gone: set[Path]) -> None:
    with _LOCK:
        _of_this_process.difference_update(gone)
        noted = _noted(data) or []
        left = [begun for begun in noted if begun.folder not in gone]
        if left != noted:
            _write(data, left)


def _write(data: Path, begun: list[_Begun]) -> None:
    """Writes the note anew. On a full disk it is as before; a backup to another disk need not fail for that."""
    plain = [{"folder": os.fspath(one.folder), "device": one.device, "inode": one.inode} for one in begun]
    with contextlib.suppress(OSError):
        if plain:
            with whole_file(data / _NAME, PRIVATE) as file:
                file.write(json.dumps(plain).encode())
        else:
            (data / _NAME).unlink(missing_ok=True)
