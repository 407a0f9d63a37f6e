"""The bar for finding words in the conversation."""

from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.find_bar import FindBar
from desktop.ui.theme import LIGHT, Theme


def test_the_place_among_the_matches_is_announced_once_typing_rests(
    host: QWidget, heard: list[str], qtbot: QtBot
) -> None:
    bar = FindBar(LIGHT)
    bar.setParent(host)
    bar.show_words("man")
    bar.show_count(1, 9)
    bar.show_count(1, 3)
    qtbot.waitUntil(lambda: heard == ["1 of 3"])
    bar.show_count(2, 3)
    qtbot.waitUntil(lambda: heard == ["1 of 3", "2 of 3"])
    bar.show_count(0, 0)
    qtbot.waitUntil(lambda: heard[2:] == ["No matches"])


def test_its_signs_grow_with_the_text(host: QWidget, qapp: QApplication) -> None:
    bar = FindBar(LIGHT)
    bar.setParent(host)
    usual = Theme(LIGHT, qapp.font())
    bar.show_look(usual)
    small = [button.iconSize().height() for button in bar.findChildren(QToolButton)]
    bar.show_look(usual.zoomed(2.0))
    large = [button.iconSize().height() for button in bar.findChildren(QToolButton)]
    assert len(small) == 3 and all(after >= 1.9 * before for before, after in zip(small, large, strict=True))
