"""The composer: the forecast of what Enter would send, the field for the question, Ask and Stop."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.asking.saved_prompts import QuickQuestion
from desktop.deferred import deferred
from desktop.messages.estimate_line import estimate_line, local_line
from desktop.ui.composer.saved_prompt_row import QuickQuestionRow

if TYPE_CHECKING:
    from desktop.core.usage.estimate import RequestEstimate
    from desktop.ui.composer import saved_prompt_popup
else:
    saved_prompt_popup = deferred("desktop.ui.composer.saved_prompt_popup")

MOST_LINES = 9


class QuestionField(QPlainTextEdit):
    """A field for plain text that grows with what is typed, and hands pastes on before it takes them."""

    pasted = Signal(QMimeData)
    enter_pressed = Signal()
    up_in_empty = Signal()
    focus_changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.enter_asks = True
        self.keys_first: Callable[[QKeyEvent], bool] = lambda _: False  # who may take a key before the field does
        self.setPlaceholderText("Ask about the picture…")
        self.setAccessibleName("Question")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        lines = 0
        block = self.document().begin()
        while block.isValid() and lines < MOST_LINES:
            lines += max(1, block.layout().lineCount())
            block = block.next()
        self.setFixedHeight(self.fontMetrics().lineSpacing() * max(2, min(lines, MOST_LINES)) + 16)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.pasted.emit(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.keys_first(event):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            wanted = Qt.KeyboardModifier.NoModifier if self.enter_asks else Qt.KeyboardModifier.ControlModifier
            if held == wanted:
                self.enter_pressed.emit()
            else:
                self.textCursor().insertText("\n")
                self.ensureCursorVisible()
            return
        if event.key() == Qt.Key.Key_Up and not self.toPlainText():
            self.up_in_empty.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit(False)


class Composer(QWidget):
    """Says that the user asks, stops, types, pastes. Shows a prompt, a forecast, and whether an answer is coming."""

    ask_requested = Signal()
    stop_requested = Signal()
    typed = Signal(str)
    pasted = Signal(QMimeData)
    last_question_wanted = Signal()
    sent_requested = Signal()  # to see what would be sent
    quick_chosen = Signal(object)  # QuickQuestion
    quick_edit_requested = Signal()
    editing_left = Signal()  # the question is no longer to take the place of another

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("composerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QuestionField()
        self._forecast = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._forecast.setProperty("quiet", True)
        self._forecast.setAccessibleName("What Enter would send")
        self._forecast.setMinimumWidth(0)
        self._what = QPushButton("What is sent")
        self._what.setProperty("link", True)
        self._what.setToolTip("Everything that Enter would send, exactly as it would leave (Ctrl+I)")
        self._what.clicked.connect(self.sent_requested)
        self._ask = QPushButton("Ask ⏎")
        self._ask.setProperty("primary", True)
        self._ask.setAccessibleName("Ask")
        self._ask.clicked.connect(self._clicked)
        self._busy = False
        self._can_ask = False

        self._frame = QFrame()
        self._frame.setObjectName("composerFrame")
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(8, 6, 8, 8)
        inside.setSpacing(0)
        inside.addWidget(self.field)
        self._slash = QPushButton("/")
        self._slash.setProperty("small", True)
        self._slash.setAccessibleName("Quick questions")
        self._slash.setToolTip("Quick questions (Ctrl+/)")
        self._slash.clicked.connect(self.show_quick_menu)
        self._quick_row = QuickQuestionRow()
        self._quick_row.chosen.connect(self.quick_chosen)
        self._quick_row.hide()
        self._questions: tuple[QuickQuestion, ...] = ()
        self._quick_list: saved_prompt_popup.QuickQuestionPopup | None = None
        self._editing = QPushButton()
        self._editing.setProperty("link", True)
        self._editing.setToolTip("Leave the question as it was (Esc)")
        self._editing.clicked.connect(self.editing_left)
        self._editing.hide()
        row = QHBoxLayout()
        row.addWidget(self._slash)
        row.addStretch(1)
        row.addWidget(self._ask)
        inside.addLayout(row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 12)
        layout.setSpacing(6)
        above = QHBoxLayout()
        above.setSpacing(6)
        above.addWidget(self._forecast, 1)
        above.addWidget(self._what)
        layout.addWidget(self._editing, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._quick_row)
        layout.addLayout(above)
        layout.addWidget(self._frame)

        self.field.enter_pressed.connect(self._enter)
        self.field.pasted.connect(self.pasted)
        self.field.up_in_empty.connect(self.last_question_wanted)
        self.field.textChanged.connect(lambda: self.typed.emit(self.field.toPlainText()))
        self.field.textChanged.connect(self._show_quick_list)
        self.field.keys_first = self._key_for_list
        self.field.focus_changed.connect(self._show_focus)

    def show_prompt(self, prompt: str) -> None:
        """Show a question that came from elsewhere; what is typed is not disturbed by itself."""
        if prompt != self.field.toPlainText():
            self.field.setPlainText(prompt)
            cursor = self.field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.field.setTextCursor(cursor)

    def show_forecast(self, forecast: "RequestEstimate | None", images: int) -> None:
        """Show what Enter would send; None while some of the `pictures` are still being prepared."""
        self._forecast.setText(estimate_line(forecast, images))
        self._forecast.setToolTip("What Enter would send: pictures, tokens, price, bytes")

    def show_here(self, images: int) -> None:
        """This computer answers from the text of `pictures`; nothing would be sent."""
        self._forecast.setText(local_line(images))
        self._forecast.setToolTip("This computer answers with the text that it reads. Nothing is sent, nothing is paid")

    def show_questions(self, questions: tuple[QuickQuestion, ...]) -> None:
        """The library of quick questions."""
        self._questions = questions
        self._quick_row.show_questions(questions)

    def show_quick(self, useful: bool) -> None:
        """Whether there is something that a quick question could be about, and nothing is typed."""
        self._quick_row.setVisible(useful and bool(self._questions))

    def show_editing(self, editing: bool) -> None:
        """Whether the question takes the place of one that was asked."""
        self._editing.setText("Asking that question otherwise. Leave it as it was ✕" if editing else "")
        self._editing.setVisible(editing)

    def show_quick_menu(self) -> None:
        """All quick questions, and the way to edit them."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for question in self._questions:
            menu.addAction(question.name, partial(self.quick_chosen.emit, question))
        menu.addSeparator()
        menu.addAction("Edit these questions…", self.quick_edit_requested.emit)
        menu.popup(self._slash.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _show_quick_list(self) -> None:
        typed = self.field.toPlainText()
        open_now = typed.startswith("/") and len(typed) < 40 and "\n" not in typed and self.field.hasFocus()
        if self._quick_list is None:
            if not open_now:
                return
            self._quick_list = saved_prompt_popup.QuickQuestionPopup(self._frame)
            self._quick_list.chosen.connect(self.quick_chosen)
        if open_now:
            self._quick_list.show_matching(self._questions, typed[1:])
        else:
            self._quick_list.hide()

    def _key_for_list(self, event: QKeyEvent) -> bool:
        if self._quick_list is not None and self._quick_list.takes(event):
            return True
        if event.key() == Qt.Key.Key_Escape and not self._editing.isHidden():
            self.editing_left.emit()
            return True
        return False

    def show_arriving(self) -> None:
        """A question waits for a picture that is still being read."""
        self._forecast.setText("Reading the picture, then asking…")

    def show_looking(self) -> None:
        """A question waits until its pictures have been looked through."""
        self._forecast.setText("Looking for private text, then asking…")

    def show_state(self, busy: bool, can_ask: bool) -> None:
        """Whether an answer is coming (the button stops it), and whether there is anything to ask."""
        self._busy, self._can_ask = busy, can_ask
        self._ask.setText("Stop" if busy else "Ask ⏎" if self.field.enter_asks else "Ask")
        self._ask.setAccessibleName("Stop" if busy else "Ask")
        self._ask.setToolTip("Stop the answer (Esc)" if busy else "Ask (Enter)")
        self._ask.setEnabled(busy or can_ask)

    def show_enter(self, enter_asks: bool) -> None:
        """Whether Enter asks, or Ctrl+Enter."""
        self.field.enter_asks = enter_asks
        self.show_state(self._busy, self._can_ask)  # its button names the key

    def insert(self, text: str) -> None:
        """Put text where the cursor is."""
        self.field.textCursor().insertText(text)
        self.field.ensureCursorVisible()

    def _clicked(self) -> None:
        (self.stop_requested if self._busy else self.ask_requested).emit()

    def _enter(self) -> None:
        if not self._busy and self._can_ask:
            self.ask_requested.emit()

    def _show_focus(self, focused: bool) -> None:
        if not focused and self._quick_list is not None:
            self._quick_list.hide()
        self._frame.setProperty("focused", focused)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
