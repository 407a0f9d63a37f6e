"""The menus: rounded like the rest of the window, on every system, also where nothing is translucent."""

from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QMenu

RADIUS = 10


class Menu(QMenu):
    """A menu with round corners, cut out by a mask. Its colours come from the style sheet of the window.

    It runs as the program does: Qt would have it run as the button that opens it, and one with a chevron runs the other
    way.
    """

    def __init__(self, *arguments: Any) -> None:
        """The arguments are those of QMenu."""
        super().__init__(*arguments)
        self.setLayoutDirection(QGuiApplication.layoutDirection())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), RADIUS, RADIUS)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))
