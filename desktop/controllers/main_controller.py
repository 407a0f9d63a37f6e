"""Every signal and its slot, a module for each story of the user. The place to read to know how the product works.

It was one page until the desk came; each story is now a page of its own, and this is the list of them.
"""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMessageBox

from desktop import __version__
from desktop.composition.container import Container
from desktop.composition.lazy_windows import shortcuts_window
from desktop.controllers.asking.build import build_asking
from desktop.controllers.conversation.history import HistoryController
from desktop.controllers.conversation.import_export import ImportExportController
from desktop.controllers.conversation.transcript import TranscriptController
from desktop.controllers.conversation.turn_actions import TurnActions
from desktop.controllers.error_notices import ErrorNotices
from desktop.controllers.hint_bar import HintBarController
from desktop.controllers.image.image_import import ImageImportController
from desktop.controllers.ocr.quote_links import QuoteLinksController
from desktop.controllers.ocr.text_layer import TextLayerController
from desktop.controllers.settings.settings import SettingsController
from desktop.controllers.settings.welcome import WelcomeController
from desktop.controllers.workspace.canvas_navigation import CanvasNavigation
from desktop.controllers.workspace.workspace import WorkspaceController
from desktop.launch_request import LaunchRequest


class MainController:
    """Connects the parts of one product."""

    def __init__(self, container: Container, font: QFont) -> None:
        self._container = container
        problems = ErrorNotices(container.window.notice)
        self.image_import = ImageImportController(container, problems)
        hints = HintBarController(container.window.hint)
        spots = CanvasNavigation(container, problems)
        self.workspace = WorkspaceController(container, problems, hints, spots)
        self.reading = TextLayerController(container, problems)  # after the desk: a sheet is shown before its text is
        asking = build_asking(container, problems, hints, spots)
        self.care, self.asking, again = asking.warnings, asking.asking, asking.again
        self.estimate, self._asking = asking.estimate, asking
        self.quote_matches = QuoteLinksController(container, spots)
        asking.connect()
        asking.show()
        self.page = TranscriptController(container, problems)
        self.conversations = HistoryController(container, problems, self.page)
        self.preferences = SettingsController(container, font, problems, self._look_again, asking.answerer_became_known)
        self.beginning = WelcomeController(container, problems)
        self.turns = TurnActions(container, again, self.page, self.preferences)
        self.exports = ImportExportController(container, problems, asking.quick.take_over)
        self._the_rest()
        self.workspace.show_draft(container.workspace.draft)
        for problem in container.startup_problems:
            problems.tell(problem)

    def launch(self, launch_request: LaunchRequest) -> None:
        """Do what a start of the program asked for."""
        self.image_import.launch(launch_request)

    def _look_again(self) -> None:
        """Settings have changed: what is seen, sent and paid may be another thing."""
        self.workspace.legible.settings_changed()
        self._asking.settings_changed()

    def _the_rest(self) -> None:
        window = self._container.window
        window.actions_["keys"].triggered.connect(self._show_shortcuts)
        window.actions_["about"].triggered.connect(self._show_about)

    def _show_shortcuts(self) -> None:
        listed = shortcuts_window(self._container.window)
        listed.finished.connect(listed.deleteLater)
        listed.open()

    def _show_about(self) -> None:
        box = QMessageBox(self._container.window)
        box.setTextFormat(box.textFormat().PlainText)
        box.setWindowTitle("About Askance")
        box.setText(f"Askance {__version__}\n\nPaste a screenshot, ask about it, read the answer.")
        box.finished.connect(box.deleteLater)
        box.open()
