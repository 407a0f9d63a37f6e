"""The row of a question: a bubble at the end of its lines, with thumbnails of the images above the text."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen, QTextDocument

from desktop.core.conversation.turn import Turn
from desktop.messages.covers import cover_note
from desktop.messages.texts.attached_words import shown_question
from desktop.ui.look.mirroring import across
from desktop.ui.rich_text.block_writer import text_document
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.document_row import GAP, DocumentRow, Highlights

PAD, RADIUS = 12.0, 12.0  # these lengths are in units of the font
THUMB, THUMB_HEIGHT, THUMB_GAP = 72.0, 48.0, 6.0
EDIT_SIDE = 28.0  # the button at the left of the bubble
MOST_THUMBS = 5
WIDEST = 0.86  # the share of the column that a bubble takes at most


class QuestionRow(DocumentRow):
    """A question as it was typed. `turn` may be replaced by a later state; `thumbnails` are by image id."""

    def __init__(self, turn: Turn, context: WritingContext) -> None:
        super().__init__(context.theme)
        self.turn = turn
        self._context = context
        self._pad, self._thumb_gap = float(context.theme.px(PAD)), float(context.theme.px(THUMB_GAP))
        self.thumbnails: dict[str, QImage] = {}
        self._note_font = context.theme.zoomed(0.85).on_any_device()
        self.with_thumbnails = True  # on paper the images are larger and stand before the question

    def _build_document(self) -> QTextDocument:
        return text_document(self.text(), self._context)

    def text(self) -> str:
        return shown_question(self.turn)

    @property
    def _thumbs_height(self) -> float:
        shown = self.turn.images and self.with_thumbnails
        return self._theme.px(THUMB_HEIGHT) + self._thumb_gap + 2 if shown else 0.0

    @property
    def note_height(self) -> float:
        """The height of the line below the question that tells of later covers; 0 without it."""
        return QFontMetricsF(self._note_font).height() + 4 if cover_note(self.turn) else 0.0

    def _thumb_width(self, width: float) -> float:
        """Returns the width of a thumbnail, so that all fit side by side into a bubble in a column this wide."""
        count = min(len(self.turn.images), MOST_THUMBS)
        room = width * WIDEST - 2 * self._pad - (count - 1) * self._thumb_gap
        return max(8.0, min(float(self._theme.px(THUMB)), room / max(1, count)))

    def _bubble(self, width: float) -> QRectF:
        pad = self._pad
        self._set_width(width * WIDEST - 2 * pad)
        content = min(float(self.document.idealWidth()), width * WIDEST - 2 * pad)
        shown = self.turn.images[:MOST_THUMBS] if self.with_thumbnails else ()
        thumbs = len(shown) * (self._thumb_width(width) + self._thumb_gap) - self._thumb_gap
        note = min(QFontMetricsF(self._note_font).horizontalAdvance(cover_note(self.turn)), width * WIDEST - 2 * pad)
        content = max(content, thumbs, note, 24.0)
        height = float(self.document.size().height()) + self._thumbs_height + self.note_height + 2 * pad - 4
        return across(QRectF(width - content - 2 * pad, 0, content + 2 * pad, height), width)

    def edit_place(self, width: float) -> QRectF:
        """Returns the place of the button beside the bubble, in a column this wide."""
        bubble, side = self._bubble(width), float(self._theme.px(EDIT_SIDE))
        free = across(bubble, width).left() - side - self._theme.px(4)
        return across(QRectF(max(0.0, free), bubble.bottom() - side - 4, side, side), width)

    def estimate(self, width: float) -> float:
        return super().estimate(width * WIDEST) + self._thumbs_height + self.note_height + 2 * self._pad

    def measure(self, width: float) -> float:
        bubble = self._bubble(width)
        self.inset = QPointF(bubble.left() + self._pad, self._pad - 2 + self._thumbs_height)
        if self.document.begin().textDirection() == Qt.LayoutDirection.RightToLeft:
            self.inset -= QPointF(self._width - (bubble.width() - 2 * self._pad), 0)  # its lines end at the right edge
        return bubble.height() + GAP + 4

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        self.measure(width)
        bubble, colors, radius = self._bubble(width), self._theme.colors, self._theme.px(RADIUS)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colors.line), 1) if colors.contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.bubble))
        painter.drawRoundedRect(bubble.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        wide, high = self._thumb_width(width), float(self._theme.px(THUMB_HEIGHT))
        for at, image in enumerate(self.turn.images[:MOST_THUMBS] if self.with_thumbnails else ()):
            place = QRectF(self._pad + at * (wide + self._thumb_gap), self._pad - 2, wide, high)
            place = across(place, bubble.width()).translated(bubble.left(), 0)
            self._paint_thumbnail(painter, place, self.thumbnails.get(image.id))
        self._paint_note(painter, bubble)
        painter.translate(self.inset)
        self._draw(painter, highlights)

    def _paint_note(self, painter: QPainter, bubble: QRectF) -> None:
        if note := cover_note(self.turn):
            painter.setFont(self._note_font)
            painter.setPen(QColor(self._theme.colors.quiet))
            pad, high = self._pad, self.note_height
            place = QRectF(bubble.left() + pad, bubble.bottom() - pad - high + 4, bubble.width() - 2 * pad, high)
            words = QFontMetricsF(self._note_font).elidedText(note, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_thumbnail(self, painter: QPainter, place: QRectF, image: QImage | None) -> None:
        path = QPainterPath()
        path.addRoundedRect(place, self._theme.px(4), self._theme.px(4))
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
