"""The file of a run: choosing one for a new run, while history is off, and one to go on with."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.controllers.many.sheet_services import SheetServices
from desktop.core.errors import Problem, ProblemKind
from desktop.messages.files.file_filters import runs_filter
from desktop.messages.many.run_words import kept_in_words, not_kept_words
from desktop.messages.many.setup_words import open_run_title, save_run_title
from desktop.messages.problems import message_for
from desktop.ui.look.file_dialog import give_room
from desktop.ui.sheet.setup.setup_page import SetupPage
from desktop.ui.sheet.table.row_view import one_line

SUFFIX = ".askance-run"


class RunFileChoice:
    """Owns the choice; `open_run` is called with the file of a run that shall be opened."""

    def __init__(self, page: SetupPage, services: SheetServices, open_run: Callable[[Path], None]) -> None:
        self._page = page
        self._services = services
        self._open_run = open_run
        self._file: Path | None = None

    def connect(self) -> None:
        """Connects the page."""
        self._page.kept.file_wanted.connect(self._choose)
        self._page.kept.run_wanted.connect(self._choose_run)

    def show(self) -> None:
        """Shows where the next run is kept."""
        settings = self._services.settings_service.effective
        if settings.keep_history:
            self._page.kept.show_words("", may_choose=False, may_open=settings.may_save_runs)
            return
        may_choose = settings.may_save_runs
        words = kept_in_words(one_line(self._file.name)) if self._file is not None else not_kept_words(may_choose)
        self._page.kept.show_words(words, may_choose, may_choose)

    @property
    def file(self) -> Path | None:
        """The file that was chosen for the next run."""
        return None if self._services.settings_service.effective.keep_history else self._file

    def forget(self) -> None:
        """Forgets the file, once a run is in it."""
        self._file = None

    def _choose(self) -> None:
        dialog = self._dialog(save_run_title())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # a file that is there is never replaced
        dialog.setDefaultSuffix(SUFFIX.removeprefix("."))
        dialog.fileSelected.connect(lambda name: self._take(Path(name)))
        dialog.open()

    def _choose_run(self) -> None:
        dialog = self._dialog(open_run_title())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self._open_run(Path(name)))
        dialog.open()

    def _dialog(self, title: str) -> QFileDialog:
        dialog = give_room(QFileDialog(self._page, title, "", runs_filter(SUFFIX)))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _take(self, file: Path) -> None:
        if file.exists():
            problem = Problem(ProblemKind.RUN_FILE_EXISTS, one_line(file.name))
            self._page.show_state(message_for(problem).text)
            return
        self._file = file
        self._page.show_state("")
        self.show()
