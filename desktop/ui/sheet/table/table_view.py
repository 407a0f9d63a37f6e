"""The view of the table: one cell is chosen at a time, by mouse or keyboard; heads sort."""

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.ui.look.menu import menu_place
from desktop.ui.sheet.table.cell_painter import CellPainter
from desktop.ui.sheet.table.row_order import STATE
from desktop.ui.sheet.table.table_model import SheetModel
from desktop.ui.theme import Theme

_EDITABLE = Qt.ItemFlag.ItemIsEditable
_Index = QModelIndex | QPersistentModelIndex
NAME_UNITS, STATE_UNITS = 220, 140
SMALL_NAME_UNITS = 184  # where there is little room
LEAST_UNITS = 84  # of a column of answers
LEAST_ROWS = 3  # that are in view
REFRESH_MS = 300  # how soon rows go where their new values belong, while the order is not plain


class SheetTable(QTableView):
    """Shows a `SheetModel`; emits which cell is chosen, and where a menu is wanted."""

    cell_chosen = Signal(int, int)  # the id of its row; the column of answers from 0 on, or NAME or STATE
    copied = Signal(str)  # the words of a cell
    key_pressed = Signal()  # another cell may be chosen by it
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, theme: Theme, model: SheetModel) -> None:
        super().__init__()
        self._model = model
        self._painter = CellPainter(theme)
        self._refresh = QTimer(self, singleShot=True, interval=REFRESH_MS)
        self._refresh.timeout.connect(model.refresh)
        self.setItemDelegate(self._painter)
        self.setModel(model)
        self.setObjectName("sheetTable")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)  # Tab leaves the table; arrows move in it
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows, heads = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionsClickable(True)
        heads.setHighlightSections(False)
        heads.sectionClicked.connect(self.sort_by_section)
        model.modelReset.connect(self._table_changed)
        model.layoutChanged.connect(self._describe)
        model.dataChanged.connect(lambda *_: self._refresh_later())
        self.show_look(theme)
        self._describe()

    def show_look(self, theme: Theme) -> None:
        """Paints in this theme."""
        self._painter.show_look(theme)
        self.verticalHeader().setDefaultSectionSize(self._painter.row_height)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colors.page)
        self.setPalette(palette)
        self._size_columns()
        self.viewport().update()

    # the chosen cell

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The id of the chosen cell's row, and its column as in `cell_chosen`."""
        index = self.currentIndex()
        row = self._model.row_at(index.row()) if index.isValid() else None
        return (row.id, self._model.column_kind(index.column())) if row is not None else None

    def choose(self, row_id: int, kind: int) -> None:
        """Chooses a cell and brings it into view; nothing happens if its row is not shown."""
        line = self._model.line_of(row_id)
        if line >= 0:
            column = self._model.columnCount() - 1 if kind == STATE else kind + 1
            self.setCurrentIndex(self._model.index(line, column))

    def step(self, lines: int) -> None:
        """Chooses the cell so many rows below; above, if it is negative."""
        index = self.currentIndex()
        line = min(max(0, index.row() + lines), self._model.rowCount() - 1)
        if line >= 0:
            self.setCurrentIndex(self._model.index(line, max(0, index.column())))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        if (chosen := self.chosen) is not None:
            self.cell_chosen.emit(*chosen)

    def copy(self) -> None:
        """Emits the words of the chosen cell for the clipboard."""
        if self.currentIndex().isValid():
            self.copied.emit(str(self._model.data(self.currentIndex())))

    # the order

    def sort_by_section(self, section: int) -> None:
        """Sorts by a column: upwards, downwards, then as the pictures were added."""
        order, kind = self._model.order, self._model.column_kind(section)
        if order.by != kind:
            wanted = replace(order, by=kind, descending=False)
        elif not order.descending:
            wanted = replace(order, descending=True)
        else:
            wanted = replace(order, by=None, descending=False)
        self._model.show_order(wanted)
        heads = self.horizontalHeader()
        heads.setSortIndicatorShown(wanted.by is not None)
        direction = Qt.SortOrder.DescendingOrder if wanted.descending else Qt.SortOrder.AscendingOrder
        heads.setSortIndicator(section, direction)

    def _refresh_later(self) -> None:
        if not self._model.order.is_plain and not self._refresh.isActive():
            self._refresh.start()

    # keys, menu and sizes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.state() is not QAbstractItemView.State.EditingState and self._model.flags(index) & _EDITABLE:
                self.edit(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_S and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.sort_by_section(max(0, index.column()))
        else:
            super().keyPressEvent(event)
        self.key_pressed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.viewport().mapToGlobal(menu_place(self, event)))

    def sizeHint(self) -> QSize:
        rows = LEAST_ROWS * self._painter.row_height
        bars = self.horizontalScrollBar().sizeHint().height() + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows + bars)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    def _table_changed(self) -> None:
        self._size_columns()
        self._describe()

    def _size_columns(self) -> None:
        """Gives the columns of answers what the name and the state leave, and no less than they need."""
        heads, px, answers = self.horizontalHeader(), self._painter.theme.px, len(self._model.columns)
        if not self._model.columnCount():
            return
        room = self.viewport().width() - px(STATE_UNITS)
        name = px(NAME_UNITS if room - px(NAME_UNITS) >= answers * px(LEAST_UNITS) else SMALL_NAME_UNITS)
        wide = max(px(LEAST_UNITS), (room - name) // max(1, answers))
        heads.resizeSection(0, name)
        for section in range(1, answers + 1):
            heads.resizeSection(section, wide)
        heads.resizeSection(answers + 1, max(px(STATE_UNITS), self.viewport().width() - name - wide * answers))

    def _describe(self) -> None:
        rows = counted("{count} row", "{count} rows", self._model.rowCount())
        columns = counted("{count} column", "{count} columns", len(self._model.columns))
        self.setAccessibleName(_("Table: {rows}, {columns}").format(rows=rows, columns=columns))
