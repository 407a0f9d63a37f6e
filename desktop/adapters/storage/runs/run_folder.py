"""The folder with the files of all runs."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from desktop.adapters.files.whole_file import private_folder
from desktop.adapters.storage.errors import translated
from desktop.adapters.storage.runs.chosen_file import ChosenRunFile, check_free, create_chosen, open_chosen
from desktop.adapters.storage.runs.job_marks import JobMarks
from desktop.adapters.storage.runs.run_file import IN_MEMORY, RunFile
from desktop.adapters.storage.runs.run_healing import HEALED, check_whole, finish_healing, heal
from desktop.core.errors import Problem, ProblemKind, StorageDamageError, StorageError
from desktop.core.ids import is_id
from desktop.core.many.cell import Cell
from desktop.core.many.run import PictureRun, RunSummary
from desktop.core.many.tally import Tally

SUFFIX = ".sqlite"
_ILLEGIBLE = (StorageError, ValueError, TypeError, KeyError, AttributeError)
"""Errors of a file, and of values in it that no version of this program writes."""


class RunFolder:
    """Fulfils `RunStores`: a file for each run that is kept, named by its id, and memory for the others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks = JobMarks(folder)

    def create(self, run: PictureRun) -> RunFile:
        """Returns the store of a new run. Raises StorageError."""
        if run.file:
            return self._watched(create_chosen(run, self._marks), Path(run.file))
        if not run.is_kept:
            return RunFile.create(IN_MEMORY, run)
        with translated():
            private_folder(self._folder)
        return RunFile.create(self._path(run.id), run, self._marks)

    def open(self, run_id: str) -> RunFile:
        """Returns the store of a run that is kept; a damaged one is put together again, as far as it can be read.

        Raises StorageError, also while another process has it open.
        """
        path = self._path(run_id)
        finish_healing(path)
        if not path.is_file():
            raise StorageError(Problem(ProblemKind.NO_SUCH_RUN, run_id))
        try:
            return RunFile.open(path, check=check_whole, marks=self._marks)
        except StorageDamageError:
            if not heal(path):
                raise
        return RunFile.open(path, check=check_whole, marks=self._marks)

    def check_free(self, path: Path) -> str:
        """Returns the whole path of a file for a new run. Raises StorageError where it cannot be there."""
        return check_free(path)

    def open_file(self, path: Path) -> RunFile:
        """Returns the store of the run in a file that the user has chosen. Raises StorageError."""
        return self._watched(open_chosen(path, self._marks), path)

    def _watched(self, store: ChosenRunFile, path: Path) -> RunFile:
        try:
            store.watch(self._folder)
        except BaseException as failed:
            store.close()
            if isinstance(failed, StorageError):
                raise StorageError(replace(failed.problem, name=path.name)) from None
            raise
        return store

    def ids(self) -> tuple[str, ...]:
        """Returns the ids of the runs that have a file here, also of one that a kill came in between its healing."""
        for healed in self._folder.glob(f"*{SUFFIX}{HEALED}"):
            with contextlib.suppress(StorageError):  # that of one run, which is not listed then
                finish_healing(healed.with_name(healed.name.removesuffix(HEALED)))
        return tuple(path.stem for path in sorted(self._folder.glob(f"*{SUFFIX}")) if is_id(path.stem))

    def kept(self) -> tuple[RunSummary, ...]:
        """Returns the runs that are kept, legible and open nowhere, the newest first."""
        return tuple(sorted(self._summaries(), key=lambda run: run.created_at, reverse=True))

    def delete(self, run_id: str) -> None:
        """Deletes a run. Raises StorageError, also while another process has it open."""
        self.open(run_id).close()
        with translated():
            for path in (self._path(run_id), *self._folder.glob(f"{run_id}{SUFFIX}-*")):
                path.unlink(missing_ok=True)

    def _path(self, run_id: str) -> Path:
        if not is_id(run_id):
            raise StorageError(Problem(ProblemKind.NO_SUCH_RUN, run_id))
        return self._folder / f"{run_id}{SUFFIX}"

    def _summaries(self) -> Iterator[RunSummary]:
        for run_id in self.ids():
            with contextlib.suppress(*_ILLEGIBLE), contextlib.closing(self.open(run_id)) as store:
                run = store.run()
                known = {cell.id: cell for cell in store.cells()}
                cells = (
                    known.get((row.number, model), Cell(row.number, model))
                    for row in run.rows
                    if row.same_as is None
                    for model in run.models[:1]
                )
                yield RunSummary(run.id, run.plan.name, run.created_at, run.plan.model, Tally(cells).totals(None, None))
