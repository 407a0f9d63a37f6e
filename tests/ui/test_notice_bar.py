"""The notice bar."""

from functools import partial

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QAccessible, QEnterEvent
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.notice_bar import NoticeBar
from desktop.ui.screen_reader.role_interfaces import install_roles
from tests.ui.windows import light_theme


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


def test_buttons_go_below_the_words_where_there_is_little_room(qtbot: QtBot, host: QWidget) -> None:
    notice = NoticeBar(host)
    notice.show_look(light_theme())
    host.resize(900, 500)
    host.show()
    words = "A long sentence about a picture that could not be opened, and why."
    notice.say(words, ("Choose pages", lambda: None), ("Ask anyway", lambda: None), passing=False)
    first = notice.offers[0]
    qtbot.waitUntil(lambda: 0 < first.mapTo(notice, first.rect().center()).y() < 40)
    wide = notice.height()
    host.resize(320, 500)
    qtbot.waitUntil(lambda: notice.height() > wide + 20)
    words_of = notice.findChildren(QLabel)[0]
    assert first.mapTo(notice, first.rect().topLeft()).y() >= words_of.geometry().bottom()


def test_a_passing_message_waits_under_the_pointer(qtbot: QtBot, host: QWidget) -> None:
    notice = NoticeBar(host)
    notice.say("Saved")
    notice.enterEvent(QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert not notice.is_passing
    notice.leaveEvent(QEvent(QEvent.Type.Leave))
    assert notice.is_passing


def test_what_passes_stands_above_the_foot_and_what_stays_at_the_top(host: QWidget) -> None:
    notice, ground = NoticeBar(host), QWidget(host)
    host.resize(900, 500)
    ground.setGeometry(0, 40, 900, 300)
    host.show()
    ground.show()
    notice.pass_over(ground)
    notice.keep_clear(60)
    notice.say("Stays", passing=False)
    assert notice.y() < 80
    assert notice.room == notice.geometry().bottom() + 1
    notice.say("Saved")
    assert notice.geometry().bottom() + 1 == 40 + 300 - 60
    assert notice.room == 0
    ground.resize(900, 400)
    assert notice.geometry().bottom() + 1 == 40 + 400 - 60
    other = QWidget(host)
    other.setGeometry(0, 0, 900, 500)
    other.show()
    notice.stand_over(other)  # which has no foot
    assert notice.y() < 80
    notice.stand_over(None)
    assert notice.geometry().bottom() + 1 == 40 + 400 - 60


def test_a_hint_stands_below_a_notice_that_stays(host: QWidget) -> None:
    hint = NoticeBar(host, below=8)
    host.resize(900, 500)
    host.show()
    hint.say("Small text", passing=False)
    at_first = hint.y()
    hint.keep_below(90)
    assert hint.y() > 90
    hint.keep_below(0)
    assert hint.y() == at_first


def test_of_many_notices_at_once_one_that_stays_comes_back(qtbot: QtBot, host: QWidget) -> None:
    notice, done = NoticeBar(host), list[str]()
    for at in range(40):
        notice.say(f"Problem {at}", ("Mend", partial(done.append, str(at))), passing=False, about=str(at))
    for at in range(40):
        notice.say(f"Saved {at}")
    assert notice.words == "Saved 39"
    notice.findChildren(QToolButton)[0].click()
    assert notice.words == "Problem 39" and not notice.is_passing
    notice.offers[0].click()
    assert done == ["39"] and notice.words == ""


def test_what_was_withdrawn_or_left_does_not_come_back(host: QWidget) -> None:
    notice = NoticeBar(host)
    for leave in (lambda: notice.withdraw("x"), notice.forget_beneath):
        notice.say("Stays", passing=False, about="x")
        notice.say("Saved")
        leave()
        assert notice.words == "Saved"
        notice.findChildren(QToolButton)[0].click()
        assert notice.words == ""


def test_a_notice_is_an_alert_and_is_announced_once(host: QWidget, heard: list[str], qtbot: QtBot) -> None:
    install_roles()
    notice = NoticeBar(host)
    notice.say("Something failed", ("Mend", lambda: None), passing=False, about="x")
    assert QAccessible.queryAccessibleInterface(notice).role() is QAccessible.Role.AlertMessage
    host.resize(500, 500)
    notice.show_look(light_theme())
    assert [words.partition(".")[0] for words in heard] == ["Something failed"]
    notice.say("Saved")
    assert len(heard) == 2
