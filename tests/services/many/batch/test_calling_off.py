"""Batches that are called off: what was answered is taken in, the rest is planned again, and nothing is left there."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.adapters.ledger.ledger_files import LedgerFiles
from desktop.core.errors import ProblemKind
from desktop.core.ledger.entries import read_ledger
from desktop.services.many.live_run import LiveRun
from desktop.services.many.run_control import RunState
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import TOTAL, change_parts, new_run, priced_run, states_of, told
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import numbered_pictures, say_number
from tests.services.qt_loop import until

NEVER = 10**6


async def ended(run: LiveRun) -> None:
    """Waits until a run does nothing any more."""
    await until(lambda: run.state in (RunState.PAUSED, RunState.FINISHED))


@pytest.mark.usefixtures("half_price")
@pytest.mark.parametrize("names_the_rest", [True, False])
def test_what_was_answered_is_taken_in_and_the_rest_is_planned_again(tmp_path: Path, names_the_rest: bool) -> None:
    async def story(desk: Desk) -> None:
        run = await priced_run(desk, tmp_path / "p", 10)
        kinds = told(run)
        run.start()
        await until(lambda: bool(endpoint.batches) and run.batches is not None and run.batches.rows == 10)
        run.call_off_batches()
        await ended(run)
        assert (states_of(run), run.state, kinds) == ({"answered": 4, "planned": 6}, RunState.PAUSED, [])
        assert run.totals.spent_usd == pytest.approx(4 * 0.0015)
        assert (run.totals.unsure_usd, run.batches, endpoint.files) == (0.0, None, {})
        endpoint.polls, endpoint.answers = 0, 1.0
        await finished(run)
        assert (states_of(run), len(endpoint.bodies)) == ({"answered": 10}, 10)
        await run.close()

    with BatchEndpoint(reply=say_number, polls=NEVER, answers=0.4, names_the_rest=names_the_rest) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_batch_of_an_earlier_start_is_called_off_without_sending_anything(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 5)
        run.start()
        await until(lambda: bool(endpoint.batches))
        await run.pause()
        await run.close()
        again = await desk.runs.open(run.run.id)
        await again.add([numbered_pictures(tmp_path / "more", 7)])
        again.call_off_batches()
        await ended(again)
        assert states_of(again) == {"planned": 7}
        assert (len(endpoint.batches), endpoint.files) == (1, {})
        await again.close()

    with BatchEndpoint(reply=say_number, polls=NEVER, answers=0.0) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_service_that_cannot_end_a_batch_is_told_and_its_answers_are_fetched_later(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        kinds = told(run)
        run.start()
        await until(lambda: bool(endpoint.batches) and run.batches is not None and run.batches.rows == 3)
        run.call_off_batches()
        await ended(run)
        assert (kinds[-1], states_of(run)) == (ProblemKind.BATCH_NOT_CANCELLED, {"claimed": 3})
        endpoint.polls = 0
        await finished(run)
        assert (states_of(run), len(endpoint.batches)) == ({"answered": 3}, 1)
        await run.close()

    with BatchEndpoint(
        reply=say_number, polls=NEVER, refuses=lambda method, path: 404 if path.endswith("/cancel") else 0
    ) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_one_that_has_ended_meanwhile_is_taken_in_whole(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        run.start()
        await until(lambda: bool(endpoint.batches))
        await run.pause()
        for batch in endpoint.batches.values():
            endpoint.polls = 0
            batch["looks"] = 1
        failures = iter([400])
        endpoint.refuses = lambda method, path: next(failures, 0) if path.endswith("/cancel") else 0
        run.call_off_batches()
        await ended(run)
        assert states_of(run) == {"answered": 3}
        await run.close()

    with BatchEndpoint(reply=say_number, polls=NEVER) as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.parametrize("is_created", [True, False])
def test_one_that_was_perhaps_created_is_found_first(tmp_path: Path, is_created: bool) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)

        def lost() -> None:
            raise ConnectionError  # the answer to the creation never comes

        if is_created:
            endpoint.created = lost
        else:
            endpoint.refuses = lambda method, path: 502 if (method, path) == ("POST", "/v1/batches") else 0
        run.start()
        await until(lambda: any(call == "POST /v1/batches" for call in endpoint.calls))
        run.call_off_batches()
        await ended(run)
        assert states_of(run) == {"planned": 3}
        assert (len(endpoint.batches), endpoint.files) == (int(is_created), {})
        await run.close()

    with BatchEndpoint(reply=say_number, polls=NEVER, answers=0.0) as endpoint:
        with_desk(tmp_path, endpoint, story, ledger=True)
    found = read_ledger(LedgerFiles(tmp_path / "ledger").lines()).entries
    assert {entry.outcome for entry in found} == {"cancelled" if is_created else "stopped"}


def test_an_upload_that_is_called_off_leaves_nothing_there(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(fields=TOTAL, as_batch=True), [numbered_pictures(tmp_path / "p", 4)])
        loop = asyncio.get_running_loop()

        def refuses(method: str, path: str) -> int:
            if (method, path) == ("POST", "/v1/files"):
                loop.call_soon_threadsafe(run.call_off_batches)
            return 0

        endpoint.refuses = refuses
        run.start()
        await ended(run)
        assert (states_of(run), endpoint.files) == ({"planned": 4}, {})
        assert len(endpoint.batches) <= 1
        await run.close()

    with BatchEndpoint(reply=say_number, polls=NEVER, answers=0.0) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_rows_that_come_while_a_batch_is_called_off_stay_planned_and_the_run_ends(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        loop = asyncio.get_running_loop()

        def refuses(method: str, path: str) -> int:
            if method != "DELETE":
                return 0
            loop.call_soon_threadsafe(run.ask_again, (run.cells()[0].id,))
            return 500

        run.start()
        await until(lambda: bool(endpoint.batches) and run.batches is not None and run.batches.rows == 3)
        endpoint.refuses = refuses
        run.call_off_batches()
        await ended(run)
        assert (states_of(run), len(endpoint.batches)) == ({"planned": 3}, 1)
        endpoint.refuses, endpoint.polls, endpoint.answers = lambda method, path: 0, 0, 1.0
        await finished(run)
        assert (states_of(run), endpoint.files) == ({"answered": 3}, {})
        await run.close()

    with BatchEndpoint(reply=say_number, polls=NEVER, answers=0.0) as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.usefixtures("half_price")
def test_a_batch_in_a_strangers_file_does_nothing_and_goes_on_where_it_was_sent(tmp_path: Path) -> None:
    file, entered = tmp_path / "a.askance-run", list[float]()

    async def first(desk: Desk) -> None:
        plan = replace(desk.plan(as_batch=True), model="gpt-4o")
        run = await desk.runs.create(plan, [numbered_pictures(tmp_path / "p", 3)], file=file)
        run.start()
        await until(lambda: bool(endpoint.batches) and run.batches is not None and run.batches.rows == 3)
        await run.pause()
        await run.close()

    async def stranger(desk: Desk) -> None:
        change_parts(desk, enter_cost=entered.append)
        run = await desk.runs.open_file(file)
        assert (run.run.strange_batches, run.batches, states_of(run)) == (1, None, {"not confirmed": 3})
        calls = list(endpoint.calls)
        run.call_off_batches()
        await finished(run)
        assert (endpoint.calls, entered) == (calls, [])
        await run.close()

    async def at_home(desk: Desk) -> None:
        endpoint.polls = 0
        run = await desk.runs.open_file(file)
        assert run.run.strange_batches == 0
        await finished(run)
        assert (states_of(run), len(endpoint.batches), endpoint.files) == ({"answered": 3}, 1, {})
        await run.close()

    with BatchEndpoint(polls=10**6) as endpoint:
        with_desk(tmp_path / "home", endpoint, first, daily_limit_usd=5.0)
        with_desk(tmp_path / "other", endpoint, stranger, daily_limit_usd=5.0, ledger=True)
        with_desk(tmp_path / "home", endpoint, at_home, daily_limit_usd=5.0)
    assert not (tmp_path / "other" / "ledger").exists()
