"""The store of one run: a database of its own, locked by the process that has it open."""

import contextlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Self

from desktop.adapters.storage.connection import Execute, SqliteConnection
from desktop.adapters.storage.runs import batch_rows
from desktop.adapters.storage.runs.cell_rows import (
    CELL_COLUMNS,
    ROW_COLUMNS,
    cell_from_values,
    cell_to_values,
    row_from_values,
    row_to_values,
)
from desktop.adapters.storage.runs.job_marks import JobMarks
from desktop.adapters.storage.runs.run_place import RunPlace
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.many.batch.batch_job import BatchJob
from desktop.core.many.cell import Cell
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan
from desktop.core.many.stored_values import plan_from_plain, plan_to_plain

VERSION = 2  # 2 has batches
IN_MEMORY = ":memory:"
APPLICATION_ID = 0x41736B52
"""By which a file of SQLite is known as a run: https://sqlite.org/pragma.html#pragma_application_id."""
TABLES = (
    """CREATE TABLE run (
            id TEXT PRIMARY KEY,
            created_at REAL NOT NULL,
            plan TEXT NOT NULL,
            models TEXT NOT NULL
        )""",
    """CREATE TABLE rows (
            number INTEGER PRIMARY KEY,
            path BLOB NOT NULL,
            name TEXT NOT NULL,
            picture TEXT NOT NULL,
            page INTEGER NOT NULL,
            pages INTEGER NOT NULL,
            same_as INTEGER,
            problem TEXT
        )""",
    """CREATE TABLE cells (
            row INTEGER NOT NULL REFERENCES rows (number),
            model TEXT NOT NULL,
            state TEXT NOT NULL,
            requests INTEGER NOT NULL,
            expected_usd REAL NOT NULL,
            cost_usd REAL,
            seconds REAL NOT NULL,
            answer TEXT NOT NULL,
            about TEXT NOT NULL,
            PRIMARY KEY (row, model)
        ) WITHOUT ROWID""",
    *batch_rows.TABLES,
)


KEPT = ("journal_mode = WAL", "synchronous = FULL")
CHOSEN = ("journal_mode = DELETE", "synchronous = EXTRA")
"""How files are written: those of ours, and those in a place that the user chose. Such a one may be moved or copied by
itself at any moment that nobody writes, so nothing that counts may stay in a log beside it."""
Check = Callable[[SqliteConnection], None]


