import pytest
from PySide6.QtWidgets import QToolButton

from desktop.controllers.hint_bar import HintBarController
from tests.controllers.conftest import Bar


@pytest.fixture
def hints(bar: Bar) -> HintBarController:
    controller = HintBarController(bar.widget)
    controller.connect()
    return controller


def close(bar: Bar) -> None:
    """Close the bar as a user does."""
    (button,) = bar.widget.findChildren(QToolButton)
    button.click()


def test_the_more_important_hint_is_shown_and_the_other_one_after_it(bar: Bar, hints: HintBarController) -> None:
    hints.say("legible", "The text is small.")
    hints.say("care", "A key is on it.")
    assert bar.text == "A key is on it."
    hints.say("legible", "The text is tiny.")
    assert bar.text == "A key is on it."
    hints.clear("care")
    assert bar.text == "The text is tiny."
    hints.clear("legible")
    assert bar.text == ""


def test_closing_tells_the_source_alone_and_shows_what_is_left(bar: Bar, hints: HintBarController) -> None:
    closed: list[str] = []
    hints.say("legible", "The text is small.", closed=lambda: closed.append("legible"))
    hints.say("care", "A key is on it.", closed=lambda: closed.append("care"))
    close(bar)
    assert closed == ["care"]
    assert bar.text == "The text is small."
    close(bar)
    assert closed == ["care", "legible"]
    assert bar.text == ""


def test_a_button_does_what_the_newest_hint_of_the_same_words_says(bar: Bar, hints: HintBarController) -> None:
    done: list[str] = []
    hints.say("care", "A key is on it.", ("Cover", lambda: done.append("first image")))
    hints.say("care", "A key is on it.", ("Cover", lambda: done.append("second image")))
    bar.press("Cover")
    assert done == ["second image"]
