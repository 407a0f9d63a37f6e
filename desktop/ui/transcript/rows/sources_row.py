"""The row of the pages that an answer refers to: numbered chips with their hosts, under the answer."""

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from desktop.core.conversation.answer_source import AnswerSource
from desktop.core.markdown.link_safety import target_of
from desktop.core.untrusted_text import make_controls_visible
from desktop.messages.language.catalogue import _
from desktop.messages.network.link_warnings import host_label
from desktop.ui.rich_text.block_writer import new_document
from desktop.ui.rich_text.inline_writer import break_long_runs, plain_form
from desktop.ui.rich_text.number_chips import APART, CHIP_ROOM, JOIN, TOGETHER
from desktop.ui.rich_text.quotes import CHIP_BOX, PAINTED
from desktop.ui.rich_text.source_marks import source_line
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.document_row import DocumentRow

LINE = 200.0  # the height of a line of chips, in percent of the font's own


class SourcesRow(DocumentRow):
    """The sources of one answer. A chip has the number and the real host; its tool tip the name and the address."""

    def __init__(self, theme: Theme, sources: tuple[AnswerSource, ...]) -> None:
        super().__init__(theme)
        self.sources = sources

    def _build_document(self) -> QTextDocument:
        document = new_document(self._theme)
        cursor = QTextCursor(document)
        lines = QTextBlockFormat()
        lines.setLineHeight(LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(lines)
        cursor.insertText(_("Sources") + " ", self._form(self._theme.colors.quiet))
        for number, source in enumerate(self.sources, 1):
            self._write_chip(cursor, number, source)
        return document

    def _form(self, color: str) -> QTextCharFormat:
        form = plain_form(self._theme, color)
        form.setFontPointSize(self._theme.points * 0.92)
        return form

    def _write_chip(self, cursor: QTextCursor, number: int, source: AnswerSource) -> None:
        colors, line = self._theme.colors, source_line(number, source)
        words = self._form(colors.text)
        words.setProperty(PAINTED, CHIP_BOX)
        words.setToolTip("\n".join(dict.fromkeys((line.name, make_controls_visible(source.url)))))
        if line.is_link:
            words.setAnchor(True)
            words.setAnchorHref(source.url)
        count = QTextCharFormat(words)
        count.setForeground(QColor(colors.quiet))
        count.setFontWeight(QFont.Weight.DemiBold)
        target = target_of(source.url, source.name)
        label = break_long_runs(host_label(target) if target else line.name)
        label = label.replace(" ", "\u00a0").replace("-", f"-{JOIN}")  # a line breaks between chips
        cursor.insertText(f"{APART}{CHIP_ROOM}{number}\u00a0\u00a0", count)
        cursor.insertText(f"{label}{CHIP_ROOM}{TOGETHER}", words)
        cursor.insertText("  ", self._form(colors.quiet))

    def text(self) -> str:
        return sources_text(self.sources)


def sources_text(sources: tuple[AnswerSource, ...]) -> str:
    """Returns the sources in full: number, name and host, each on a line."""
    lines = (source_line(number, source) for number, source in enumerate(sources, 1))
    return "\n".join([_("Sources"), *(f"{line.number} {line.name}{line.host}" for line in lines)])
