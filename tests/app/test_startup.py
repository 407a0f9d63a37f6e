"""The first moments of the window."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.app import startup
from desktop.app.early_input import EarlyInput

CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


@pytest.mark.usefixtures("home")
def test_the_first_input_waits_and_the_events_of_showing_are_not_looked_at(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []

    class Noted(EarlyInput):
        def __init__(self, app: QApplication, field: QPlainTextEdit) -> None:
            shown.append(field.isVisible())
            super().__init__(app, field)

    monkeypatch.setattr(startup, "EarlyInput", Noted)
    window = startup.new_window(qapp, "light")
    qtbot.addWidget(window)
    action, done, pressed = QAction(window, shortcut=QKeySequence("Ctrl+Alt+J")), list[bool](), list[bool]()
    action.triggered.connect(lambda: done.append(True))
    window.addAction(action)

    def press() -> None:
        pressed.append(True)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_J, CONTROL_ALT)

    QTimer.singleShot(0, press)  # in the first look at events
    early = startup.show_window(qapp, window)
    assert shown == [True]
    assert pressed == [True]
    assert done == []
    early.hand_over()
    qtbot.waitUntil(lambda: done == [True], timeout=60_000)
    window.hide()
