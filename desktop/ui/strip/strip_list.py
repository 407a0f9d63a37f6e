"""The list of images in the strip: keys, the cross that removes, and dragging, within the list and out of it."""

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QListWidget

from desktop.messages.language.catalogue import _
from desktop.ui.canvas.foot.drag_handle import run_image_drag
from desktop.ui.look.menu import menu_place
from desktop.ui.look.mirroring import inside, is_mirrored

ITEM = QSize(112, 74)  # units of the font
CROSS, CROSS_TOP = 16, 8


def cross_in(rect: QRect, units: float) -> QRect:
    """The cross in the rectangle of an item, a click on which removes the item."""
    side, edge = round(CROSS * units), round(CROSS_TOP * units)
    return inside(QRect(rect.right() - side - edge + 1, rect.top() + edge, side, side), rect)


class StripList(QListWidget):
    """A row of items that can be dragged to other places of it, and into other programs. Rows are counted from 0."""

    removed = Signal(int)
    moved = Signal(int, int)
    drag_started = Signal(int, QMimeData)  # the row, and what is to be filled with its image
    drag_ended = Signal(bool)  # True if another program took it
    menu_wanted = Signal(QPoint)  # a place in the viewport

    def __init__(self) -> None:
        super().__init__()
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setMouseTracking(True)
        self._units = 1.0
        keys = Qt.Key.Key_Left, Qt.Key.Key_Right
        self._backwards, self._forwards = reversed(keys) if is_mirrored() else keys
        self.show_units(1.0)
        self.setAccessibleName(_("Pictures"))
        self.model().rowsMoved.connect(self._rows_moved)

    @property
    def item_size(self) -> QSize:
        """The size of an item, which grows with the text."""
        return ITEM * self._units

    def show_units(self, units: float) -> None:
        """Shows items for a font in which a unit has so many pixels."""
        self._units = units
        self.setFixedHeight(self.item_size.height() + round(14 * units))

    def _rows_moved(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, row: int) -> None:
        self.moved.emit(start, row - 1 if row > start else row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrollToItem(self.currentItem())  # nothing without one

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(menu_place(self, event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentRow()
        moves = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and row >= 0:
            self.removed.emit(row)
        elif moves and event.key() == self._backwards and row > 0:
            self.moved.emit(row, row - 1)
        elif moves and event.key() == self._forwards and 0 <= row < self.count() - 1:
            self.moved.emit(row, row + 1)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        item = self.itemAt(event.position().toPoint())
        on_cross = item is not None and cross_in(self.visualItemRect(item), self._units).contains(
            event.position().toPoint()
        )
        if item is not None and on_cross and event.button() == Qt.MouseButton.LeftButton:
            self.removed.emit(self.row(item))
            return
        super().mousePressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drags the current item. Its row stays, wherever it is dropped."""
        rows = self.selectedIndexes()
        if not rows:
            return
        mime = self.model().mimeData(rows)
        self.drag_started.emit(rows[0].row(), mime)
        thumbnail = self.viewport().grab(self.visualRect(rows[0]))
        self.drag_ended.emit(run_image_drag(self, mime, thumbnail))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)
