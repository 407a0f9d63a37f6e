"""Errors of SQLite and of the disk are told apart by their kind, never by their words."""

import contextlib
import errno
from pathlib import Path

import apsw
import pytest

from desktop.adapters.storage.connection import SqliteConnection, sqlite_is_new_enough
from desktop.adapters.storage.errors import kind_of, to_storage_error
from desktop.core.errors import ProblemKind, StorageDamageError, StorageError


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (apsw.CorruptError("x"), ProblemKind.STORE_DAMAGED),
        (apsw.NotADBError("x"), ProblemKind.STORE_DAMAGED),
        (apsw.FullError("x"), ProblemKind.STORE_FULL),
        (OSError(errno.ENOSPC, "x"), ProblemKind.STORE_FULL),
        (apsw.ReadOnlyError("full of it"), ProblemKind.STORE_READ_ONLY),
        (apsw.CantOpenError("locked away"), ProblemKind.STORE_READ_ONLY),
        (PermissionError(errno.EACCES, "x"), ProblemKind.STORE_READ_ONLY),
        (apsw.BusyError("x"), ProblemKind.STORE_BUSY),
        (apsw.LockedError("x"), ProblemKind.STORE_BUSY),
        (apsw.IOError("malformed"), ProblemKind.STORE_DISK_ERROR),
        (OSError(errno.EIO, "x"), ProblemKind.STORE_DISK_ERROR),
        (apsw.MisuseError("x"), ProblemKind.STORE_INTERNAL_ERROR),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "x"), ProblemKind.STORE_INTEGRITY_CHECK_FAILED),
    ],
)
def test_kinds(error: Exception, kind: ProblemKind) -> None:
    assert kind_of(error) is kind
    damage = kind in (ProblemKind.STORE_DAMAGED, ProblemKind.STORE_INTEGRITY_CHECK_FAILED)
    assert isinstance(to_storage_error(error), StorageDamageError) is damage


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_an_error_of_writing_for_which_there_is_no_room_is_no_error_of_the_disk(code: int) -> None:
    assert kind_of(apsw.IOError("disk I/O error"), code) is ProblemKind.STORE_FULL
    assert kind_of(apsw.IOError("disk I/O error"), errno.EIO) is ProblemKind.STORE_DISK_ERROR
    assert kind_of(OSError(code, "x")) is ProblemKind.STORE_FULL


def test_a_sign_of_damage_is_told_before_it_is_raised(tmp_path: Path) -> None:
    signs: list[None] = []
    with SqliteConnection(tmp_path / "file", damage_seen=lambda: signs.append(None)) as connection:
        with pytest.raises(StorageDamageError):
            connection.execute("SELECT * FROM missing")
        assert len(signs) == 1
        rows = connection.execute("SELECT 'sound' UNION ALL SELECT CAST(x'ff' AS TEXT)")
        assert rows.fetchone() == ("sound",)
        with pytest.raises(StorageDamageError):  # a row that is read later than the first
            rows.fetchall()
        with pytest.raises(StorageDamageError), connection.transaction():
            raise ValueError("a value that nobody writes")
        assert len(signs) == 3


def test_all_changes_of_a_transaction_are_kept_or_none(tmp_path: Path) -> None:
    with SqliteConnection(tmp_path / "file") as connection:
        with connection.transaction() as do:
            do("CREATE TABLE numbers (number PRIMARY KEY)")
            do("INSERT INTO numbers VALUES (1)")
        with contextlib.suppress(StorageError), connection.transaction() as do:
            do("INSERT INTO numbers VALUES (2)")
            do("INSERT INTO numbers VALUES (1)")
        assert connection.execute("SELECT number FROM numbers").fetchall() == [(1,)]


def test_the_library_is_not_below_the_floor() -> None:
    assert sqlite_is_new_enough()
