"""The list of keyboard shortcuts."""

from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.actions import TABLE, Actions
from desktop.ui.canvas.bar.tool_bar import ToolBar
from desktop.ui.canvas.tools import Tool
from desktop.ui.dialogs.key_list import shortcut_lines
from desktop.ui.dialogs.shortcuts import ShortcutsDialog


def test_keys_of_other_widgets_are_listed() -> None:
    assert ("Ask", "Enter") in shortcut_lines()


def test_every_action_with_a_key_is_listed() -> None:
    listed = [words for words, _ in shortcut_lines()]
    assert all(action.words.rstrip("…") in listed for action in TABLE if action.keys)


def test_every_tool_is_listed_with_the_words_and_the_key_of_the_tool_bar(qtbot: QtBot, host: QWidget) -> None:
    dialog = ShortcutsDialog(host)
    labels = [label.text() for label in dialog.findChildren(QLabel)]
    bar = ToolBar(Actions(host))
    qtbot.addWidget(bar)
    tooltips = {button.toolTip() for button in bar.findChildren(QWidget)}
    for tool in Tool:
        (words,) = (words for words, keys in shortcut_lines() if keys == f"{tool.value}, on the picture")
        assert words in labels
        assert f"{words} ({tool.value}, on the picture)" in tooltips


def test_every_line_has_its_room(qtbot: QtBot, host: QWidget) -> None:
    dialog = ShortcutsDialog(host)
    dialog.show()
    (area,) = dialog.findChildren(QScrollArea)
    assert area.horizontalScrollBar().maximum() == 0
