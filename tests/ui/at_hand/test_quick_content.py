"""What stands in the small window has its room: notices, the notice above the question, the bar that finds words."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.at_hand.quick_window import QuickAskWindow
from desktop.ui.composer.gate import GateNotice
from desktop.ui.find_bar import FindBar
from desktop.ui.main_window import MainWindow
from desktop.ui.theme import LIGHT
from tests.ui.at_hand.quick_windows import answer_at_length, quick_of


def test_a_notice_that_stays_covers_nothing_and_its_room_goes_with_it(
    qtbot: QtBot, main: MainWindow, quick: QuickAskWindow
) -> None:
    quick.picture.show_private("Private text found: a key, a password.", 2)
    top = place_in(quick, quick.picture).top()
    words = "The desktop shows no icons in its tray, and this sentence about it needs three lines."
    main.notice.say(words, passing=False)
    assert main.notice.window() is quick
    qtbot.waitUntil(lambda: place_in(quick, quick.picture).top() > main.notice.geometry().bottom())
    main.notice.say("Copied 22 characters")  # for a moment: the other comes back behind it
    qtbot.waitUntil(lambda: place_in(quick, quick.picture).top() == main.notice.geometry().bottom() + 1)
    assert place_in(quick, quick.picture).top() > top
    main.notice.hide()
    qtbot.waitUntil(lambda: place_in(quick, quick.picture).top() == top)
    main.notice.say("Copied 22 characters")  # over the picture, for a moment
    main.notice.say("The disk is full.", passing=False)
    qtbot.waitUntil(lambda: place_in(quick, quick.picture).top() > main.notice.geometry().bottom())
    quick.let_go()
    main.conversation_pane.take_back()
    assert main.notice.window() is main


def place_in(quick: QuickAskWindow, part: QWidget) -> QRect:
    return QRect(part.mapTo(quick, QPoint(0, 0)), part.size())


@pytest.mark.parametrize("zoom", [1, 2])
def test_words_that_would_only_wrap_beside_a_scroll_bar_bring_none(qtbot: QtBot, zoom: int) -> None:
    main, quick, area = quick_of(qtbot, 10 * zoom)
    for _ in range(2):  # what needs two lines beside a scroll bar kept it there
        main.composer.line.show_looking()
        main.composer.gate.say(GateNotice(("Checking for private text…",), "Your question goes out after that."))
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not area.verticalScrollBar().isVisible())
        main.composer.gate.withdraw()
        QApplication.processEvents()
    assert quick.height() <= quick.screen().availableGeometry().height()


def test_words_are_found_in_the_window_that_shows_the_conversation(
    qtbot: QtBot, main: MainWindow, quick: QuickAskWindow
) -> None:
    bar = FindBar(LIGHT)
    main.add_find_bar(bar)
    assert bar.window() is quick
    answer_at_length(qtbot, main, quick)
    bar.field.setFocus()
    qtbot.waitUntil(bar.field.hasFocus)
    assert place_in(quick, bar).bottom() < place_in(quick, main.transcript).top() + 1
    quick.let_go()
    main.conversation_pane.take_back()
    main.conversation_pane.place_find_bar()
    assert bar.window() is main
    column = main.conversation_pane.column
    assert column.indexOf(bar) == column.indexOf(main.transcript) - 1
    main.conversation_pane.place_find_bar()  # again, where it is already
    assert column.indexOf(bar) == column.indexOf(main.transcript) - 1
