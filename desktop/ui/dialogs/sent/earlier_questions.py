"""The earlier questions and answers that go along with a question, as they read."""

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import number
from desktop.ui.dialogs.sent.request_preview_model import EarlierQuestion
from desktop.ui.theme import Theme


class EarlierQuestions(QPlainTextEdit):
    """A text that can be read and scrolled: a heading for each question, its words, and the answer below them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(_("Earlier questions"))
        self._theme = theme
        self._questions: tuple[EarlierQuestion, ...] = ()

    def show_look(self, theme: Theme) -> None:
        """Shows the same in the colours of this theme, and stays where it was scrolled."""
        at = self.verticalScrollBar().value()
        self._theme = theme
        self.show_questions(self._questions)
        self.verticalScrollBar().setValue(at)

    def show_questions(self, questions: tuple[EarlierQuestion, ...]) -> None:
        """Shows what goes along, in its order."""
        self._questions = questions
        self.clear()
        cursor = QTextCursor(self.document())
        for count, question in enumerate(questions, 1):
            heading = _("Question {number}").format(number=number(count))
            pictures = [_("Picture {number}").format(number=number(picture)) for picture in question.pictures]
            self._write(cursor, " · ".join((heading, *pictures)), is_heading=True)
            self._write(cursor, question.text)
            self._write(cursor, _("Answer"), is_heading=True)
            self._write(cursor, question.answer)
            cursor.insertBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write(self, cursor: QTextCursor, text: str, is_heading: bool = False) -> None:
        form = QTextCharFormat()
        form.setForeground(QColor(self._theme.colors.text))
        if is_heading:
            form.setFontWeight(QFont.Weight.DemiBold)
            form.setForeground(QColor(self._theme.colors.quiet))
        cursor.insertText(text, form)
        cursor.insertBlock(QTextBlockFormat(), QTextCharFormat())
