"""Accepting drags: an event filter for any widget that takes drops."""

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

OWN_IMAGE = "application/x-askance-image"
"""The type that marks a drag as one of our own images, which is not added again where it is dropped."""


class DropTarget(QObject):
    """Accepts every drag over `widget`, and emits what is dropped. A drop copies: its source must keep what it has.

    Our own images, which are dragged into other programs, are not emitted.
    """

    dropped = Signal(QMimeData)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.mimeData().hasFormat(OWN_IMAGE):
            event.ignore()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(event.mimeData())
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            event.acceptProposedAction()
            return True
        return event.type() == QEvent.Type.DragLeave  # the widget does not know of a drag that it has not seen enter
