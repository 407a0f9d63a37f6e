"""A table of thousands of rows is filled a few at a time, and what changes meanwhile is in it."""

from dataclasses import replace

import pytest

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
