"""The connection to a file of SQLite: the only module that speaks to its library, and every error is translated here.

SQLite comes with `apsw`, not with Python. Two SQLite libraries in one process do not see each other's locks, and when
one of them closes a file, the locks of the other are gone: nothing in the program may import `sqlite3`.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self

import apsw

from desktop.adapters.files.whole_file import private_file
from desktop.adapters.storage.errors import TRANSLATED, to_storage_error, translated
from desktop.core.errors import StorageDamageError, StorageError

SQLITE_FLOOR = (3, 51, 3)
"""The first version without the race of two connections in write-ahead mode: https://sqlite.org/wal.html."""

BUSY_MS = 500
LARGEST_FOREIGN_VALUE = 64_000_000
"""Bytes; an answer is bounded to 8 MB."""
_WITHOUT_LOCKS = "win32-none" if os.name == "nt" else "unix-none"
Row = tuple[Any, ...]
Execute = Callable[..., "Rows"]


def sqlite_version() -> str:
    """Returns the version of the SQLite library in use."""
    return apsw.sqlite_lib_version()


def sqlite_is_new_enough() -> bool:
    """Returns True if the SQLite library is not below the floor."""
    return tuple(int(part) for part in sqlite_version().split(".")) >= SQLITE_FLOOR


class WrittenTurn(NamedTuple):
    """The ids of a turn that a transaction writes."""

    conversation: str
    turn: str


class CommitListener(Protocol):
    """What hears of commits, in their order, once they are on the disk."""

    def add(self, number: int, turns: Sequence[WrittenTurn]) -> None: ...
    def close(self) -> None: ...


class Rows:
    """The rows that a statement finds, read one after another. Raises StorageError wherever one cannot be read."""

    def __init__(self, cursor: apsw.Cursor, failed: Callable[[BaseException], StorageError]) -> None:
        self._cursor = cursor
        self._failed = failed

    def __iter__(self) -> Iterator[Row]:
        return self

    def __next__(self) -> Row:
        try:
            return next(self._cursor)
        except TRANSLATED as error:
            raise self._failed(error) from None

    def fetchone(self) -> Any:
        """Returns the next row; None where there is none."""
        return next(self, None)

    def fetchall(self) -> list[Row]:
        """Returns all rows that are left."""
        return list(self)


