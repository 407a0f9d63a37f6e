"""The field that shows the chosen cell in full and corrects it, with what is known about its value below."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.keys.copy_guard import HOLDS_ANSWER
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.menu import Menu
from desktop.ui.theme import Theme


class CellEditor(QWidget):
    """Emits the value that was typed, once Enter is pressed or the field is left, and that the cell is asked again."""

    typed = Signal(str)
    again_pressed = Signal(str)  # the name of a model; empty for the same
    models_wanted = Signal()  # the menu of other models opens

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown = ""
        self._label, self._known = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.field = QLineEdit()
        self.field.setProperty(HOLDS_ANSWER, True)
        self._label.setBuddy(self.field)
        self._again = QPushButton(_("Ask again"))
        self._again.setProperty("raised", True)
        self._models = Menu(_("With another model"), self._again)
        self._models.aboutToShow.connect(self.models_wanted)
        menu = Menu(self._again)
        menu.addAction(_("With the same model")).triggered.connect(lambda: self.again_pressed.emit(""))
        menu.addMenu(self._models)
        self._again.setMenu(menu)
        for label in (self._label, self._known):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("small", True)
        self._label.setProperty("quiet", True)
        self.setObjectName("stripBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout()
        row.addWidget(self.field, 1)
        row.addWidget(self._again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(4)
        layout.addWidget(self._label)
        layout.addLayout(row)
        layout.addWidget(self._known)
        self.field.editingFinished.connect(self._finish)
        self.show_look(theme)

    @property
    def again_button(self) -> QPushButton:
        """The button that asks the cell's row again."""
        return self._again

    @property
    def models(self) -> Menu:
        """The menu of the other models."""
        return self._models

    @property
    def known(self) -> str:
        """What is known about the value, in words."""
        return self._known.text()

    def show_look(self, theme: Theme) -> None:
        """Draws in this theme."""
        self._again.setIcon(icon("again", theme.colors.text))
        self._again.setIconSize(icon_size(theme, 14))

    def show_models(self, names: Sequence[str]) -> None:
        """Offers these other models."""
        self._models.clear()
        for name in names:
            action = self._models.addAction(name.replace("&", "&&"))
            action.triggered.connect(partial(self._ask_model, name))

    def _ask_model(self, name: str, _checked: bool = False) -> None:
        self.again_pressed.emit(name)

    def show_nothing(self) -> None:
        """Shows that no cell is chosen."""
        self.show_cell("", "", "", may_edit=False, may_ask=False)

    def show_cell(self, title: str, text: str, known: str, *, may_edit: bool, may_ask: bool) -> None:
        """Shows a cell. What the user is typing stays if the cell shows the same value as before."""
        if (title, text) != (self._label.text(), self._shown) or not self.field.hasFocus():
            self.field.setText(text)
        self._shown = text
        self._label.setText(title)
        self._known.setText(known)
        self.field.setReadOnly(not may_edit)
        self.field.setAccessibleName(title or _("Value"))
        self.field.setAccessibleDescription(known)
        self._again.setEnabled(may_ask)

    def _finish(self) -> None:
        text = self.field.text()
        if text != self._shown and not self.field.isReadOnly():
            self._shown = text
            self.typed.emit(text)
