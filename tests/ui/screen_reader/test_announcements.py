"""What is announced, and to whom."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop.ui.screen_reader.announcements import Announcements, Weight


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        (Weight.NEEDED, ["failed"]),
        (Weight.USUAL, ["failed", "a sentence"]),
        (Weight.EXTRA, ["failed", "a sentence", "1 picture"]),
    ],
)
def test_as_much_is_announced_as_is_wanted(host: QWidget, wanted: Weight, heard: list[str]) -> None:
    spoken: list[str] = []
    announcements = Announcements()
    announcements.use_voice(spoken.append)
    announcements.wanted = wanted
    announcements.say(host, "failed", Weight.NEEDED)
    announcements.say(host, "a sentence")
    announcements.say(host, "1 picture", Weight.EXTRA)
    assert spoken == heard


def test_nothing_empty_and_no_control_characters_are_spoken(host: QWidget) -> None:
    spoken: list[str] = []
    announcements = Announcements()
    announcements.use_voice(spoken.append)
    for text in ("", "  ", "\u202e", " a\u202eb "):
        announcements.say(host, text)
    assert spoken == ["ab"]


def test_nobody_listens_without_a_screen_reader_and_a_voice(host: QWidget) -> None:
    announcements = Announcements()
    assert not announcements.is_listening
    announcements.use_voice(lambda text: None)
    assert announcements.is_listening
    announcements.use_voice(None)
    assert not announcements.is_listening
