"""What is done with a run at the press of a button: asking, pausing, deciding, editing, and looking at what is sent."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop.composition.lazy_windows import sent_window
from desktop.controllers.asking.request_preview_builder import build_request_preview
from desktop.controllers.image.before_pictures import BeforePictures
from desktop.controllers.many.run.batch_preview import as_batch
from desktop.controllers.many.run.sheet_notices import SheetNotices
from desktop.controllers.many.run.sheet_picture import SheetPicture, edits_of
from desktop.controllers.many.run.sheet_rows import column_at
from desktop.controllers.many.sheet_services import SheetServices
from desktop.core.errors import AskanceError
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.many.answer_reading import typed_value, value_text
from desktop.core.many.cell import CellId, CellState, Fault
from desktop.core.many.field import CellValue
from desktop.core.many.run import RunEdits
from desktop.core.many.run_settings import run_settings
from desktop.core.model_catalog import model_at
from desktop.core.provider_capabilities import capabilities_of
from desktop.core.usage.estimator import estimate_request
from desktop.messages.many.cell_words import fault_words
from desktop.messages.many.table_words import pictures_added
from desktop.services.many.run_control import RunControl
from desktop.ui.sheet.sheet_window import SheetWindow

LONGEST_QUOTE = 60  # letters of what was typed


class SheetActions:
    """Does what is pressed, and tells what went wrong; `show_again` shows rows as they are now."""

    def __init__(
        self,
        window: SheetWindow,
        control: RunControl,
        services: SheetServices,
        picture: SheetPicture,
        notices: SheetNotices,
        show_again: Callable[[set[int]], None],
    ) -> None:
        self._window = window
        self._control = control
        self._services = services
        self._picture = picture
        self._notices = notices
        self._show_again = show_again
        self._looking = services.tasks.slot("what is sent of a row")
        self._before = BeforePictures(services.image_pipeline, services.tasks.slot("picture of a row before"))
        self._adding = services.tasks.slot("add pictures to a run")

    def _start(self, name: str, work: Callable[[], Awaitable[None]], then: Callable[[], None] = lambda: None) -> None:
        """Starts work in the background, tells its problem, or does what comes `then`."""

        self._services.tasks.start(name, self._told(work, then))

    async def _told(self, work: Callable[[], Awaitable[None]], then: Callable[[], None] = lambda: None) -> None:
        try:
            await work()
        except AskanceError as error:
            self._services.notices.tell(error.problem)
            return
        then()

    # asking

    def run(self) -> None:
        """Asks all rows that are planned."""
        self._notices.dismiss()
        self._control.start()
        self._show_again(set())

    def pause(self) -> None:
        """Asks no more rows."""
        self._start("pause", self._control.pause)

    def call_off(self) -> None:
        """Has the batches of the run ended."""
        self._notices.dismiss()
        self._control.call_off_batches()
        self._show_again(set())

    def sample(self) -> None:
        """Asks the first rows, and shows what they have measured."""
        self._notices.dismiss()
        self._start("sample", self._sample)

    async def _sample(self) -> None:
        self._notices.show_sample(await self._control.sample(), self)
        self._show_again(set())

    def ask_again(self, cells: tuple[CellId, ...]) -> None:
        """Asks cells once more."""
        if cells:
            self._control.ask_again(cells)
            self.run()

    def ask_failed_again(self) -> None:
        """Asks again what was refused or failed."""
        failed = (CellState.REFUSED, CellState.FAILED)
        self.ask_again(tuple(cell.id for cell in self._control.cells() if cell.state in failed))

    def ask_chosen_again(self, model: str) -> None:
        """Asks the chosen row again: of its column's model, or of another one. Asks first if it was perhaps paid."""
        chosen, run = self._window.table.chosen, self._control.run
        if chosen is None or run.rows[chosen[0]].problem is not None:
            return
        asked = model or column_at(run, max(0, min(chosen[1], len(run.models) * len(run.plan.columns) - 1)))[0]
        again = partial(self.ask_again, ((run.rows[chosen[0]].asked_row, asked),))
        perhaps_paid = asked in run.models and self._control.cell(chosen[0], asked).state is CellState.NOT_CONFIRMED
        if perhaps_paid:
            self._notices.confirm_again(again)
        else:
            again()

    def compare(self, model: str) -> None:
        """Asks the rows of another model, too; those that it has been asked about stay."""
        asked = (row.number for row in self._control.run.rows if row.problem is None and row.same_as is None)
        open_rows = (row for row in asked if self._control.cell(row, model).state is CellState.PLANNED)
        self.ask_again(tuple((row, model) for row in open_rows))

    def show_models(self) -> None:
        """Offers the models that can be asked beside the run's."""
        names = [name for name in self._services.models() if name != self._control.run.plan.model]
        self._window.head.show_models(names)
        self._window.side.editor.show_models(names)

    def add(self, paths: tuple[Path, ...]) -> None:
        """Adds files and folders to the run; they wait to be asked about, or are asked while it runs."""

        async def add() -> None:
            self._services.notices.say(pictures_added(await self._control.add(paths)))

        self._adding.start(self._told(add))

    # deciding

    def decide(self, edits: RunEdits) -> None:
        """Takes over other edits for all pictures."""
        self._notices.dismiss()
        self._start("decide", partial(self._control.decide, edits), self._picture.forget_images)

    def raise_budget(self, usd: float) -> None:
        """Gives the run a larger budget, and goes on."""
        plan = replace(self._control.run.plan, budget_usd=usd)
        self._start("budget", partial(self._control.change, plan), self.run)

    def take_drawn(self, image: AnnotatedImage) -> None:
        """Takes a cover or a crop that was drawn on one picture over for all."""
        shown = self._window.side.canvas.image
        if shown is not None and shown.source.key == image.source.key:
            self.decide(edits_of(image, shown, self._control.run.plan.edits))

    def remove_drawn(self) -> None:
        """Removes covers and crop by place from all pictures."""
        edits = self._control.run.plan.edits
        self.decide(RunEdits(covered_kinds=edits.covered_kinds, allowed_kinds=edits.allowed_kinds))

    # editing

    def edit(self, row: int, column: int, text: str) -> None:
        """Keeps a value that was typed in the table, or says why it cannot be one."""
        model, field = column_at(self._control.run, column)
        known = self._control.cell(row, model).values.get(field.name)
        value, fault = (known, None) if text == value_text(known) else typed_value(text, field)
        if fault is not None:
            self._services.notices.say(fault_words(Fault(fault, field.name, text[:LONGEST_QUOTE])))
            self._picture.show_cell()
            return
        asked = self._control.run.rows[row].asked_row
        self._keep((asked, model), field.name, value)

    def _keep(self, cell: CellId, field: str, value: CellValue) -> None:
        edit = partial(self._control.edit, cell, field, value)
        self._start("edit", edit, partial(self._show_again, {cell[0]}))

    def edit_chosen(self, text: str) -> None:
        """Keeps a value that was typed beside the picture."""
        chosen = self._window.table.chosen
        if chosen is not None and chosen[1] >= 0:
            self.edit(*chosen, text)

    # what is sent

    def show_sent(self) -> None:
        """Shows exactly what is sent of the chosen row."""
        chosen = self._window.table.chosen
        if chosen is not None:
            self._looking.start(self._show_sent(chosen[0]))

    async def _show_sent(self, row: int) -> None:
        services = self._services
        try:
            prepared = await self._control.would_send(row)
        except AskanceError as error:
            services.notices.tell(error.problem)
            return
        settings = run_settings(
            self._control.run.plan, services.settings_service.effective, locked=services.settings_service.policy.locked
        )
        calibration = services.usage_tracker.calibration_for(settings.host, settings.model)
        estimate = estimate_request(prepared.request, model_at(settings.model, settings.host), calibration)
        rules = capabilities_of(settings.host).batch
        is_batch = self._control.run.plan.as_batch
        if is_batch and estimate.cost_usd is not None:
            estimate = replace(estimate, cost_usd=estimate.cost_usd * rules.price_share)
        view = build_request_preview(prepared, settings, estimate, services.usage_tracker.spent, can_ask=False)
        dialog = sent_window(self._window)
        dialog.finished.connect(self._before.stop)
        dialog.finished.connect(dialog.deleteLater)
        pictures = dialog.pictures
        pictures.before_wanted.connect(lambda at: self._before.show(prepared.images[at], pictures))
        dialog.allow_copying(settings.allow_copy)
        dialog.show_view(as_batch(view, rules, settings.host) if is_batch else view)
        dialog.open()
