"""Runs that are kept: which of them can be deleted."""

from pathlib import Path

import pytest

from desktop.core.errors import ProblemKind, StorageError
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import new_run
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import say_number
from tests.services.qt_loop import until


def test_a_run_is_not_deleted_while_its_batch_is_out(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 2)
        run.start()
        await until(lambda: bool(endpoint.batches))
        await run.pause()
        await run.close()
        with pytest.raises(StorageError) as refused:
            await desk.runs.delete(run.run.id)
        assert refused.value.problem.kind is ProblemKind.RUN_HAS_BATCH
        endpoint.polls = 0
        again = await desk.runs.open(run.run.id)
        await finished(again)
        assert again.totals.answered == 2
        await again.close()
        await desk.runs.delete(run.run.id)
        assert await desk.runs.kept() == ()

    with BatchEndpoint(reply=say_number, polls=10**6) as endpoint:
        with_desk(tmp_path, endpoint, story)
