"""Answers of the wrong form in a batch: each is repaired once, in another one, then its row says what is wrong."""

from pathlib import Path
from typing import Any

import pytest

from desktop.core.errors import ProblemKind
from desktop.core.many.cell import CellState
from desktop.services.many.run_control import RunState
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import new_run, priced_run, states_of, told
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import number_in

BROKEN = '{"total": "about 7"}'
WHOLE_USD = (1000 * 2.5 + 50 * 10) / 1e6


def repaired_by(second: str) -> Any:
    """Returns a reply that breaks the form for every picture at first, and says `second` when it is asked again."""

    def reply(body: dict[str, Any], number: int) -> str:
        return BROKEN if len(body["messages"]) == 1 else second

    return reply


def test_broken_answers_are_repaired_together_in_one_more_batch(tmp_path: Path) -> None:
    def reply(body: dict[str, Any], number: int) -> str:
        is_repair = body["messages"][-2]["role"] == "assistant" if len(body["messages"]) > 1 else False
        return BROKEN if number_in(body) % 2 and not is_repair else f'{{"total": {number_in(body)}}}'

    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 6)
        await finished(run)
        assert (states_of(run), run.state) == ({"answered": 6}, RunState.FINISHED)
        assert [int(str(cell.values["total"])) for cell in run.cells()] == list(range(6))
        assert [cell.requests for cell in run.cells()] == [1, 2, 1, 2, 1, 2]
        assert (len(endpoint.batches), len(endpoint.bodies), endpoint.files) == (2, 9, {})
        words = endpoint.bodies[-1]["messages"]
        assert words[-2]["content"] == BROKEN
        assert "is not a number" in words[-1]["content"]
        await run.close()

    with BatchEndpoint(reply=reply) as endpoint:
        with_desk(tmp_path, endpoint, story)
    assert endpoint.faults == []


@pytest.mark.usefixtures("half_price")
@pytest.mark.parametrize("second", [BROKEN, "refuse 400 invalid_image", "not JSON at all"])
def test_a_second_broken_answer_ends_it_and_the_row_says_what_was_wrong(tmp_path: Path, second: str) -> None:
    async def story(desk: Desk) -> None:
        run = await priced_run(desk, tmp_path / "p", 2)
        await finished(run)
        assert (states_of(run), run.state, len(endpoint.batches)) == ({"failed": 2}, RunState.FINISHED, 2)
        cell = run.cells()[0]
        assert cell.problem is not None
        assert cell.problem.kind is ProblemKind.ANSWER_MISSHAPEN
        assert cell.faults
        answers = 2 if not second.startswith("refuse") else 1
        assert cell.cost_usd == pytest.approx(answers * WHOLE_USD / 2)
        assert cell.expected_usd == 0.0
        await run.close()

    with BatchEndpoint(reply=repaired_by(second)) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_repair_whose_batch_expires_is_due_again_when_the_run_goes_on(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 4)
        kinds = told(run)

        def expire() -> None:
            if len(endpoint.batches) == 2:
                endpoint.answers, endpoint.ends = 0.0, "expired"

        endpoint.created = expire
        await finished(run)
        assert (states_of(run), kinds[-1], len(endpoint.batches)) == ({"planned": 4}, ProblemKind.BATCH_EXPIRED, 2)
        await run.close()
        endpoint.answers, endpoint.ends = 1.0, "completed"
        again = await desk.runs.open(run.run.id)
        await finished(again)
        assert (states_of(again), len(endpoint.batches)) == ({"answered": 4}, 3)
        assert len(endpoint.bodies) == 8  # each was answered once, and repaired once
        await again.close()

    with BatchEndpoint(reply=repaired_by('{"total": 7}')) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_asking_again_asks_anew_and_repairs_nothing(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 1)
        await finished(run)
        assert states_of(run) == {"failed": 1}
        run.ask_again((run.cells()[0].id,))
        await finished(run)
        assert [len(body["messages"]) for body in endpoint.bodies] == [1, 3, 1, 3]
        assert run.cells()[0].state is CellState.FAILED
        await run.close()

    with BatchEndpoint(reply=repaired_by(BROKEN)) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_download_that_breaks_after_broken_answers_has_them_repaired(tmp_path: Path) -> None:
    def reply(body: dict[str, Any], number: int) -> str:
        if len(body["messages"]) > 1:
            return '{"total": 7}'
        return "refuse 400 x" if number_in(body) == 2 else BROKEN

    def refuses(method: str, path: str) -> int:
        file = endpoint.files.get(path.removeprefix("/v1/files/").removesuffix("/content"))
        is_met = file is not None and "error_file" in file.name and method == "GET"
        return next(breaks, 0) if is_met else 0

    async def story(desk: Desk) -> None:
        run = await new_run(desk, tmp_path / "p", 6)
        await finished(run)
        assert (states_of(run), run.state) == ({"answered": 5, "refused": 1}, RunState.FINISHED)
        assert (len(endpoint.batches), next(breaks, None)) == (2, None)
        await run.close()

    breaks = iter([500])
    with BatchEndpoint(reply=reply, refuses=refuses) as endpoint:
        with_desk(tmp_path, endpoint, story)
