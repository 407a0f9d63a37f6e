"""Rows as a batch, against a strict server: money, order, what is missing, what goes wrong, and what is left there."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.adapters.providers import openai_host
from desktop.core.errors import ProblemKind
from desktop.core.many.cell import CellState
from desktop.core.many.run import Area, RunEdits
from desktop.core.provider_capabilities import BatchRules
from desktop.services.many.live_run import LiveRun
from desktop.services.many.run_control import RunState
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import TOTAL, new_run, states_of, told
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import number_in, numbered_pictures, say_number
from tests.services.qt_loop import until

MAIL = "e-mail address"
WHOLE_USD = (1000 * 2.5 + 50 * 10) / 1e6


def totals_are_right(run: LiveRun) -> bool:
    """Returns True if every answered row has the number of its own picture, whatever the order of the results."""
    answered = [cell for cell in run.cells() if cell.state is CellState.ANSWERED]
    return bool(answered) and all(cell.values["total"] == cell.row for cell in answered)


@pytest.mark.usefixtures("half_price")
def test_a_batch_is_answered_in_any_order_at_half_the_price_and_nothing_is_left_there(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 6)
        await finished(run)
        assert states_of(run) == {"answered": 6}
        assert totals_are_right(run)
        assert run.batches is None
        assert (endpoint.files, endpoint.faults, len(endpoint.batches)) == ({}, [], 1)
        (batch,) = endpoint.batches.values()
        assert set(batch["metadata"]) == {"askance"}
        await run.close()
        again = await desk.runs.open(run.run.id)
        assert (again.run.plan.as_batch, again.totals.answered) == (True, 6)
        await again.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.usefixtures("half_price")
def test_a_budget_binds_at_the_price_of_a_batch(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        plan = replace(desk.plan(fields=TOTAL, as_batch=True), model="gpt-4o", budget_usd=0.012)
        run = await desk.runs.create(plan, [numbered_pictures(tmp_path / "p", 12)])
        kinds = told(run)
        await finished(run)
        totals = run.totals
        assert 1 < totals.answered < 12
        assert totals.spent_usd == pytest.approx(totals.answered * WHOLE_USD / 2)
        assert totals.spent_usd <= 0.012
        assert totals.unsure_usd == 0
        assert kinds[-1] is ProblemKind.RUN_BUDGET
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_what_is_found_holds_rows_back_and_is_covered_as_at_once(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        await finished(run)
        assert states_of(run) == {"held back": 3}
        assert endpoint.calls == []  # nothing has left
        await run.decide(RunEdits(covered_kinds=frozenset({MAIL})))
        await finished(run)
        assert states_of(run) == {"answered": 3}
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, "anna@example.org")


def test_private_text_where_the_settings_insist_leaves_in_no_file(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 2, edits=RunEdits(allowed_kinds=frozenset({MAIL})))
        await finished(run)
        assert states_of(run) == {"held back": 2}
        assert endpoint.calls == []
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story, "anna@example.org", private_text="insist")


def test_a_cover_that_is_decided_during_the_upload_is_in_what_is_asked(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        decided = asyncio.Event()
        loop = asyncio.get_running_loop()

        async def decide() -> None:
            await run.decide(RunEdits(covers=(Area(0.0, 0.0, 1.0, 1.0),)))
            decided.set()

        def refuses(method: str, path: str) -> int:
            if (method, path) == ("POST", "/v1/files") and not decided.is_set():
                asyncio.run_coroutine_threadsafe(decide(), loop).result()
            return 0

        endpoint.refuses = refuses
        await finished(run)
        assert [number_in(body) for body in endpoint.bodies] == [0, 0, 0]  # black
        assert len(endpoint.batches) == 1
        assert endpoint.files == {}  # the file without the cover is gone, too
        await run.close()

    with BatchEndpoint(reply=lambda body, number: '{"total": 1}') as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_batch_that_expires_at_forty_percent_leaves_the_rest_planned(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 10)
        kinds = told(run)
        await finished(run)
        assert states_of(run) == {"answered": 4, "planned": 6}
        assert run.state is RunState.PAUSED
        assert kinds[-1] is ProblemKind.BATCH_EXPIRED
        assert endpoint.files == {}
        endpoint.answers, endpoint.ends = 1.0, "completed"
        await finished(run)
        assert states_of(run) == {"answered": 10}
        assert totals_are_right(run)
        assert len(endpoint.bodies) == 10  # nothing was answered twice
        await run.close()

    with BatchEndpoint(reply=say_number, answers=0.4, ends="expired") as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_rows_whose_lines_are_missing_are_not_confirmed(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 8)
        await finished(run)
        assert states_of(run) == {"answered": 7, "not confirmed": 1}
        assert totals_are_right(run)
        await finished(run)
        assert len(endpoint.batches) == 1  # nothing is sent again in silence
        await run.close()

    with BatchEndpoint(reply=say_number, missing=1) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_download_that_fails_is_tried_again(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 5)
        failures = iter([500, 503, 500])
        endpoint.refuses = lambda method, path: next(failures, 0) if path.endswith("/content") else 0
        await finished(run)
        assert states_of(run) == {"answered": 5}
        assert sum(call.endswith("/content") for call in endpoint.calls) == 4
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_what_is_refused_and_what_breaks_the_form_is_told_row_by_row(tmp_path: Path) -> None:
    def reply(body: dict[str, Any], number: int) -> str:
        return ("refuse 404 model_not_found", '{"total": "about 7"}', '{"total": 2}')[number_in(body)]

    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        await finished(run)
        refused, broken, good = run.cells()
        assert (refused.state, refused.problem and refused.problem.kind) == (
            CellState.REFUSED,
            ProblemKind.MODEL_UNKNOWN,
        )
        assert (broken.state, [fault.found for fault in broken.faults]) == (CellState.FAILED, ["about 7"])
        assert good.values["total"] == 2
        await run.close()

    with BatchEndpoint(reply=reply) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_batch_that_fails_costs_nothing_and_pauses_the_run_with_the_reason(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 3)
        kinds = told(run)
        await finished(run)
        assert states_of(run) == {"planned": 3}
        assert (kinds[-1], run.totals.unsure_usd) == (ProblemKind.BATCH_FAILED, 0)
        await run.close()

    with BatchEndpoint(fails_with={"code": "invalid_model", "message": "no such model"}) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_too_much_at_once_is_sent_in_smaller_batches(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 6)
        await finished(run)
        assert states_of(run) == {"answered": 6}
        assert totals_are_right(run)
        assert len(endpoint.bodies) == 6
        await run.close()

    with BatchEndpoint(reply=say_number, most_enqueued=3) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_files_are_split_by_lines_and_by_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 4)
        await finished(run)
        assert states_of(run) == {"answered": 4}
        assert len(endpoint.batches) == batches
        await run.close()

    for rules, batches in ((BatchRules(most_lines=3), 2), (BatchRules(most_bytes=1_300), 4)):
        monkeypatch.setattr(openai_host, "batch_rules_at", lambda host, rules=rules: rules)
        with BatchEndpoint(reply=say_number) as endpoint:
            with_desk(tmp_path / str(batches), endpoint, story)


def test_a_row_over_the_limit_of_a_file_fails_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai_host, "batch_rules_at", lambda host: BatchRules(most_bytes=100))

    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 2)
        await finished(run)
        assert [cell.problem and cell.problem.kind for cell in run.cells()] == [ProblemKind.TOO_LARGE] * 2
        assert endpoint.calls == []
        await run.close()

    with BatchEndpoint() as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.usefixtures("half_price")
def test_files_that_cannot_be_deleted_are_told_and_deleted_next_time(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 2)
        endpoint.refuses = lambda method, path: 503 if method == "DELETE" else 0
        await finished(run)
        assert run.state is RunState.FINISHED
        left = run.batches
        assert left is not None
        assert (left.files, left.rows) == (2, 0)
        assert left.files_until > 0
        await run.close()
        endpoint.refuses = lambda method, path: 0
        again = await desk.runs.open(run.run.id)
        assert again.batches is not None
        await finished(again)
        assert again.totals.claimed == 0
        assert (endpoint.files, len(endpoint.batches)) == ({}, 1)
        await again.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_server_without_batches_is_told_before_anything_is_uploaded(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 2)
        kinds = told(run)
        await finished(run)
        assert (kinds[-1], states_of(run)) == (ProblemKind.BATCH_UNSUPPORTED, {"planned": 2})
        assert endpoint.files == {}
        await run.close()

    with BatchEndpoint(refuses=lambda method, path: 404) as endpoint:
        with_desk(tmp_path, endpoint, story)


@pytest.mark.parametrize("happens", [True, False])
def test_a_batch_that_was_perhaps_created_is_found_and_never_created_twice(tmp_path: Path, happens: bool) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 4)
        failures = iter([502])

        def fail_once() -> None:
            if next(failures, 0):
                raise ConnectionError  # the connection ends without a word, though the batch is there

        if happens:
            endpoint.created = fail_once
        else:
            endpoint.refuses = lambda method, path: next(failures, 0) if (method, path) == CREATE else 0
        await finished(run)
        assert (states_of(run), len(endpoint.batches), len(endpoint.bodies)) == ({"answered": 4}, 1, 4)
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)


CREATE = "POST", "/v1/batches"


def test_pausing_ends_at_once_and_the_answers_are_taken_in_later(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 4)
        run.start()
        await until(lambda: bool(endpoint.batches))
        await run.pause()
        assert states_of(run) == {"claimed": 4}
        await run.close()
        endpoint.polls = 0
        again = await desk.runs.open(run.run.id)
        assert states_of(again) == {"claimed": 4}  # not “not confirmed”: a batch has them
        await finished(again)
        assert (states_of(again), len(endpoint.batches)) == ({"answered": 4}, 1)
        await again.close()

    with BatchEndpoint(reply=say_number, polls=10**6) as endpoint:
        with_desk(tmp_path, endpoint, story)
