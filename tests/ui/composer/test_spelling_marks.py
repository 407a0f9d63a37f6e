"""Underlined words, and the menu about them."""

from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.ui.composer.question_field import QuestionField
from desktop.ui.composer.spelling_marks import MOST_REMEMBERED, SpellingMarks

WAVE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


class Words:
    """A dictionary of a few words."""

    def knows(self, word: str) -> bool:
        return word in ("the", "end")

    def suggestions(self, word: str) -> tuple[str, ...]:
        return ("the", "tea & co") if word == "teh" else ()


@pytest.fixture
def field(qtbot: QtBot) -> QuestionField:
    """A field that is checked by that dictionary."""
    field = QuestionField()
    qtbot.addWidget(field)
    marks = SpellingMarks(field)
    marks.use(Words())
    field.show()
    return field


def marked(field: QuestionField) -> list[str]:
    """The words of the first line that are underlined."""
    line = field.document().firstBlock()
    data = line.text().encode("utf-16-le")
    ranges = [one for one in line.layout().formats() if one.format.underlineStyle() is WAVE]
    return [data[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le") for one in ranges]


def menu_by_key(field: QuestionField) -> QMenu:
    """The menu that the key for menus opens."""
    place = field.cursorRect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, field.mapToGlobal(place))
    QApplication.sendEvent(field, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def move_to(field: QuestionField, at: int) -> None:
    cursor = field.textCursor()
    cursor.setPosition(at)
    field.setTextCursor(cursor)


def test_a_word_is_marked_once_the_caret_has_left_it(field: QuestionField) -> None:
    field.insertPlainText("🙂 ")
    QTest.keyClicks(field, "teh")
    assert marked(field) == []
    QTest.keyClicks(field, " end")
    assert marked(field) == ["teh"]


def test_a_suggestion_takes_its_place_and_can_be_undone(field: QuestionField) -> None:
    field.setPlainText("🙂 teh end")
    move_to(field, 5)
    menu = menu_by_key(field)
    assert [action.text() for action in menu.actions()[:3]] == ["the", "tea && co", "Ignore “teh”"]
    menu.actions()[0].trigger()
    menu.close()
    assert field.toPlainText() == "🙂 the end"
    field.undo()
    assert field.toPlainText() == "🙂 teh end"


def test_a_word_that_is_ignored_is_no_longer_marked(field: QuestionField) -> None:
    field.setPlainText("teh end")
    field.moveCursor(QTextCursor.MoveOperation.End)
    assert marked(field) == ["teh"]
    move_to(field, 1)
    menu = menu_by_key(field)
    menu.actions()[2].trigger()
    menu.close()
    move_to(field, 7)
    assert marked(field) == []


def test_a_word_that_is_ignored_stays_so_beside_many_others_and_in_another_language(qtbot: QtBot) -> None:
    field = QuestionField()
    qtbot.addWidget(field)
    marks = SpellingMarks(field)
    marks.use(Words())
    marks.ignore("teh")
    others = "".join(f" the {first}{second}{third}" for first, second, third in product("abcdefghijklmnopqr", repeat=3))
    field.setPlainText("teh" + others)
    assert len(others.split()) > 2 * MOST_REMEMBERED
    field.setPlainText("teh edn")
    field.moveCursor(QTextCursor.MoveOperation.End)
    field.insertPlainText(" ")
    assert marked(field) == ["edn"]
    marks.use(None)
    marks.use(Words())
    assert marked(field) == ["edn"]


def test_a_known_word_has_the_usual_menu(field: QuestionField) -> None:
    field.setPlainText("end")
    menu = menu_by_key(field)
    assert menu.actions()[0].text().startswith("&Undo")
    menu.close()


def test_without_a_dictionary_nothing_is_marked(field: QuestionField) -> None:
    field.setPlainText("teh end")
    field.moveCursor(QTextCursor.MoveOperation.End)
    marks = field.document().children()
    assert marked(field) == ["teh"]
    for mark in marks:
        if isinstance(mark, SpellingMarks):
            mark.use(None)
    assert marked(field) == []
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert marked(field) == []
