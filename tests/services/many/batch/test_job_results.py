"""Taking answers in: none is lost or counted twice, however a download ends."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desktop.adapters.storage.runs.run_folder import RunFolder
from desktop.core.errors import Problem, ProblemKind, StorageError
from desktop.core.many.batch.batch_job import BatchJob, BatchStage
from desktop.services.many.run_control import RunState
from desktop.services.many.runs import PictureRuns
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import change_parts, new_run, priced_run, states_of, told
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import say_number


@pytest.mark.usefixtures("half_price")
def test_downloads_that_break_correct_the_account_once(tmp_path: Path) -> None:
    entered, breaks = list[float](), iter([500] * 3)

    async def story(desk: Desk) -> None:
        change_parts(desk, enter_cost=lambda usd, day: entered.append(usd))
        run = await priced_run(desk, tmp_path / "p", 3)
        await finished(run)
        assert run.state is RunState.FINISHED
        assert states_of(run) == {"answered": 2, "refused": 1}
        assert next(breaks, None) is None  # all of them happened
        assert sum(entered) == pytest.approx(run.totals.spent_usd)
        await run.close()

    def refuses(method: str, path: str) -> int:
        file = endpoint.files.get(path.removeprefix("/v1/files/").removesuffix("/content"))
        is_second = file is not None and "error_file" in file.name
        return next(breaks, 0) if is_second and method == "GET" else 0

    def reply(body: dict[str, Any], number: int) -> str:
        return "refuse 400 x" if number == 2 else say_number(body, number)

    with BatchEndpoint(reply=reply, refuses=refuses) as endpoint:
        with_desk(tmp_path, endpoint, story, daily_limit_usd=1.0)


def test_a_batch_that_its_endpoint_has_forgotten_lets_go_of_its_rows(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        endpoint.refuses = lambda method, path: 404 if path.startswith("/v1/batches/") else 0
        await finished(run)
        assert (states_of(run), endpoint.files) == ({"not confirmed": 3}, {})
        endpoint.refuses = lambda method, path: 0
        run.ask_again(tuple(cell.id for cell in run.cells()))
        await finished(run)
        assert (states_of(run), len(endpoint.batches)) == ({"answered": 3}, 2)
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_batch_waits_where_the_endpoint_knows_no_batches_at_the_moment(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 2)
        endpoint.refuses = lambda method, path: 404 if method == "GET" and endpoint.batches else 0
        kinds = told(run)
        await finished(run)
        assert (kinds[-1], states_of(run)) == (ProblemKind.NOT_AN_API, {"claimed": 2})
        endpoint.refuses = lambda method, path: 0
        await finished(run)
        assert (states_of(run), len(endpoint.batches)) == ({"answered": 2}, 1)
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


class _FailingStore:
    """A store that once cannot write that a batch has come to its end."""

    def __init__(self, store: Any) -> None:
        self._store, self._fails = store, True

    def save_job(self, job: BatchJob, cells: Any) -> None:
        if job.stage is BatchStage.REMOVING and self._fails:
            self._fails = False
            raise StorageError(Problem(ProblemKind.STORE_FULL))
        self._store.save_job(job, cells)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class _FailingFolder(RunFolder):
    def create(self, run: Any) -> Any:
        return _FailingStore(super().create(run))


def test_rows_that_a_newer_batch_has_claimed_are_left_to_it(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.stores = _FailingFolder(tmp_path / "runs")
        desk.runs = PictureRuns(desk.listing, desk.stores, desk.parts)
        run = await new_run(desk, tmp_path / "p", 10)
        kinds = told(run)
        await finished(run)
        assert (states_of(run), kinds[-1]) == ({"answered": 4, "planned": 6}, ProblemKind.RUN_NOT_WRITTEN)
        endpoint.answers, endpoint.ends = 1.0, "completed"
        await finished(run)  # another batch leaves before the first one is taken in once more
        await finished(run)
        assert (states_of(run), len(endpoint.batches)) == ({"answered": 10}, 2)
        assert len(endpoint.bodies) == 10  # nothing was answered twice
        await run.close()

    with BatchEndpoint(reply=say_number, answers=0.4, ends="expired") as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.usefixtures("half_price")
def test_lines_that_come_twice_or_belong_to_nobody_count_once_or_not_at_all(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await priced_run(desk, tmp_path / "p", 30)

        def double(method: str, path: str) -> int:
            for file in endpoint.files.values():
                if "output_file" in file.name and method == "GET" and path.endswith("/content"):
                    lines = file.data.splitlines(keepends=True)
                    strange = [lines[0].replace(b"row-", b"row-9"), b"\n", b"{}\n", b"no JSON\n", b"[" * 100 + b"\n"]
                    file.data = b"".join([*lines, *strange, *lines[::-1]])
            return 0

        endpoint.refuses = double
        await finished(run)
        assert states_of(run) == {"answered": 29, "not confirmed": 1}
        answered = [cell for cell in run.cells() if cell.requests and cell.cost_usd]
        assert all(cell.values["total"] == cell.row for cell in answered)
        assert run.totals.spent_usd == pytest.approx(29 * 0.0015)
        await run.close()

    with BatchEndpoint(reply=say_number, missing=1) as endpoint:  # 3 %
        with_desk(tmp_path, endpoint, story)


@pytest.mark.parametrize(("counts", "states"), [(True, {"planned": 5}), (False, {"not confirmed": 5})])
def test_a_batch_that_ended_early_without_files_is_believed_where_it_counts(
    tmp_path: Path, counts: bool, states: dict[str, int]
) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 5)
        await finished(run)
        assert states_of(run) == states
        await run.close()

    with BatchEndpoint(answers=0.0, ends="expired", names_the_rest=False, counts=counts) as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.usefixtures("half_price")
def test_the_account_is_corrected_on_the_day_on_which_a_batch_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entered, now = list[tuple[float, date]](), time.time
    left_on = date.fromtimestamp(now())

    async def story(desk: Desk) -> None:
        change_parts(desk, enter_cost=lambda usd, day: entered.append((usd, day)))
        run = await priced_run(desk, tmp_path / "p", 3)
        endpoint.refuses = lambda method, path: 401 if path.endswith("/content") else 0
        await finished(run)
        await run.close()
        monkeypatch.setattr(time, "time", lambda: now() + 86_400 * 40)
        endpoint.refuses = lambda method, path: 0
        again = await desk.runs.open(run.run.id)
        await finished(again)
        assert states_of(again) == {"answered": 3}
        assert len(entered) > 1
        assert {day for _, day in entered} == {left_on}
        assert sum(usd for usd, _ in entered) == pytest.approx(again.totals.spent_usd)
        await again.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, daily_limit_usd=1.0)


@pytest.mark.parametrize("end", ["expired", "cancelled"])
def test_answers_that_are_gone_are_not_asked_again_though_the_rest_is_named(tmp_path: Path, end: str) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 10)
        await finished(run)
        assert states_of(run) == {"not confirmed": 4, "planned": 6}
        await run.close()

    def refuses(method: str, path: str) -> int:
        file = endpoint.files.get(path.removeprefix("/v1/files/").removesuffix("/content"))
        return 404 if file is not None and "output_file" in file.name and method == "GET" else 0

    with BatchEndpoint(reply=say_number, answers=0.4, ends=end, counts_the_named=False, refuses=refuses) as endpoint:
        with_desk(tmp_path, endpoint, story)
