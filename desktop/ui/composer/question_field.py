"""The field in which a question is typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from desktop.messages.language.catalogue import _
from desktop.ui.look.mirroring import keep_at_start

CARET_PX = 2  # the frame that shows the focus stands around more than this field
MOST_LINES = 9
SPARE_PX = 2  # without which Qt takes the last line for one that is not in view


class QuestionField(QPlainTextEdit):
    """A field for plain text that grows with what is typed. It emits pastes instead of inserting them."""

    pasted = Signal(QMimeData)
    enter_pressed = Signal()
    up_in_empty = Signal()
    focus_changed = Signal(bool)
    menu_opening = Signal(QMenu, QTextCursor)  # whoever knows something of the word at the cursor adds it

    def __init__(self) -> None:
        super().__init__()
        self.enter_asks = True
        self._least_lines = 2
        self.first_key_handler: Callable[[QKeyEvent], bool] = lambda event: False  # True: the key goes no further
        self.setPlaceholderText(_("Ask about the picture…"))
        self.setAccessibleName(_("Question"))
        self.setTabChangesFocus(True)
        self.setCursorWidth(CARET_PX)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._fit)
        self._fit()
        keep_at_start(self)

    def _fit(self) -> None:
        lines = 0
        block = self.document().begin()
        while block.isValid() and lines < MOST_LINES:
            lines += max(1, block.layout().lineCount())
            block = block.next()
        shown = max(self._least_lines, min(lines, MOST_LINES))
        around = self.contentsMargins()
        margins = around.top() + around.bottom() + 2 * round(self.document().documentMargin()) + SPARE_PX
        self.setFixedHeight(self.fontMetrics().lineSpacing() * shown + margins)

    def show_least_lines(self, lines: int) -> None:
        """Keeps room for so many lines while fewer are typed."""
        if lines != self._least_lines:
            self._least_lines = lines
            self._fit()

    def select(self, start: int, end: int) -> None:
        """Selects these letters, counted as in a Python string."""
        self.setTextCursor(self._cursor_over(start, end))
        self.ensureCursorVisible()

    def replace_text(self, text: str) -> None:
        """Replaces all of the text, as one step that can be undone."""
        self._cursor_over(0, len(self.toPlainText())).insertText(text)

    def _cursor_over(self, start: int, end: int) -> QTextCursor:
        text, cursor = self.toPlainText(), self.textCursor()
        cursor.setPosition(_utf16_length(text[:start]))
        cursor.setPosition(_utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.pasted.emit(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.first_key_handler(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            asking = Qt.KeyboardModifier.NoModifier if self.enter_asks else Qt.KeyboardModifier.ControlModifier
            if modifiers == asking:
                if not event.isAutoRepeat():  # Enter that is kept pressed down neither asks nor answers twice
                    self.enter_pressed.emit()
            else:
                self.textCursor().insertText("\n")
                self.ensureCursorVisible()
            return
        if event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.up_in_empty.emit()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        cursor = self.textCursor() if is_by_key else self.cursorForPosition(event.pos())
        menu = self.createStandardContextMenu(event.pos())
        self.menu_opening.emit(menu, cursor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        place = self.viewport().mapToGlobal(self.cursorRect().bottomLeft()) if is_by_key else event.globalPos()
        menu.popup(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


def _utf16_length(text: str) -> int:
    """The length in the units in which Qt counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
