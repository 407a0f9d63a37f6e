"""Cards that scroll, and what is dragged out."""

import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from desktop.core.markdown.blocks import parsed
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.transcript import TranscriptView
from tests.ui.transcript.conversations import WIDE, conversation, place_of, turn


def test_a_wide_table_scrolls_by_wheel_and_keyboard(view: TranscriptView, qtbot: QtBot) -> None:
    view.show_conversation(conversation(turn(WIDE, "q")))
    row = view.items[0].rows[1].row
    assert isinstance(row, TableRow)
    assert row.content_width() > view.parts.area.text_width
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert row.scrolled == 60
    for _ in range(99):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    assert row.scrolled == pytest.approx(row.content_width() - view.parts.area.text_width)
    assert not view.grab().isNull()
    narrow = TableRow(parsed("| a | b |\n|---|---|\n| 1 | 2 |")[0], WritingContext(view.parts.zoom.theme))
    narrow.measure(400)
    assert not narrow.scroll(50, 400)


def test_text_code_and_tables_are_dragged_out(view: TranscriptView) -> None:
    view.show_conversation(
        conversation(turn("some **bold** text\n\n```py\nx = 1\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"))
    )
    text, code, table = (QPointF(place_of(view, row, 20, 8)) for row in (1, 2, 3))
    data = view.dragged_at(code)
    assert data.text() == "x = 1"
    assert bytes(data.data("text/markdown").data()) == b"```py\nx = 1\n```"
    data = view.dragged_at(table)
    assert data.text() == "a\tb\n1\t2"
    assert "<td>1</td>" in data.html()
    view.select_all()
    data = view.dragged_at(text)
    assert "some bold text" in data.text()
    assert "<strong>bold</strong>" in data.html()
