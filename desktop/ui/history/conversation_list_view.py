"""The list of conversations as a widget: a menu's click leaves the open conversation selected, and the keyboard's place
stays where a row was that is gone.
"""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QListView, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.look.menu import menu_place


class ConversationListView(QListView):
    """A list in which only the left button and the keyboard select."""

    menu_wanted = Signal(QPoint)  # a place in the viewport

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("conversations")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setAccessibleName(_("Conversations"))
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            event.accept()  # its menu comes with a signal of its own
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(menu_place(self, event))

    def show_stop(self, has_rows: bool, instead: QWidget) -> None:
        """Is a stop of the Tab key if there are rows; without any, `instead` takes its focus."""
        if not has_rows and self.hasFocus():
            instead.setFocus()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if has_rows else Qt.FocusPolicy.NoFocus)

    def has_reached(self, index: QModelIndex) -> bool:
        """True if the keyboard has selected this row; False for a place that only stays beside a row that is gone."""
        return self.hasFocus() and self.selectionModel().isSelected(index)

    def go_near(self, row: int) -> None:
        """Lets the keyboard go on from the row that is nearest to one that is gone; nothing is selected."""
        near = self._selectable_rows()
        if row >= 0 and near:
            index = min(near, key=lambda index: abs(index.row() - row))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def go_first(self) -> bool:
        """Selects the first row that can be opened. Returns False if there is none."""
        rows = self._selectable_rows()
        if rows:
            self.setCurrentIndex(rows[0])
        return bool(rows)

    def _selectable_rows(self) -> list[QModelIndex]:
        model = self.model()
        rows = [model.index(at, 0) for at in range(model.rowCount())]
        return [index for index in rows if index.flags() & Qt.ItemFlag.ItemIsSelectable]
