"""Signs that are painted around the words of a document: pills of numbers, boxes of code, ✓ and “?” of quotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPen, QTextDocument

from desktop.ui.rich_text.number_chips import CHIP, DOUBT_ROOM, FOUND_ROOM, JOIN
from desktop.ui.rich_text.quotes import CHIP_BOX, CODE, DOUBTED, PAINTED
from desktop.ui.rich_text.span_rects import Span, span_lines
from desktop.ui.theme import Theme

_IN_TEXT = re.compile(f"(?P<NUMBER>{CHIP.pattern})|(?P<FOUND>{FOUND_ROOM})|(?P<DOUBT>{DOUBT_ROOM})")
CAPITAL = 0.36  # the middle of capital letters above the base line, in heights of the text


class SignKind(Enum):
    """The signs, by what is painted."""

    NUMBER = auto()
    FOUND = auto()
    DOUBT = auto()
    DOUBTED = auto()
    CODE = auto()
    CHIP_BOX = auto()


_BY_PROPERTY = {DOUBTED: SignKind.DOUBTED, CODE: SignKind.CODE, CHIP_BOX: SignKind.CHIP_BOX}
_BELOW_WORDS = (SignKind.NUMBER, SignKind.CODE, SignKind.CHIP_BOX)


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign and the span of the document that it is painted around."""

    kind: SignKind
    start: int
    end: int


def signs_in(document: QTextDocument) -> tuple[Sign, ...]:
    """Returns all signs of a document."""
    signs = []
    if JOIN in (text := document.toRawText()):
        signs += [Sign(SignKind[str(found.lastgroup)], *found.span()) for found in _IN_TEXT.finditer(text)]
    if any(form.hasProperty(PAINTED) for form in document.allFormats()):
        signs += _signs_of_formats(document)
    return tuple(signs)


def _signs_of_formats(document: QTextDocument) -> Iterator[Sign]:
    block = document.begin()
    while block.isValid():
        before: Sign | None = None
        for span in block.textFormats():
            kind = _BY_PROPERTY.get(span.format.property(PAINTED) or 0)
            start = block.position() + span.start
            if before is not None and before.kind is kind and before.end == start:
                before = Sign(before.kind, before.start, start + span.length)
                continue
            if before is not None:
                yield before
            before = Sign(kind, start, start + span.length) if kind is not None else None
        if before is not None:
            yield before
        block = block.next()


class SignPainter:
    """Paints the signs of one document at the painter's origin, in the theme's colours and size."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        self._document = document
        self._theme = theme
        self._signs = signs_in(document)
        self._size = float(QFontInfo(theme.font).pixelSize())

    def paint_below(self, painter: QPainter, seen: Span) -> None:
        """Paints what lies below the words, as far as it is in the span that is seen."""
        self._paint(painter, seen, True)

    def paint_above(self, painter: QPainter, seen: Span) -> None:
        """Paints what stands beside the words and under them, as far as it is in the span that is seen."""
        self._paint(painter, seen, False)

    def _paint(self, painter: QPainter, seen: Span, below: bool) -> None:
        signs = [
            sign
            for sign in self._signs
            if (sign.kind in _BELOW_WORDS) is below and sign.end > seen[0] and sign.start < seen[1]
        ]
        if not signs:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for sign in signs:
            for rect, base in span_lines(self._document, sign.start, sign.end):
                self._paint_one(painter, sign.kind, rect, base)
        painter.restore()

    def _paint_one(self, painter: QPainter, kind: SignKind, rect: QRectF, base: float) -> None:
        colors = self._theme.colors
        if kind is SignKind.NUMBER:
            self._paint_pill(painter, rect, base, 1.36, colors.mark, "")
        elif kind is SignKind.CHIP_BOX:
            self._paint_pill(painter, rect, base, 1.7, colors.field, colors.line)
        elif kind is SignKind.CODE:
            self._paint_box(painter, rect, base)
        elif kind is SignKind.FOUND:
            self._paint_check(painter, QPointF(rect.center().x() + 0.08 * self._size, base - CAPITAL * self._size))
        elif kind is SignKind.DOUBT:
            self._paint_question(painter, QPointF(rect.center().x(), base - CAPITAL * self._size))
        else:
            width = self._theme.px(2)
            painter.setPen(QPen(QColor(colors.doubt), width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap))
            pen = painter.pen()
            pen.setDashPattern([1, 1])
            painter.setPen(pen)
            y = base + 0.2 * self._size
            painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

    def _paint_pill(
        self, painter: QPainter, rect: QRectF, base: float, height: float, ground: str, border: str
    ) -> None:
        """Paints a ground with round ends; `height` in heights of the text."""
        high = height * self._size
        middle = base - (0.31 if not border else CAPITAL) * self._size
        pill = QRectF(0, 0, max(rect.width(), high), high)
        pill.moveCenter(QPointF(rect.center().x(), middle))
        painter.setPen(QPen(QColor(border), 1) if border else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, high / 2, high / 2)

    def _paint_box(self, painter: QPainter, rect: QRectF, base: float) -> None:
        box = QRectF(rect.left() - 1, base - 1.08 * self._size, rect.width() + 2, 1.42 * self._size)
        painter.setPen(QPen(QColor(self._theme.colors.line), 1))
        painter.setBrush(QColor(self._theme.colors.card))
        radius = self._theme.px(4)
        painter.drawRoundedRect(box, radius, radius)

    def _paint_check(self, painter: QPainter, middle: QPointF) -> None:
        unit = self._size / 13
        pen = QPen(QColor(self._theme.colors.accent), 1.6 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        corners = ((-4.2, 0.2), (-1.4, 3.0), (4.2, -3.0))
        painter.drawPolyline([middle + QPointF(x, y) * unit for x, y in corners])

    def _paint_question(self, painter: QPainter, middle: QPointF) -> None:
        radius = 0.54 * self._size
        colors = self._theme.colors
        painter.setPen(QPen(QColor(colors.warn_edge), max(1.0, self._size / 13)))
        painter.setBrush(QColor(colors.warn))
        painter.drawEllipse(middle, radius, radius)
        font = self._theme.on_any_device()
        font.setPixelSize(max(6, round(0.74 * self._size)))
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(colors.doubt))
        place = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, "?")
