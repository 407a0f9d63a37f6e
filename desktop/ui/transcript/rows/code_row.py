"""Code blocks: a card with the language and buttons above unwrapped lines, which are highlighted later."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.core.markdown.syntax_highlighting import LONGEST, Code
from desktop.core.markdown.syntax_highlighting import HighlightSpan as SyntaxSpan
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.ui.rich_text.block_writer import new_document
from desktop.ui.rich_text.inline_writer import break_long_runs
from desktop.ui.theme import Theme, ThemeColors, fixed_font
from desktop.ui.transcript.rows.card_row import PAD, CardAction, CardButton, CardRow
from desktop.ui.transcript.rows.document_row import GAP, Highlights

MOST_LINES = 20_000
LONGEST_LINE = 4000
LONGEST_LABEL = 60
LINE = 1.45  # the distance of the base lines, in heights of the text


class CodeRow(CardRow):
    """A card of code, one text block of the document for each line."""

    def __init__(self, block: MarkdownBlock, theme: Theme, wraps: bool = False) -> None:
        super().__init__(theme)
        self.block = block
        self._pad = float(theme.px(PAD))
        self.inset = QPointF(self._pad, self._head + self._pad)
        self._wraps = wraps  # on paper nothing scrolls, and nothing is left out
        self._lines = self._shown = self._left_out = 0  # `_shown` letters of the last line
        self._note = ""
        self._widest = 0.0
        self._highlighted: tuple[str, tuple[SyntaxSpan, ...]] | None = None
        self._requested_length = 0

    def grow(self, block: MarkdownBlock) -> bool:
        """Takes a longer state of the same code and lays out only its new lines. Returns False if it is other code."""
        old, new = self.block.code, block.code
        if block.kind != "code" or block.indent != self.block.indent or block.language != self.block.language:
            return False
        if not new.startswith(old):
            return False
        self.block = block
        if self._document is not None and new != old:
            self._append(new[len(old) :])
        return True

    def wanted_colors(self, finished: bool) -> Code | None:
        """Returns the code to highlight now: when it is finished, or when a good part of it is new; None otherwise."""
        code = self.block.code
        known = self._requested_length
        if not self.block.language or len(code) > LONGEST or len(code) == known or self._document is None:
            return None
        if not finished and len(code) < 1.3 * known + 200:
            return None
        self._requested_length = len(code)
        return Code(self.block.language, code)

    def show_colors(self, code: Code, spans: tuple[SyntaxSpan, ...]) -> bool:
        """Applies the colours of `code`, which may have grown since. Returns False if they are not for this row."""
        known = self._highlighted is not None and len(self._highlighted[0]) >= len(code.text)
        if known or code.language != self.block.language or not self.block.code.startswith(code.text):
            return False
        self._highlighted = code.text, spans
        if self._document is not None:
            self._apply_colors(0)
        return True

    def _build_document(self) -> QTextDocument:
        document = new_document(self._theme)
        document.setDefaultFont(fixed_font(self._theme.points * 0.95))
        option = QTextOption()
        wrap = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if self._wraps else QTextOption.WrapMode.NoWrap
        option.setWrapMode(wrap)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        metrics = QFontMetricsF(document.defaultFont())
        option.setTabStopDistance(metrics.horizontalAdvance(" ") * 4)
        document.setDefaultTextOption(option)
        self._document, self._lines, self._widest = document, 1, 0.0
        self._shown, self._left_out, self._note = 0, 0, ""
        space = QTextBlockFormat()
        height = 100 * LINE * QFontInfo(document.defaultFont()).pixelSize() / metrics.lineSpacing()
        space.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        QTextCursor(document).setBlockFormat(space)
        self._append(self.block.code)
        return document

    def _append(self, text: str) -> None:
        assert self._document is not None
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        first = self._document.lastBlock()
        number = self._document.blockCount() - 1
        cursor.beginEditBlock()
        for at, line in enumerate(text.split("\n")):
            if at and (self._wraps or self._lines < MOST_LINES):
                cursor.insertBlock()
                self._lines += 1
                self._shown, self._left_out, self._note = 0, 0, ""
            elif at:
                self._shown, self._left_out = LONGEST_LINE, self._left_out + 1
            self._continue_line(cursor, line)
        cursor.endEditBlock()
        metrics = QFontMetricsF(self._document.defaultFont())
        while first.isValid():
            self._widest = max(self._widest, metrics.horizontalAdvance(first.text().replace("\t", " " * 4)))
            first = first.next()
        if self._highlighted is not None:
            self._apply_colors(number)

    def _continue_line(self, cursor: QTextCursor, text: str) -> None:
        """Writes text at the end of the last line; of an endless one, which would stall the window, how much it is."""
        room = len(text) if self._wraps else LONGEST_LINE - self._shown
        cursor.setPosition(cursor.position() - len(self._note), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(break_long_runs(text[:room]))
        self._shown += len(text[:room])
        self._left_out += len(text[room:])
        self._note = ""
        if self._left_out:
            self._note = counted(
                "… {count} more letter; Copy has it", "… {count} more letters; Copy has them all", self._left_out
            )
            cursor.insertText(self._note)

    def _apply_colors(self, from_line: int) -> None:
        """Lays the colours over the lines from `from_line` on. A line that is shown shortened stays plain."""
        assert self._document is not None and self._highlighted is not None
        text, spans = self._highlighted
        formats = {kind: _char_format(kind, self._theme.colors) for kind in {span.kind for span in spans}}
        at, next_span, first, last = 0, 0, 0, 0
        block = self._document.begin()
        for line_number, line in enumerate(text.split("\n")):
            if not block.isValid():
                break
            ranges = []
            while next_span < len(spans) and spans[next_span].start < at + len(line):
                span = spans[next_span]
                low, high = max(span.start, at), min(span.start + span.length, at + len(line))
                if low < high:
                    part = QTextLayout.FormatRange()
                    part.start, part.length, part.format = low - at, high - low, formats[span.kind]
                    ranges.append(part)
                if span.start + span.length > at + len(line):
                    break
                next_span += 1
            if line_number >= from_line and block.text() == line:
                block.layout().setFormats(ranges)
                first, last = first if last else block.position(), block.position() + block.length()
            at += len(line) + 1
            block = block.next()
        self._document.markContentsDirty(first, last - first)  # Qt forgot their lines; to tell it of each takes long

    def text(self) -> str:
        return self.block.code

    def source(self) -> str:
        return self.block.source

    def estimate(self, width: float) -> float:
        return (self.block.code.count("\n") + 1) * self._theme.points * 1.9 + self._head + 2 * self._pad + GAP

    def measure(self, width: float) -> float:
        if self._wraps:
            self._set_width(self._visible_width(width))
        return float(self.document.size().height()) + self._head + 2 * self._pad + GAP

    def content_width(self) -> float:
        return self._widest

    def _visible_width(self, width: float) -> float:
        return width - 2 * self._pad

    def buttons(self, width: float) -> tuple[CardButton, ...]:
        return self._buttons(
            width,
            (CardAction.SAVE, "save", "", _("Save code…")),
            (CardAction.COPY, "copy", "", _("Copy this code")),
        )

    def grip(self, width: float) -> QRectF:
        return QRectF(0, 0, width, self._head)

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        height = self.measure(width) - GAP
        label = break_long_runs(self.block.language)[:LONGEST_LABEL] or _("text")
        self._paint_card(painter, width, height, label, self._theme.colors.card)
        place = QRectF(self._pad - 2, self._head, self._visible_width(width) + 4, height - self._head)
        self._draw_scrolled(painter, place, self.inset, highlights)
        if not self._wraps:
            self._paint_scroll_bar(painter, self._pad, self._visible_width(width), height - self._theme.px(8))


def _char_format(kind: str, colors: ThemeColors) -> QTextCharFormat:
    char_format = QTextCharFormat()
    names = {"comment": colors.quiet, "added": colors.string, "removed": colors.alarm, "name": colors.text}
    char_format.setForeground(QColor(names.get(kind) or getattr(colors, kind)))
    return char_format
