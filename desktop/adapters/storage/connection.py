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
from typing import Any, Self

import apsw

from desktop.adapters.storage.errors import TRANSLATED, to_storage_error, translated
from desktop.core.errors import StorageDamageError, StorageError

SQLITE_FLOOR = (3, 51, 3)
"""The first version without the race of two connections in write-ahead mode: https://sqlite.org/wal.html."""

BUSY_MS = 500
Row = tuple[Any, ...]
Execute = Callable[..., "Rows"]


def sqlite_version() -> str:
    """Returns the version of the SQLite library in use."""
    return apsw.sqlite_lib_version()


def sqlite_is_new_enough() -> bool:
    """Returns True if the SQLite library is not below the floor."""
    return tuple(int(part) for part in sqlite_version().split(".")) >= SQLITE_FLOOR


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
        self, path: Path | str, read_only: bool = False, damage_seen: Callable[[], None] = lambda: None
    ) -> None:
        flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        self._damage_seen = damage_seen
        with translated():
            self._connection = apsw.Connection(str(path), flags=flags)
            self._connection.set_busy_timeout(BUSY_MS)
            self._connection.transaction_mode = "IMMEDIATE"

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
    def transaction(self) -> Iterator[Execute]:
        """Hands out `execute`; keeps all changes or none. Errors of values inside are signs of damage, too."""
        try:
            with self._connection:
                yield self.execute
        except TRANSLATED as error:
            raise self._failed(error) from None

    @contextlib.contextmanager
    def guarded(self) -> Iterator[None]:
        """Translates errors of files and of values that are read beside statements."""
        try:
            yield
        except TRANSLATED as error:
            raise self._failed(error) from None

    def copy_to(self, path: Path) -> None:
        """Writes a whole copy of the database to `path`, page by page as it is on the disk, or none."""
        with self.guarded():
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
            os.close(handle)
            try:
                with (
                    contextlib.closing(apsw.Connection(temporary)) as copy,
                    copy.backup("main", self._connection, "main") as backup,
                ):
                    backup.step()
                os.replace(temporary, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
                raise

    def close(self) -> None:
        """Closes the file; closing it twice is fine."""
        with translated():
            self._connection.close()

    def _failed(self, error: BaseException) -> StorageError:
        failure = to_storage_error(error)
        if isinstance(failure, StorageDamageError):
            self._damage_seen()
        return failure
