"""The row for headers of the user's own."""

from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.ui.settings.headers_field import BAD_HEADERS
from desktop.ui.settings.settings_window import SettingsDialog


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
