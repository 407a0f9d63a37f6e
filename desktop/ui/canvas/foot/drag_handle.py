"""Drags of images into other programs: they start at once; their data is filled in while the mouse is on its way."""

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QMouseEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.canvas.foot.foot_button import LabelledButton
from desktop.ui.drop.drop_target import OWN_IMAGE


def run_image_drag(source: QWidget, mime: QMimeData, thumbnail: QPixmap | None = None) -> bool:
    """Runs a drag of `mime` from `source`, and returns True if another program took it once it has ended.

    Moving is allowed, since the files that are dragged are there for nothing else.
    """
    mime.setData(OWN_IMAGE, b"")
    drag = QDrag(source)
    drag.setMimeData(mime)
    if thumbnail is not None:
        drag.setPixmap(thumbnail)
    actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
    dropped = drag.exec(actions, Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction
    return dropped and drag.target() is None


class DragHandle(LabelledButton):
    """A handle from which the image in view is dragged into another program."""

    drag_started = Signal(QMimeData)  # to be filled
    drag_ended = Signal(bool)  # True if another program took it

    def __init__(self) -> None:
        super().__init__(_("Drag out"))
        self._pressed_at: QPoint | None = None
        self.setAccessibleName(_("Drag the picture out"))
        self.setToolTip(_("Drag the picture into another program"))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # with the keyboard, the picture is copied

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        start, place = self._pressed_at, event.position().toPoint()
        if start is not None and (place - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            mime = QMimeData()
            self.drag_started.emit(mime)
            self.drag_ended.emit(run_image_drag(self, mime))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = None
