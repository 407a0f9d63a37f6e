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
