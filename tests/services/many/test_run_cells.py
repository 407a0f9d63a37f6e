"""The cells of a run: a claim counts as money at once and as a claim when it is written."""

import asyncio
import threading
from collections.abc import Sequence

from desktop.adapters.storage.runs.run_file import IN_MEMORY, RunFile
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.row import Row
from desktop.core.many.run import PictureRun, RunPlan
from desktop.services.many.run_cells import RunCells
from desktop.services.tasks import DaemonThreads

ROWS = (
    Row(0, "/x/a.png", "a.png", "1"),
    Row(1, "/x/b.png", "b.png", "2"),
    Row(2, "/x/a2.png", "a2.png", "1", same_as=0),
)
RUN = PictureRun("0" * 32, 1.0, RunPlan("x", "Read it.", "https://x/v1", "m", "auto"), ROWS, ("m",), is_kept=False)


class _HeldStore(RunFile):
    """A store that writes when it is let go; `began` is called when it wants to write."""

    def hold(self, loop: asyncio.AbstractEventLoop, began: asyncio.Event) -> threading.Event:
        """Holds the next writings back until the event that is returned is set."""
        let_go = threading.Event()

        def wait() -> None:
            loop.call_soon_threadsafe(began.set)
            let_go.wait(240)

        self.before = wait
        return let_go

    def save(self, cells: Sequence[Cell]) -> None:
        self.before()
        super().save(cells)


def test_what_is_being_claimed_counts_before_it_is_written() -> None:
    async def story() -> None:
        store = _HeldStore.create(IN_MEMORY, RUN)
        assert isinstance(store, _HeldStore)
        cells = RunCells(RUN, (), (), store, DaemonThreads(1, "store"))
        began = asyncio.Event()
        let_go = store.hold(asyncio.get_running_loop(), began)
        claiming = asyncio.ensure_future(cells.claim(cells.cell((0, "m")).claimed(0.5)))
        await began.wait()
        assert (cells.possibly_spent_usd, cells.cell((0, "m")).state) == (0.5, CellState.CLAIMED)
        let_go.set()
        await claiming
        assert (cells.possibly_spent_usd, cells.cell((0, "m")).state) == (0.5, CellState.CLAIMED)
        await cells.close()

    asyncio.run(story())


def test_no_older_state_of_a_cell_is_written_after_its_claim() -> None:
    """A kill before the answer would find it planned, and it would be paid for again."""

    async def story() -> None:
        store = RunFile.create(IN_MEMORY, RUN)
        cells = RunCells(RUN, (), (), store, DaemonThreads(1, "store"))
        cells.keep_later(cells.cell((0, "m")).planned())
        await cells.claim(cells.cell((0, "m")).claimed(0.5))
        await cells.write_rest()
        assert [cell.state for cell in store.cells()] == [CellState.CLAIMED]
        await cells.close()

    asyncio.run(story())


def test_a_double_has_the_cell_of_its_first_row() -> None:
    async def story() -> None:
        cells = RunCells(RUN, (), (), RunFile.create(IN_MEMORY, RUN), DaemonThreads(1, "store"))
        assert cells.planned() == ((0, "m"), (1, "m"))
        await cells.keep(cells.cell((0, "m")).with_value("answer", "yes"))
        assert cells.cell((2, "m")).values == {"answer": "yes"}
        await cells.close()

    asyncio.run(story())
