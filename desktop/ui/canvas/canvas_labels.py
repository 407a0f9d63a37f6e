"""Labels painted over the canvas: the model's view, a gesture's coordinates, progress of text recognition."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.core.geometry.rect import Size
from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import number
from desktop.ui.canvas.crosshair import Crosshair
from desktop.ui.canvas.pointer import Pointer

GROUND = QColor(30, 30, 30, 215)
CORNER = QPointF(10, 10)
ROOM_PX = 8  # above and below the words together


def size_in_words(size: Size | None) -> str:
    """Returns the sentence for screen readers about the size of the shown image, or that there is none."""
    if size is None:
        return _("No picture")
    return _("A picture of {width} by {height} pixels").format(width=number(size[0]), height=number(size[1]))


class CanvasLabels:
    """Paints each label where it belongs in the viewport of `canvas`, moved inside where it would stick out."""

    def __init__(self, canvas: QAbstractScrollArea, pointer: Pointer, crosshair: Crosshair) -> None:
        self._canvas = canvas
        self._pointer = pointer
        self._crosshair = crosshair
        self._progress: float | None = None
        self._below = 0
        self.model_view_words = ""  # empty while the model's view is not shown

    def keep_clear(self, below: int) -> None:
        """Paints nothing over so many logical pixels at the lower edge, except for what follows the pointer."""
        self._below = below

    def show_progress(self, fraction: float | None) -> None:
        """Shows how much of a slow text recognition is done (0 to 1); None when none is running."""
        self._progress = fraction
        self._canvas.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """Paints the labels that there are, in logical pixels of the viewport."""
        painter.save()
        painter.resetTransform()
        if self._progress is not None:
            height = painter.fontMetrics().height() + ROOM_PX
            reading = _("Reading text… {percent}")
            above_foot = QPointF(CORNER.x(), self._canvas.viewport().height() - self._below - height)
            self._paint_label(painter, reading.format(percent=percent(self._progress)), above_foot)
        if self.model_view_words:
            self._paint_label(painter, self.model_view_words, CORNER)
        self._crosshair.paint(painter)
        if (label := self._crosshair.label or self._pointer.label) is not None:
            self._paint_label(painter, *label)
        painter.restore()

    def _paint_label(self, painter: QPainter, words: str, place: QPointF) -> None:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 14, metrics.height() + ROOM_PX
        x = max(0.0, min(place.x(), self._canvas.viewport().width() - width))
        y = max(0.0, min(place.y(), self._canvas.viewport().height() - height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(GROUND)
        painter.drawRoundedRect(QRectF(x, y, width, height), 5, 5)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(QRectF(x, y, width, height), Qt.AlignmentFlag.AlignCenter, words)
