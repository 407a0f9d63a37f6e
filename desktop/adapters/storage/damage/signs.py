"""Signs that a history is damaged: one that is missing or empty beside copies or images, and the mark of a suspicion.

The mark is a file. It is written when an error shows damage, and stays until the whole file was checked, so that a
program that is killed in between checks at its next start.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from desktop.adapters.files.whole_file import leave_mark
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.damage.commit_record import LARGEST, note_end, read_commits, record_commits
from desktop.adapters.storage.damage.copies import newest_first
from desktop.adapters.storage.damage.grafting import number_in_file
from desktop.adapters.storage.damage.log_frames import frames_named, transactions_beyond
from desktop.adapters.storage.database import NAME, connect, copies_in, has_odd_header
from desktop.adapters.storage.deletion.deletion_record import DeletionRecord
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.open_files import log_of
from desktop.core.conversation.healing_report import DamageCause
from desktop.core.errors import StorageError

_MARK = "history.suspect"


def mark_suspect(folder: Path) -> None:
    """Notes that the history has to be checked before it is used on."""
    with contextlib.suppress(OSError):
        leave_mark(folder / _MARK)


def clear_mark(folder: Path) -> None:
    """Removes the note. A folder in its place stays, and has each start check the whole history."""
    if not (folder / _MARK).is_dir():
        (folder / _MARK).unlink(missing_ok=True)


def connect_watched(folder: Path) -> SqliteConnection:
    """Opens the history; damage that shows now or later, in its log too, is noted. Raises StorageError."""
    before = number_in_file(folder / NAME)
    connection = connect(
        folder,
        damage_seen=lambda: mark_suspect(folder),
        once_locked=lambda connection: refuse_damaged_log(connection, folder, before),
    )
    try:
        record_commits(connection, folder)
    except BaseException:
        connection.close()
        raise
    return connection


def close_watched(connection: SqliteConnection, folder: Path) -> None:
    """Closes the history, and notes that its end was clean if it was. Raises StorageError."""
    with contextlib.ExitStack() as until_closed:
        if not (folder / _MARK).exists():  # nothing more is written into a damaged one
            with contextlib.suppress(OSError, StorageError):
                history = until_closed.enter_context((folder / NAME).open("rb"))  # closing it would drop the lock
                note_end(connection, history, folder)
        connection.close()


def refuse_damaged_log(connection: SqliteConnection, folder: Path, before: int) -> None:
    """Raises StorageDamageError if the log is gone, cut, legible only in part or older than the file, and leaves it.

    The connection holds the lock: a program that still had the history open might end and take its log with it.
    `before` is the number of the last commit that stood in the file itself before it was opened.
    """
    number = connection.commit_number
    commits = read_commits(folder)
    if number < before < LARGEST or (commits is not None and commits.lack(number)):
        connection.refuse("the log is gone, cut or older than the history")
    with translated():
        left = transactions_beyond(log_of(folder / NAME), connection.frames_in_log)
    never_ended = commits is not None and number >= commits.last and left == 1  # the power went while it was written
    if left and not never_ended:
        connection.refuse("the log is damaged")


def cause_of_damage(folder: Path) -> DamageCause | None:
    """Returns why the history in `folder` has to be healed or checked before it is opened; None if nothing shows that.

    Raises StorageError if the history is in use or cannot be read at all.
    """
    path = folder / NAME
    if (folder / _MARK).exists() or has_odd_header(path):
        return DamageCause.DAMAGED
    size = _size_of(path)
    if size <= 0:
        if any(True for _ in _traces(folder)) or _has_log_alone(path) or (size == 0 and _was_written(folder)):
            return DamageCause.EMPTY if size == 0 else DamageCause.MISSING
        return None  # a record alone is what somebody has left who removed the history by hand
    return DamageCause.EMPTY if _has_no_rows(path) and _copies_hold_more(folder) else None


def _size_of(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1


def _has_log_alone(path: Path) -> bool:
    """Returns True for a log with turns beside nothing, which SQLite would delete.

    The log is looked at first: a program that makes a new history writes the file before its log.
    """
    return frames_named(log_of(path)) > 0 and _size_of(path) <= 0


def _traces(folder: Path) -> Iterator[Path]:
    """Yields copies and images, of which there are none before there is a history."""
    yield from (path for path in copies_in(folder) if path.name.startswith("20"))
    yield from (folder / "pictures").glob("??/" + "?" * 64)


def _was_written(folder: Path) -> bool:
    commits = read_commits(folder)
    return commits is not None and any(commits.after(commits.first))


def _has_no_rows(path: Path) -> bool:
    """Returns True for a database without any conversation, whose files hold nothing that is not written yet.

    One that has other tables than ours holds none.
    """
    if log_of(path).exists():
        return False  # opening it only to look would have to replay the log
    try:
        with SqliteConnection(path, immutable=True) as connection:
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            ours = tables & {"turns", "drafts"}  # drafts came later
            return not any(connection.value(f"SELECT EXISTS (SELECT 1 FROM {name})") for name in ours)
    except StorageError:
        return False  # opening it tells more


def _copies_hold_more(folder: Path) -> bool:
    """Returns True if the newest copy that can be read holds turns that the user has not deleted."""
    deleted = DeletionRecord(folder).ids
    for _, copy in newest_first(folder):
        with contextlib.suppress(StorageError), SqliteConnection(copy, immutable=True) as connection:
            rows = connection.execute("SELECT id, conversation_id FROM turns")
            if any(deleted.isdisjoint(row) for row in rows):
                return True
    return False
