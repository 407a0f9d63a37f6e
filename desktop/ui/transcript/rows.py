"""The rows that a turn is shown as: a question, the blocks of its answer, a foot. Each lays out and paints itself.

A row is cheap until it nears the view: only then it builds a QTextDocument. Offsets inside a row are positions in its
plain text, which is what selecting and copying speak of.
"""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFontMetricsF,
    QImage,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
    QTextLine,
    QTextOption,
)

from desktop.core.blocks import Block, plain
from desktop.core.turn import Turn
from desktop.ui.markup import NO_NUMBERS, Numbers, block_document, broken, new_document, text_document, unchipped
from desktop.ui.theme import Look, fixed_font

GAP = 12.0
PAD = 12.0
HEAD = 30.0
THUMB = 64.0
MOST_LINES = 20_000

Span = tuple[int, int]


class DocumentRow:
    """A row around a document, which `_made` builds when it is first needed."""

    inset = QPointF(0, 0)

    def __init__(self, look: Look) -> None:
        self._look = look
        self._document: QTextDocument | None = None
        self._width = -1.0

    def _made(self) -> QTextDocument:
        raise NotImplementedError

    def text(self) -> str:
        raise NotImplementedError

    @property
    def document(self) -> QTextDocument:
        if self._document is None:
            self._document = self._made()
            self._width = -1.0
        return self._document

    def release(self) -> None:
        """Let the document go; it can be built again."""
        self._document = None

    def estimate(self, width: float) -> float:
        letters = max(1.0, width / (self._look.points * 0.72))
        text = self.text()
        lines = sum(1 + len(line) // letters for line in text.split("\n"))
        return float(lines * self._look.points * 1.9) + GAP

    def measure(self, width: float) -> float:
        self._set_width(width)
        return float(self.document.size().height()) + GAP

    def _set_width(self, width: float) -> None:
        document = self.document
        if width != self._width:
            document.setTextWidth(max(20.0, width))
            self._width = width

    def paint(self, painter: QPainter, width: float, chosen: Span | None) -> None:
        self._set_width(width)
        self._draw(painter, chosen)

    def _draw(self, painter: QPainter, chosen: Span | None, clip: QRectF | None = None) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(self._look.colours.text))
        if clip is not None:
            context.clip = clip
        self.document.documentLayout().draw(painter, context)
        if chosen:
            colour = QColor(self._look.colours.accent)
            colour.setAlphaF(0.28)
            for rect in selection_rects(self.document, *self._in_document(chosen)):
                painter.fillRect(rect, colour)

    def _in_document(self, chosen: Span) -> Span:
        return chosen

    def offset_at(self, point: QPointF) -> int:
        return int(self.document.documentLayout().hitTest(point - self.inset, Qt.HitTestAccuracy.FuzzyHit))

    def link_at(self, point: QPointF) -> str:
        return str(self.document.documentLayout().anchorAt(point - self.inset))

    def piece(self, start: int, end: int) -> str:
        """The text between two offsets, as shown."""
        cursor = QTextCursor(self.document)
        last = self.document.characterCount() - 1
        cursor.setPosition(max(0, min(start, last)))
        cursor.setPosition(max(0, min(end, last)), QTextCursor.MoveMode.KeepAnchor)
        text = unchipped(cursor.selectedText())
        return text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\u200b", "").replace("\ufdd0", "\t")


class TextRow(DocumentRow):
    """A paragraph, heading, list, table or quote of an answer."""

    def __init__(self, block: Block, look: Look, numbers: Numbers = NO_NUMBERS) -> None:
        super().__init__(look)
        self.block = block
        self._numbers = numbers
        self._quote = block.kind == "quote"
        if self._quote:
            self.inset = QPointF(14, 0)

    def _made(self) -> QTextDocument:
        return block_document(self.block, self._look, self._numbers)

    def text(self) -> str:
        return plain(self.block)

    def measure(self, width: float) -> float:
        return super().measure(width - self.inset.x())

    def paint(self, painter: QPainter, width: float, chosen: Span | None) -> None:
        self._set_width(width - self.inset.x())
        if self._quote:
            height = self.document.size().height()
            painter.fillRect(QRectF(0, 0, 3, height), QColor(self._look.colours.line))
            painter.translate(self.inset)
        self._draw(painter, chosen)


