"""The menus: rounded like the rest of the window, on every system, also where nothing is translucent."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu

RADIUS = 10


class Menu(QMenu):
    """A menu with round corners, cut out by a mask. Its colours come from the style sheet of the window."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))
