"""Puts a damaged run together again, from all of it that can be read: its answers were paid.

A cell that cannot be read any more was perhaps asked, so it is not confirmed; nor is one that is not there: a damaged
page may have lost it without a trace. One whose row cannot be read fails. The damaged file stays beside the new one
until the run is deleted.
"""

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from desktop.adapters.storage.connection import Row as StoredRow
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.runs.cell_rows import CELL_COLUMNS, ROW_COLUMNS, cell_from_values, row_from_values
from desktop.adapters.storage.runs.run_file import RunFile
from desktop.core.errors import Problem, ProblemKind, StorageDamageError, StorageError
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun
from desktop.core.many.stored_values import plan_from_plain
from desktop.log import log

DAMAGED, HEALED, PART = "-damaged", "-healed", "-part"
"""What the names of the files of a healing end with, each beside the run's own."""
LOGS = ("-wal", "-shm", "-journal")
AT_ONCE = 1000  # cells that are written together; chosen
SMALLEST_ROW = 16
"""Bytes: what a row and a place for it take at least, so that a number that says more is none of a row."""
_ODD = (KeyError, AttributeError, IndexError)
"""Errors of values that no version of this program writes; the others are translated."""


def check_whole(connection: SqliteConnection) -> None:
    """Raises StorageDamageError for a database in which a page is damaged."""
    if connection.value("PRAGMA quick_check(1)") != "ok":
        connection.refuse("a page is damaged")


def heal(path: Path) -> bool:
    """Puts what can be read of a damaged run in its place. Returns False where that is not even what it asks.

    Raises StorageError, also while another process has it open.
    """
    with contextlib.closing(SqliteConnection(path)) as damaged:
        damaged.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            salvaged = _Salvaged(damaged)
        except (StorageDamageError, *_ODD):
            return False
        part = path.with_name(path.name + PART)
        part.unlink(missing_ok=True)
        with contextlib.closing(RunFile.create(part, salvaged.run)) as healed:
            for at in range(0, len(salvaged.cells), AT_ONCE):
                healed.save(salvaged.cells[at : at + AT_ONCE])
        with contextlib.closing(SqliteConnection(part)) as beside, beside.transaction() as execute:
            for table, values in salvaged.jobs:
                execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
        with translated():
            part.replace(path.with_name(path.name + HEALED))
        finish_healing(path)
    log.error("a damaged run was put together again: %d of its places could not be read", salvaged.lost)
    return True


def finish_healing(path: Path) -> None:
    """Puts a run in its place that was put together before, which a kill may have come in between."""
    healed = path.with_name(path.name + HEALED)
    if not healed.is_file():
        return
    with translated():
        for ending in ("", *LOGS):  # a log belongs to its file alone: the new one must not meet that of the old one
            with contextlib.suppress(FileNotFoundError):
                os.replace(path.with_name(path.name + ending), path.with_name(path.name + DAMAGED + ending))
        healed.replace(path)


class _Salvaged:
    """What can be read of a run. Raises StorageDamageError where that is not even what it asks."""

    def __init__(self, damaged: SqliteConnection) -> None:
        self._damaged = damaged
        self.lost = 0
        with damaged.guarded():
            found = damaged.execute("SELECT id, created_at, plan, models FROM run").fetchone()
            run_id, created_at, plan, models = found
            plan, models = plan_from_plain(json.loads(plan)), tuple(json.loads(models))
        count = self._count()
        rows = tuple(map(self._row, range(count)))
        self.run = PictureRun(run_id, float(created_at), plan, rows, models)
        asked = dict.fromkeys((plan.model, *models))
        self.cells = [cell for row in rows for model in asked for cell in self._cell(row, model)]
        self.jobs = [*self._job_rows("batches"), *self._job_rows("batch_rows")]

    def _count(self) -> int:
        """Returns the number of rows, as far as anything in the file still tells that can be true."""
        pages, size = (self._damaged.value(f"PRAGMA {name}") for name in ("page_count", "page_size"))
        most, numbers = 0, range(pages * size // SMALLEST_ROW)
        for column, table in (("number", "rows"), ("row", "cells")):
            for order in ("ASC", "DESC"):
                with contextlib.suppress(StorageError):
                    for (number,) in self._damaged.execute(f"SELECT {column} FROM {table} ORDER BY 1 {order}"):
                        if not isinstance(number, int) or number not in numbers:
                            continue
                        most = max(most, number + 1)
                        if order == "DESC":
                            break
        return most

    def _row(self, number: int) -> Row:
        with contextlib.suppress(StorageError, *_ODD), self._damaged.guarded():
            query = f"SELECT {ROW_COLUMNS} FROM rows WHERE number = ?"
            if (values := self._damaged.execute(query, (number,)).fetchone()) is not None:
                return row_from_values(values)
        self.lost += 1
        return Row(number, "", f"{number + 1}", problem=Problem(ProblemKind.UNREADABLE, f"{number + 1}"))

    def _cell(self, row: Row, model: str) -> Iterator[Cell]:
        """Yields the cell of a row, unless it is none that the run asks by itself."""
        try:
            with self._damaged.guarded():
                query = f"SELECT {CELL_COLUMNS} FROM cells WHERE row = ? AND model = ?"
                values = self._damaged.execute(query, (row.number, model)).fetchone()
                if values is not None:
                    yield cell_from_values(values)
                elif model == self.run.plan.model and row.same_as is None and row.problem is None:
                    yield Cell(row.number, model, CellState.NOT_CONFIRMED)
        except (StorageError, *_ODD):
            self.lost += 1
            yield Cell(row.number, model, CellState.NOT_CONFIRMED)

    def _job_rows(self, table: str) -> list[tuple[str, StoredRow]]:
        """Returns what is written of batch jobs; nothing where it cannot be read, and nobody owns their claims then."""
        try:
            return [(table, values) for values in self._damaged.execute(f"SELECT * FROM {table}")]
        except StorageError:
            self.lost += 1
            return []
