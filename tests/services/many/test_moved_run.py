"""A run whose file goes away while it is open: it pauses, and nothing is asked that no file on the disk knows of."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.core.errors import RUN_MOVED, Problem, ProblemKind
from desktop.services.many.live_run import LiveRun
from tests.helpers.many.desk import Desk, finished, with_desk
from tests.helpers.many.limited_endpoint import LimitedEndpoint
from tests.helpers.many.pictures import numbered_pictures

Harm = Callable[[Path, Path], None]
ROWS, AT = 60, 6


def moved(file: Path, aside: Path) -> None:
    file.rename(aside)


def replaced(file: Path, aside: Path) -> None:
    file.rename(aside)
    file.write_bytes(aside.read_bytes())


def put_back(file: Path, aside: Path) -> None:
    aside.replace(file)


@pytest.mark.parametrize("is_chosen", [True, False])
@pytest.mark.parametrize("harm", [moved, replaced])
def test_a_run_whose_file_is_not_there_pauses_and_goes_on_when_it_is_back(
    tmp_path: Path, harm: Harm, is_chosen: bool
) -> None:
    async def story(desk: Desk) -> None:
        chosen = tmp_path / "receipts.askance-run" if is_chosen else None
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", ROWS)], file=chosen)
        file = chosen or tmp_path / "runs" / f"{run.run.id}.sqlite"
        files.append(file)
        assert await stopped_by(run) == Problem(ProblemKind.RUN_NOT_WRITTEN, code=RUN_MOVED)
        assert AT <= endpoint.received < ROWS
        assert run.totals.answered == endpoint.received  # what was paid is here
        put_back(file, aside)
        await finished(run)
        assert (run.totals.answered, endpoint.received) == (ROWS, ROWS)
        await run.close()
        again = await (desk.runs.open_file(chosen) if chosen else desk.runs.open(run.run.id))
        assert again.totals.answered == ROWS
        await again.close()

    def reply(body: dict[str, Any], number: int) -> str:
        if number == AT and not aside.exists():
            harm(files[0], aside)
        return "yes"

    files, aside = list[Path](), tmp_path / "elsewhere"
    with LimitedEndpoint(reply=reply, delay_s=0.02) as endpoint:
        with_desk(tmp_path, endpoint, story)


def test_a_run_of_the_history_whose_log_is_deleted_pauses(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        run = await desk.runs.create(desk.plan(), [numbered_pictures(tmp_path / "p", ROWS)])
        logs.append(tmp_path / "runs" / f"{run.run.id}.sqlite-wal")
        assert await stopped_by(run) == Problem(ProblemKind.RUN_NOT_WRITTEN, code=RUN_MOVED)
        assert AT <= endpoint.received < ROWS
        await run.close()

    def reply(body: dict[str, Any], number: int) -> str:
        if number == AT:
            logs[0].unlink()
        return "yes"

    logs = list[Path]()
    with LimitedEndpoint(reply=reply, delay_s=0.02) as endpoint:
        with_desk(tmp_path, endpoint, story)


async def stopped_by(run: LiveRun) -> Problem | None:
    """Runs it to its end or its pause. Returns why it has paused."""
    problems = list[Problem | None]()
    run.listen(lambda update: problems.append(update.stopped_by))
    await finished(run)
    return problems[-1]
