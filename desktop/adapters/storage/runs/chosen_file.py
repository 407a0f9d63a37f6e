"""A run in a file that the user has chosen. What lies there is looked at before anything is written into it.

Whoever handed such a file on may have put anything into it: its schema and its values must be those that this program
writes, and nothing that was let go on its pictures is believed.
"""

import contextlib
import os
import stat
from collections.abc import Sequence
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.runs.asked_cells import AskedCells
from desktop.adapters.storage.runs.foreign_values import refuse_odd_jobs, refuse_odd_values
from desktop.adapters.storage.runs.job_marks import JobMarks
from desktop.adapters.storage.runs.run_file import APPLICATION_ID, TABLES, VERSION, RunFile
from desktop.core.errors import DISK_FULL, Problem, ProblemKind, StorageError
from desktop.core.many.batch.batch_job import BatchJob
from desktop.core.many.cell import Cell
from desktop.core.many.row import Row
from desktop.core.many.run import OF_A_RUN, PictureRun
from desktop.log import log

_HEAD = 100  # bytes: https://sqlite.org/fileformat.html
_MAGIC = b"SQLite format 3\0"
_ODD = (ValueError, TypeError, KeyError, AttributeError, IndexError)
_SAID = {ProblemKind.RUN_IN_USE, ProblemKind.STORE_NEWER, ProblemKind.NOT_A_RUN}
_UNWRITABLE = {ProblemKind.STORE_READ_ONLY, ProblemKind.STORE_DISK_ERROR, ProblemKind.STORE_FULL}
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class ChosenRunFile(RunFile):
    """Fulfils `RunStore`. What is asked is noted in a register, too, by which a copy of the file is known as one."""

    _asked: AskedCells | None = None

    def watch(self, folder: Path) -> None:
        """Opens the register, in `folder`. What was asked from another copy of the file is not confirmed from now on.

        Raises StorageError, also while another copy is open; where there can be no register, it goes on without one.
        """
        run = self.run()
        try:
            self._asked = AskedCells(folder, run)
        except StorageError as failed:
            if failed.problem.kind is ProblemKind.RUN_IN_USE:
                raise
            log.warning("what is asked from a run's file is not noted: %s", failed.problem.kind)
            return
        cells = self.cells()
        if elsewhere := self._asked.asked_elsewhere(run, cells):
            super().save(elsewhere)
        self._note(cells)  # what an earlier version asked, or what a lost register knew

    def save(self, cells: Sequence[Cell]) -> None:
        super().save(cells)
        self._note(cells)

    def save_job(self, job: BatchJob, cells: Sequence[Cell]) -> None:
        super().save_job(job, cells)
        self._note(cells)

    def add_rows(self, rows: Sequence[Row]) -> None:
        super().add_rows(rows)
        if self._asked is not None:
            self._asked.add_rows(rows)

    def close(self) -> None:
        try:
            super().close()
        finally:
            if self._asked is not None:
                self._asked.close()

    def _note(self, cells: Sequence[Cell]) -> None:
        if self._asked is not None:
            self._asked.note(cells)


def check_free(path: Path) -> str:
    """Returns the whole path. Raises StorageError where there is something already, or where nothing can be."""
    if os.path.lexists(path):
        raise StorageError(Problem(ProblemKind.RUN_FILE_EXISTS, path.name))
    if not path.parent.is_dir():
        raise StorageError(Problem(ProblemKind.NOT_WRITTEN, path.name))
    return str(path.absolute())


def create_chosen(run: PictureRun, marks: JobMarks) -> "ChosenRunFile":
    """Returns the store of a new run in its file, which nobody else may read.

    Raises StorageError, also where there is something already; nothing of a run is left there then.
    """
    path = Path(run.file)
    try:
        os.close(os.open(path, _NEW_FILE, 0o600))
    except FileExistsError:
        raise StorageError(Problem(ProblemKind.RUN_FILE_EXISTS, path.name)) from None
    except (OSError, ValueError) as failed:
        words = getattr(failed, "strerror", None) or ""
        raise StorageError(Problem(ProblemKind.NOT_WRITTEN, path.name, detail=words)) from None
    try:
        return ChosenRunFile.create(path, run, marks)
    except BaseException as failed:
        with contextlib.suppress(OSError):
            path.unlink()
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        if isinstance(failed, StorageError):
            raise _of_file(failed, path.name) from None
        raise


