"""Parts that stand in for what is painted."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QImage, QPalette, QTextCursor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.screen_reader.parts import GraphicPart, PressPart, TablePart, TextBoxPart
from desktop.ui.screen_reader.roles import Role
from desktop.ui.theme import Theme


@pytest.fixture
def text_part(host: QWidget) -> TextBoxPart:
    """A text of three lines, shown."""
    part = TextBoxPart(host)
    part.setGeometry(0, 0, 300, 100)
    part.show_text("first\nsecond\nthird")
    part.show()
    return part


def _picture(host: QWidget) -> QImage:
    return host.grab().toImage()


def test_nothing_is_painted_and_the_mouse_goes_through(host: QWidget, text_part: TextBoxPart, theme: Theme) -> None:
    host.setStyleSheet(style_sheet(theme))
    before = _picture(host)
    table, link, image = TablePart(host), PressPart(host, Role.LINK), GraphicPart(host)
    table.show_cells((("a", "b"), ("1", "2")))
    for part in (table, link, image):
        part.setGeometry(0, 120, 300, 100)
        part.show()
    assert _picture(host) == before
    text_part.hide()
    assert _picture(host) == before
    for part in (table, link, image):
        assert host.childAt(QPoint(10, 150)) is None or part.testAttribute(
            Qt.WidgetAttribute.WA_TransparentForMouseEvents
        )
        assert not part.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_focus_is_framed(host: QWidget, text_part: TextBoxPart, qtbot: QtBot) -> None:
    before = _picture(host)
    host.activateWindow()
    text_part.setFocus()
    qtbot.waitUntil(text_part.hasFocus)
    accent = text_part.palette().color(QPalette.ColorRole.Highlight)
    seen = _picture(host)
    assert seen != before and seen.pixelColor(1, 1) == accent


def test_a_text_that_grows_keeps_the_caret(text_part: TextBoxPart) -> None:
    cursor = text_part.textCursor()
    cursor.setPosition(3)
    text_part.setTextCursor(cursor)
    text_part.show_text("first\nsecond\nthird\nfourth")
    assert text_part.textCursor().position() == 3
    assert text_part.toPlainText().endswith("fourth")
    text_part.show_text("other")
    assert text_part.toPlainText() == "other"


def test_arrows_lead_out_at_both_ends(text_part: TextBoxPart, qtbot: QtBot) -> None:
    left: list[int] = []
    text_part.left.connect(left.append)
    text_part.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(text_part, Qt.Key.Key_Up)
    for _ in range(3):
        qtbot.keyClick(text_part, Qt.Key.Key_Down)
    qtbot.keyClick(text_part, Qt.Key.Key_Escape)
    assert left == [-1, 1, 0]


def test_a_table_is_read_by_cells_and_says_what_is_empty(host: QWidget, qtbot: QtBot) -> None:
    table = TablePart(host)
    table.show_cells((("article", "price"), ("apples", ""), ("pears", "4.20")))
    assert QAccessible.queryAccessibleInterface(table).role() is QAccessible.Role.Table
    assert (table.rowCount(), table.columnCount()) == (2, 2)
    cells = [item.text() for at in (0, 1) if (item := table.item(0, at)) is not None]
    head = [item.text() for at in (0, 1) if (item := table.horizontalHeaderItem(at)) is not None]
    assert cells == ["apples", "empty"] and head == ["article", "price"]
    left: list[int] = []
    table.left.connect(left.append)
    table.setCurrentCell(0, 0)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(table, key)
    assert left == [-1, 1]


def test_a_link_is_pressed_by_enter_and_space(host: QWidget, qtbot: QtBot) -> None:
    link = PressPart(host, Role.LINK)
    pressed: list[bool] = []
    link.pressed.connect(lambda: pressed.append(True))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(link, key)
    assert len(pressed) == 2
