"""Runs on their way into a backup and back: copies of their files, and runs made anew of what nobody vouches for.

A stranger's database is never adopted. Its rows are read one by one, each value through the form that it is stored in,
and written into a file of our own making.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.adapters.storage.connection import SqliteConnection
from desktop.adapters.storage.runs.foreign_values import refuse_odd_values
from desktop.adapters.storage.runs.run_file import VERSION, RunFile
from desktop.adapters.storage.runs.run_folder import SUFFIX, RunFolder
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.many.cell import Cell, CellState

FOLDER = "runs"
AT_ONCE = 500  # cells that are written together; chosen


def copied_runs(folder: Path, into: Path) -> Iterator[Path]:
    """Yields copies of the runs in a folder, made in `into`; a run that is open somewhere is left out.

    Raises StorageError where one cannot be copied.
    """
    runs = RunFolder(folder)
    for run_id in runs.ids():
        try:
            store = runs.open(run_id)
        except StorageError:
            continue  # it is open somewhere, or damaged, and would come back to nobody
        copy = into / f"{run_id}{SUFFIX}"
        with contextlib.closing(store):
            store.copy_to(copy)
        yield copy


def copy_foreign_run(source: Path, target: Path) -> None:
    """Makes `target` a run of the rows and cells of `source`. Its batches stay where they were made.

    What was claimed is not confirmed, and nothing is let go on its pictures that its own user has not let go. Raises
    StorageError for what is no run, and ValueError, TypeError and KeyError.
    """
    with SqliteConnection.foreign(source) as foreign:
        version = foreign.value("PRAGMA user_version")
        if not isinstance(version, int) or not 1 <= version <= VERSION:
            raise StorageError(Problem(ProblemKind.NOT_A_RUN, source.name))
        store = RunFile(foreign, source)
        run, cells = store.run(), store.cells()
    if run.id != target.stem:
        raise StorageError(Problem(ProblemKind.NOT_A_RUN, source.name))
    refuse_odd_values(run, cells)
    with contextlib.closing(RunFile.create(target, run.without_consents())) as own:
        settled = [_settled(cell) for cell in cells]
        for at in range(0, len(settled), AT_ONCE):
            own.save(settled[at : at + AT_ONCE])


def put_in_place(unpacked: Path, data: Path) -> None:
    """Moves the runs of an unpacked backup to those in the data folder; one that is there stays as it is.

    Raises OSError.
    """
    target = data / FOLDER
    for path in sorted((unpacked / FOLDER).glob(f"*{SUFFIX}")):
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not (target / path.name).exists():
            path.replace(target / path.name)


def _settled(cell: Cell) -> Cell:
    return replace(cell, state=CellState.NOT_CONFIRMED) if cell.state is CellState.CLAIMED else cell