def open_chosen(path: Path, marks: JobMarks) -> "ChosenRunFile":
    """Returns the store of the run in a file. Raises StorageError, also for one that is none and stays as it is.

    Batches in it act only if they have marks of `marks`.
    """

    def check(connection: SqliteConnection) -> None:
        _check_schema(connection)
        _check_values(connection)
        with translated():
            _tighten(path)

    _check_head(path)
    try:
        return ChosenRunFile.open(path, str(path.absolute()), check, marks)
    except StorageError as failed:
        raise _of_file(failed, path.name) from None


def _check_head(path: Path) -> None:
    """Raises StorageError unless a regular file begins as those of runs do."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise StorageError(Problem(ProblemKind.NO_SUCH_RUN, path.name)) from None
    except OSError:
        raise StorageError(Problem(ProblemKind.UNREADABLE, path.name)) from None
    try:
        is_regular = stat.S_ISREG(os.fstat(handle).st_mode)
        head = os.read(handle, _HEAD) if is_regular else b""
    except OSError:
        raise StorageError(Problem(ProblemKind.UNREADABLE, path.name)) from None
    finally:
        os.close(handle)
    if len(head) < _HEAD or not head.startswith(_MAGIC) or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StorageError(Problem(ProblemKind.NOT_A_RUN, path.name))


def _tighten(path: Path) -> None:
    """Keeps others out of a file of the user's own."""
    status = path.stat()
    if os.name == "posix" and status.st_uid == os.geteuid() and stat.S_IMODE(status.st_mode) & 0o077:  # type: ignore[attr-defined, unused-ignore]
        path.chmod(stat.S_IMODE(status.st_mode) & 0o700)


def _check_schema(connection: SqliteConnection) -> None:
    """Raises StorageError unless there are the tables of a run, whole, and nothing beside them: no view, no trigger."""
    version = connection.value("PRAGMA user_version")
    if version != VERSION:
        raise StorageError(Problem(ProblemKind.STORE_NEWER if version > VERSION else ProblemKind.NOT_A_RUN))
    found = {
        sql for kind, sql in connection.execute("SELECT type, sql FROM sqlite_schema") if (kind, sql) != _OWN_INDEX
    }
    if found != set(TABLES) or connection.value("PRAGMA quick_check(1)") != "ok":
        raise StorageError(Problem(ProblemKind.NOT_A_RUN))


def _check_values(connection: SqliteConnection) -> None:
    """Raises StorageError unless every value is one that this program writes."""
    store = RunFile(connection, None)
    try:
        run, cells = store.run(), store.cells()
        refuse_odd_values(run, cells)
        refuse_odd_jobs(run, cells, store.jobs())
    except (StorageError, *_ODD):
        raise StorageError(Problem(ProblemKind.NOT_A_RUN)) from None


_OWN_INDEX = ("index", None)
"""What SQLite makes by itself for a key."""


def _of_file(failed: StorageError, name: str) -> StorageError:
    """Returns an error as one of a file that the user chose, not of the history."""
    kind = failed.problem.kind
    if kind in _SAID:
        return StorageError(Problem(kind, name, code=OF_A_RUN if kind is ProblemKind.STORE_NEWER else ""))
    if kind in _UNWRITABLE:
        return StorageError(
            Problem(ProblemKind.NOT_WRITTEN, name, code=DISK_FULL if kind is ProblemKind.STORE_FULL else "")
        )
    return StorageError(Problem(ProblemKind.NOT_A_RUN, name))
