"""The composer."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.core.usage.estimate import RequestEstimate
from desktop.ui.composer.composer import Composer


def test_the_composer_asks_on_enter_and_breaks_on_shift(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    composer.show_state(busy=False, can_ask=True)
    qtbot.keyClicks(composer.field, "why")
    qtbot.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(composer.ask_requested):
        qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert composer.field.toPlainText() == "why\n"
    composer.show_enter(enter_asks=False)
    qtbot.keyClick(composer.field, Qt.Key.Key_Return)
    assert composer.field.toPlainText() == "why\n\n"
    with qtbot.waitSignal(composer.ask_requested):
        qtbot.keyClick(composer.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_composer_says_what_is_typed_pasted_and_wanted(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    typed: list[str] = []
    composer.typed.connect(typed.append)
    qtbot.keyClicks(composer.field, "ab")
    assert typed == ["a", "ab"]
    mime = QMimeData()
    mime.setText("x")
    with qtbot.waitSignal(composer.pasted):
        composer.field.insertFromMimeData(mime)
    assert composer.field.toPlainText() == "ab"
    composer.show_prompt("")
    with qtbot.waitSignal(composer.last_question_wanted):
        qtbot.keyClick(composer.field, Qt.Key.Key_Up)


def test_the_button_asks_or_stops(qtbot: QtBot) -> None:
    composer = Composer()
    qtbot.addWidget(composer)
    (button,) = (button for button in composer.findChildren(QPushButton) if button.accessibleName() == "Ask")
    composer.show_state(busy=False, can_ask=False)
    assert not button.isEnabled()
    composer.show_state(busy=True, can_ask=False)
    with qtbot.waitSignal(composer.stop_requested):
        button.click()
    assert button.accessibleName() == "Stop"
    composer.line.show_estimate(RequestEstimate(2, 1550, True, 0.004, 143_000), 2)
    assert composer.line.words == "2 pictures · 1,550 tokens · about $0.0040 · 143 KB"
