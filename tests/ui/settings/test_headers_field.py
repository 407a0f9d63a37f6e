"""The row for headers of the user's own."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.core.settings.settings import Settings
from desktop.ui.settings.headers_field import BAD_HEADERS
from desktop.ui.settings.settings_window import SettingsDialog
from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import main_window


def test_headers_are_handed_over_and_their_values_never_shown(qtbot: QtBot, window_of_settings: SettingsDialog) -> None:
    headers = window_of_settings.answers.headers
    (typed,) = headers.findChildren(QPlainTextEdit)
    keep, forget = headers.findChildren(QPushButton)
    assert not forget.isEnabled()
    typed.setPlainText("X-Team vision")
    keep.click()
    assert (headers.status, typed.toPlainText()) == (BAD_HEADERS, "X-Team vision")
    typed.setPlainText("X-Team: vision\nX-Cost: 7")
    with qtbot.waitSignal(headers.given) as given:
        keep.click()
    assert given.args == [(("X-Team", "vision"), ("X-Cost", "7"))]
    assert typed.toPlainText() == ""
    headers.show_names(("X-Team", "X-Cost"))
    assert headers.status == "Saved with the key: X-Team, X-Cost"
    with qtbot.waitSignal(headers.given) as given:
        forget.click()
    assert given.args == [()]
    typed.setPlainText("X-Late: 1")
    with qtbot.waitSignal(headers.given) as given:
        window_of_settings.accept()
    assert given.args == [(("X-Late", "1"),)]


def test_the_page_needs_no_scrolling_aside_with_large_text_in_a_small_window(qtbot: QtBot, qapp: QApplication) -> None:
    main = main_window(qtbot, Theme(LIGHT, qapp.font()).zoomed(2), QSize(680, 400), filled=False)
    window = SettingsDialog(main, main.theme)
    window.show_settings(Settings())
    window.answers.headers.show_names(())
    window.resize(main.size())
    window.show()
    QApplication.processEvents()
    (area,) = (found for found in window.findChildren(QScrollArea) if found.isVisible())
    assert area.isAncestorOf(window.answers.headers)
    assert area.horizontalScrollBar().maximum() == 0
