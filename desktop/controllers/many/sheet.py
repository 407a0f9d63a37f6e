"""The window "Many pictures" as a whole: what is pressed in it goes to the run that is open, or to the page before."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData

from desktop.adapters.system import clipboard
from desktop.adapters.system.folder_opener import open_folder_of
from desktop.controllers.conversation.files.file_dialogs import FileDialogs
from desktop.controllers.many.run.sheet_actions import SheetActions
from desktop.controllers.many.run.sheet_export import SheetExport
from desktop.controllers.many.run.sheet_run import SheetRun
from desktop.controllers.many.sheet_services import SheetServices
from desktop.controllers.many.sheet_setup import SheetSetup
from desktop.controllers.saved_notice import SavedNotice
from desktop.core.errors import Problem, ProblemKind
from desktop.messages.many import table_words
from desktop.messages.notices import offer_labels
from desktop.services.many.run_control import RunControl
from desktop.ui.sheet.sheet_window import SheetWindow
from desktop.ui.sheet.table.row_view import RowState


class SheetController:
    """Owner of the window, and of the run that is open in it."""

    def __init__(self, window: SheetWindow, services: SheetServices) -> None:
        self._window = window
        self._services = services
        self._run: SheetRun | None = None
        self.setup = SheetSetup(window.setup, services, self.show_run)
        saved = SavedNotice(open_folder_of, services.notices)
        self._export = SheetExport(FileDialogs(window, services.notices), saved, services.notices, services.tasks)

    @property
    def window(self) -> SheetWindow:
        """The window."""
        return self._window

    def connect(self) -> None:
        """Connects the window."""
        window = self._window
        self.setup.connect()
        window.dropped.connect(self._drop)
        window.closed.connect(self._close)
        window.kept_open.connect(self._ask_before_closing)
        window.copy_wanted.connect(clipboard.put_text)
        window.head.column_pressed.connect(self._change_setup)
        window.head.add_pressed.connect(lambda: self.setup.choose_pictures(self._add))
        window.head.export_pressed.connect(self._export_table)
        window.table.cell_chosen.connect(self._show_picture)
        window.model.thumbnail_wanted.connect(self._want_thumbnail)
        for signal, action in (
            (window.progress.run_pressed, SheetActions.run),
            (window.progress.pause_pressed, SheetActions.pause),
            (window.progress.again_pressed, SheetActions.ask_failed_again),
            (window.model.cell_edited, SheetActions.edit),
            (window.side.edited, SheetActions.take_drawn),
            (window.side.plain_pressed, SheetActions.remove_drawn),
            (window.side.sent_pressed, SheetActions.show_sent),
            (window.side.editor.typed, SheetActions.edit_chosen),
            (window.side.editor.again_pressed, SheetActions.ask_chosen_again),
            (window.side.editor.models_wanted, SheetActions.show_models),
            (window.head.models_wanted, SheetActions.show_models),
            (window.head.model_pressed, SheetActions.compare),
        ):
            signal.connect(lambda *values, action=action: self._do(action, *values))

    def _do(self, action: Callable[..., None], *values: object) -> None:
        """Has the run that is open do what was pressed."""
        if self._run is not None:
            action(self._run.actions, *values)

    def _show_picture(self, row: int, kind: int) -> None:
        if self._run is not None:
            self._run.picture.show(row, kind)

    def _want_thumbnail(self, row: int) -> None:
        if self._run is not None:
            self._run.thumbnails.want(row)

    def open(self, paths: tuple[Path, ...]) -> None:
        """Shows the window with these files and folders added."""
        if self._run is None:
            self.setup.show()
        if paths:
            self._add(paths)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _add(self, paths: tuple[Path, ...]) -> None:
        """Adds files and folders to the run that is open, or to the page on which one is put together."""
        if self._run is not None:
            self._run.actions.add(paths)
        else:
            self.setup.add(paths)

    def show_run(self, control: RunControl) -> None:
        """Shows a run that was created or opened."""
        self._run = SheetRun(self._window, control, self._services, self._change_setup)
        self._run.show()
        self._window.stays_open = not control.run.is_kept  # its table is nowhere else

    def _change_setup(self, then: Callable[[], None] = lambda: None) -> None:
        """Closes the run and shows its plan on the page, to be changed into another run; `then` goes on there.

        Asks first where answers would be lost.
        """
        run = self._run
        if run is None:
            then()
        elif run.control.run.is_kept or not (run.control.totals.ended or run.control.totals.claimed):
            self._leave_table(then)
        else:
            export = table_words.export_label(), self._export_table
            drop = table_words.drop_label(), partial(self._leave_table, then)
            self._window.notice.say(table_words.lost_if_changed(), export, drop)

    def _leave_table(self, then: Callable[[], None]) -> None:
        run, self._run = self._run, None
        if run is not None:
            self.setup.show_run(run.control.run)
            self._services.tasks.start("close a run", self._close_run(run))
        self._window.stays_open = False
        self._window.setWindowTitle(table_words.window_title())
        self._window.side.show_nothing()
        self._window.show_setup()
        self.setup.show()
        then()

    async def _close_run(self, run: SheetRun) -> None:
        """Closes a run; one that nothing was asked of leaves nothing behind."""
        await run.close()
        was_used = any(cell.requests or cell.state.has_ended for cell in run.control.cells())
        was_used |= bool(run.control.batches)  # files of it lie at an endpoint
        if run.control.run.is_kept and not run.control.run.file and not was_used:
            await self._services.runs.delete(run.control.run.id)

    def _export_table(self) -> None:
        if not self._services.settings_service.settings.allow_export:
            self._services.notices.tell(Problem(ProblemKind.NOT_ALLOWED))
        elif self._run is not None:
            self._export.choose_file(self._run.control, self._window.model.count(RowState.UNSURE))

    def _drop(self, mime: QMimeData) -> None:
        content = clipboard.found_in(mime)
        if content.paths:
            self._add(content.paths)
        else:
            self._services.notices.say(table_words.only_files())

    def _ask_before_closing(self) -> None:
        """Asks what shall become of a table that is in memory alone."""
        export = table_words.export_label(), self._export_table
        self._window.notice.say(table_words.lost_if_closed(), export, (offer_labels.close(), self.close_for_good))

    def close_for_good(self) -> None:
        """Closes the window, whatever is in it."""
        self._window.stays_open = False
        self._window.close()

    async def leave(self) -> None:
        """Closes the window for good, and waits until its run is closed."""
        run, self._run = self._run, None
        closing = run.close() if run is not None else None
        self.close_for_good()
        if closing is not None:
            await closing

    def _close(self) -> None:
        run, self._run = self._run, None
        if run is not None:
            self._services.tasks.start("close a run", self._close_run(run))
        self._window.stays_open = False
        self._window.show_setup()