class SqliteConnection:
    """A connection to one file. Not shared between threads at the same time; every error is a StorageError.

    `damage_seen` is called before a sign of damage is raised.
    """

    def __init__(
        self, path: Path | str, immutable: bool = False, damage_seen: Callable[[], None] = lambda: None
    ) -> None:
        """Opens a file, or makes it. An `immutable` one is only read, without locks and without files beside it."""
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        name = str(path)
        if immutable:
            flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
            name = f"{Path(path).absolute().as_uri()}?immutable=1"
        self._damage_seen = damage_seen
        self._record: CommitListener | None = None
        with translated():
            if isinstance(path, Path) and not immutable:
                private_file(path)
            self._connection = apsw.Connection(name, flags=flags)
            if not immutable and self._connection.readonly("main"):
                self._connection.close()
                raise apsw.ReadOnlyError  # SQLite itself would call the lock that it cannot have an error of the disk
            self._connection.set_busy_timeout(BUSY_MS)
            self._connection.transaction_mode = "IMMEDIATE"

    @classmethod
    def foreign(cls, path: Path) -> Self:
        """Opens a file that is not trusted, for reading: nothing in its schema acts, and its values are bounded."""
        connection = cls(path, immutable=True)
        library = connection._connection
        library.limit(apsw.SQLITE_LIMIT_LENGTH, LARGEST_FOREIGN_VALUE)
        for option, value in (
            (apsw.SQLITE_DBCONFIG_DEFENSIVE, 1),
            (apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
            (apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0),
            (apsw.SQLITE_DBCONFIG_ENABLE_VIEW, 0),
        ):
            library.config(option, value)
        try:
            connection.execute("PRAGMA cell_size_check = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add_function(self, name: str, function: Callable[..., str]) -> None:
        """Adds a deterministic function of one value, for statements and triggers."""
        self._connection.create_scalar_function(name, function, 1, deterministic=True)

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Rows:
        """Runs a statement; without a transaction around it, it is one of its own."""
        try:
            return Rows(self._connection.execute(statement, values), self._failed)
        except TRANSLATED as error:
            raise self._failed(error) from None

    def value(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """Returns the first column of the first row; None where there is no row."""
        row = self.execute(statement, values).fetchone()
        return row[0] if row is not None else None

    @contextlib.contextmanager
    def transaction(self, turns: Sequence[WrittenTurn] = ()) -> Iterator[Execute]:
        """Hands out `execute`; keeps all changes or none. Errors of values inside are signs of damage, too.

        `turns` are told to what records commits.
        """
        number = 0
        try:
            record = None if self._connection.in_transaction else self._record
            before = self._connection.total_changes()
            with self._connection:
                yield self.execute
                if record is not None and self._connection.total_changes() != before:
                    number = self.commit_number % (2**31 - 1) + 1  # it has four bytes, with a sign
                    self.set_commit_number(number)
        except TRANSLATED as error:
            raise self._failed(error) from None
        if record is not None and number:
            record.add(number, turns)

    @property
    def commit_number(self) -> int:
        """The number of the last commit that was recorded; 0 in a history of which none was."""
        return int(self.value("PRAGMA application_id"))

    def set_commit_number(self, number: int) -> None:
        """Gives the file the number of a commit, inside of which it is called."""
        self.execute(f"PRAGMA application_id = {number}")

    def record_commits(self, begin: Callable[[], CommitListener]) -> None:
        """Numbers all further commits, and has them recorded until the file is closed. Raises what `begin` raises."""
        if self._record is not None:
            self._record.close()  # Windows replaces no file that is open
        self._record = begin()

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """Translates errors of files and of values that are read beside statements."""
        try:
            yield
        except TRANSLATED as error:
            raise self._failed(error) from None

    def copy_to(self, path: Path) -> None:
        """Writes a whole copy of the database to `path`, page by page, without locks (nobody knows it yet), or none."""
        with self.guarded():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
            os.close(handle)
            try:
                with (
                    contextlib.closing(apsw.Connection(temporary, vfs=_WITHOUT_LOCKS)) as copy,
                    copy.backup("main", self._connection, "main") as backup,
                ):
                    backup.step()
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise

    def serialized(self) -> bytes:
        """Returns the bytes of the whole database, as they would stand in a file."""
        with self.guarded():
            return self._connection.serialize("main")

    def close(self) -> None:
        """Closes the file; closing it twice is fine."""
        if self._record is not None:
            self._record.close()
        with translated():
            self._connection.close()

    def frames_in_log(self) -> int:
        """Returns how many frames of the log are taken."""
        return int(self.execute("PRAGMA wal_checkpoint(NOOP)").fetchone()[1])

    def write_log_back(self) -> bool:
        """Writes the log into the file itself. Returns True if nothing is left in it. Raises StorageDamageError."""
        try:
            busy, frames, written = self.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except StorageDamageError:
            raise
        except StorageError:  # the disk is full, for example
            return False
        return not busy and frames == written

    def refuse(self, reason: str) -> None:
        """Raises StorageDamageError; file and log then stay as they are."""
        raise self._failed(apsw.CorruptError(reason))

    def _failed(self, error: BaseException) -> StorageError:
        failure = to_storage_error(error, self._connection.system_errno if isinstance(error, apsw.IOError) else 0)
        if isinstance(failure, StorageDamageError):
            with contextlib.suppress(apsw.Error):  # nothing more is written into the file, not even by closing it
                self._connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            self._damage_seen()
        return failure
