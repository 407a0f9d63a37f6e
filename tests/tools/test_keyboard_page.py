"""docs/keyboard.md says what F1 says."""

from PySide6.QtWidgets import QApplication

from tools.keyboard_page import PAGE, page


def test_the_page_is_made_of_the_list(qapp: QApplication) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tools.keyboard_page`"
