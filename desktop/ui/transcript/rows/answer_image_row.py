"""The row of an image that came with an answer, as wide as it is or as the column allows."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTextDocument

from desktop.core.image.sent_image import SentImage
from desktop.ui.look.mirroring import across
from desktop.ui.rich_text.block_writer import new_document
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.document_row import GAP, DocumentRow, Highlights

MAX_HEIGHT = 420.0
ROUNDING = 8.0


class AnswerImageRow(DocumentRow):
    """An image. `pixels` are None until they have been made, which are asked for when the row is painted."""

    def __init__(self, theme: Theme, image: SentImage) -> None:
        super().__init__(theme)
        self.image = image
        self.pixels: QImage | None = None

    def _build_document(self) -> QTextDocument:
        return new_document(self._theme)

    def text(self) -> str:
        return ""

    def _place(self, width: float) -> QRectF:
        scale = min(1.0, width / self.image.width, MAX_HEIGHT / self.image.height)
        return across(QRectF(0, 0, max(1.0, self.image.width * scale), max(1.0, self.image.height * scale)), width)

    def estimate(self, width: float) -> float:
        return self._place(width).height() + GAP

    def measure(self, width: float) -> float:
        return self._place(width).height() + GAP

    def page_breaks(self) -> list[float]:
        return []

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        place = self._place(width)
        shape = QPainterPath()
        shape.addRoundedRect(place, ROUNDING, ROUNDING)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape, QColor(self._theme.colors.bubble))
        if self.pixels is not None:
            painter.setClipPath(shape, Qt.ClipOperation.IntersectClip)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self.pixels)
        painter.restore()
        painter.setPen(QPen(QColor(self._theme.colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
