"""Selecting text, by mouse and by keyboard."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.conversation.conversation import Conversation
from desktop.ui.theme import Theme
from desktop.ui.transcript.interaction.text_selection import TranscriptSelection
from desktop.ui.transcript.transcript import TranscriptView
from desktop.ui.transcript.turns.selection import TextPosition
from tests.ui.transcript.areas import TurnsInArea
from tests.ui.transcript.conversations import conversation, place_of, turn


def test_selection_goes_across_turns_that_were_never_built(view: TranscriptView) -> None:
    turns = tuple(turn(f"answer *{at}*", f"question {at}", float(at)) for at in range(100))
    view.show_conversation(Conversation("long", turns))
    copied: list[str] = []
    view.copied.connect(copied.append)
    view.setFocus()

    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied[0].startswith("question 0\n\nanswer 0\n\nquestion 1")
    assert copied[0].endswith("question 99\n\nanswer 99")
    assert sum(item.is_open for item in view.items) < 40


def test_dragging_selects_and_copies_what_was_dragged_over(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("one two three\n\nfour five six", "q")))
    first, second = (view.items[0].rows[at] for at in (1, 2))
    top = round(view.items[0].top - view.verticalScrollBar().value())
    port = view.viewport()
    copied: list[str] = []
    view.copied.connect(copied.append)
    start = QPoint(18, top + round(first.top) + 8)
    end = QPoint(400, top + round(second.top) + 8)
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copied == ["one two three\n\nfour five six"]
    assert not view.grab().isNull()


def test_paragraphs_are_selected_with_the_keyboard(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("one\n\ntwo", "q")))
    for _ in range(2):
        qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q\n\none"
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q"
    view.select_all()
    qtbot.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q\n\none"
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_text == "q\n\none\n\ntwo"


def test_a_double_click_selects_a_word_and_the_menu_says_where(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("wonderful [link](https://a.example/)", "q")))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, 1, 20, 8))
    assert view.selected_text == "wonderful"
    x = view.items[0].rows[1].row.span_rect((11, 13)).center().x()
    place = place_of(view, 1, x + 4, 8)
    with qtbot.waitSignal(view.menu_requested) as wanted:
        QApplication.sendEvent(
            view.viewport(),
            QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place)),
        )
    assert wanted.args[0] == view.items[0].turn.id
    assert wanted.args[1] == "https://a.example/"


def test_a_click_on_what_is_selected_lets_go_of_it(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("one two three", "q")))
    view.select_all()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, 1, 20, 8))
    assert view.selected_text == ""


def test_a_selection_is_text_and_harmless_markdown(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn("one **two**\n\nthree"))
    selection = TranscriptSelection(shown.area)
    assert (selection.text, selection.markdown, selection.is_started) == ("", "", False)
    selection.start(TextPosition(0, 1, 4))
    assert selection.is_started
    assert not selection.has_text
    selection.extend(TextPosition(0, 2, 2))
    assert selection.text == "two\n\nth"
    assert selection.contains(TextPosition(0, 2, 0))
    assert not selection.contains(TextPosition(0, 0, 0))
    assert selection.span(0, 2) == (0, 2)
    selection.select_word(TextPosition(0, 1, 5))
    assert selection.text == "two"
    selection.select_all()
    assert selection.markdown == "why?\n\none **two**\n\nthree"
    selection.clear()
    assert selection.text == ""


def test_rows_are_added_from_the_top_of_the_view(qtbot: QtBot, theme: Theme) -> None:
    shown = TurnsInArea(qtbot, theme)
    shown.show(turn("one\n\ntwo"))
    selection = TranscriptSelection(shown.area)
    changes: list[str] = []
    selection.changed.connect(lambda: changes.append(selection.text))
    for by in (1, 1, -1):
        selection.extend_by_row(by)
    assert changes == ["why?", "why?\n\none", "why?"]


def test_what_was_selected_is_told_once_the_user_lets_go(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn("one two three")))
    heard: list[str] = []
    view.parts.selection.settled.connect(heard.append)
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, 1, 1, 8))
    qtbot.mouseMove(view.viewport(), place_of(view, 1, 60, 8))
    assert heard == []
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=place_of(view, 1, 60, 8))
    assert len(heard) == 1 and heard[0] == view.selected_text != ""
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert heard[1:] == ["why?\n\none two three"]
