"""The composer: one slot for what matters before asking, the field for the question, Ask and Stop, and an estimate."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.asking.saved_prompts import QuickQuestion
from desktop.deferred import deferred
from desktop.messages.estimate_line import WAITING, estimate_line, local_line
from desktop.messages.language.catalogue import _
from desktop.ui.composer.ask_button import AskButton
from desktop.ui.composer.question_field import QuestionField
from desktop.ui.composer.saved_prompts import SavedPrompts

if TYPE_CHECKING:
    from desktop.core.usage.estimate import RequestEstimate
    from desktop.ui.composer import gate as gate_notices
else:
    gate_notices = deferred("desktop.ui.composer.gate")


class Composer(QWidget):
    """Emits that the user asks, stops, types or pastes. Shows a question, an estimate, and if an answer is coming.

    The slot above the question shows one thing: what blocks Enter (the gate), else that a question is being edited,
    else the buttons for saved prompts.
    """

    ask_requested = Signal()
    stop_requested = Signal()
    typed = Signal(str)
    pasted = Signal(QMimeData)
    last_question_wanted = Signal()
    sent_requested = Signal()  # to see what would be sent
    quick_chosen = Signal(QuickQuestion)
    quick_edit_requested = Signal()
    editing_left = Signal()  # the question is no longer to replace another

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("composerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_answering = False
        self._can_ask = False
        self._is_editing = False
        self._is_quick_useful = False
        self._gate: gate_notices.Gate | None = None
        self.field = QuestionField()
        self._frame = QFrame()
        self._frame.setObjectName("composerFrame")
        self._prompts = SavedPrompts(self.field, self._frame)
        self._forecast = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._forecast.setProperty("quiet", True)
        self._forecast.setAccessibleName("What Enter would send")
        self._forecast.setMinimumWidth(0)
        self._preview = QPushButton("What is sent")
        self._preview.setProperty("link", True)
        self._preview.setToolTip("Everything that Enter would send, exactly as it would leave (Ctrl+I)")
        self._ask = AskButton()
        self._editing = QPushButton()
        self._editing.setProperty("link", True)
        self._editing.setToolTip("Leave the question as it was (Esc)")
        self._editing.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._prompts.menu_button)
        buttons.addStretch(1)
        buttons.addWidget(self._ask)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(8, 6, 8, 8)
        inside.setSpacing(0)
        inside.addWidget(self.field)
        inside.addLayout(buttons)
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._forecast, 1)
        below.addWidget(self._preview)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(self._editing, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._prompts.row)
        layout.addWidget(self._frame)
        layout.addLayout(below)
        self._column = layout

    def _connect(self) -> None:
        self._preview.clicked.connect(self.sent_requested)
        self._ask.clicked.connect(self._clicked)
        self._editing.clicked.connect(self.editing_left)
        self._prompts.chosen.connect(self.quick_chosen)
        self._prompts.edit_requested.connect(self.quick_edit_requested)
        self.field.enter_pressed.connect(self._enter)
        self.field.pasted.connect(self.pasted)
        self.field.up_in_empty.connect(self.last_question_wanted)
        self.field.textChanged.connect(lambda: self.typed.emit(self.field.toPlainText()))
        self.field.first_key_handler = self._press_key
        self.field.focus_changed.connect(self._show_focus)

    # the slot above the question

    def add_gate(self) -> None:
        """Add what the first paint need not wait for."""
        self._gate = gate_notices.Gate()
        self._gate.show_enter(self.field.enter_asks)
        self._gate.changed.connect(self._gate_changed)
        self._column.insertWidget(0, self._gate)

    @property
    def gate(self) -> "gate_notices.Gate":
        """The notice about what blocks Enter; it comes with `add_gate`."""
        assert self._gate is not None
        return self._gate

    @property
    def _is_gated(self) -> bool:
        return self._gate is not None and self._gate.is_open

    def _gate_changed(self) -> None:
        self._fill_slot()
        self.show_state(self._is_answering, self._can_ask)

    def _fill_slot(self) -> None:
        self._editing.setVisible(self._is_editing and not self._is_gated)
        self._prompts.show_row(self._is_quick_useful and not self._is_gated and not self._is_editing)

    def show_editing(self, editing: bool) -> None:
        """Show, or no longer, that the question will replace one that was asked."""
        self._editing.setText("Asking that question otherwise. Leave it as it was ✕" if editing else "")
        self._is_editing = editing
        self._fill_slot()

    @property
    def is_editing(self) -> bool:
        """True while the question will replace one that was asked."""
        return self._is_editing

    # the question

    def show_prompt(self, prompt: str) -> None:
        """Show a question that came from elsewhere. One that is already there keeps its cursor."""
        if prompt != self.field.toPlainText():
            self.field.setPlainText(prompt)
            cursor = self.field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.field.setTextCursor(cursor)

    def insert(self, text: str) -> None:
        """Insert text at the cursor."""
        self.field.textCursor().insertText(text)
        self.field.ensureCursorVisible()

    def show_enter(self, enter_asks: bool) -> None:
        """Ask with Enter, or otherwise with Ctrl+Enter."""
        self.field.enter_asks = enter_asks
        if self._gate is not None:
            self._gate.show_enter(enter_asks)
        self.show_state(self._is_answering, self._can_ask)  # its button names the key

    # what Enter would send

    def show_waiting(self) -> None:
        """Show that a question waits for an answer to the notice above it."""
        self._forecast.setText(_(WAITING))

    @property
    def forecast(self) -> str:
        """The line about what Enter would send, or about what is being waited for."""
        return self._forecast.text()

    def show_forecast(self, forecast: "RequestEstimate | None", images: int) -> None:
        """Show what Enter would send with so many images; None while some of them are still being prepared."""
        self._forecast.setText(estimate_line(forecast, images))
        self._forecast.setToolTip("What Enter would send: pictures, tokens, price, bytes")

    def show_here(self, images: int) -> None:
        """Show that this computer answers from the text of so many images, and nothing would be sent."""
        self._forecast.setText(local_line(images))
        self._forecast.setToolTip("This computer answers with the text that it reads. Nothing is sent, nothing is paid")

    def show_arriving(self) -> None:
        """Show that a question waits for an image that is being decoded."""
        self._forecast.setText("Reading the picture, then asking…")

    def show_looking(self) -> None:
        """Show that a question waits until its images have been scanned for private text."""
        self._forecast.setText("Looking for private text, then asking…")

    def show_state(self, busy: bool, can_ask: bool) -> None:
        """Offer Stop while an answer is coming (`busy`), and otherwise Ask if there is anything to ask."""
        self._is_answering, self._can_ask = busy, can_ask
        self._ask.show_state(busy, can_ask, self.field.enter_asks, self._is_gated)

    # saved prompts

    @property
    def prompt_row(self) -> QWidget:
        """The row of buttons for saved prompts."""
        return self._prompts.row

    def show_questions(self, questions: tuple[QuickQuestion, ...]) -> None:
        """Offer these saved prompts."""
        self._prompts.show_prompts(questions)

    def show_quick(self, useful: bool) -> None:
        """Show the buttons for saved prompts if they are of use: nothing is typed, and there is an image or a turn."""
        self._is_quick_useful = useful
        self._fill_slot()

    def show_quick_menu(self) -> None:
        """Open the menu of all saved prompts."""
        self._prompts.show_menu()

    # events

    def _press_key(self, event: QKeyEvent) -> bool:
        if self._prompts.press_key(event):
            return True
        if event.key() == Qt.Key.Key_Escape and self.is_editing:
            self.editing_left.emit()
            return True
        return False

    def _clicked(self) -> None:
        (self.stop_requested if self._is_answering else self.ask_requested).emit()

    def _enter(self) -> None:
        if self._is_gated:
            self.gate.press_main()
        elif not self._is_answering and self._can_ask:
            self.ask_requested.emit()

    def _show_focus(self, focused: bool) -> None:
        if not focused:
            self._prompts.hide_popup()
        self._frame.setProperty("focused", focused)
        self._frame.style().unpolish(self._frame)
        self._frame.style().polish(self._frame)
