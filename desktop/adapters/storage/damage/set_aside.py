"""Setting a damaged history aside; it is never deleted here."""

import contextlib
from datetime import date
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.soundness import is_intact
from desktop.adapters.storage.database import COPIES, NAME
from desktop.core.errors import Problem, ProblemKind, StorageError


def quarantine(folder: Path, today: date) -> Problem:
    """Renames a damaged history and puts the newest good copy in its place. Returns a problem that says so."""
    path = folder / NAME
    number = 0
    while (aside := folder / f"history.damaged-{today.isoformat()}{f'-{number}' if number else ''}.sqlite").exists():
        number += 1
    for ending in ("-wal", "-shm", ""):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(NAME + ending).rename(aside.with_name(aside.name + ending))
    for copy in sorted((folder / COPIES).glob("20*.sqlite"), reverse=True):
        with contextlib.suppress(StorageError), SqliteConnection(copy) as good:
            if is_intact(good):
                good.copy_to(path)
                return Problem(ProblemKind.STORE_DAMAGED, aside.name)
    return Problem(ProblemKind.STORE_RESET, aside.name)
