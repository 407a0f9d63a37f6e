"""Backups: the history, its images, the settings and the quick questions in one file; never a key.

The file is a ZIP with names of our own making. A file that comes back is not trusted: only such names are unpacked,
only so many bytes, and only a database that SQLite finds intact and that is no newer than this program.
"""

import contextlib
import json
import re
import shutil
import tempfile
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.soundness import is_intact
from desktop.adapters.storage.database import add_functions
from desktop.adapters.storage.migrations import MIGRATIONS, migrate, version_of
from desktop.core.errors import Problem, ProblemKind, StorageError

VERSION = 1
MANIFEST, HISTORY = "askance.json", "history.sqlite"
_IMAGE = re.compile(r"pictures/([0-9a-f]{2})/(\1[0-9a-f]{62})")
MOST_BYTES = 200_000_000_000
LARGEST_MANIFEST = 10_000_000
MOST_SWELLING = 200  # how many times larger what comes out may be than the file


def write(connection: SqliteConnection, folder: Path, path: Path, beside: dict[str, Any]) -> None:
    """Writes everything to `path`, whole or not at all; `beside` are small values that go along. Raises OSError."""
    temporary = path.with_name(f".{path.name}.part")
    copied = Path(tempfile.mkdtemp(dir=folder)) / HISTORY
    try:
        connection.copy_to(copied)
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
            archive.writestr(MANIFEST, json.dumps({"askance": VERSION, **beside}))
            archive.write(copied, HISTORY)
            for image in sorted((folder / "pictures").glob("??/" + "?" * 64)):
                name = image.relative_to(folder).as_posix()
                archive.write(image, name, zipfile.ZIP_STORED)  # PNG and JPEG do not get smaller
        temporary.replace(path)
    finally:
        shutil.rmtree(copied.parent, ignore_errors=True)
        temporary.unlink(missing_ok=True)


def unpacked(path: Path, folder: Path) -> tuple[Path, dict[str, Any]]:
    """Unpacks and checks a backup. Returns a new folder inside `folder`, and the small values. Raises StorageError."""
    target = Path(tempfile.mkdtemp(dir=folder, prefix="restoring-"))
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
                raise ValueError("too large")
            beside = json.loads(archive.read(MANIFEST))
            if not isinstance(beside, dict) or beside.get("askance") != VERSION:
                raise ValueError("another version")
            names = [info for info in archive.infolist() if info.filename == HISTORY or _IMAGE.fullmatch(info.filename)]
            size = sum(info.file_size for info in names)
            if size > min(MOST_BYTES, path.stat().st_size * MOST_SWELLING):
                raise ValueError("too large")
            for info in names:
                _unpack(archive, info, target / info.filename)
        _check(target / HISTORY)
    except Exception as wrong:  # zipfile and zlib raise whatever a file that was not made by us makes them stumble over
        shutil.rmtree(target, ignore_errors=True)
        if isinstance(wrong, StorageError) and wrong.problem.kind is ProblemKind.STORE_NEWER:
            raise
        raise StorageError(Problem(ProblemKind.NOT_A_BACKUP, path.name, detail=_why(wrong))) from None
    return target, beside


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    left = info.file_size
    with archive.open(info) as source, place.open("wb") as target:
        while piece := source.read(1 << 20):
            left -= len(piece)
            if left < 0:
                raise ValueError("larger than it says")
            target.write(piece)


def _check(path: Path) -> None:
    with SqliteConnection(path) as connection:
        if version_of(connection) > len(MIGRATIONS):
            raise StorageError(Problem(ProblemKind.STORE_NEWER, path.name))
        if version_of(connection) == 0 or not is_intact(connection):
            raise ValueError("its history is damaged")
        acting = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
        if not set(acting) <= _own_triggers():
            raise ValueError("its history holds more than it should")


def _own_triggers() -> set[tuple[str, str]]:
    """Returns the triggers of an empty history as this program makes it; a backup may hold no others."""
    with SqliteConnection(":memory:") as empty:
        add_functions(empty)
        migrate(empty)
        return set(empty.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall())


def _why(wrong: BaseException) -> str:
    return str(wrong) if isinstance(wrong, ValueError) and len(str(wrong)) < 40 else ""


def put_in_place(unpacked_at: Path, folder: Path, today: date) -> str:
    """Puts an unpacked backup in the place of the history. Returns the name of the folder with the old one."""
    number = 0
    while (aside := folder / f"before-{today.isoformat()}{f'-{number}' if number else ''}").exists():
        number += 1
    aside.mkdir()
    moves = [(folder / name, aside / name) for name in (HISTORY, f"{HISTORY}-wal", f"{HISTORY}-shm", "pictures")]
    moves += [(unpacked_at / name, folder / name) for name in (HISTORY, "pictures")]
    done: list[tuple[Path, Path]] = []
    try:
        for old, new in moves:
            with contextlib.suppress(FileNotFoundError):
                old.rename(new)
                done.append((old, new))
    except OSError:
        for old, new in reversed(done):  # half of it would be worse than nothing
            new.rename(old)
        raise
    shutil.rmtree(unpacked_at, ignore_errors=True)
    return aside.name
