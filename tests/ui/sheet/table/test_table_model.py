"""The model of the table: what Qt and screen readers are told."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.sheet.table.row_order import RowOrder
from desktop.ui.sheet.table.row_view import CellTrust, CellView, RowState, RowView
from desktop.ui.sheet.table.table_model import SheetModel
from tests.ui.sheet.rows import COLUMNS, ROWS

Role = Qt.ItemDataRole


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[SheetModel]:
    model = SheetModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_all(COLUMNS, ROWS)
    yield model
    tester.deleteLater()


def test_a_screen_reader_hears_the_column_the_value_and_what_is_known(model: SheetModel) -> None:
    assert model.data(model.index(0, 2), Role.AccessibleTextRole) == "Total: 15.90, found in the picture"
    assert model.data(model.index(1, 2), Role.AccessibleTextRole) == "Total: 260.00, not found in the picture"
    assert model.data(model.index(4, 2), Role.AccessibleTextRole) == "Total: 9.00, edited"
    assert model.data(model.index(3, 1), Role.AccessibleTextRole) == "Shop: empty"
    assert model.data(model.index(2, 3), Role.AccessibleTextRole) == "Failed: Not a receipt"


def test_heads_name_the_columns(model: SheetModel) -> None:
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    assert heads == ["Picture", "Shop", "Total", "State"]


def test_an_edit_is_emitted_and_not_done_here(model: SheetModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.cell_edited) as edited:
        assert model.setData(model.index(0, 2), "16.90")
    assert edited.args == [0, 1, "16.90"]
    assert model.data(model.index(0, 2)) == "15.90"
    assert not model.setData(model.index(0, 2), "15.9")  # what it shows already
    assert not model.setData(model.index(0, 0), "name")


def test_a_row_that_is_being_asked_cannot_be_edited(model: SheetModel) -> None:
    assert model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable
    model.show_row(replace(ROWS[0], state=RowState.ASKING))
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsEditable


def test_the_chosen_row_stays_chosen_while_rows_are_sorted_and_goes_where_it_is_hidden(model: SheetModel) -> None:
    chosen = QPersistentModelIndex(model.index(1, 2))
    model.show_order(RowOrder(by=1, descending=True))
    assert (chosen.row(), chosen.column()) == (0, 2)
    model.show_order(RowOrder(states=frozenset({RowState.DONE})))
    assert not chosen.isValid()
    assert model.line_of(1) == -1 and model.rowCount() == 2


def test_counts_follow_the_rows(model: SheetModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.counts_changed):
        model.show_row(RowView(3, "d.jpg", RowState.DONE, (CellView("x"), CellView("1", CellTrust.FOUND, 1.0))))
    assert model.count(RowState.DONE) == 3 and model.count(RowState.WAITING) == 0 and model.count() == 5


def test_a_row_goes_to_its_place_when_the_order_is_made_again(model: SheetModel) -> None:
    model.show_order(RowOrder(by=1))
    model.show_row(RowView(3, "d.jpg", RowState.DONE, (CellView("x"), CellView("1", number=1.0))))
    assert model.line_of(3) == 4
    model.refresh()
    assert model.line_of(3) == 0


def test_a_thumbnail_is_asked_for_once(model: SheetModel, qtbot: QtBot) -> None:
    asked: list[int] = []
    model.thumbnail_wanted.connect(asked.append)
    assert model.thumbnail(0) is None and model.thumbnail(0) is None
    model.show_thumbnail(0, QImage(4, 4, QImage.Format.Format_RGB32))
    assert model.thumbnail(0) is not None
    model.thumbnail(1)
    model.forget_thumbnail(1)
    model.thumbnail(1)
    assert asked == [0, 1, 1]


def test_rows_below_rows_are_none(model: SheetModel) -> None:
    assert model.rowCount(model.index(0, 0)) == 0 and model.columnCount(model.index(0, 0)) == 0
    assert model.cell(QModelIndex()) is None and model.row_at(99) is None
