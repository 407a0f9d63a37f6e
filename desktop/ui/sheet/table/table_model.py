"""The model of the table: rows and columns as Qt asks for them, with words for screen readers."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from desktop.messages.language.catalogue import _
from desktop.ui.sheet.table.row_order import NAME, STATE, RowKeys, RowOrder
from desktop.ui.sheet.table.row_view import CellView, ColumnView, RowState, RowView

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_NO_KEYS: Mapping[int, RowKeys] = {}
_Role = Qt.ItemDataRole


class SheetModel(QAbstractTableModel):
    """Holds all rows and shows those that `order` chooses: the name first, then the answers, the state last."""

    cell_edited = Signal(int, int, str)  # the id of the row, the column of answers, the new value
    thumbnail_wanted = Signal(int)  # the id of a row whose picture is about to be painted
    counts_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[ColumnView, ...] = ()
        self._rows: list[RowView] = []
        self._places: dict[int, int] = {}  # of rows by their ids
        self._keys: dict[int, RowKeys] = {}  # by ids of rows, as far as they have been made
        self._counts: Counter[RowState] = Counter()
        self._differing = 0
        self._order = RowOrder()
        self._shown: list[int] = []
        self._lines: list[int] = []  # where each row is shown; -1 if it is not
        self._thumbnails: dict[int, QImage | None] = {}

    # what is shown

    @property
    def columns(self) -> tuple[ColumnView, ...]:
        """The columns of answers."""
        return self._columns

    @property
    def order(self) -> RowOrder:
        """Which rows are shown, and in which order."""
        return self._order

    @property
    def rows(self) -> tuple[RowView, ...]:
        """All rows, as they were added."""
        return tuple(self._rows)

    def count(self, *states: RowState) -> int:
        """Returns how many rows are in one of these states; all, if none is given."""
        return sum(self._counts[state] for state in states) if states else len(self._rows)

    @property
    def differing(self) -> int:
        """The number of rows in which two models have answered differently."""
        return self._differing if any(column.model for column in self._columns) else 0

    def row_at(self, line: int) -> RowView | None:
        """Returns the row that a line shows."""
        return self._rows[self._shown[line]] if 0 <= line < len(self._shown) else None

    def line_of(self, row_id: int) -> int:
        """Returns the line that shows a row; -1 if none does."""
        place = self._places.get(row_id)
        return self._lines[place] if place is not None else -1

    def show_all(
        self, columns: Sequence[ColumnView], rows: Iterable[RowView], keys: Mapping[int, RowKeys] = _NO_KEYS
    ) -> None:
        """Shows another table. `keys` are those of its rows by their ids; missing ones are made for the first sorting.

        For thousands of rows that takes longer than an event may.
        """
        self.beginResetModel()
        self._columns, self._rows = tuple(columns), list(rows)
        self._places = {row.id: place for place, row in enumerate(self._rows)}
        self._keys = dict(keys)
        self._counts = Counter(row.state for row in self._rows)
        self._differing = sum(row.differs for row in self._rows)
        self._thumbnails = {row_id: image for row_id, image in self._thumbnails.items() if row_id in self._places}
        self._choose()
        self.endResetModel()
        self.counts_changed.emit()

    def show_row(self, row: RowView) -> None:
        """Shows a row as it is now, in its place; `refresh` puts it where its new values belong."""
        self.show_rows((row,))

    def show_rows(self, rows: Iterable[RowView]) -> None:
        """Shows rows as they are now, each in its place."""
        is_counted = False
        for row in rows:
            place = self._places.get(row.id)
            if place is not None:
                is_counted |= self._replace(place, row)
        if is_counted:
            self.counts_changed.emit()

    def _replace(self, place: int, row: RowView) -> bool:
        """Returns True if counts have changed."""
        before = self._rows[place]
        self._rows[place] = row
        self._keys[row.id] = RowKeys.of(row)
        line = self._lines[place]
        if line >= 0:
            self.dataChanged.emit(self.index(line, 0), self.index(line, self.columnCount() - 1))
        self._counts[before.state] -= 1
        self._counts[row.state] += 1
        self._differing += row.differs - before.differs
        return before.state is not row.state or before.differs != row.differs

    def show_order(self, order: RowOrder) -> None:
        """Chooses and sort the rows; what is selected stays selected."""
        self._order = order
        self.refresh()

    def refresh(self) -> None:
        """Chooses and sort the rows again, since values have changed."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        places = [self._shown[index.row()] for index in before]
        self._choose()
        after = [
            self.index(self._lines[place], index.column()) if self._lines[place] >= 0 else QModelIndex()
            for place, index in zip(places, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _choose(self) -> None:
        if not self._order.is_plain and len(self._keys) < len(self._rows):
            self._keys |= {row.id: RowKeys.of(row) for row in self._rows if row.id not in self._keys}
        self._shown = self._order.apply(self._rows, self._keys)
        self._lines = [-1] * len(self._rows)
        for line, place in enumerate(self._shown):
            self._lines[place] = line

    # pictures

    def thumbnail(self, row_id: int) -> QImage | None:
        """Returns the thumbnail of a row if it is there; asks for it once."""
        if row_id not in self._thumbnails:
            self._thumbnails[row_id] = None
            self.thumbnail_wanted.emit(row_id)
        return self._thumbnails[row_id]

    def show_thumbnail(self, row_id: int, image: QImage) -> None:
        """Shows this thumbnail."""
        self._thumbnails[row_id] = image
        line = self.line_of(row_id)
        if line >= 0:
            self.dataChanged.emit(self.index(line, 0), self.index(line, 0))

    def forget_thumbnail(self, row_id: int) -> None:
        """Asks for a thumbnail again when its row is painted the next time."""
        if self._thumbnails.get(row_id) is None:
            self._thumbnails.pop(row_id, None)

    # what Qt asks

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns) + 2

    def column_kind(self, column: int) -> int:
        """Returns the column of answers from 0 on, `NAME` or `STATE`."""
        if column == 0:
            return NAME
        return STATE if column == len(self._columns) + 1 else column - 1

    def cell(self, index: _Index) -> CellView | None:
        """Returns the answer at an index; None for the name and the state."""
        row, kind = self.row_at(index.row()), self.column_kind(index.column())
        return row.cell(kind) if row is not None and kind >= 0 else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Vertical:
            return str(section + 1) if role == _Role.DisplayRole else None
        kind = self.column_kind(section)
        if role == _Role.TextAlignmentRole:
            return self._alignment(kind)
        if role in (_Role.DisplayRole, _Role.ToolTipRole, _Role.AccessibleTextRole):
            return self._columns[kind].head if kind >= 0 else _("Picture") if kind == NAME else _("State")
        return None

    def _alignment(self, kind: int) -> Qt.AlignmentFlag:
        is_number = kind >= 0 and self._columns[kind].is_number
        side = Qt.AlignmentFlag.AlignTrailing if is_number else Qt.AlignmentFlag.AlignLeading
        return side | Qt.AlignmentFlag.AlignVCenter

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        row = self.row_at(index.row())
        busy = row is None or row.state is RowState.ASKING
        if not busy and self.column_kind(index.column()) >= 0:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = _Role.DisplayRole) -> Any:
        reader = _READERS.get(role)
        row = self.row_at(index.row())
        if row is None:
            return None
        kind = self.column_kind(index.column())
        if role == _Role.TextAlignmentRole:
            return self._alignment(kind)
        return reader(self, row, kind) if reader is not None else None

    def setData(self, index: _Index, value: Any, role: int = _Role.EditRole) -> bool:
        cell, row = self.cell(index), self.row_at(index.row())
        if role != _Role.EditRole or cell is None or row is None or str(value) == cell.typed:
            return False
        self.cell_edited.emit(row.id, self.column_kind(index.column()), str(value))
        return True

    def text(self, row: RowView, kind: int) -> str:
        """Returns what a row shows in a column."""
        if kind == NAME:
            return row.name
        return row.state_words if kind == STATE else row.cell(kind).text

    def typed(self, row: RowView, kind: int) -> str:
        """Returns the text of a cell as it is edited."""
        return row.cell(kind).typed if kind >= 0 else ""

    def spoken(self, row: RowView, kind: int) -> str:
        """Returns a cell with its column and what is known about it, as a screen reader says it."""
        if kind < 0:
            return self.text(row, kind)
        return f"{self._columns[kind].title}: {row.cell(kind).words}"


_READERS: dict[int, Callable[[SheetModel, RowView, int], str]] = {
    _Role.DisplayRole: SheetModel.text,
    _Role.EditRole: SheetModel.typed,
    _Role.ToolTipRole: SheetModel.spoken,
    _Role.AccessibleTextRole: SheetModel.spoken,
}
