"""The window in which the saved prompts are edited; users read "prompts"."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.asking.saved_prompts import DEFAULT_QUICK_QUESTIONS, LONGEST_NAME, MOST, QuickQuestion
from desktop.messages.language.catalogue import N_, _
from desktop.ui.look.dialog_size import resize_by_text

SIZE = (620, 420)
UNNAMED = N_("Untitled")


class QuickQuestionEditor(QDialog):
    """Shows the saved prompts, and emits all of them with each change."""

    changed = Signal(tuple)  # of QuickQuestion

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Prompts"))
        resize_by_text(self, *SIZE)
        self._prompts: list[QuickQuestion] = []
        self._is_loading = False  # fields are being filled, not typed in
        self._list = QListWidget()
        self._list.setAccessibleName(_("Prompts"))
        self._list.currentRowChanged.connect(self._show_row)
        self._name = QLineEdit()
        self._name.setAccessibleName(_("Name"))
        self._name.setPlaceholderText(_("Name"))
        self._name.setMaxLength(LONGEST_NAME)
        self._name.textEdited.connect(lambda _: self._store_row())
        self._words = QPlainTextEdit()
        self._words.setAccessibleName(_("Prompt"))
        self._words.setPlaceholderText(_("Prompt"))
        self._words.setTabChangesFocus(True)
        self._words.textChanged.connect(self._store_row)
        self._add_button = _list_button(_("Add"), _("Add prompt"))
        self._add_button.clicked.connect(self._add)
        panes = QHBoxLayout()
        panes.addLayout(self._list_column(), 2)
        panes.addLayout(self._field_column(), 3)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addLayout(panes, 1)
        layout.addLayout(self._button_row())

    def _list_column(self) -> QVBoxLayout:
        """The list, and the buttons that add, remove and move."""
        remove = _list_button(_("Remove"), _("Remove prompt"))
        up, down = _list_button("↑", _("Move up")), _list_button("↓", _("Move down"))
        remove.clicked.connect(self._remove)
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        buttons = QHBoxLayout()
        for button in (self._add_button, remove, up, down):
            buttons.addWidget(button)
        column = QVBoxLayout()
        column.addWidget(self._list, 1)
        column.addLayout(buttons)
        return column

    def _field_column(self) -> QVBoxLayout:
        """The fields of the selected prompt."""
        hint = QLabel(_("Click one above the box, or type / and its name."), textFormat=Qt.TextFormat.PlainText)
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        column = QVBoxLayout()
        column.addWidget(self._name)
        column.addWidget(self._words, 1)
        column.addWidget(hint)
        return column

    def _button_row(self) -> QHBoxLayout:
        usual, close = QPushButton(_("Restore defaults")), QPushButton(_("Close"))
        usual.setToolTip(_("Restore the prompts that come with Askance"))
        usual.clicked.connect(self._restore_defaults)
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(usual)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def show_questions(self, questions: tuple[QuickQuestion, ...]) -> None:
        """Show these prompts."""
        self._prompts = list(questions)
        self._list_again(0)

    def _list_again(self, row: int) -> None:
        """Fill the list anew and select a row."""
        self._is_loading = True
        self._list.clear()
        self._list.addItems([prompt.name or _(UNNAMED) for prompt in self._prompts])
        self._is_loading = False
        self._list.setCurrentRow(max(0, min(row, len(self._prompts) - 1)))
        self._show_row(self._list.currentRow())

    def _show_row(self, row: int) -> None:
        if self._is_loading:
            return
        prompt = self._prompts[row] if 0 <= row < len(self._prompts) else None
        self._is_loading = True
        self._name.setText(prompt.name if prompt else "")
        self._words.setPlainText(prompt.words if prompt else "")
        self._is_loading = False
        for field in (self._name, self._words):
            field.setEnabled(prompt is not None)
        self._add_button.setEnabled(len(self._prompts) < MOST)

    def _store_row(self) -> None:
        row = self._list.currentRow()
        if self._is_loading or not 0 <= row < len(self._prompts):
            return
        self._prompts[row] = QuickQuestion(self._name.text().strip(), self._words.toPlainText().strip())
        self._list.item(row).setText(self._prompts[row].name or _(UNNAMED))
        self._emit()

    def _add(self) -> None:
        self._prompts.append(QuickQuestion("", ""))
        self._list_again(len(self._prompts) - 1)
        self._name.setFocus()

    def _remove(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._prompts):
            del self._prompts[row]
            self._list_again(row)
            self._emit()

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        to = row + by
        if 0 <= row < len(self._prompts) and 0 <= to < len(self._prompts):
            self._prompts[row], self._prompts[to] = self._prompts[to], self._prompts[row]
            self._list_again(to)
            self._emit()

    def _restore_defaults(self) -> None:
        names = {prompt.name for prompt in self._prompts}
        self._prompts += [prompt for prompt in DEFAULT_QUICK_QUESTIONS if prompt.name not in names]
        self._list_again(len(self._prompts) - 1)
        self._emit()

    def _emit(self) -> None:
        """Emit the prompts that have a name and words by now."""
        self.changed.emit(tuple(prompt for prompt in self._prompts if prompt.name and prompt.words))


def _list_button(label: str, name: str) -> QPushButton:
    button = QPushButton(label)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
