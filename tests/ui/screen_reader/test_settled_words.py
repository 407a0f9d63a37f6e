"""Words that change with each key, announced once they rest."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screen_reader.announcements import Weight
from desktop.ui.screen_reader.settled_words import SettledWords


def test_only_the_last_words_are_announced(host: QWidget, heard: list[str], qtbot: QtBot) -> None:
    words = SettledWords(host)
    for number in range(5):
        words.will_say(str(number), Weight.NEEDED)
    qtbot.waitUntil(lambda: heard == ["4"])
    words.will_say("more")
    words.will_say("")
    qtbot.waitUntil(lambda: not words.isActive())
    assert heard == ["4"]


def test_nothing_is_made_while_nobody_listens(host: QWidget) -> None:
    words = SettledWords(host)
    words.will_say("one")
    assert not words.isActive()
