"""Opening the history's file, with all that may be wrong with it, and keeping copies of it.

One connection that nobody else shares: SQLite before 3.51.3 has a race between two of them in WAL mode. A newer
database is refused and not touched; a damaged one is set aside, never deleted, and the newest good copy takes its
place.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

from desktop.adapters.storage.full_text_search import spaced
from desktop.adapters.storage.migrations import INDEXES, MIGRATIONS, Migration, migrate, version_of
from desktop.core.errors import Problem, ProblemKind, StorageError

NAME = "history.sqlite"
DAYS, WEEKS = 5, 4
VACUUM_AT = 10  # a tenth of the file being free is worth the work
_MAGIC = b"SQLite format 3\0"


def to_storage_error(error: sqlite3.Error | OSError) -> StorageError:
    """Returns our error for one of SQLite or of the disk."""
    words = str(error).lower()
    if isinstance(error, OSError):
        kind = ProblemKind.STORE_FULL if error.errno in (28, 122) else ProblemKind.STORE_READ_ONLY
    elif "full" in words:
        kind = ProblemKind.STORE_FULL
    elif "locked" in words or "busy" in words:
        kind = ProblemKind.STORE_BUSY
    elif any(word in words for word in ("malformed", "not a database", "corrupt")):
        kind = ProblemKind.STORE_DAMAGED
    else:
        kind = ProblemKind.STORE_READ_ONLY
    return StorageError(Problem(kind, detail=type(error).__name__))


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Raises errors of SQLite, of the disk and of unreadable values as StorageError."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise to_storage_error(error) from None
    except (ValueError, OverflowError, TypeError, RecursionError):  # a value that no version of this program writes
        raise StorageError(Problem(ProblemKind.STORE_INTEGRITY_CHECK_FAILED)) from None


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[Callable[..., sqlite3.Cursor]]:
    """Hands out a function that executes statements; keeps all of them or none. Raises StorageError."""
    with translated():
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection.execute
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # a full disk has rolled back already
                connection.execute("ROLLBACK")
            raise


def connect(folder: Path, migrations: Sequence[Migration] = MIGRATIONS) -> sqlite3.Connection:
    """Opens the history in `folder`, brought to the newest version. Raises StorageError."""
    path = folder / NAME
    _refuse_newer(path, len(migrations))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=0.5, isolation_level=None, check_same_thread=False)
        try:
            _prepared(connection, path, migrations)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, OSError) as error:
        raise to_storage_error(error) from None
    return connection


def add_functions(connection: sqlite3.Connection) -> None:
    """Adds the functions that the triggers of the history call (migrations.py)."""
    connection.create_function("spaced", 1, spaced, deterministic=True)


def _prepared(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    add_functions(connection)
    for pragma in (
        "locking_mode = EXCLUSIVE",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    version = version_of(connection)
    if version > len(migrations):
        raise StorageError(Problem(ProblemKind.STORE_NEWER, path.name))
    if 0 < version < len(migrations):
        copy_to(connection, path.parent / "backups" / f"before-version-{version + 1}.sqlite")
    migrate(connection, migrations)
    connection.execute("BEGIN IMMEDIATE")  # takes the lock now, and finds a disk that cannot be written now
    connection.execute("COMMIT")


def _refuse_newer(path: Path, newest: int) -> None:
    """Looks at the header without opening the database, which alone might change files beside it."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError:
        return
    if head.startswith(_MAGIC) and int.from_bytes(head[60:64], "big") > newest:
        raise StorageError(Problem(ProblemKind.STORE_NEWER, path.name))


def quarantine(folder: Path, today: date) -> Problem:
    """Renames a damaged history and puts the newest good copy in its place. Returns a problem that says so."""
    path = folder / NAME
    number = 0
    while (aside := folder / f"history.damaged-{today.isoformat()}{f'-{number}' if number else ''}.sqlite").exists():
        number += 1
    for ending in ("-wal", "-shm", ""):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(NAME + ending).rename(aside.with_name(aside.name + ending))
    for copy in sorted((folder / "backups").glob("20*.sqlite"), reverse=True):
        with contextlib.suppress(sqlite3.Error, OSError), contextlib.closing(sqlite3.connect(copy)) as good:
            if is_intact(good):
                copy_to(good, path)
                return Problem(ProblemKind.STORE_DAMAGED, aside.name)
    return Problem(ProblemKind.STORE_RESET, aside.name)


