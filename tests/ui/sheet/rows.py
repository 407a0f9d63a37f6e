"""Rows of a table, as the tests of its parts show them."""

from desktop.ui.sheet.table.row_view import CellTrust, CellView, ColumnView, RowState, RowView

COLUMNS = (ColumnView("Shop"), ColumnView("Total", is_number=True))
ROWS = (
    RowView(0, "b.jpg", RowState.DONE, (CellView("Café Lumen"), CellView("15.90", CellTrust.FOUND, 15.9, "15.9"))),
    RowView(1, "a.jpg", RowState.UNSURE, (CellView("Kite"), CellView("260.00", CellTrust.NOT_FOUND, 260.0, "260"))),
    RowView(2, "c.jpg", RowState.FAILED, (), "Not a receipt"),
    RowView(3, "d.jpg", RowState.WAITING),
    RowView(4, "e.jpg", RowState.DONE, (CellView("Birch"), CellView("9.00", CellTrust.EDITED, 9.0, "9"))),
)