class RunFile:
    """Fulfils `RunStore`. What `save` writes is on the disk, in the run's place, when it returns."""

    def __init__(
        self, connection: SqliteConnection, path: Path | None, file: str = "", marks: JobMarks | None = None
    ) -> None:
        """`path` is None in memory. `file` is that of one that the user has chosen: what was let go in it may be a
        stranger's word, and its jobs are only those that have a mark of `marks`.
        """
        self._connection = connection
        self._name = path.name if path is not None else ""
        self._is_kept = path is not None
        self._place = RunPlace(path)
        self._file = file
        self._marks = marks

    @classmethod
    def create(cls, place: Path | str, run: PictureRun, marks: JobMarks | None = None) -> Self:
        """Returns the store of a new run in a file, or `IN_MEMORY`. Raises StorageError."""
        store = cls._opened(place, run.file, marks=marks)
        try:
            with store._connection.transaction() as execute:
                execute(f"PRAGMA application_id = {APPLICATION_ID}")
                for table in TABLES:
                    execute(table)
                plan, models = json.dumps(plan_to_plain(run.plan)), json.dumps(run.models)
                execute("INSERT INTO run VALUES (?, ?, ?, ?)", (run.id, run.created_at, plan, models))
                _insert_rows(execute, run.rows)
                execute(f"PRAGMA user_version = {VERSION}")
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open(cls, path: Path, file: str = "", check: Check = lambda _: None, marks: JobMarks | None = None) -> Self:
        """Returns the store of a run that is kept, whose unowned claims are not confirmed. Raises StorageError.

        `check` looks at the database before anything is written into it.
        """
        store = cls._opened(path, file, check, marks)
        try:
            version = store._connection.value("PRAGMA user_version")
            if not 1 <= version <= VERSION:
                kind = ProblemKind.STORE_NEWER if version > VERSION else ProblemKind.NOT_A_RUN
                raise StorageError(Problem(kind, path.name))
            with store._connection.transaction() as execute:
                for table in batch_rows.TABLES if version == 1 else ():
                    execute(table)
                batch_rows.give_up_claims(execute)
                execute(f"PRAGMA user_version = {VERSION}")
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _opened(
        cls, place: Path | str, file: str = "", check: Check = lambda _: None, marks: JobMarks | None = None
    ) -> Self:
        name = place.name if isinstance(place, Path) else ""
        connection = SqliteConnection(place)
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            check(connection)
            for pragma in CHOSEN if file else KEPT:
                connection.execute(f"PRAGMA {pragma}")
            with connection.transaction():
                pass  # takes the lock now
        except StorageError as failed:
            connection.close()
            if failed.problem.kind is ProblemKind.STORE_BUSY:
                raise StorageError(Problem(ProblemKind.RUN_IN_USE, name)) from None
            raise
        return cls(connection, place if isinstance(place, Path) else None, file, marks)

    def run(self) -> PictureRun:
        """Returns the run with its rows. Raises StorageError."""
        with self._connection.guarded():
            found = self._connection.execute("SELECT id, created_at, plan, models FROM run").fetchone()
            if found is None:
                raise StorageError(Problem(ProblemKind.NOT_A_RUN, self._name))
            run_id, created_at, plan, models = found
            rows = self._connection.execute(f"SELECT {ROW_COLUMNS} FROM rows ORDER BY number")
            try:
                run = PictureRun(
                    run_id,
                    float(created_at),
                    plan_from_plain(json.loads(plan)),
                    tuple(map(row_from_values, rows)),
                    tuple(json.loads(models)),
                    self._is_kept,
                    self._file,
                    len(self._strange_jobs()),
                )
                return run.without_consents() if self._file else run
            except KeyError:
                raise StorageError(Problem(ProblemKind.NOT_A_RUN, self._name)) from None

    def cells(self) -> tuple[Cell, ...]:
        """Returns the cells that are not merely planned; strange jobs have claimed none. Raises StorageError."""
        with self._connection.guarded():
            found = self._connection.execute(f"SELECT {CELL_COLUMNS} FROM cells ORDER BY row, model")
            cells = tuple(map(cell_from_values, found))
        return batch_rows.without_claims(cells, self._strange_jobs(), self.jobs())

    def jobs(self) -> tuple[BatchJob, ...]:
        """Returns the batch jobs, the oldest first. Raises StorageError."""
        return tuple(job for job, is_own in self._all_jobs() if is_own)

    def _strange_jobs(self) -> tuple[BatchJob, ...]:
        """Returns the jobs in a file of the user's choice that this computer has not written: none of them acts."""
        return tuple(job for job, is_own in self._all_jobs() if not is_own) if self._file else ()

    def _all_jobs(self) -> list[tuple[BatchJob, bool]]:
        with self._connection.guarded():
            execute, marks = self._connection.execute, self._marks
            found = batch_rows.jobs_in(execute)
            if not self._file or not found:
                return [(job, True) for job, _ in found]
            about = batch_rows.run_and_endpoint(execute)
            return [(job, marks is not None and marks.is_own(mark, *about, job)) for job, mark in found]

    def save(self, cells: Sequence[Cell]) -> None:
        """Writes cells as they are now. Raises StorageError, also where a file elsewhere has them now."""
        with self._connection.transaction() as execute:
            _replace_cells(execute, cells)
        self._place.check()

    def save_job(self, job: BatchJob, cells: Sequence[Cell]) -> None:
        """Writes a batch job and cells, all of it or nothing. Raises StorageError."""
        with self._written() as execute:
            mark = self._marks.mark_of(*batch_rows.run_and_endpoint(execute), job) if self._marks is not None else ""
            batch_rows.save_job(execute, job, mark)
            _replace_cells(execute, cells)

    def forget_job(self, job: BatchJob) -> None:
        """Deletes a job of which nothing is left at its endpoint. Raises StorageError."""
        with self._written() as execute:
            batch_rows.forget_job(execute, job.id)

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Writes more rows. Raises StorageError."""
        with self._written() as execute:
            _insert_rows(execute, rows)

    def save_plan(self, plan: RunPlan, models: tuple[str, ...]) -> None:
        """Writes the plan and the models that are asked. Raises StorageError."""
        with self._written() as execute:
            execute("UPDATE run SET plan = ?, models = ?", (json.dumps(plan_to_plain(plan)), json.dumps(models)))

    @contextlib.contextmanager
    def _written(self) -> Iterator[Execute]:
        """Hands out `execute`; keeps all changes or none: none, too, if they would be where nobody can find them."""
        with self._connection.transaction() as execute:
            yield execute
            self._place.check()

    def copy_to(self, path: Path) -> None:
        """Writes a whole copy of the run to a file. Raises StorageError."""
        self._connection.copy_to(path)

    def close(self) -> None:
        """Closes the file, and lets other processes open it."""
        self._connection.close()


def _insert_rows(execute: Execute, rows: Sequence[Row]) -> None:
    for row in rows:
        execute(f"INSERT INTO rows ({ROW_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row_to_values(row))


def _replace_cells(execute: Execute, cells: Sequence[Cell]) -> None:
    for cell in cells:
        execute(
            f"INSERT OR REPLACE INTO cells ({CELL_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", cell_to_values(cell)
        )
