"""Puts a new history in the place of the old one, so that whenever the program is killed, one of them is there whole.

What will be done is written down first, in a journal. Before that nothing has changed; after it each step can be done
again, and the next start finishes what is left.
"""

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import PRIVATE, remove_unfinished, sync_folder, whole_file
from desktop.adapters.storage.runs.run_copies import put_in_place

JOURNAL = "switch.json"
NEW_FOLDER = "restoring-"
"""What the name of a folder begins with in which a new history is made ready, inside the data folder."""
HEALED_FOLDER = "healing-"
"""The same, where it is made of a damaged history."""
OLD_FOLDER = "before-"
_NAME = re.compile(rf"(?:{NEW_FOLDER}|{HEALED_FOLDER}|{OLD_FOLDER})[\w-]+")
IMAGES = "pictures"
COMMITS = "written.ids"
"""The record of what was written into a history (damage/commit_record.py)."""
_PARTS = ("history.sqlite", IMAGES)
_OF_THE_OLD_ALONE = ("history.sqlite-wal", "history.sqlite-shm", COMMITS)


def switch(new: Path, folder: Path, today: date) -> str:
    """Puts the history in `new` in the place of that in `folder`, whose connection is closed; its runs join the others.

    Returns the name of the folder with the old one. Raises OSError; the old history is then in its place again, or the
    next start goes on.
    """
    old = _free_folder(folder, today)
    with whole_file(folder / JOURNAL, PRIVATE) as file:
        file.write(json.dumps({"new": new.name, "old": old.name}).encode())
    sync_folder(folder)
    try:
        _finish(folder, new, old)
    except OSError:
        _undo(folder, new, old)
        raise
    return old.name


@dataclass(frozen=True, slots=True)
class EndedSwitch:
    """A switch that the program was killed in: `old` is the folder of the old history; empty if it was given up.

    `is_healing` is True if the new history was made of a damaged one.
    """

    old: str
    is_healing: bool = False


def is_under_way(folder: Path) -> bool:
    """Returns True while a switch is written down and not finished."""
    return (folder / JOURNAL).is_file()


def end_switch(folder: Path) -> EndedSwitch | None:
    """Finishes a switch that was written down and not finished, and gives up one that was never written down.

    Called at a start, before the history is opened. Returns None if there was neither. Raises OSError.
    """
    names = _names(folder / JOURNAL)
    remove_unfinished(folder)
    if names is not None:
        _finish(folder, folder / names[0], folder / names[1])
    unfinished = list(folder.glob(f"{NEW_FOLDER}*"))
    for path in (*unfinished, *folder.glob(f"{HEALED_FOLDER}*")):
        shutil.rmtree(path, ignore_errors=True)
    if is_under_way(folder):
        (folder / JOURNAL).unlink(missing_ok=True)
    if names is not None:
        return EndedSwitch(names[1], names[0].startswith(HEALED_FOLDER))
    return EndedSwitch("") if unfinished else None


def remove_if_nothing_aside(old: Path) -> None:
    """Removes the folder of an old history in which there is none, nor images or a log."""
    with contextlib.suppress(OSError):
        if {path.name for path in old.iterdir()} <= {COMMITS}:
            (old / COMMITS).unlink(missing_ok=True)
            old.rmdir()


def _free_folder(folder: Path, today: date) -> Path:
    name, number = f"{OLD_FOLDER}{today.isoformat()}", 0
    while (old := folder / f"{name}{f'-{number}' if number else ''}").exists():
        number += 1
    return old


def _names(journal: Path) -> tuple[str, str] | None:
    """Returns the names of the new and the old folder, or None if no switch is written down."""
    try:
        values = json.loads(journal.read_bytes())
        new, old = str(values["new"]), str(values["old"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return (new, old) if _NAME.fullmatch(new) and _NAME.fullmatch(old) else None


def _finish(folder: Path, new: Path, old: Path) -> None:
    old.mkdir(mode=0o700, exist_ok=True)
    for name in _PARTS:
        if (new / name).exists():  # until it has taken its place, what is there is the old one
            of_old = (*_OF_THE_OLD_ALONE, name) if name == _PARTS[0] else (name,)
            for part in of_old:
                with contextlib.suppress(FileNotFoundError):
                    (folder / part).rename(old / part)
            (new / name).rename(folder / name)
    put_in_place(new, folder)
    sync_folder(folder)
    shutil.rmtree(new, ignore_errors=True)
    (folder / JOURNAL).unlink(missing_ok=True)


def _undo(folder: Path, new: Path, old: Path) -> None:
    """Puts the old history back; where that fails too, the journal stays, and the next start goes forward."""
    with contextlib.suppress(OSError):
        for name in _PARTS:
            if (old / name).exists() and (folder / name).exists():
                (folder / name).rename(new / name)
        for old_part in _existing(old, (*_PARTS, *_OF_THE_OLD_ALONE)):
            old_part.rename(folder / old_part.name)
        (folder / JOURNAL).unlink(missing_ok=True)
        old.rmdir()


def _existing(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    return (folder / name for name in names if (folder / name).exists())