def is_intact(connection: sqlite3.Connection) -> bool:
    """Runs SQLite's integrity check over the whole file. Returns True if it is sound."""
    try:
        return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.DatabaseError:
        return False


def copy_to(connection: sqlite3.Connection, path: Path) -> None:
    """Writes a whole copy of the database to `path`, or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    temporary.unlink(missing_ok=True)
    with contextlib.closing(sqlite3.connect(temporary)) as copy:
        connection.backup(copy)
    temporary.replace(path)


FORGET_READINGS = "DELETE FROM picture_readings WHERE picture_id NOT IN (SELECT picture_id FROM turn_pictures)"


def erase(do: Callable[..., sqlite3.Cursor], wanted: str) -> tuple[str, ...]:
    """Deletes a conversation, or a turn, whose followers then follow its parent. Returns the ids of changed ones."""
    do("DELETE FROM drafts WHERE conversation_id = ?", (wanted,))
    do("DELETE FROM conversations WHERE id = ?", (wanted,))
    turn = do("SELECT conversation_id, parent FROM turns WHERE id = ?", (wanted,)).fetchone()
    if turn is None:
        do(FORGET_READINGS)
        return ()
    conversation_id, parent = turn
    do("UPDATE turns SET parent = ? WHERE parent = ?", (parent, wanted))
    do("UPDATE conversations SET last = ? WHERE last = ?", (parent, wanted))
    do("DELETE FROM turns WHERE id = ?", (wanted,))
    do(FORGET_READINGS)
    left = do("SELECT EXISTS (SELECT 1 FROM turns WHERE conversation_id = ?)", (conversation_id,)).fetchone()[0]
    if not left:
        do("DELETE FROM conversations WHERE id = ?", (conversation_id,))
    return (conversation_id,) if left else ()


def secure_delete(connection: sqlite3.Connection, folder: Path, ids: Sequence[str]) -> None:
    """Removes deleted rows from all pages of the file, its index and its log, and from all copies of it."""
    if not ids:
        return
    _tidy(connection)
    for path in (folder / "backups").glob("*.sqlite"):
        with contextlib.suppress(sqlite3.Error), _copy(path) as copy:
            copy.execute("BEGIN IMMEDIATE")
            for deleted_id in ids:
                if version_of(copy) == version_of(connection):
                    erase(copy.execute, deleted_id)
                else:  # before turns could be deleted alone
                    copy.execute("DELETE FROM conversations WHERE id = ?", (deleted_id,))
                    copy.execute("DELETE FROM drafts WHERE conversation_id = ?", (deleted_id,))
                    copy.execute("DELETE FROM turns WHERE id = ?", (deleted_id,))
            copy.execute("COMMIT")
            _tidy(copy)


@contextlib.contextmanager
def _copy(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as copy:
        add_functions(copy)
        copy.execute("PRAGMA foreign_keys = ON")
        copy.execute("PRAGMA secure_delete = ON")
        yield copy


def _tidy(connection: sqlite3.Connection) -> None:
    """Takes deleted rows out of the index of words, gives pages back, and empties the log."""
    for index in INDEXES:
        if connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (index,)).fetchone():
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    if free > connection.execute("PRAGMA page_count").fetchone()[0] // VACUUM_AT:
        connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def back_up(connection: sqlite3.Connection, folder: Path, today: date) -> None:
    """Makes today's copy if there is none yet; of older copies the last five days and four weeks stay."""
    backups = folder / "backups"
    todays = backups / f"{today.isoformat()}.sqlite"
    if todays.exists():
        return
    copy_to(connection, todays)
    days = {date.fromisoformat(path.stem): path for path in backups.glob("????-??-??.sqlite")}
    for day in set(days) - kept_days(set(days)):
        days[day].unlink(missing_ok=True)


def kept_days(days: set[date]) -> set[date]:
    """Returns the days whose copies stay: the newest five, and the first of each of four weeks."""
    newest = sorted(days, reverse=True)
    weeks: dict[tuple[int, int], date] = {}
    for day in newest:
        weeks[day.isocalendar()[:2]] = day
    first_of_week = sorted(weeks.values(), reverse=True)
    return set(newest[:DAYS]) | set(first_of_week[:WEEKS])
