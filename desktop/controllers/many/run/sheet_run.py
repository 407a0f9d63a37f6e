"""An open run in its window: the table, its figures and its notices follow the run."""

from collections import defaultdict
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from desktop.controllers.many.run.sheet_actions import SheetActions
from desktop.controllers.many.run.sheet_checks import SheetChecks
from desktop.controllers.many.run.sheet_filling import SheetFilling
from desktop.controllers.many.run.sheet_notices import SheetNotices
from desktop.controllers.many.run.sheet_picture import SheetPicture
from desktop.controllers.many.run.sheet_rows import columns_of, row_view
from desktop.controllers.many.run.sheet_thumbnails import SheetThumbnails
from desktop.controllers.many.sheet_services import SheetServices
from desktop.core.settings.endpoint import host_of
from desktop.messages.many.batch_words import batch_words
from desktop.messages.many.run_words import money_words, run_about, time_words
from desktop.messages.many.table_words import window_title
from desktop.services.many.run_control import RunControl, RunState, RunUpdate
from desktop.ui.sheet.progress_line import RunFigures
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_view import RowState, RowView

_BUSY = (RunState.RUNNING, RunState.SAMPLING)


class SheetRun:
    """Shows one run until it is closed. `actions` does what is pressed."""

    def __init__(
        self, window: SheetWindow, control: RunControl, services: SheetServices, change_setup: Callable[[], None]
    ) -> None:
        """`change_setup` shows the page on which a run is put together again."""
        self._window = window
        self._control = control
        pipeline, tasks = services.image_pipeline, services.tasks
        self.checks = SheetChecks(control, services.ocr_queue, services.settings_service, tasks)
        self.picture = SheetPicture(window.side, control, pipeline, self.checks, services.settings_service, tasks)
        self.notices = SheetNotices(window, control, services.settings_service, change_setup)
        self.actions = SheetActions(window, control, services, self.picture, self.notices, self.show_again)
        self.thumbnails = SheetThumbnails(window.model, control, pipeline, tasks)
        self._lines: dict[int, list[int]] = defaultdict(list)  # rows by the one that is asked for them
        self._filling = SheetFilling(window.model, tasks, self._view, self._show_figures)
        self._known_rows = 0
        self._models = control.run.models
        self._end_listening: Callable[[], None] = lambda: None

    @property
    def control(self) -> RunControl:
        """The run that is shown."""
        return self._control

    def show(self) -> None:
        """Shows the table, and follows the run from now on."""
        window, run = self._window, self._control.run
        window.setWindowTitle(window_title(run.plan.name))
        window.model.show_all((), ())
        window.show_table()
        self._show_all((0, 0) if run.rows else None)
        self._end_listening = self._control.listen(self._take_update)
        self.checks.looked.connect(self._looked)
        self.checks.want(self._control.cells())
        self.notices.show(self.actions)

    def _show_all(self, chosen: tuple[int, int] | None) -> None:
        """Shows every row, and chooses one once they are there."""
        run = self._control.run
        for row in run.rows[self._known_rows :]:
            self._lines[row.asked_row].append(row.number)
        self._known_rows = len(run.rows)
        self._models = run.models
        self._window.head.show_run(run.plan.name, run_about(run, host_of(run.plan.endpoint)))
        self._filling.fill(columns_of(run), len(run.rows), partial(self._filled, chosen))

    def _filled(self, chosen: tuple[int, int] | None) -> None:
        self._show_figures()
        if chosen is not None:
            self._window.table.choose(*chosen)

    def _view(self, number: int) -> RowView:
        run, control = self._control.run, self._control
        return row_view(run, run.rows[number], control.cell, self.checks.stands)

    def _looked(self, asked_row: int) -> None:
        """Shows which values of a row stand on its picture."""
        self._filling.show(self._lines[self._control.run.rows[asked_row].asked_row])
        self._show_figures()

    def show_again(self, asked_rows: set[int]) -> None:
        """Shows these rows, and those that share their answers, as they are now; and the figures."""
        rows = {number for asked in asked_rows for number in self._lines[asked]}
        self._filling.show(rows)
        self._show_figures()
        chosen = self._window.table.chosen
        if chosen is not None and chosen[0] in rows:
            self.picture.show(*chosen)

    def _take_update(self, update: RunUpdate) -> None:
        chosen = self._window.table.chosen
        if self._control.run.models != self._models or len(self._control.run.rows) != self._known_rows:
            self._show_all(chosen)
        self.show_again({cell.row for cell in update.cells})
        self.checks.want(update.cells)
        self.notices.follow(update, self.actions)

    def _show_figures(self) -> None:
        model, totals, state = self._window.model, self._control.totals, self._control.state
        batches = self._control.batches
        time = batch_words(batches) if batches is not None else time_words(totals)
        figures = RunFigures(
            rows=model.count(),
            done=model.count(RowState.DONE),
            unsure=model.count(RowState.UNSURE),
            failed=model.count(RowState.FAILED, RowState.SKIPPED),
            held_back=model.count(RowState.HELD),
            not_confirmed=model.count(RowState.NOT_CONFIRMED),
            time=time if state in _BUSY else "",
            money=money_words(totals, self._control.run.plan.budget_usd),
            is_running=state in _BUSY,
            is_pausing=state is RunState.PAUSING,
            can_run=totals.planned > 0 or batches is not None,
            unopened=self._control.run.unopened,
        )
        self._window.progress.show_figures(figures)

    def close(self) -> Coroutine[Any, Any, None]:
        """Follows the run no longer. Returns what closes it."""
        self._end_listening()
        self._filling.close()
        self.picture.close()
        self.checks.close()
        self.thumbnails.close()
        return self._control.close()
