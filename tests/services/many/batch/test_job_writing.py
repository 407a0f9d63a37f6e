"""Writing the rows of a file: which spending limits count them one by one, and which together."""

import contextlib
from collections.abc import Collection
from pathlib import Path

import pytest

from desktop.adapters.files.line_spool import TemporarySpool
from desktop.core.errors import ProblemKind
from desktop.core.many.batch.batch_job import JobRow
from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import ExceededLimit, Spending, limit_in_the_way
from desktop.services.many.batch.job_writing import WrittenLines
from tests.helpers.many.batch_endpoint import BatchEndpoint
from tests.helpers.many.batch_runs import change_parts, priced_run, states_of, told
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.pictures import say_number


def keep_limits(desk: Desk, locked: Collection[str]) -> None:
    """Has the runs of a desk keep the limits in its settings, with nothing spent before."""

    def find_limit(settings: Settings, usd: float | None) -> tuple[ExceededLimit, float] | None:
        limit = limit_in_the_way(Spending(), settings, locked, usd)
        return (limit, usd or 0.0) if limit is not None else None

    change_parts(desk, find_limit=find_limit)


async def row_usd(desk: Desk, folder: Path) -> float:
    """Returns what a row of a batch is expected to cost, from a run without limits."""
    amounts = list[float]()
    limits, desk.settings = desk.settings, Settings(endpoint=desk.url, answers="endpoint")

    def find_limit(settings: Settings, usd: float | None) -> None:
        amounts.append(usd or 0.0)

    change_parts(desk, find_limit=find_limit)
    run = await priced_run(desk, folder, 1)
    await finished(run)
    await run.close()
    desk.settings = limits
    return amounts[0]


def test_what_a_file_is_expected_to_cost_is_counted_as_its_rows_come() -> None:
    with contextlib.closing(TemporarySpool()) as spool:
        written = WrittenLines("m", spool)
        for number in range(3):
            written.add(b"{}\n", JobRow(number, 0.25))
            assert written.expected_usd == 0.25 * (number + 1)
        assert (len(written.rows), spool.count) == (3, 3)


@pytest.mark.usefixtures("half_price")
@pytest.mark.parametrize(
    ("limit", "states"),
    [("question_limit_usd", {"answered": 6}), ("daily_limit_usd", {"answered": 3, "planned": 3})],
)
def test_a_limit_of_questions_counts_rows_and_a_limit_of_days_counts_files(
    tmp_path: Path, limit: str, states: dict[str, int]
) -> None:
    async def story(desk: Desk) -> None:
        usd = await row_usd(desk, tmp_path / "one")
        desk.settings = Settings(
            endpoint=desk.url,
            answers="endpoint",
            private_text="off",
            **{limit: 3.5 * usd},  # type: ignore[arg-type]
        )
        keep_limits(desk, {limit})
        run = await priced_run(desk, tmp_path / "p", 6)
        kinds = told(run)
        await finished(run)
        assert states_of(run) == states
        assert kinds[-1:] == ([ProblemKind.RUN_LIMIT] if "planned" in states else [])
        await run.close()

    with BatchEndpoint(reply=say_number) as endpoint:
        with_desk(tmp_path, endpoint, story)
