"""What was set aside in the data folder: it is listed, searched by deletions, and goes after 30 days.

What could not be salvaged from a damaged history may be all that is left of it, so such a file stays until the user
removes it. A deletion erases from it all the same (scrubbing.py).
"""

import contextlib
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from desktop.adapters.files.whole_file import leave_mark
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.database import NAME
from desktop.adapters.storage.deletion.erasing import erase_from_copy
from desktop.adapters.storage.deletion.scrubbing import scrub
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.migrations import MIGRATIONS
from desktop.core.conversation.healing_report import HealingReport
from desktop.core.conversation.kept_aside import AsideKind, KeptAside
from desktop.core.errors import StorageError

_DATED = re.compile(r"(?:before|history\.damaged)-(\d{4}-\d\d-\d\d)(?:-\d+)?(?:\.sqlite)?")
"""Folders of replaced histories, and files that 0.1.0 set aside."""
_BIN = "bin"
_INCOMPLETE = "incomplete"
_LOGS = ("-wal", "-shm")
_IMAGES = "SELECT picture_id FROM turn_pictures UNION SELECT picture_id FROM draft_sheets"


class AsideFiles:
    """Everything that was set aside in one data folder. Methods block; StorageError says what stood in the way."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def listing(self) -> tuple[KeptAside, ...]:
        """Returns what is there, the newest first."""
        with translated():
            found = [entry for path in self._paths() if (entry := _entry(path)) is not None]
        return tuple(sorted(found, key=lambda entry: (entry.day, entry.name), reverse=True))

    def remove(self, name: str) -> None:
        """Removes something by its name in the listing; a name that is not there is fine."""
        with translated():
            for path in self._paths():
                if path.name == name:
                    _remove(path)

    def remove_old(self, today: date) -> None:
        """Removes every history whose time is over. The bin empties itself (image_bin.py)."""
        for entry in self.listing():
            if entry.kind is AsideKind.HISTORY and entry.is_over(today):
                self.remove(entry.name)

    def erase(self, ids: Sequence[str], texts: Iterable[str], images: Iterable[str]) -> None:
        """Erases conversations or turns from every history that was set aside.

        `texts` and `images` are what they held, for files in which SQLite finds nothing any more.
        """
        image_ids = set(images)
        words = (*texts, *image_ids)
        for path in self._paths():
            if path.name == _BIN:
                continue
            database = path / NAME if path.is_dir() else path
            with translated():
                gone = image_ids
                if database.exists():
                    gone = image_ids | _erase(database, ids, words, is_incomplete=(path / _INCOMPLETE).exists())
                for image_id in gone if path.is_dir() else ():
                    (path / "pictures" / image_id[:2] / image_id).unlink(missing_ok=True)

    def mark_incomplete(self, name: str, report: HealingReport) -> None:
        """Notes whether the history in the folder `name` holds what could not be salvaged. Raises OSError."""
        folder = self._folder / name
        if folder.is_dir() and (report.turns_lost or not report.lost_count_known):
            leave_mark(folder / _INCOMPLETE)

    def _paths(self) -> Iterator[Path]:
        yield from (path for path in self._folder.glob("*-*") if _DATED.fullmatch(path.name))
        if (self._folder / _BIN).is_dir():
            yield self._folder / _BIN


def _entry(path: Path) -> KeptAside | None:
    """Returns the entry of the listing, or None for an empty bin."""
    if path.name == _BIN:
        days = sorted(place.name for place in path.glob("????-??-??") if any(place.iterdir()))
        return KeptAside(_BIN, AsideKind.IMAGES, date.fromisoformat(days[0]), _size(path)) if days else None
    matched = _DATED.fullmatch(path.name)
    assert matched is not None
    day = date.fromisoformat(matched[1])
    return KeptAside(path.name, AsideKind.HISTORY, day, _size(path), (path / _INCOMPLETE).exists())


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else (path,)
    return sum(file.lstat().st_size for file in files if file.is_file())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
        return
    for ending in ("", *_LOGS):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _erase(database: Path, ids: Sequence[str], words: tuple[str, ...], is_incomplete: bool) -> set[str]:
    """Erases rows from a history. Returns the ids of the images that nothing in it shows any more."""
    try:
        with SqliteConnection(database) as connection:
            before = {row[0] for row in connection.execute(_IMAGES)}
            for _ in erase_from_copy(connection, ids, len(MIGRATIONS)):
                pass
            return before - {row[0] for row in connection.execute(_IMAGES)}
    except StorageError:  # it is damaged
        if is_incomplete:
            for ending in ("", *_LOGS):
                with contextlib.suppress(FileNotFoundError):
                    scrub(database.with_name(database.name + ending), words)
        else:  # everything in it was saved elsewhere
            _remove(database)
        return set()
