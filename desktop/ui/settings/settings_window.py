"""The window of the settings: three pages. Changes apply at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from desktop.core.settings.settings import Settings
from desktop.ui.settings.answers_page import AnswersPage
from desktop.ui.settings.general_page import GeneralPage
from desktop.ui.settings.ocr_privacy_page import OcrPrivacyPage


class SettingsDialog(QDialog):
    """Shows the settings and emits what the user changes. The API key and the test belong to `answers`."""

    changed = Signal(dict)  # new values by the names of settings

    def __init__(self, parent: QWidget, patterns_file: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self.setMinimumWidth(560)
        self.resize(600, 640)  # labels that break their lines need more height than a dialog counts by itself
        self.answers = AnswersPage()
        self.reading = OcrPrivacyPage(patterns_file)
        self.program = GeneralPage()
        self._pages = (("Answers", self.answers), ("Pictures", self.reading), ("Program", self.program))
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        for title, page in self._pages:
            page.changed.connect(self.changed)
            tabs.addTab(page, title)
        close = QPushButton("Close")
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        bottom = QHBoxLayout()
        bottom.addStretch(1)
        bottom.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 14)
        layout.addWidget(tabs, 1)
        layout.addLayout(bottom)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.finished.connect(lambda _: self.answers.take_typed())

    def show_settings(self, settings: Settings) -> None:
        """Show the settings in force."""
        for _, page in self._pages:
            page.show_settings(settings)

    def show_locked(self, names: frozenset[str]) -> None:
        """Disable the settings of these names, which an administrator has set."""
        for _, page in self._pages:
            page.show_locked(names)
