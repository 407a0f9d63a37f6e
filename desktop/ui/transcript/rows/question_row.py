"""The row of a question: a bubble at the right, with thumbnails of the images above the text."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QTextDocument

from desktop.core.conversation.cover_note import cover_note
from desktop.core.conversation.turn import Turn
from desktop.ui.rich_text.block_writer import text_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.document_row import GAP, DocumentRow, Highlights

PAD = 12.0
THUMB = 64.0
MOST_THUMBS = 5


class QuestionRow(DocumentRow):
    """A question as it was typed. `turn` may be replaced by a later state; `thumbnails` are by image id."""

    def __init__(self, turn: Turn, context: WritingContext) -> None:
        super().__init__(context.theme)
        self.turn = turn
        self._context = context
        self.thumbnails: dict[str, QImage] = {}
        self._note_font = context.theme.zoomed(0.85).on_any_device()
        self.with_thumbnails = True  # on paper the images are larger and stand before the question

    def _build_document(self) -> QTextDocument:
        return text_document(self.turn.prompt, self._context)

    def text(self) -> str:
        return self.turn.prompt

    @property
    def _thumbs_height(self) -> float:
        return THUMB + 8 if self.turn.images and self.with_thumbnails else 0.0

    @property
    def note_height(self) -> float:
        """The height of the line below the question that tells of later covers; 0 without it."""
        return QFontMetricsF(self._note_font).height() + 4 if cover_note(self.turn) else 0.0

    def _bubble(self, width: float) -> QRectF:
        self._set_width(width * 0.86 - 2 * PAD)
        content = min(float(self.document.idealWidth()), width * 0.86 - 2 * PAD)
        shown = self.turn.images[:MOST_THUMBS] if self.with_thumbnails else ()
        thumbs = len(shown) * (THUMB + 6) - 6
        note = QFontMetricsF(self._note_font).horizontalAdvance(cover_note(self.turn))
        content = max(content, thumbs, note, 24.0)
        height = float(self.document.size().height()) + self._thumbs_height + self.note_height + 2 * PAD - 4
        return QRectF(width - content - 2 * PAD, 0, content + 2 * PAD, height)

    def estimate(self, width: float) -> float:
        return super().estimate(width * 0.86) + self._thumbs_height + self.note_height + 2 * PAD

    def measure(self, width: float) -> float:
        bubble = self._bubble(width)
        self.inset = QPointF(bubble.left() + PAD, PAD - 2 + self._thumbs_height)
        if self.document.begin().textDirection() == Qt.LayoutDirection.RightToLeft:
            self.inset -= QPointF(self._width - (bubble.width() - 2 * PAD), 0)  # its lines end at the right edge
        return bubble.height() + GAP + 4

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        self.measure(width)
        bubble = self._bubble(width)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colors.bubble))
        painter.drawRoundedRect(bubble, 12, 12)
        for at, image in enumerate(self.turn.images[:MOST_THUMBS] if self.with_thumbnails else ()):
            place = QRectF(bubble.left() + PAD + at * (THUMB + 6), PAD - 2, THUMB, THUMB - 8)
            self._paint_thumbnail(painter, place, self.thumbnails.get(image.id))
        self._paint_note(painter, bubble)
        painter.translate(self.inset)
        self._draw(painter, highlights)

    def _paint_note(self, painter: QPainter, bubble: QRectF) -> None:
        if note := cover_note(self.turn):
            painter.setFont(self._note_font)
            painter.setPen(QColor(self._theme.colors.quiet))
            place = QRectF(
                bubble.left() + PAD, bubble.bottom() - PAD - self.note_height + 4, bubble.width() - 2 * PAD, 40
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, note)

    def _paint_thumbnail(self, painter: QPainter, place: QRectF, image: QImage | None) -> None:
        path = QPainterPath()
        path.addRoundedRect(place, 5, 5)
        painter.save()
        painter.fillPath(path, QColor(self._theme.colors.page))
        if image is not None:
            painter.setClipPath(path)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image, covering(image, place))
            painter.setClipping(False)
        painter.setPen(QPen(QColor(self._theme.colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.restore()


def covering(image: QImage, place: QRectF) -> QRectF:
    """Returns the largest part of an image, from its top left, that has the proportions of `place`."""
    scale = min(image.width() / place.width(), image.height() / place.height())
    return QRectF(0, 0, place.width() * scale, place.height() * scale)
