"""A table of thousands of rows is filled a few at a time, and what changes meanwhile is in it."""

import asyncio
from dataclasses import replace

import pytest

from desktop.controllers.many.run.sheet_filling import AT_ONCE
from desktop.core.errors import Problem, ProblemKind
from desktop.core.many.run import RunPlan
from desktop.ui.sheet.table.row_view import RowState
from tests.controllers.many.fake_run import PLAN, answered, rows, run_of
from tests.controllers.many.opened import Opened, play
from tests.services.qt_loop import until

pytestmark = pytest.mark.usefixtures("qapp")
MANY = 1_000
BROKEN = (3, 500, 999)
ONE_COLUMN: RunPlan = replace(PLAN, fields=PLAN.fields[:1])


def test_the_window_goes_on_while_rows_are_made_and_shows_them_as_they_are_by_then() -> None:
    listed = list(rows(MANY))
    for at in BROKEN:
        listed[at] = replace(listed[at], picture="", problem=Problem(ProblemKind.TRUNCATED, f"{at}.png"))

    async def story(opened: Opened) -> None:
        model = opened.window.model
        assert opened.window.shows_table
        assert model.count() == 0  # they are on their way
        opened.run.tell(answered(0, "Café"), answered(998, "Kite"))
        await until(lambda: model.count() == MANY)
        assert model.count(RowState.DONE) == 2
        assert model.rows[998].cell(0).text == "Kite"
        assert [row.id for row in model.rows if row.state is RowState.SKIPPED] == list(BROKEN)
        assert all("damaged or incomplete" in model.rows[at].reason for at in BROKEN)
        assert opened.window.table.chosen == (0, 0)
        opened.run.tell(answered(1, "Dune"))
        assert model.count(RowState.DONE) == 3

    play(story, run_of(*listed, plan=ONE_COLUMN))


def test_a_run_that_is_left_before_its_table_is_full_leaves_no_row_behind() -> None:
    async def story(opened: Opened) -> None:
        await opened.sheet.leave()
        await opened.idle()
        assert opened.window.model.count() == 0

    play(story, run_of(*rows(MANY), plan=ONE_COLUMN))


def test_what_changes_in_thousands_of_rows_at_once_is_shown_a_few_at_a_time() -> None:
    """As *cover all*, *ask again* and the results of a batch do: no event takes the window long, the end is whole."""
    heard, turns = list[int](), list[int]()

    async def story(opened: Opened) -> None:
        model = opened.window.model
        await until(lambda: model.count() == MANY)
        model.counts_changed.connect(lambda: heard.append(model.count(RowState.DONE)))
        opened.run.tell(*(answered(at, f"Shop {at}") for at in range(MANY)))
        assert model.count(RowState.DONE) == 0  # the event has left that to others
        opened.run.tell(answered(7, "Newest"))
        while model.count(RowState.DONE) < MANY:
            turns.append(model.count(RowState.DONE))
            await asyncio.sleep(0)
        assert model.rows[7].cell(0).text == "Newest"
        assert len(set(turns)) >= MANY / AT_ONCE
        assert len(heard) == MANY / AT_ONCE  # not once for each row
        await opened.idle()
        assert f"{MANY:,}" in opened.window.progress.words

    play(story, run_of(*rows(MANY), plan=ONE_COLUMN))


def test_the_first_sorting_of_thousands_of_rows_makes_nothing_anew() -> None:
    async def story(opened: Opened) -> None:
        model, folded = opened.window.model, list[str]()
        await until(lambda: model.count() == MANY)

        class Counted(str):
            """A text that tells when it is folded."""

            def isascii(self) -> bool:
                folded.append(str(self))
                return super().isascii()

        model.show_row(replace(model.rows[5], name=Counted("zzz")))
        assert folded == ["zzz"]
        model.show_order(replace(model.order, by=-1, descending=True))
        assert folded == ["zzz"]
        first = model.row_at(0)
        assert first is not None
        assert first.name == "zzz"

    play(story, run_of(*rows(MANY), plan=ONE_COLUMN))
