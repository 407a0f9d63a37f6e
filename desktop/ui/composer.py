"""The composer: the forecast of what Enter would send, the field for the question, Ask and Stop."""

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.forecast import Forecast
from desktop.ui.said import forecast_line

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

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("composerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QuestionField()
        self._forecast = QLabel(textFormat=Qt.TextFormat.PlainText)
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
        row = QHBoxLayout()
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
        layout.addLayout(above)
        layout.addWidget(self._frame)

        self.field.enter_pressed.connect(self._enter)
        self.field.pasted.connect(self.pasted)
        self.field.up_in_empty.connect(self.last_question_wanted)
        self.field.textChanged.connect(lambda: self.typed.emit(self.field.toPlainText()))
        self.field.focus_changed.connect(self._show_focus)

    def show_prompt(self, prompt: str) -> None:
        """Show a question that came from elsewhere; what is typed is not disturbed by itself."""
        if prompt != self.field.toPlainText():
            self.field.setPlainText(prompt)
            cursor = self.field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.field.setTextCursor(cursor)

    def show_forecast(self, forecast: Forecast | None, pictures: int) -> None:
        """Show what Enter would send; None while some of the `pictures` are still being prepared."""
        self._forecast.setText(forecast_line(forecast, pictures))
        self._forecast.setToolTip("What Enter would send: pictures, tokens, price, bytes")

    def show_arriving(self) -> None:
        """A question waits for a picture that is still being read."""
        self._forecast.setText("Reading the picture, then asking…")

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
        self._frame.setProperty("focused", focused)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
