"""The row of a model's thinking: a line that unfolds, above the answer."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextCursor, QTextDocument

from desktop.core.search.text_pattern import TextPattern
from desktop.messages.formatting import duration
from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.mirroring import across, is_mirrored
from desktop.ui.rich_text.block_writer import new_document
from desktop.ui.rich_text.inline_writer import FOLD_LINK, break_long_runs, plain_form
from desktop.ui.rich_text.span_rects import Span
from desktop.ui.theme import Theme
from desktop.ui.transcript.flat_button import SMALL_ICON
from desktop.ui.transcript.rows.document_row import DocumentRow, Highlights

_BAR = 2.0  # beside open thinking, in units of the font


class ThinkingRow(DocumentRow):
    """Thinking, folded to one line or open. It is no part of the answer: neither searched nor copied with all of it."""

    def __init__(self, theme: Theme, thinking: str, seconds: float, is_growing: bool, is_open: bool = False) -> None:
        super().__init__(theme)
        self.is_open = is_open
        self._thinking = thinking
        self._head = _head(seconds, is_growing)

    def change(self, thinking: str, seconds: float, is_growing: bool) -> bool:
        """Takes a later state. Returns True if the row may have another height."""
        head = _head(seconds, is_growing)
        if (head, thinking) == (self._head, self._thinking):
            return False
        has_grown = thinking.startswith(self._thinking)
        added, self._thinking = thinking[len(self._thinking) :], thinking
        old_head, self._head = self._head, head
        if self._document is None or (self.is_open and not has_grown):
            self.release()
            return self.is_open
        self._replace_head(self._document, old_head)
        if self.is_open and added:
            self._append(self._document, added)
        self._width = -1.0
        return self.is_open

    def toggle(self) -> None:
        """Folds the thinking, or opens it."""
        self.is_open = not self.is_open
        self.release()

    def _build_document(self) -> QTextDocument:
        document = new_document(self._theme)
        QTextCursor(document).insertText(self._head, self._head_form())
        if self.is_open:
            self._append(document, f"\n{self._thinking}")
        return document

    def _replace_head(self, document: QTextDocument, old: str) -> None:
        cursor = QTextCursor(document)
        cursor.setPosition(len(old), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(self._head, self._head_form())

    def _append(self, document: QTextDocument, text: str) -> None:
        cursor = QTextCursor(document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        form = plain_form(self._theme, self._theme.colors.quiet)
        form.setFontPointSize(self._theme.points * 0.92)
        cursor.insertText(break_long_runs(text), form)

    def _head_form(self) -> QTextCharFormat:
        form = plain_form(self._theme, self._theme.colors.quiet)
        form.setFontPointSize(self._theme.points * 0.92)
        form.setAnchor(True)
        form.setAnchorHref(FOLD_LINK)
        return form

    def text(self) -> str:
        return ""

    def find(self, pattern: TextPattern) -> tuple[Span, ...]:
        return ()

    def estimate(self, width: float) -> float:
        letters = max(1.0, width / (self._theme.points * 0.66))
        lines = 1 + (len(self._thinking) / letters + self._thinking.count("\n") if self.is_open else 0)
        return lines * self._theme.points * 1.8 + 12

    def measure(self, width: float) -> float:
        beside = self._theme.px(SMALL_ICON) + self._theme.px(6)
        self.inset = QPointF(0 if is_mirrored() else beside, 0)
        return super().measure(width - beside)

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        self.measure(width)
        quiet, side = self._theme.colors.quiet, self._theme.px(SMALL_ICON)
        head = self.span_rect((0, len(self._head)))
        top = round(head.center().y() - side / 2)
        icon("clock", quiet).paint(painter, across(QRectF(0, top, side, side), width).toRect())
        chevron = across(QRectF(across(head, width).right() + self._theme.px(4), top, side, side), width)
        folded = "left" if is_mirrored() else "right"
        icon("below" if self.is_open else folded, quiet).paint(painter, chevron.toRect())
        if self.is_open:
            bar = self._theme.px(_BAR)
            height = float(self.document.size().height())
            middle = (side - bar) / 2
            beside = across(QRectF(middle, head.bottom(), bar, height - head.bottom()), width)
            painter.fillRect(beside, QColor(self._theme.colors.line))
        painter.translate(self.inset)
        self._draw(painter, highlights)

    def link_at(self, point: QPointF) -> str:
        head = self.span_rect((0, len(self._head)))
        room = self._theme.px(4) + self._theme.px(SMALL_ICON)
        beside = point.x() >= head.left() - room if is_mirrored() else point.x() <= head.right() + room
        return FOLD_LINK if beside and point.y() <= head.bottom() else super().link_at(point)


def _head(seconds: float, is_growing: bool) -> str:
    time = duration(max(1, round(seconds))) if seconds >= 0.5 else ""
    if is_growing:
        return _("Thinking… {time}").format(time=time) if time else _("Thinking…")
    return _("Thought for {time}").format(time=time) if time else _("Thought")
