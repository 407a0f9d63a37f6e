"""The notice bar."""

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.notice_bar import NoticeBar


def test_the_notice_says_offers_and_goes(qtbot: QtBot, host: QWidget) -> None:
    notice = NoticeBar(host)
    done: list[int] = []
    notice.say("A \u202eword", ("Do it", lambda: done.append(1)), ("Or this", lambda: done.append(2)))
    assert notice.words == "A word"
    first, second, third = notice.findChildren(QPushButton)
    assert third.isHidden()
    first.click()
    second.click()
    assert done == [1, 2]
    assert notice.words == ""
    notice.say("Stays", passing=False)
    host.resize(500, 500)
    assert notice.width() <= 500
    assert not notice.is_passing
