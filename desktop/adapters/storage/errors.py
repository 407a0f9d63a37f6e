"""The one place where errors of SQLite and of the disk become errors of the program."""

import contextlib
import errno
from collections.abc import Iterator

import apsw

from desktop.core.errors import Problem, ProblemKind, StorageDamageError, StorageError

_KINDS: tuple[tuple[tuple[type[BaseException], ...], ProblemKind], ...] = (
    ((apsw.CorruptError, apsw.NotADBError, apsw.FormatError), ProblemKind.STORE_DAMAGED),
    ((apsw.SQLError, apsw.SchemaChangeError), ProblemKind.STORE_DAMAGED),  # a table or a column of ours is not there
    ((apsw.FullError,), ProblemKind.STORE_FULL),
    ((apsw.BusyError, apsw.LockedError, apsw.ProtocolError), ProblemKind.STORE_BUSY),
    (
        (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError, apsw.AuthError),
        ProblemKind.STORE_READ_ONLY,
    ),
    ((apsw.IOError,), ProblemKind.STORE_DISK_ERROR),
    ((apsw.ConstraintError,), ProblemKind.STORE_INTEGRITY_CHECK_FAILED),  # an index that contradicts its table
    ((apsw.Error,), ProblemKind.STORE_INTERNAL_ERROR),
    ((ValueError, OverflowError, TypeError, RecursionError), ProblemKind.STORE_INTEGRITY_CHECK_FAILED),
)
_SIGNS = {ProblemKind.STORE_DAMAGED, ProblemKind.STORE_INTEGRITY_CHECK_FAILED}
_CUT_OFF = {apsw.SQLITE_IOERR_SHORT_READ, apsw.SQLITE_IOERR_CORRUPTFS, apsw.SQLITE_IOERR_DATA}
"""Errors of reading that tell of the file, not of the disk: https://sqlite.org/rescode.html."""

TRANSLATED = (apsw.Error, OSError, ValueError, OverflowError, TypeError, RecursionError)
"""Errors of SQLite and of the disk, and those that values raise which no version of this program writes."""


_FULL = (errno.ENOSPC, errno.EDQUOT)


def kind_of(error: BaseException, system_errno: int = 0) -> ProblemKind:
    """Returns the kind of problem behind an error of SQLite, of the disk, or of a value that cannot be read.

    `system_errno` is the system's code behind SQLite's error: of a quota it makes an error of the disk.
    """
    if isinstance(error, apsw.IOError) and system_errno in _FULL:
        return ProblemKind.STORE_FULL
    if isinstance(error, OSError) and not isinstance(error, apsw.Error):
        full = error.errno in _FULL
        disk = error.errno == errno.EIO
        return ProblemKind.STORE_FULL if full else ProblemKind.STORE_DISK_ERROR if disk else ProblemKind.STORE_READ_ONLY
    if isinstance(error, apsw.IOError) and getattr(error, "extendedresult", 0) in _CUT_OFF:
        return ProblemKind.STORE_DAMAGED
    return next((kind for types, kind in _KINDS if isinstance(error, types)), ProblemKind.STORE_INTERNAL_ERROR)


def to_storage_error(error: BaseException, system_errno: int = 0) -> StorageError:
    """Returns the program's error for one of SQLite, of the disk or of a value; a sign of damage is of its own type."""
    kind = kind_of(error, system_errno)
    problem = Problem(kind, detail=type(error).__name__)
    return StorageDamageError(problem) if kind in _SIGNS else StorageError(problem)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Raises errors of SQLite, of the disk and of unreadable values as StorageError."""
    try:
        yield
    except TRANSLATED as error:
        raise to_storage_error(error) from None
