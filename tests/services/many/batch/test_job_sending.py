"""Handing a batch over: what it will cost is in the account first."""

import threading
from datetime import date
from pathlib import Path

import pytest

from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.messages.many.batch_words import batch_words
from desktop.services.many.run_control import RunUpdate
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import change_parts, new_run, priced_run, states_of, told
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import say_number

LONG_S = 240.0


@pytest.mark.usefixtures("half_price")
def test_no_batch_is_created_while_the_account_of_spending_cannot_be_written(tmp_path: Path) -> None:
    entered = list[float]()

    def fail(usd: float, day: date) -> None:
        raise StorageError(Problem(ProblemKind.SPENDING_NOT_ENTERED))

    async def story(desk: Desk) -> None:
        change_parts(desk, enter_cost=fail)
        run = await priced_run(desk, tmp_path / "p", 3)
        kinds = told(run)
        await finished(run)
        assert kinds[-1] is ProblemKind.SPENDING_NOT_ENTERED
        assert (states_of(run), endpoint.batches) == ({"planned": 3}, {})
        await run.close()
        change_parts(desk, enter_cost=lambda usd, day: entered.append(usd))
        again = await desk.runs.open(run.run.id)
        await finished(again)
        assert (states_of(again), len(endpoint.batches), endpoint.files) == ({"answered": 3}, 1, {})
        assert sum(entered) == pytest.approx(again.totals.spent_usd)
        await again.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, daily_limit_usd=1.0)


def test_an_upload_that_was_cut_short_is_in_nobodys_way_where_files_are_not_listed(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        endpoint.refuses = lambda method, path: 500 if (method, path) == ("POST", "/v1/files") else 0
        await finished(run)
        assert states_of(run) == {"planned": 3}
        endpoint.refuses = lambda method, path: 404 if (method, path) == ("GET", "/v1/files") else 0
        kinds = told(run)
        await finished(run)
        assert (states_of(run), run.batches) == ({"answered": 3}, None)
        assert kinds[-1] is ProblemKind.BATCH_FILE_UNLISTED
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_an_upload_tells_how_far_it_is(tmp_path: Path) -> None:
    uploaded, words, told_before = threading.Event(), list[str](), list[bool]()

    def hear(update: RunUpdate) -> None:
        if update.batches is not None and (size := update.batches.size):
            words.append(batch_words(update.batches))
            if update.batches.sent == size:
                uploaded.set()

    def refuses(method: str, path: str) -> int:
        if (method, path) == ("POST", "/v1/files"):
            told_before.append(uploaded.wait(LONG_S))  # all of it, before the service answers
        return 0

    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        run.listen(hear)
        await finished(run)
        assert states_of(run) == {"answered": 3}
        await run.close()

    with BatchEndpoint(reply=say_number, refuses=refuses) as endpoint:
        with_desk(tmp_path, endpoint, story)
    assert told_before == [True]
    assert words[-1].startswith("uploading ") and " to 127.0.0.1" in words[-1]
