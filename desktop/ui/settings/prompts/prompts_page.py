"""The page of the settings about saved prompts: their list, the fields of the chosen one, and their file."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout

from desktop.core.asking.saved_prompts import MOST, SavedPrompt
from desktop.core.settings.settings import Settings
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.choice import LANGUAGES
from desktop.ui.look.wheel_proof import ChoiceBox
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import SET_FOR_ALL, SettingsPage
from desktop.ui.settings.prompts.prompt_fields import Named, PromptFields

UNNAMED = N_("Untitled")
LONGEST_LANGUAGE = 60  # letters; chosen
LIST_ROWS = 6


class PromptsPage(SettingsPage):
    """Shows the saved prompts, and emits all of them with each change."""

    prompts_changed = Signal(tuple)  # of SavedPrompt
    restore_requested = Signal()  # of the prompts that come with Askance
    export_requested = Signal()
    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__(_("Prompts"), _("What you ask often. Click one above the question, or type / and its name."))
        self._prompts: list[SavedPrompt] = []
        self._lock: QPixmap | None = None
        self._list = QListWidget()
        self._list.setObjectName("promptList")
        self._list.setAccessibleName(_("Prompts"))
        self._list.setFixedHeight(self._list.fontMetrics().height() * 3 * LIST_ROWS // 2)
        self._list.currentRowChanged.connect(self._show_row)
        self._add_button = self._button(_("Add"), _("Add prompt"), self._add_prompt)
        self.prompt = PromptFields()
        self.prompt.changed.connect(self._store_row)
        self._words = quiet()
        self._words.hide()
        self.form.add_row("", self._list_with_buttons())
        self.form.add_row("", self.prompt)
        self._language = ChoiceBox(editable=True)
        self._language.addItems(["", *LANGUAGES.values()])
        field = self._language.lineEdit()
        assert field is not None
        field.setMaxLength(LONGEST_LANGUAGE)
        field.editingFinished.connect(self._language_done)
        self._language.activated.connect(lambda _index: self._language_done())
        self.add("translation_language", self._language, self._load_language)
        self.form.add_row(_("As a file"), self._file_buttons())
        self._shown_language = ""

    def _button(self, label: str, name: str, clicked: object) -> QPushButton:
        button = QPushButton(label)
        button.setProperty("raised", True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.clicked.connect(clicked)
        return button

    def _list_with_buttons(self) -> QHBoxLayout:
        """The list, and beside it the buttons that add, remove, move and restore."""
        buttons = QVBoxLayout()
        buttons.addWidget(self._add_button)
        self._changing = (
            self._button(_("Remove"), _("Remove prompt"), self._remove),
            self._button("↑", _("Move up"), lambda: self._move(-1)),
            self._button("↓", _("Move down"), lambda: self._move(1)),
        )
        for button in self._changing:
            buttons.addWidget(button)
        restored = _("Restore the prompts that come with Askance. Yours stay.")
        buttons.addWidget(self._button(_("Restore"), restored, lambda: self.restore_requested.emit()))
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self._list, 1, Qt.AlignmentFlag.AlignTop)
        row.addLayout(buttons)
        return row

    def _file_buttons(self) -> QVBoxLayout:
        """The buttons that hand prompts and connections on, and what the file contains."""
        row = QHBoxLayout()
        out = _("Save prompts and connections to a file")
        row.addWidget(self._button(_("Export…"), out, lambda: self.export_requested.emit()))
        taken = _("Choose prompts and connections from a file")
        row.addWidget(self._button(_("Import…"), taken, lambda: self.import_requested.emit()))
        row.addStretch(1)
        column = QVBoxLayout()
        column.addLayout(row)
        column.addWidget(
            quiet(_("Prompts and connections, without keys and headers. An import takes what you choose."))
        )
        column.addWidget(self._words)
        return column

    def show_words(self, words: str) -> None:
        """Shows what became of an export or an import."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    @property
    def result(self) -> str:
        """The words about the last export or import."""
        return self._words.text()

    def focus_first(self) -> None:
        self._list.setFocus()

    def show_connections(self, connections: Sequence[Named]) -> None:
        """Offers these connections for prompts."""
        self.prompt.show_connections(connections)

    def show_prompts(self, prompts: tuple[SavedPrompt, ...]) -> None:
        """Shows these prompts. If they are those that are shown, one that has no name yet stays."""
        if prompts != self._whole():
            self._prompts = list(prompts)
            self._list_again(max(0, self._list.currentRow()))

    def _whole(self) -> tuple[SavedPrompt, ...]:
        """Returns the prompts that have a name and words by now."""
        return tuple(prompt for prompt in self._prompts if prompt.name and prompt.words)

    def _list_again(self, row: int) -> None:
        """Fills the list anew and selects a row."""
        self._list.blockSignals(True)
        self._list.clear()
        for prompt in self._prompts:
            self._list.addItem(self._item(prompt))
        self._list.setCurrentRow(max(0, min(row, len(self._prompts) - 1)))
        self._list.blockSignals(False)
        self._show_row(self._list.currentRow())

    def _item(self, prompt: SavedPrompt) -> QListWidgetItem:
        """Returns the row of a prompt; one that an administrator has set says so, with a lock."""
        item = QListWidgetItem(prompt.name or _(UNNAMED))
        if prompt.is_given:
            item.setText(f"{prompt.name} · {_(SET_FOR_ALL)}")
            item.setToolTip(_(SET_FOR_ALL))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, _(SET_FOR_ALL))
            if self._lock is not None:
                item.setIcon(QIcon(self._lock))
        return item

    def show_locked(self, names: frozenset[str], lock: QPixmap | None = None) -> None:
        super().show_locked(names, lock)
        is_first, self._lock = self._lock is None, lock
        if is_first and any(prompt.is_given for prompt in self._prompts):
            self._list_again(max(0, self._list.currentRow()))

    def _show_row(self, row: int) -> None:
        prompt = self._prompts[row] if 0 <= row < len(self._prompts) else None
        self.prompt.show_prompt(prompt)
        for button in self._changing:
            button.setEnabled(prompt is None or not prompt.is_given)
        self._add_button.setEnabled(sum(not other.is_given for other in self._prompts) < MOST)

    def _store_row(self, prompt: SavedPrompt) -> None:
        row = self._list.currentRow()
        self._prompts[row] = prompt
        self._list.item(row).setText(prompt.name or _(UNNAMED))
        self.prompts_changed.emit(self._whole())

    def _add_prompt(self) -> None:
        self._prompts.append(SavedPrompt("", ""))
        self._list_again(len(self._prompts) - 1)
        self.prompt.focus_name()

    def _remove(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._prompts):
            del self._prompts[row]
            self._list_again(row)
            self.prompts_changed.emit(self._whole())

    def _move(self, by: int) -> None:
        row = self._list.currentRow()
        to = row + by
        if 0 <= row < len(self._prompts) and 0 <= to < len(self._prompts) and not self._prompts[to].is_given:
            self._prompts[row], self._prompts[to] = self._prompts[to], self._prompts[row]
            self._list_again(to)
            self.prompts_changed.emit(self._whole())

    def _load_language(self, settings: Settings) -> None:
        self._shown_language = settings.translation_language
        if not self._language.hasFocus():
            self._language.setCurrentText(settings.translation_language)

    def _language_done(self) -> None:
        language = self._language.currentText().strip()
        if language != self._shown_language:
            self.change("translation_language", language)
