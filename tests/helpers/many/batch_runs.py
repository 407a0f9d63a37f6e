"""Runs that go as a batch, and what became of them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.core.errors import ProblemKind
from desktop.core.many.field import Field, FieldType
from desktop.services.many.live_run import LiveRun
from desktop.services.many.runs import PictureRuns
from tests.helpers.many.desk import Desk
from tests.helpers.many.pictures import numbered_pictures

TOTAL = (Field("total", FieldType.NUMBER),)


async def new_run(desk: Desk, folder: Path, count: int, **more: Any) -> LiveRun:
    """Returns a run over so many pictures that goes as a batch."""
    return await desk.runs.create(desk.plan(fields=TOTAL, as_batch=True, **more), [numbered_pictures(folder, count)])


async def priced_run(desk: Desk, folder: Path, count: int) -> LiveRun:
    """Returns such a run, of a model that has a price."""
    plan = replace(desk.plan(fields=TOTAL, as_batch=True), model="gpt-4o")
    return await desk.runs.create(plan, [numbered_pictures(folder, count)])


def change_parts(desk: Desk, **parts: Any) -> None:
    """Gives the runs that are created from now on other parts."""
    desk.parts = replace(desk.parts, **parts)
    desk.runs = PictureRuns(desk.listing, desk.stores, desk.parts)


def told(run: LiveRun) -> list[ProblemKind]:
    """Returns the list of reasons for which a run pauses from now on."""
    kinds: list[ProblemKind] = []
    run.listen(lambda update: kinds.append(update.stopped_by.kind) if update.stopped_by else None)
    return kinds


def states_of(run: LiveRun) -> dict[str, int]:
    """Returns how many cells are in each state."""
    found = [cell.state.value for cell in run.cells()]
    return {state: found.count(state) for state in dict.fromkeys(found)}
