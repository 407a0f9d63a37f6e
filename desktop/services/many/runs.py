"""The runs of this user: it fulfils `Runs`."""

import contextlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.ids import new_id
from desktop.core.many.run import PictureRun, RunPlan, RunSummary
from desktop.services.many.live_run import LiveRun
from desktop.services.many.rows.listing import Listing
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import RunParts
from desktop.services.ports.run_store import RunStore, RunStores
from desktop.services.tasks import DaemonThreads


class PictureRuns:
    """Creates and opens runs. With the history off, none is kept but in a file of the user's choice."""

    def __init__(self, listing: Listing, stores: RunStores, parts: RunParts) -> None:
        self._listing = listing
        self._stores = stores
        self._parts = parts

    async def create(
        self,
        plan: RunPlan,
        files: Sequence[Path],
        keep: bool = True,
        progress: Callable[[int], None] = lambda _: None,
        file: Path | None = None,
    ) -> LiveRun:
        """Lists the files as rows and returns a new run. Raises StorageError and ImageRejectedError."""
        chosen = ""
        if file is not None:
            self._check_allowed()
            chosen = await self._parts.in_thread(self._stores.check_free, file)  # before thousands of files are read
        rows = await self._parts.in_thread(self._listing.rows, files, progress)
        keep = bool(chosen) or (keep and self._parts.settings().keep_history)
        run = PictureRun(new_id(), time.time(), plan, rows, (plan.model,), keep, chosen)
        return await self._opened(lambda: self._stores.create(run))

    async def open(self, run_id: str) -> LiveRun:
        """Returns a run that is kept. Raises StorageError."""
        return await self._opened(lambda: self._stores.open(run_id))

    async def open_file(self, file: Path) -> LiveRun:
        """Returns the run in a file that the user has chosen. Raises StorageError, also where a policy forbids it."""
        self._check_allowed()
        return await self._opened(lambda: self._stores.open_file(file))

    def _check_allowed(self) -> None:
        if not self._parts.settings().may_save_runs:
            raise StorageError(Problem(ProblemKind.NOT_ALLOWED))

    async def kept(self) -> tuple[RunSummary, ...]:
        """Returns the runs that are kept, the newest first."""
        found: tuple[RunSummary, ...] = await self._parts.in_thread(self._stores.kept)
        return found

    async def delete(self, run_id: str) -> None:
        """Deletes a run that is kept. Raises StorageError, also while its batches or their files are at an endpoint."""
        await self._parts.in_thread(self._delete, run_id)

    def _delete(self, run_id: str) -> None:
        with contextlib.closing(self._stores.open(run_id)) as store:
            if store.jobs():
                raise StorageError(Problem(ProblemKind.RUN_HAS_BATCH))
        self._stores.delete(run_id)

    async def _opened(self, open_store: Callable[[], RunStore]) -> LiveRun:
        def opened() -> RunCells:
            store = open_store()
            try:
                return RunCells(store.run(), store.cells(), store.jobs(), store, DaemonThreads(1, "askance-run"))
            except BaseException:
                store.close()
                raise

        return LiveRun(await self._parts.in_thread(opened), self._parts, self._listing)
