"""Brings what gets the focus into view."""

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget

AROUND_PX = 16  # of what stands around it, such as its label


class FocusInView(QObject):
    """Scrolls the areas around a widget that gets the focus by a key, wherever it had been before.

    Qt does so by itself only where Tab goes from one widget of an area to another one of the same.

    The viewport of a scroll area has the focus only by proxy, which assistive technologies are told as if it were its
    own. It loses the proxy; a click on it goes to the area around it all the same.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._left: QWidget | None = None  # had the focus when the program lost it
        app.focusChanged.connect(self._changed)

    def _changed(self, before: QWidget | None, now: QWidget | None) -> None:
        is_back = before is None and now is not None and now is self._left
        self._left = before if now is None else None
        if isinstance(now, QAbstractScrollArea):
            # never asked for: PySide takes what `focusProxy` returns for a child of the viewport, and both are garbage
            now.viewport().setFocusProxy(None)  # type: ignore[arg-type]
        if now is None or is_back or QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return  # what is clicked is in view, and what the user comes back to stays where it is
        area = now.parentWidget()
        while area is not None and not area.isWindow():
            if isinstance(area, QScrollArea) and area.viewport().isAncestorOf(now):
                _show(area, now)
            area = area.parentWidget()


def _show(area: QScrollArea, widget: QWidget) -> None:
    """Scrolls to all of a widget, or to its beginning; Qt's own way would scroll to the caret in a field."""
    inside = area.widget()
    if inside is None:
        return
    corner = widget.mapTo(inside, QPoint(0, 0))
    begin = corner.x()
    if area.isRightToLeft():  # Qt measures from the right edge of the view instead of the page's
        begin += widget.width() - (inside.width() - area.viewport().width())
    area.ensureVisible(begin, corner.y() + widget.height(), 0, AROUND_PX)
    area.ensureVisible(begin, corner.y(), 0, AROUND_PX)
