"""The view of the table: keys, sorting, painting in every look."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.keys.copy_guard import CopyGuard
from desktop.ui.sheet.table.row_order import STATE
from desktop.ui.sheet.table.row_view import CellView, RowState, RowView
from desktop.ui.sheet.table.table_model import SheetModel
from desktop.ui.sheet.table.table_view import SheetTable
from desktop.ui.theme import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Theme, ThemeColors
from tests.ui.sheet.rows import COLUMNS, ROWS


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> SheetTable:
    model = SheetModel()
    table = SheetTable(theme, model)
    model.setParent(table)
    qtbot.addWidget(table)
    table.resize(900, 400)
    model.show_all(COLUMNS, ROWS)
    table.show()
    table.setFocus()
    return table


def test_arrows_choose_cells_and_tell_which(table: SheetTable) -> None:
    chosen: list[tuple[int, int]] = []
    table.cell_chosen.connect(lambda row, kind: chosen.append((row, kind)))
    table.choose(0, 0)
    QTest.keyClick(table, Qt.Key.Key_Right)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert chosen == [(0, 0), (0, 1), (1, 1), (1, STATE)]
    assert table.chosen == (1, STATE)


def test_enter_opens_a_field_in_the_cell(table: SheetTable, qtbot: QtBot) -> None:
    table.choose(0, 1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    (field,) = table.findChildren(QLineEdit)
    assert (field.text(), field.accessibleName()) == ("15.9", COLUMNS[1].head)
    model = table.model()
    assert isinstance(model, SheetModel)
    with qtbot.waitSignal(model.cell_edited) as edited:
        QTest.keyClicks(field, "7")
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert edited.args == [0, 1, "7"]


def test_a_field_in_a_cell_copies_nothing_where_that_is_not_allowed(table: SheetTable) -> None:
    guard, clipboard, control = CopyGuard(table), QApplication.clipboard(), Qt.KeyboardModifier.ControlModifier
    for is_on, expected in ((True, "before"), (False, "15.9")):
        guard.switch(is_on)
        clipboard.setText("before")
        table.choose(0, 1)
        QTest.keyClick(table, Qt.Key.Key_Return)
        field = table.findChildren(QLineEdit)[-1]
        for key in (Qt.Key.Key_A, Qt.Key.Key_C):
            QTest.keyClick(field, key, control)
        QTest.keyClick(field, Qt.Key.Key_Escape)
        assert clipboard.text() == expected


def test_alt_s_sorts_by_the_column_of_the_cell_and_back(table: SheetTable) -> None:
    model = table.model()
    assert isinstance(model, SheetModel)
    table.choose(1, 1)
    lines = []
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
        lines.append(model.line_of(1))
    assert lines == [2, 0, 1]
    assert table.chosen == (1, 1)


def test_its_name_tells_its_size(table: SheetTable) -> None:
    assert table.accessibleName() == "Table: 5 rows, 2 columns"


def test_the_menu_key_opens_the_menu_at_the_cell(table: SheetTable, qtbot: QtBot) -> None:
    table.choose(1, 1)
    with qtbot.waitSignal(table.menu_wanted) as wanted:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, table.rect().center(), table.pos())
        QApplication.sendEvent(table.viewport(), event)
    place = table.viewport().mapFromGlobal(wanted.args[0])
    assert table.indexAt(place) == table.currentIndex()


def test_stepping_stays_within_the_table(table: SheetTable) -> None:
    table.choose(0, 1)
    table.step(-1)
    assert table.chosen == (0, 1)
    table.step(99)
    assert table.chosen == (4, 1)


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_every_state_is_painted_in_every_look(
    table: SheetTable, colors: ThemeColors, direction: Qt.LayoutDirection
) -> None:
    model = table.model()
    assert isinstance(model, SheetModel)
    cells = (CellView("x", differs=True), CellView("1"))
    rows = [RowView(at, "n" * 99, state, cells if at % 2 else (), "why") for at, state in enumerate(RowState)]
    model.show_all(COLUMNS, rows)
    model.show_thumbnail(0, QImage(8, 8, QImage.Format.Format_RGB32))
    table.setLayoutDirection(direction)
    table.show_look(Theme(colors, table.font()))
    picture = table.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() - 5).name() == colors.page
