"""Runs at a server that somebody else wrote: one by one and as a batch, with nothing left there."""

from pathlib import Path

import pytest

from desktop.core.many.cell import CellState
from desktop.services.many.run_control import RunState
from tests.helpers.many.aimock import aimock
from tests.helpers.many.batch_runs import TOTAL, new_run, states_of
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import numbered_pictures
from tests.services.qt_loop import until

pytestmark = pytest.mark.slow
IN_A_BATCH = "Mock batch completion"  # what it says to everything in a file


def test_rows_are_answered_one_by_one(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(fields=TOTAL), [numbered_pictures(tmp_path / "p", 4)])
        await finished(run)
        assert [int(str(cell.values["total"])) for cell in run.cells()] == [7] * 4
        await run.close()

    with aimock(tmp_path, '{"total": 7}') as server:
        with_desk(tmp_path, server, story)


def test_a_batch_is_answered_and_its_files_are_gone(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(as_batch=True), [numbered_pictures(tmp_path / "p", 12)])
        await finished(run)
        assert {cell.values["answer"] for cell in run.cells()} == {IN_A_BATCH}
        assert run.cells()[0].usage is not None
        assert (run.state, run.batches) == (RunState.FINISHED, None)
        (batch,) = server.get("/batches")["data"]
        assert (batch["status"], batch["request_counts"]["completed"]) == ("completed", 12)
        assert set(batch["metadata"]) == {"askance"}
        assert server.get("/files")["data"] == []
        await run.close()

    with aimock(tmp_path, "") as server:
        with_desk(tmp_path, server, story)


def test_what_is_no_answer_is_repaired_once_in_a_second_batch(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        await finished(run)
        assert states_of(run) == {"failed": 3}
        assert [fault.found for fault in run.cells()[0].faults] == [IN_A_BATCH]
        assert len(server.get("/batches")["data"]) == 2
        assert server.get("/files")["data"] == []
        await run.close()

    with aimock(tmp_path, "") as server:
        with_desk(tmp_path, server, story)


def test_a_batch_that_is_called_off_is_ended_there_and_its_rows_are_planned(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(as_batch=True), [numbered_pictures(tmp_path / "p", 5)])
        run.start()
        await until(lambda: run.batches is not None and run.batches.rows == 5)
        run.call_off_batches()
        await until(lambda: run.state in (RunState.PAUSED, RunState.FINISHED))
        (batch,) = server.get("/batches")["data"]
        ended = {"cancelled": CellState.PLANNED, "completed": CellState.ANSWERED}  # it may have been through
        assert {cell.state for cell in run.cells()} == {ended[batch["status"]]}
        assert server.get("/files")["data"] == []
        await run.close()

    with aimock(tmp_path, "") as server:
        with_desk(tmp_path, server, story)
