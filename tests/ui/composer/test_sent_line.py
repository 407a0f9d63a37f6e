"""The line under the question: it says what Enter would send, when that has changed and has come to rest."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.composer.sent_line import SentLine
from desktop.ui.screen_reader.announcements import Weight, announcements


@pytest.fixture
def line(host: QWidget) -> Iterator[SentLine]:
    line = SentLine()
    line.setParent(host)
    line.show()
    yield line
    line.deleteLater()


def test_a_change_is_announced_once_it_rests_and_not_each_step(line: SentLine, heard: list[str], qtbot: QtBot) -> None:
    line.show_waiting()
    line.show_looking()
    line.show_here(2)
    assert heard == []  # nobody is talked over while they type
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [f"What Enter would send: {line.words}"]
    line.show_here(2)
    line.show_waiting()
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == f"What Enter would send: {line.words}"


def test_changes_are_for_those_who_want_all_and_requests_for_everybody(line: SentLine, heard: list[str]) -> None:
    line.show_waiting()
    for wanted, count in ((Weight.NEEDED, 0), (Weight.USUAL, 0), (Weight.EXTRA, 1)):
        announcements.wanted = wanted
        heard.clear()
        line.say(on_request=False)
        assert len(heard) == count, wanted
        line.say()
        assert len(heard) == count + 1, wanted


def test_its_name_has_its_words(line: SentLine) -> None:
    line.show_here(1)
    names = [label.accessibleName() for label in line.findChildren(QLabel) if label.text()]
    assert names == [f"What Enter would send: {line.words}"]
