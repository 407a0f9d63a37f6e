"""Accepting drags: an event filter for any widget that takes drops."""

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.ui.drop import drop_veil
else:
    drop_veil = deferred("desktop.ui.drop.drop_veil")

OWN_IMAGE = "application/x-askance-image"
"""The type that marks a drag as one of our own images, which is not added again where it is dropped."""

PICTURES = ("image/", "application/x-qt-image")  # how their types begin


class DropTarget(QObject):
    """Accepts every drag over `widget`, and emits what is dropped. A drop copies: its source must keep what it has.

    Our own images, which are dragged into other programs, are not emitted. While files or a picture are above the
    widget, the one that `lit` returns lights up: without it, or while it is hidden, the widget itself.
    """

    dropped = Signal(QMimeData)

    def __init__(self, widget: QWidget, lit: Callable[[], QWidget] | None = None) -> None:
        super().__init__(widget)
        self._lit = lit
        self._veil: drop_veil.DropVeil | None = None
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.mimeData().hasFormat(OWN_IMAGE):
            event.ignore()
            return True
        if event.type() in (QEvent.Type.Drop, QEvent.Type.DragLeave):
            self._darken()
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(event.mimeData())
            return True
        if isinstance(event, QDragEnterEvent | QDragMoveEvent):
            event.acceptProposedAction()
            if isinstance(event, QDragEnterEvent):
                self._light_up(event.mimeData())
            return True
        return event.type() == QEvent.Type.DragLeave  # the widget does not know of a drag that it has not seen enter

    def _light_up(self, data: QMimeData) -> None:
        self._darken()
        if data.hasUrls() or any(form.startswith(PICTURES) for form in data.formats()):
            widget = cast(QWidget, self.parent())
            lit = self._lit() if self._lit is not None else widget
            self._veil = drop_veil.DropVeil(lit if lit.isVisible() else widget, data)

    def _darken(self) -> None:
        if self._veil is not None:
            self._veil.hide()
            self._veil.deleteLater()
            self._veil = None
