"""While a window is built, no part of it is a window of its own for a moment: it would flash on the screen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import beside_the_main_one, dialogs, main_window


class ShownWindows(QObject):
    """Records each widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(type(watched).__name__)
        return False


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[ShownWindows]:
    windows = ShownWindows()
    qapp.installEventFilter(windows)
    yield windows
    qapp.removeEventFilter(windows)


def test_nothing_flashes_while_windows_are_built(qtbot: QtBot, shown: ShownWindows) -> None:
    theme = Theme(LIGHT, QFont())
    main = main_window(qtbot, theme)
    for _name, dialog, _pages in dialogs(main):  # built, and not shown
        qtbot.addWidget(dialog)
    for _ in beside_the_main_one(qtbot, theme, QSize(900, 600), main):
        pass
    assert set(shown.names) == {"MainWindow", "SheetWindow", "QuickAskWindow"}
