"""Underlines words of a field that a dictionary does not know; the menu of the field offers others in their place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QMenu

from desktop.core.asking.checked_words import Dictionary, checked_words, utf16_length
from desktop.messages.language.catalogue import _
from desktop.ui.composer.question_field import QuestionField

MOST_REMEMBERED = 5000  # words; chosen


class SpellingMarks(QSyntaxHighlighter):
    """Marks a field while it has a dictionary. The word at the caret, which is being typed, is not marked."""

    def __init__(self, field: QuestionField) -> None:
        super().__init__(field.document())
        self._field = field
        self._dictionary: Dictionary | None = None
        self._known: dict[str, bool] = {}
        self._ignored: set[str] = set()
        self._typed = -1, -1  # the block and the offset of the word at the caret
        self._format = QTextCharFormat()
        self._format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        field.cursorPositionChanged.connect(self._caret_moved)
        field.menu_opening.connect(self._add_to)

    def use(self, dictionary: Dictionary | None) -> None:
        """Checks by a dictionary from now on; None ends that."""
        if dictionary is not self._dictionary:
            self._dictionary, self._known = dictionary, {}
            self.rehighlight()

    def ignore(self, word: str) -> None:
        """Takes a word for right until the program ends."""
        self._ignored.add(word)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        if self._dictionary is None:
            return
        self._format.setUnderlineColor(self._field.palette().color(self._field.foregroundRole()))
        block = self.currentBlock().blockNumber()
        for start, word in checked_words(text):
            if (block, start) != self._typed and not self._knows(word):
                self.setFormat(start, utf16_length(word), self._format)

    def _add_to(self, menu: QMenu, cursor: QTextCursor) -> None:
        """Adds what can be done about the word at a cursor at the top of a menu, if the word is not known."""
        found = self._word_at(cursor)
        if found is None or self._dictionary is None or self._knows(found[1]):
            return
        start, word = found
        first = menu.actions()[0] if menu.actions() else None
        for suggestion in self._dictionary.suggestions(word):
            self._add(
                menu, first, suggestion, partial(self._replace, cursor.block().position(), start, word, suggestion)
            )
        self._add(menu, first, _("Ignore “{word}”").format(word=word), partial(self.ignore, word))
        menu.insertSeparator(first) if first is not None else menu.addSeparator()

    @staticmethod
    def _add(menu: QMenu, before: QAction | None, words: str, act: Callable[[], None]) -> None:
        action = QAction(words.replace("&", "&&"), menu)
        action.triggered.connect(lambda _checked: act())
        menu.insertAction(before, action) if before is not None else menu.addAction(action)

    def _knows(self, word: str) -> bool:
        if word in self._ignored:
            return True
        if word not in self._known:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[word] = self._dictionary is None or self._dictionary.knows(word)
        return self._known[word]

    def _word_at(self, cursor: QTextCursor) -> tuple[int, str] | None:
        """Returns the offset in its line and the word that a cursor is in or beside; None without one."""
        text, at = cursor.block().text(), cursor.positionInBlock()
        for start, word in checked_words(text):
            if start <= at <= start + utf16_length(word):
                return start, word
        return None

    def _replace(self, line: int, start: int, word: str, suggestion: str) -> None:
        """Replaces a word, as one step that can be undone, unless the text has changed meanwhile."""
        cursor = QTextCursor(self._field.document())
        cursor.setPosition(line)
        text = cursor.block().text()
        if (start, word) in checked_words(text):
            cursor.setPosition(line + start)
            cursor.setPosition(cursor.position() + utf16_length(word), QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(suggestion)

    def _caret_moved(self) -> None:
        """Marks the word that the caret has left."""
        if self._dictionary is None:
            return
        cursor = self._field.textCursor()
        found = self._word_at(cursor)
        typed = (cursor.blockNumber(), found[0]) if found is not None else (-1, -1)
        before, self._typed = self._typed, typed
        if before != typed:
            document: QTextDocument = self.document()
            for number in {before[0], typed[0]} - {-1}:
                if (block := document.findBlockByNumber(number)).isValid():
                    self.rehighlightBlock(block)
