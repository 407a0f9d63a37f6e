"""The row of a model's thinking: a line that unfolds, above the answer."""

import re

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextCursor, QTextDocument

from desktop.messages.formatting import duration
from desktop.ui.rich_text.block_writer import new_document
from desktop.ui.rich_text.inline_writer import FOLD_LINK, break_long_runs, plain_form
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.document_row import DocumentRow, Highlights, Span

_BAR, _INSET = 2.0, 14.0


class ThinkingRow(DocumentRow):
    """Thinking, folded to one line or open. It is no part of the answer: neither searched nor copied with all of it."""

    def __init__(self, theme: Theme, thinking: str, seconds: float, is_growing: bool, is_open: bool = False) -> None:
        super().__init__(theme)
        self.is_open = is_open
        self._thinking = thinking
        self._head = _head(seconds, is_growing, is_open)

    def change(self, thinking: str, seconds: float, is_growing: bool) -> bool:
        """Takes a later state. Returns True if the row may have another height."""
        head = _head(seconds, is_growing, self.is_open)
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

    def fold(self) -> None:
        """Folds the thinking, or opens it."""
        self.is_open = not self.is_open
        self._head = ("▾" if self.is_open else "▸") + self._head[1:]
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

    def find(self, pattern: re.Pattern[str]) -> tuple[Span, ...]:
        return ()

    def estimate(self, width: float) -> float:
        letters = max(1.0, width / (self._theme.points * 0.66))
        lines = 1 + (len(self._thinking) / letters + self._thinking.count("\n") if self.is_open else 0)
        return lines * self._theme.points * 1.8 + 12

    def measure(self, width: float) -> float:
        self.inset = QPointF(_INSET if self.is_open else 0, 0)
        return super().measure(width - self.inset.x())

    def paint(self, painter: QPainter, width: float, highlights: Highlights) -> None:
        self._set_width(width - self.inset.x())
        if self.is_open:
            height = float(self.document.size().height())
            painter.fillRect(QRectF(0, 0, _BAR, height), QColor(self._theme.colors.line))
            painter.translate(self.inset)
        self._draw(painter, highlights)


def _head(seconds: float, is_growing: bool, is_open: bool) -> str:
    time = duration(max(1, round(seconds))) if seconds >= 0.5 else ""
    words = f"Thinking… {time}" if is_growing else f"Thought for {time}" if time else "Thought"
    return f"{'▾' if is_open else '▸'} {words.strip()}"