class RuleRow(DocumentRow):
    """A hairline across the page."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)

    def _made(self) -> QTextDocument:
        return new_document(self._look)

    def text(self) -> str:
        return "―――"

    def estimate(self, width: float) -> float:
        return GAP * 1.5

    def measure(self, width: float) -> float:
        return GAP * 1.5

    def paint(self, painter: QPainter, width: float, chosen: Span | None) -> None:
        painter.fillRect(QRectF(0, GAP / 2, width, 1), QColor(self._look.colours.line))


class CodeRow(DocumentRow):
    """A card of code: the language and Copy above, lines that scroll sideways below, one text block a line."""

    def __init__(self, block: Block, look: Look) -> None:
        super().__init__(look)
        self.block = block
        self.inset = QPointF(PAD, HEAD + PAD)
        self.scrolled = 0.0
        self._lines = 0
        self._widest = 0.0

    def grow(self, block: Block) -> bool:
        """Take a longer state of the same code, laying out only its new lines; whether that was possible."""
        old, new = self.block.code, block.code
        if block.kind != "code" or not new.startswith(old) or block.language != self.block.language:
            return False
        self.block = block
        if self._document is not None and new != old:
            self._append(new[len(old) :])
        return True

    def _made(self) -> QTextDocument:
        document = new_document(self._look)
        document.setDefaultFont(fixed_font(self._look.points * 0.95))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        document.setDefaultTextOption(option)
        self._document, self._lines, self._widest = document, 1, 0.0
        self._append(self.block.code)
        return document

    def _append(self, text: str) -> None:
        assert self._document is not None
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        first = self._document.lastBlock()
        cursor.beginEditBlock()
        for at, line in enumerate(broken(text).split("\n")):
            if at and self._lines < MOST_LINES:
                cursor.insertBlock()
                self._lines += 1
            cursor.insertText(line)
        cursor.endEditBlock()
        metrics = QFontMetricsF(self._document.defaultFont())
        while first.isValid():
            self._widest = max(self._widest, metrics.horizontalAdvance(first.text().replace("\t", " " * 8)))
            first = first.next()

    def text(self) -> str:
        return self.block.code

    def estimate(self, width: float) -> float:
        return (self.block.code.count("\n") + 1) * self._look.points * 1.6 + HEAD + 2 * PAD + GAP

    def measure(self, width: float) -> float:
        return float(self.document.size().height()) + HEAD + 2 * PAD + GAP

    def scroll(self, by: float, width: float) -> bool:
        """Scroll sideways; whether anything moved."""
        most = max(0.0, self._widest - (width - 2 * PAD))
        before, self.scrolled = self.scrolled, max(0.0, min(most, self.scrolled + by))
        return before != self.scrolled

    def offset_at(self, point: QPointF) -> int:
        return super().offset_at(point + QPointF(self.scrolled, 0))

    def paint(self, painter: QPainter, width: float, chosen: Span | None) -> None:
        colours = self._look.colours
        height = self.measure(width) - GAP
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(0.5, 0.5, width - 1, height - 1)
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.setBrush(QColor(colours.card))
        painter.drawRoundedRect(card, 10, 10)
        painter.drawLine(QPointF(0, HEAD), QPointF(width, HEAD))
        painter.setPen(QColor(colours.quiet))
        painter.setFont(self._look.font)
        label = broken(self.block.language)[:40] or "text"
        painter.drawText(QRectF(PAD, 0, width, HEAD), Qt.AlignmentFlag.AlignVCenter, label)
        painter.save()
        painter.setClipRect(QRectF(PAD - 2, HEAD, width - 2 * PAD + 4, height - HEAD))
        painter.translate(self.inset - QPointF(self.scrolled, 0))
        self._draw(painter, chosen)
        painter.restore()
        self._paint_bar(painter, width, height)

    def _paint_bar(self, painter: QPainter, width: float, height: float) -> None:
        room = width - 2 * PAD
        if self._widest > room:
            long = max(24.0, room * room / self._widest)
            at = PAD + (room - long) * self.scrolled / (self._widest - room)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._look.colours.line))
            painter.drawRoundedRect(QRectF(at, height - 8, long, 4), 2, 2)


class QuestionRow(DocumentRow):
    """A question in a soft bubble at the right, with its pictures above the words."""

    def __init__(self, turn: Turn, look: Look, numbers: Numbers = NO_NUMBERS) -> None:
        super().__init__(look)
        self.turn = turn
        self._numbers = numbers
        self.thumbnails: dict[str, QImage] = {}
        self._left = 0.0

    def _made(self) -> QTextDocument:
        return text_document(self.turn.prompt, self._look, self._numbers)

    def text(self) -> str:
        return self.turn.prompt

    @property
    def _thumbs_height(self) -> float:
        return THUMB + 8 if self.turn.pictures else 0.0

    def _bubble(self, width: float) -> QRectF:
        self._set_width(width * 0.86 - 2 * PAD)
        content = min(float(self.document.idealWidth()), width * 0.86 - 2 * PAD)
        thumbs = min(len(self.turn.pictures), 5) * (THUMB + 6) - 6
        content = max(content, thumbs, 24.0)
        height = float(self.document.size().height()) + self._thumbs_height + 2 * PAD - 4
        return QRectF(width - content - 2 * PAD, 0, content + 2 * PAD, height)

    def estimate(self, width: float) -> float:
        return super().estimate(width * 0.86) + self._thumbs_height + 2 * PAD

    def measure(self, width: float) -> float:
        bubble = self._bubble(width)
        self.inset = QPointF(bubble.left() + PAD, PAD - 2 + self._thumbs_height)
        return bubble.height() + GAP + 4

    def paint(self, painter: QPainter, width: float, chosen: Span | None) -> None:
        self.measure(width)
        bubble = self._bubble(width)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.colours.bubble))
        painter.drawRoundedRect(bubble, 12, 12)
        for at, picture in enumerate(self.turn.pictures[:5]):
            place = QRectF(bubble.left() + PAD + at * (THUMB + 6), PAD - 2, THUMB, THUMB - 8)
            self._paint_thumbnail(painter, place, self.thumbnails.get(picture.id))
        painter.translate(self.inset)
        self._draw(painter, chosen)

    def _paint_thumbnail(self, painter: QPainter, place: QRectF, image: QImage | None) -> None:
        path = QPainterPath()
        path.addRoundedRect(place, 5, 5)
        painter.save()
        painter.fillPath(path, QColor(self._look.colours.page))
        if image is not None:
            painter.setClipPath(path)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, image, covering(image, place))
            painter.setClipping(False)
        painter.setPen(QPen(QColor(self._look.colours.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        painter.restore()


def covering(image: QImage, place: QRectF) -> QRectF:
    """The part of an image, from its top left, that fills `place` in its proportion."""
    scale = min(image.width() / place.width(), image.height() / place.height())
    return QRectF(0, 0, place.width() * scale, place.height() * scale)


def selection_rects(document: QTextDocument, start: int, end: int) -> Iterator[QRectF]:
    """Where the letters from `start` to `end` stand, line by line; for tables cell by cell."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        yield from _block_rects(document, block, start, end)
        block = block.next()


def _block_rects(document: QTextDocument, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first = block.position() + line.textStart()
        last = first + line.textLength()
        low, high = max(start, first), min(end, last)
        if low > high or (low == high and not (start <= first and end > last)):
            continue
        x1, x2 = _x_of(line, low - block.position()), _x_of(line, high - block.position())
        if end > last and number == layout.lineCount() - 1:
            x2 += 5  # the line's end is part of it
        rect = QRectF(min(x1, x2), line.y(), abs(x2 - x1), line.height())
        yield rect.translated(origin)


def _x_of(line: QTextLine, at: int) -> float:
    """Where a cursor at a position in its block stands in a line."""
    x: Any = line.cursorToX(at)  # PySide returns the position too
    return float(x[0] if isinstance(x, tuple) else x)
