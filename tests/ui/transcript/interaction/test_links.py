"""Links in the transcript, by mouse and by keyboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.conversations import conversation, turn


def test_links_are_told_of_and_not_followed(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("[here](https://a.example/x)", "q")))
    row = view.items[0].rows[1]
    place = QPoint(24, round(view.items[0].top - view.verticalScrollBar().value() + row.top) + 8)
    with qtbot.waitSignal(view.link_requested) as link:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert link.args == ["https://a.example/x"]


def test_tab_goes_through_links_and_enter_opens_them(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("[one](https://a.example/) and [two](https://b.example/)", "q")))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    opened = QSignalSpy(view.link_requested)
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert [opened.at(at)[0] for at in range(opened.count())] == ["https://a.example/", "https://b.example/"]
    assert view.parts.highlights.of(0, 1).focused is not None
    qtbot.keyClick(view, Qt.Key.Key_Tab)
    assert view.parts.highlights.of(0, 1).focused is None
    assert not view.hasFocus()  # the buttons come next
