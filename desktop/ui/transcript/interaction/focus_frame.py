"""The frame around the transcript while it has the keyboard focus and none of its links has it."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Theme
from desktop.ui.transcript.interaction.links import Links
from desktop.ui.transcript.visible_area import VisibleArea

WIDTH_PX = 2


class FocusFrame(QObject):
    """Has the view painted when the focus comes or goes, and paints the frame."""

    def __init__(self, view: QWidget, area: VisibleArea, links: Links) -> None:
        super().__init__(view)
        self._view = view
        self._area = area
        self._links = links
        view.installEventFilter(self)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Paints the frame, if it is to be seen."""
        if not self._view.hasFocus() or self._links.has_focus:
            return
        painter.setPen(QPen(QColor(theme.colors.accent), WIDTH_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(self._area.rect).adjusted(1, 1, -1, -1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._area.repaint()
        return False
