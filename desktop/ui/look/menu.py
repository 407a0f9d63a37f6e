"""The menus: rounded like the rest of the window, on every system, also where nothing is translucent."""

from typing import Any

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QPainterPath, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu

RADIUS = 10


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> QPoint:
    """Returns where in its viewport a view is asked for a menu. With the keyboard it is for the current item, which
    comes into view.
    """
    current, port = view.currentIndex(), view.viewport()
    if event.reason() is not QContextMenuEvent.Reason.Keyboard or not current.isValid():
        return port.mapFromGlobal(event.globalPos())
    view.scrollTo(current)
    return (view.visualRect(current) & port.rect()).center()


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
