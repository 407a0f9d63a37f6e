"""The row of the pages that an answer refers to: numbered links with their hosts, under the answer."""

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument

from desktop.core.conversation.answer_source import AnswerSource
from desktop.ui.rich_text.block_writer import new_document
from desktop.ui.rich_text.inline_writer import break_long_runs, plain_form
from desktop.ui.rich_text.source_marks import source_line
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.document_row import DocumentRow


class SourcesRow(DocumentRow):
    """The sources of one answer."""

    def __init__(self, theme: Theme, sources: tuple[AnswerSource, ...]) -> None:
        super().__init__(theme)
        self.sources = sources

    def _build_document(self) -> QTextDocument:
        document = new_document(self._theme)
        cursor = QTextCursor(document)
        quiet = plain_form(self._theme, self._theme.colors.quiet)
        quiet.setFontPointSize(self._theme.points * 0.92)
        cursor.insertText("Sources", quiet)
        for number, source in enumerate(self.sources, 1):
            line = source_line(number, source)
            cursor.insertText(f"\n{line.number} ", quiet)
            cursor.insertText(break_long_runs(line.name), self._link(quiet, source.url) if line.is_link else quiet)
            cursor.insertText(break_long_runs(line.host), quiet)
        return document

    def _link(self, form: QTextCharFormat, url: str) -> QTextCharFormat:
        link = QTextCharFormat(form)
        link.setAnchor(True)
        link.setAnchorHref(url)
        link.setForeground(QColor(self._theme.colors.accent))
        link.setFontUnderline(True)
        return link

    def text(self) -> str:
        return sources_text(self.sources)


def sources_text(sources: tuple[AnswerSource, ...]) -> str:
    """Returns the sources as they stand in the row."""
    lines = (source_line(number, source) for number, source in enumerate(sources, 1))
    return "\n".join(["Sources", *(f"{line.number} {line.name}{line.host}" for line in lines)])
