"""What this computer has asked from a run in a file of the user's choice, kept apart from that file.

Such a file can be copied, and its rows would be asked, and paid, from each copy. Whatever was asked from another one is
found here by numbers alone: nothing in this register tells of a picture or an answer.
"""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.errors import translated
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import OF_A_COPY, PictureRun
from desktop.log import log

SUFFIX = ".asked"
_TABLE = "CREATE TABLE IF NOT EXISTS asked (cell BLOB PRIMARY KEY, requests INTEGER NOT NULL) WITHOUT ROWID"
_WITHOUT_ANSWER = (CellState.PLANNED, CellState.HELD_BACK, CellState.FAILED, CellState.REFUSED)


class AskedCells:
    """The register of one run. While it is open, no other program can open it, and so no copy of the run's file."""

    def __init__(self, folder: Path, run: PictureRun) -> None:
        """Raises StorageError, of the kind RUN_IN_USE while another copy is open."""
        self._run_id = run.id
        self._rows = list(run.rows)
        with translated():
            private_folder(folder)
        name = _digest(run.id).hex()  # the id may be a stranger's word, and name another place
        self._connection = SqliteConnection(folder / f"{name}{SUFFIX}")
        try:
            for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = WAL", "synchronous = OFF"):
                self._connection.execute(f"PRAGMA {pragma}")
            with self._connection.transaction() as execute:
                execute(_TABLE)
            self._known: dict[bytes, int] = dict(self._connection.execute("SELECT cell, requests FROM asked"))
            self._least = dict[bytes, int]()  # of cells of which another copy knows more than this one
        except StorageError as failed:
            self._connection.close()
            if failed.problem.kind is ProblemKind.STORE_BUSY:
                raise StorageError(Problem(ProblemKind.RUN_IN_USE, code=OF_A_COPY)) from None
            raise

    def add_rows(self, rows: Sequence[Row]) -> None:
        """Takes note of rows that have come to the run."""
        self._rows += rows

    def asked_elsewhere(self, run: PictureRun, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """Returns the cells without an answer of which more requests went out than the run's file knows.

        They are not confirmed: an answer may be in another copy, and was perhaps paid.
        """
        own = {cell.id: cell for cell in cells}
        found = []
        for row in run.rows if self._known else ():
            if row.same_as is not None:  # it is asked as the row that it repeats
                continue
            for model in run.models:
                cell = own.get((row.number, model), Cell(row.number, model))
                known = self._known.get(key := self._key(cell), 0)
                if cell.requests >= known:
                    continue
                self._least[key] = known
                if cell.state in _WITHOUT_ANSWER:
                    found.append(cell.asked_from_copy(known))
        return tuple(found)

    def note(self, cells: Iterable[Cell]) -> None:
        """Takes note of how often cells were asked. It goes on without where that cannot be written."""
        all_asked = {(key := self._key(cell)): max(cell.requests, self._least.get(key, 0)) for cell in cells}
        new = {key: requests for key, requests in all_asked.items() if self._known.get(key, 0) != requests}
        if not new:
            return
        try:
            with self._connection.transaction() as execute:
                for entry in new.items():
                    execute("INSERT OR REPLACE INTO asked VALUES (?, ?)", entry)
            self._known |= new
        except StorageError as failed:
            log.warning("what was asked from a run's file is not noted: %s", failed.problem.kind)

    def close(self) -> None:
        """Closes the register, and lets other copies be opened."""
        self._connection.close()

    def _key(self, cell: Cell) -> bytes:
        row = self._rows[cell.row]
        return _digest(f"{self._run_id} {row.picture} {row.page} {cell.model}")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16]
