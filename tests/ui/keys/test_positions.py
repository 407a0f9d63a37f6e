"""Letters of keys by their position."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from desktop.ui.keys.positions import BY_APPLE, BY_EVDEV, XKB_OFFSET, letter_at, letter_of

NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize(
    ("evdev", "apple", "letter"),
    [
        (16, 12, "Q"),
        (19, 15, "R"),
        (30, 0, "A"),
        (44, 6, "Z"),
        (46, 8, "C"),
        (50, 46, "M"),
        (53, 44, "/"),
        (12, 27, "-"),
        (2, 18, "1"),
        (11, 29, "0"),
        (7, 22, "6"),
        (26, 33, "["),
        (27, 30, "]"),
        (51, 43, ","),
        (13, 24, "="),
    ],
)
def test_a_position_has_the_letter_of_a_us_board_on_every_system(evdev: int, apple: int, letter: str) -> None:
    assert letter_at(evdev + XKB_OFFSET, 0, "linux") == letter
    assert letter_at(evdev, 0, "win32") == letter
    assert letter_at(0, apple, "darwin") == letter


def test_each_letter_and_digit_has_one_place() -> None:
    for table in (BY_EVDEV, BY_APPLE):
        assert len(set(table.values())) == len(table) == 47 - 1  # all but the key left of 1
    assert letter_at(9, 53, "linux") == letter_at(1, 0, "win32") == letter_at(0, 53, "darwin") == ""  # Esc


@pytest.mark.parametrize(
    ("text", "evdev", "letter"), [("к", 19, "R"), ("m", 39, "M"), ("&", 2, "1"), ("7", 8, "7"), ("", 1, "")]
)
def test_a_latin_letter_that_is_written_counts_before_the_position(text: str, evdev: int, letter: str) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0, NONE, evdev + XKB_OFFSET, 0, 0, text)
    assert letter_of(event) == letter
