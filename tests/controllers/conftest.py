"""Widgets that most tests of controllers need: a notice bar without a window, actions, the parts of a main window."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.controllers.error_notices import ErrorNotices
from desktop.ui.actions import Actions
from desktop.ui.notice_bar import NoticeBar


@dataclass
class Bar:
    """A notice bar with its notices, and how often a notice asked for the settings."""

    parent: QWidget
    widget: NoticeBar
    asked_for_settings: list[str] = field(default_factory=list)

    @property
    def notices(self) -> ErrorNotices:
        """Returns notices that appear in this bar."""
        return ErrorNotices(self.widget, lambda: self.asked_for_settings.append("settings"))

    @property
    def text(self) -> str:
        """The notice that is shown, or nothing."""
        return self.widget.words

    @property
    def labels(self) -> list[str]:
        """The labels of the buttons that the notice offers."""
        return [button.text() for button in self.widget.findChildren(QPushButton) if not button.isHidden()]

    def press(self, label: str) -> None:
        """Press the button of that label."""
        (button,) = [
            button
            for button in self.widget.findChildren(QPushButton)
            if button.text() == label and not button.isHidden()
        ]
        button.click()


@pytest.fixture
def bar(qapp: QApplication) -> Bar:
    parent = QWidget()
    parent.resize(800, 600)
    return Bar(parent, NoticeBar(parent))


@pytest.fixture
def actions(qapp: QApplication, bar: Bar) -> Actions:
    return Actions(bar.parent)
