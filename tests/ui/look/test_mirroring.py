"""What paints itself is mirrored where lines begin at the right."""

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from desktop.core.conversation.turn import Turn, Usage
from desktop.messages.language import catalogue
from desktop.ui.composer.key_button import KeyButton
from desktop.ui.composer.question_field import QuestionField
from desktop.ui.look.mirroring import across, inside, is_mirrored, line_start
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.settings.fields import Paragraph
from desktop.ui.strip.strip_list import cross_in
from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.rows.question_row import QuestionRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.welcome import Welcome

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n"
WIDTH = 500.0


@pytest.fixture(params=[False, True], ids=["left to right", "right to left"])
def mirrored(request: pytest.FixtureRequest, qapp: QApplication) -> bool:
    directions = Qt.LayoutDirection
    qapp.setLayoutDirection(directions.RightToLeft if request.param else directions.LeftToRight)
    return bool(request.param)


def test_places_are_counted_from_where_lines_begin(mirrored: bool) -> None:
    assert is_mirrored() is mirrored
    assert across(QRectF(10, 5, 30, 20), 100) == (QRectF(60, 5, 30, 20) if mirrored else QRectF(10, 5, 30, 20))
    around = QRect(100, 0, 100, 20)
    assert inside(QRect(110, 0, 30, 20), around) == (QRect(160, 0, 30, 20) if mirrored else QRect(110, 0, 30, 20))
    side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    assert line_start() & side


def test_a_sentence_that_begins_with_a_name_is_laid_out_from_where_lines_begin(
    mirrored: bool, host: QWidget, theme: Theme
) -> None:
    catalogue.use("ar" if mirrored else "en")
    try:
        welcome = Welcome(host, theme)
        words = [label.text() for card in welcome.cards for label in card.findChildren(QLabel) if label.wordWrap()]
    finally:
        catalogue.use("en")
    assert len(words) == 3 and any("Ollama" in sentence for sentence in words)
    texts = [QTextDocument(sentence) for sentence in words]  # their blocks live no longer than they do
    assert {text.firstBlock().textDirection() for text in texts} == {
        Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    }


@pytest.mark.parametrize("kind", [QuestionField, Paragraph])
def test_what_is_typed_stands_where_its_lines_begin(
    mirrored: bool, kind: type[QPlainTextEdit], host: QWidget, qapp: QApplication
) -> None:
    field = kind()
    field.setParent(host)
    field.resize(400, 80)
    host.resize(400, 80)
    field.show()

    def is_right(words: str) -> bool:
        field.setPlainText(words)
        qapp.processEvents()
        return field.cursorRect().x() > field.viewport().width() / 2

    assert [is_right(words) for words in ("", "abc", "مرحبا", "12 ?", "1. שלום abc", "")] == [
        mirrored,
        False,
        True,
        mirrored,
        True,
        mirrored,
    ]


def test_a_turn_is_mirrored(mirrored: bool) -> None:
    theme = Theme(LIGHT, QFont())
    turn = Turn.new("c", "why?", "gpt-4o", "h", 1.0).as_waiting(()).as_streaming(TABLE, 0.6).done(Usage(1, 2))
    item = TurnItem(turn, WritingContext(theme), WIDTH)
    item.open()
    item.measure(0, 1e9)
    rows = [position.row for position in item.rows]
    question = next(row for row in rows if isinstance(row, QuestionRow))
    table = next(row for row in rows if isinstance(row, TableRow))
    question.measure(WIDTH)
    assert (question.inset.x() < WIDTH / 2) is mirrored
    assert (question.edit_place(WIDTH).left() > question.inset.x()) is mirrored
    assert all((button.place.center().x() < WIDTH / 2) is mirrored for button in table.buttons(WIDTH))
    assert all((slot.center().x() < WIDTH / 2) is mirrored for slot in item.foot.slots)


def test_the_cross_of_a_picture_and_the_key_of_a_button_are_mirrored(mirrored: bool) -> None:
    item = QRect(0, 0, 112, 74)
    assert (cross_in(item, 1.0).center().x() < 56) is mirrored
    assert cross_in(item, 2.0).width() == 2 * cross_in(item, 1.0).width()
    button = KeyButton()
    button.setStyleSheet("border: none; background: white; color: black")  # no edge: what is seen is words and key
    button.show_offer("Cover and ask", "⏎", "Enter")
    button.resize(300, 40)
    assert (button.layoutDirection() == Qt.LayoutDirection.RightToLeft) is mirrored
    image = button.grab().toImage()
    ground = image.pixelColor(150, 6)
    marks = [x for x in range(4, 296) if any(image.pixelColor(x, y) != ground for y in range(8, 32))]
    assert (min(marks) < 40) is mirrored
    assert (max(marks) > 250) is not mirrored
    button.deleteLater()
