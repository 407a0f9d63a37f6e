"""The base of all rows: a QTextDocument that is built only when the row nears the view.

Offsets inside a row are positions in that document; selecting, finding and copying use them.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QPainter,
    QPalette,
    QTextCursor,
    QTextDocument,
)

from desktop.core.markdown.formula import Formula
from desktop.core.search.text_pattern import TextPattern
from desktop.ui.rich_text.document_part import draw_document
from desktop.ui.rich_text.formula_object import PLACE, formula_in
from desktop.ui.rich_text.number_chips import around_whole, plain_places, without_chips
from desktop.ui.rich_text.signs import SignPainter
from desktop.ui.rich_text.span_rects import Span, span_rects, visible_span
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.highlight_painter import draw_matches, fill, outline

GAP = 12.0  # below each row


@dataclass(frozen=True, slots=True)
class Highlights:
    """The highlighted spans of a row: the selection, the matches of a search (`current` is the one looked at), and the
    link that has the keyboard focus.
    """

    selected: Span | None = None
    found: tuple[Span, ...] = ()
    current: Span | None = None
    focused: Span | None = None


NO_HIGHLIGHTS = Highlights()


class DocumentRow:
    """A row around a document, which `_build_document` makes when it is first needed.

    Points and rectangles are in the row's own coordinates; the document begins at `inset`.
    """

    inset = QPointF(0, 0)
    gap = GAP  # pixels below it, which belong to its height
    joint = plain_joint = ""  # what stands between it and the row before, which it continues: in Markdown, and as text
    gap_before = 0.0  # of a row that continues the one before: pixels between them
    indent = 0.0  # pixels from the left edge of the column; widths given to a row are without it

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._document: QTextDocument | None = None
        self._width = -1.0
        self._signs: SignPainter | None = None  # of the document
        self._found: tuple[TextPattern, int, tuple[Span, ...]] | None = None  # in its revision, what was sought last

    def _build_document(self) -> QTextDocument:
        raise NotImplementedError

    def text(self) -> str:
        """Returns the plain text, without building the document."""
        raise NotImplementedError

    def source(self) -> str:
        """Returns the Markdown, without building the document."""
        return self.text()

    @property
    def document(self) -> QTextDocument:
        if self._document is None:
            self._document = self._build_document()
            self._width = -1.0
            self._signs = self._found = None
        return self._document

    def release(self) -> None:
        """Drops the document; it is built again when it is needed."""
        self._document = None

    def release_for(self, formula: Formula) -> bool:
        """Drops the document if it waits for the outlines of this formula. Returns True if it did."""
        return False

    def estimate(self, width: float) -> float:
        """Returns a guess of the height at a width, without building the document."""
        letters = max(1.0, width / (self._theme.points * 0.72))
        text = self.text()
        lines = sum(1 + len(line) // letters for line in text.split("\n"))
        return float(lines * self._theme.points * 1.9) + GAP

    def measure(self, width: float) -> float:
        """Lays the row out and returns its height, gap included."""
        self._set_width(width)
        return float(self.document.size().height()) + self.gap

    @property
    def is_stale(self) -> bool:
        """True if it has to be laid out again because of another row."""
        return False

    def _set_width(self, width: float) -> None:
        document = self.document
        if width != self._width:
            document.setTextWidth(max(20.0, width))
            self._width = width

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        """Paints the row at the painter's origin."""
        self._set_width(width)
        self._draw(painter, highlights)

    def _draw(self, painter: QPainter, highlights: Highlights) -> None:
        colors = self._theme.colors
        context = QAbstractTextDocumentLayout.PaintContext()
        context.palette.setColor(QPalette.ColorRole.Text, QColor(colors.text))
        seen = 0, self.document.characterCount()
        if painter.hasClipping():  # what is outside is not drawn at all: a PDF would keep it as invisible text
            context.clip = painter.clipBoundingRect()
            seen = visible_span(self.document, context.clip)
        if self._signs is None:
            self._signs = SignPainter(self.document, self._theme)
        self._signs.paint_below(painter, seen)
        draw_document(self.document, painter, context)
        self._signs.paint_above(painter, seen)
        if found := tuple(span for span in highlights.found if span[1] > seen[0] and span[0] < seen[1]):
            draw_matches(painter, self.document, context, found, colors)
        if highlights.current:
            outline(painter, self.document, highlights.current, colors)
        if highlights.selected:
            fill(painter, self.document, highlights.selected, colors.accent, 0.28)
        if highlights.focused:
            outline(painter, self.document, highlights.focused, colors)

    def offset_at(self, point: QPointF) -> int:
        """Returns the offset of the character nearest to a point."""
        return int(self.document.documentLayout().hitTest(point - self.inset, Qt.HitTestAccuracy.FuzzyHit))

    def link_at(self, point: QPointF) -> str:
        """Returns the address of the link under a point, or an empty string."""
        return str(self.document.documentLayout().anchorAt(point - self.inset))

    def tip_at(self, point: QPointF) -> str:
        """Returns the tool tip of the words under a point, or an empty string."""
        at = self.document.documentLayout().hitTest(point - self.inset, Qt.HitTestAccuracy.ExactHit)
        if at < 0:
            return ""
        cursor = QTextCursor(self.document)
        cursor.setPosition(min(at + 1, self.length))
        return cursor.charFormat().toolTip()

    @property
    def length(self) -> int:
        """The number of characters in the document."""
        return self.document.characterCount() - 1

    def links(self) -> list[tuple[Span, str]]:
        """Returns the span and the address of every link, in the order of the text."""
        links: list[tuple[Span, str]] = []
        block = self.document.begin()
        while block.isValid():
            for span in block.textFormats():
                address = span.format.anchorHref()
                start = block.position() + span.start
                if not address:
                    continue
                if links and links[-1][1] == address and links[-1][0][1] == start:
                    links[-1] = (links[-1][0][0], start + span.length), address
                else:
                    links.append(((start, start + span.length), address))
            block = block.next()
        return links

    def span_rect(self, span: Span) -> QRectF:
        """Returns the rectangle of the first line of a span."""
        for rect in span_rects(self.document, *span):
            return rect.translated(self.inset)
        return QRectF(self.inset, self.inset)

    def find(self, pattern: TextPattern) -> tuple[Span, ...]:
        """Returns the spans of the document whose text, as it is copied, matches a pattern, in Qt's own units."""
        revision = self.document.revision()
        if self._found is None or self._found[:2] != (pattern, revision):
            raw = self.document.toRawText()
            text, places = plain_places(raw)
            spans = [(places[start][0], places[end - 1][1]) for start, end in pattern.spans(text)]
            self._found = pattern, revision, _in_qt_units(raw, spans)
        return self._found[2]

    def text_between(self, start: int, end: int) -> str:
        """Returns the text between two offsets, as shown; formulas as TeX, number chips as ①."""
        cursor = QTextCursor(self.document)
        start, end = max(0, min(start, self.length)), max(0, min(end, self.length))
        start, end = around_whole(self.document.toRawText(), start, end)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        text = cursor.selectedText()
        if PLACE in text:
            text = "".join(self._tex_at(start + at) if letter == PLACE else letter for at, letter in enumerate(text))
        text = without_chips(text)
        return text.replace("\u2029", "\n").replace("\u2028", "\n").replace("\ufdd0", "\t")

    def _tex_at(self, offset: int) -> str:
        cursor = QTextCursor(self.document)
        cursor.setPosition(offset + 1)
        return formula_in(cursor.charFormat()).tex

    def word_at(self, offset: int) -> Span:
        """Returns the span of the word around an offset."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(max(0, min(offset, self.length)))
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        return cursor.selectionStart(), cursor.selectionEnd()

    def page_breaks(self) -> list[float]:
        """Returns where a printed page may end: at the bottoms of the lines."""
        return self.line_bottoms()

    def line_bottoms(self) -> list[float]:
        """Returns the bottoms of the lines, in their order in the text."""
        bottoms = []
        block = self.document.begin()
        while block.isValid():
            origin = self.document.documentLayout().blockBoundingRect(block).top() + self.inset.y()
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                bottoms.append(origin + line.y() + line.height())
            block = block.next()
        return bottoms


def _in_qt_units(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Returns spans of a Python text, in order, as Qt counts: letters beyond U+FFFF, such as emoji, are two units."""
    if text.isascii() or max(text) <= "\uffff":
        return tuple(spans)
    wide = [at for at, letter in enumerate(text) if letter > "\uffff"]
    return tuple((start + bisect_left(wide, start), end + bisect_left(wide, end)) for start, end in spans)
