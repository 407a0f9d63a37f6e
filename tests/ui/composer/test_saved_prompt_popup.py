"""The list of saved prompts over the question."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.ui.composer.saved_prompt_popup import SavedPromptPopup


def press(popup: SavedPromptPopup, key: Qt.Key) -> bool:
    return popup.takes(QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def test_the_row_that_enter_would_take_is_announced(host: QWidget, heard: list[str], qtbot: QtBot) -> None:
    over = QWidget(host)
    popup = SavedPromptPopup(over)
    prompts = tuple(SavedPrompt(name, name) for name in ("Explain", "Extract", "Write"))
    popup.show_matching(prompts, "ex")
    qtbot.waitUntil(lambda: heard == ["Explain, 1 of 2"])
    assert press(popup, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: heard[1:] == ["Extract, 2 of 2"])
    popup.show_matching(prompts, "exx")
    assert popup.isHidden() and not press(popup, Qt.Key.Key_Down)


def test_a_list_without_room_for_all_rows_stays_in_the_window_and_shows_the_chosen_one(host: QWidget) -> None:
    over = QWidget(host)
    popup = SavedPromptPopup(over)
    prompts = tuple(SavedPrompt(f"Prompt {number}", "x") for number in range(8))
    over.setGeometry(0, 400, 300, 30)
    host.resize(300, 430)
    popup.show_matching(prompts, "")
    every = popup.height()
    assert popup.y() > 0
    over.setGeometry(0, every // 2, 300, 30)
    popup.show_matching(prompts, "")
    assert popup.y() >= 0 and popup.height() < every
    assert popup.geometry().bottom() < over.y()
    for _ in range(5):
        press(popup, Qt.Key.Key_Down)
    row = popup.visualItemRect(popup.currentItem())
    assert popup.viewport().rect().contains(row.center())
