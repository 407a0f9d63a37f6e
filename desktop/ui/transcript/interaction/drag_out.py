"""Dragging text, code and tables out of the transcript, as plain text, Markdown and HTML."""

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt
from PySide6.QtGui import QDrag

from desktop.core.markdown.safe_html import html_of
from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.markdown.table_export import as_tsv
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.pages.page_words import PAGE_WORDS
from desktop.ui.transcript.interaction.cards import Cards
from desktop.ui.transcript.interaction.text_selection import TranscriptSelection
from desktop.ui.transcript.rows.card_row import CardRow
from desktop.ui.transcript.rows.table_row import TableRow


class DragOut:
    """Starts drags from `source`: of the card whose head is under the pointer, or of the selection."""

    def __init__(self, cards: Cards, selection: TranscriptSelection, source: QObject) -> None:
        self._cards = cards
        self._selection = selection
        self._source = source
        self.is_allowed = True

    def start(self, point: QPointF) -> None:
        """Runs the drag that begins at a point, and returns when it has ended."""
        if not self.is_allowed:
            return
        drag = QDrag(self._source)
        drag.setMimeData(self.data_at(point))
        drag.exec(Qt.DropAction.CopyAction)

    def data_at(self, point: QPointF) -> QMimeData:
        """Returns the data of a drag that begins at a point. A table's plain text is TSV."""
        card = self._cards.grip_at(point)
        if card is None:
            return _mime_data(self._selection.text, self._selection.markdown)
        return _mime_data(_card_text(card), neutralize_markdown(strip_control_characters(card.source())))


def _card_text(card: CardRow) -> str:
    return as_tsv(card.cells()) if isinstance(card, TableRow) else card.text()


def _mime_data(text: str, markdown: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(strip_control_characters(text))
    mime.setData("text/markdown", markdown.encode("utf-8"))
    mime.setHtml(html_of(markdown, PAGE_WORDS))
    return mime
