"""The composer: one slot for what matters before asking, the field for the question, Ask and Stop, and an estimate."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from desktop.deferred import deferred
from desktop.messages.language.catalogue import _
from desktop.ui.composer.ask_button import AskButton
from desktop.ui.composer.model_chip import ModelChip
from desktop.ui.composer.question_field import QuestionField
from desktop.ui.composer.saved_prompts import SavedPrompts
from desktop.ui.composer.sent_line import SentLine
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.room import room_of
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.composer import gate as gate_notices
else:
    gate_notices = deferred("desktop.ui.composer.gate")

BESIDE = 8  # pixels between the frame and what is in it, beside the field


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
    attach_requested = Signal()
    editing_left = Signal()  # the question is no longer to replace another

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("composerBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._is_answering = False
        self._can_ask = False
        self._is_editing = False
        self._is_quick_useful = False
        self._is_low = False  # the window: no room for saved prompts
        self._theme: Theme | None = None
        self._gate: gate_notices.Gate | None = None
        self.field = QuestionField()
        self._frame = QFrame()
        self._frame.setObjectName("composerFrame")
        self._prompts = SavedPrompts(self.field, self._frame)
        self.line = SentLine()
        self.chip = ModelChip()
        self._attach = QToolButton()
        self._attach.setAccessibleName(_("Add pictures and texts"))
        self._attach.setToolTip(_("Add pictures and text files (Ctrl+O)"))
        self._attach.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._ask = AskButton()
        self._editing = QPushButton()
        self._editing.setProperty("link", True)
        self._editing.setToolTip(_("Leave the question as it was (Esc)"))
        self._editing.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(BESIDE, 0, BESIDE, 0)
        buttons.addWidget(self._attach)
        buttons.addWidget(self._prompts.menu_button)
        buttons.addWidget(self.chip, 1)
        buttons.addWidget(self._ask)
        self._inside = inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(0, 0, 0, 8)  # the field reaches to the frame that shows its focus
        inside.setSpacing(0)
        inside.addWidget(self.field)
        inside.addLayout(buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(self._editing, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._prompts.row)
        layout.addWidget(self._prompts.in_use, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._frame)
        layout.addWidget(self.line)
        self._column = layout

    def _connect(self) -> None:
        self.line.sent_requested.connect(self.sent_requested)
        self._attach.clicked.connect(self.attach_requested)
        self._ask.clicked.connect(self._clicked)
        self._editing.clicked.connect(self.editing_left)
        self.field.enter_pressed.connect(self._enter)
        self.field.pasted.connect(self.pasted)
        self.field.up_in_empty.connect(self.last_question_wanted)
        self.field.textChanged.connect(lambda: self.typed.emit(self.field.toPlainText()))
        self.field.first_key_handler = self._press_key
        self.field.focus_changed.connect(self._show_focus)

    def show_look(self, theme: Theme) -> None:
        """Draws the icons in this theme, and leaves out words where there is no room for them."""
        self._theme = theme
        self._attach.setIcon(icon("attach", theme.colors.text))
        self._attach.setIconSize(icon_size(theme))
        for part in (self.line, self.chip, self._prompts):
            part.show_look(theme)
        self.fold()

    def fold(self) -> None:
        """Leaves out what has no room: in a narrow composer or window the connection and the word of the prompts, in a
        low window the saved prompts and a line of the question, in a lower one words of the gate.
        """
        if self._theme is not None:
            room = room_of(self, self._theme)
            self.chip.host.setVisible(not room.is_narrow)
            self._prompts.show_word(not room.is_narrow)
            self._is_low = room.is_low
            self.field.show_least_lines(1 if room.is_low else 2)
            if self._gate is not None:
                self._gate.be_brief(room.is_lowest)
            self._fill_slot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    # the slot above the question

    def add_gate(self) -> None:
        """Adds what the first paint need not wait for."""
        self._gate = gate_notices.Gate()
        self._gate.show_enter(self.field.enter_asks)
        self._gate.changed.connect(self._gate_changed)
        self._column.insertWidget(0, self._gate)
        self.fold()

    def add_above_question(self, widget: QWidget) -> None:
        """Places a widget inside the frame, above the field."""
        row = QHBoxLayout()
        row.setContentsMargins(BESIDE, 6, BESIDE, 0)
        row.addWidget(widget)
        self._inside.insertLayout(0, row)

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
        may_show = not self._is_gated and not self._is_editing and not self._is_low
        self._prompts.show_row(self._is_quick_useful and may_show)

    def show_editing(self, editing: bool) -> None:
        """Shows, or no longer, that the question will replace one that was asked."""
        self._editing.setText(_("Editing your question · Cancel") if editing else "")
        self._is_editing = editing
        self._fill_slot()

    @property
    def is_editing(self) -> bool:
        """True while the question will replace one that was asked."""
        return self._is_editing

    # the question

    def show_prompt(self, prompt: str) -> None:
        """Shows a question that came from elsewhere. One that is already there keeps its cursor."""
        if prompt != self.field.toPlainText():
            self.field.setPlainText(prompt)
            cursor = self.field.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.field.setTextCursor(cursor)

    def insert(self, text: str) -> None:
        """Inserts text at the cursor."""
        self.field.textCursor().insertText(text)
        self.field.ensureCursorVisible()

    def show_enter(self, enter_asks: bool) -> None:
        """Asks with Enter, or otherwise with Ctrl+Enter."""
        self.field.enter_asks = enter_asks
        if self._gate is not None:
            self._gate.show_enter(enter_asks)
        self.show_state(self._is_answering, self._can_ask)  # its button names the key

    def show_state(self, busy: bool, can_ask: bool) -> None:
        """Offers Stop while an answer is coming (`busy`), and otherwise Ask if there is anything to ask."""
        self._is_answering, self._can_ask = busy, can_ask
        self._ask.show_state(busy, can_ask, self.field.enter_asks, self._is_gated)

    # saved prompts

    @property
    def prompt_row(self) -> QWidget:
        """The row of buttons for saved prompts."""
        return self._prompts.row

    @property
    def prompts(self) -> SavedPrompts:
        """What offers the saved prompts."""
        return self._prompts

    def show_quick(self, useful: bool) -> None:
        """Shows the buttons for saved prompts if they are of use: nothing is typed, and there is an image or a turn."""
        self._is_quick_useful = useful
        self._fill_slot()

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
