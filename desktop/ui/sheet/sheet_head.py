"""The head of the table: the name of the run, what it asks of whom, and buttons for columns, pictures and export."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.elided_label import ElidedLabel
from desktop.ui.look.menu import Menu
from desktop.ui.settings.field_column import quiet
from desktop.ui.theme import Theme


class SheetHead(QWidget):
    """Emits what is pressed."""

    column_pressed = Signal()
    model_pressed = Signal(str)  # all rows shall be asked of that model, too
    models_wanted = Signal()  # the menu of other models opens
    add_pressed = Signal()
    export_pressed = Signal()
    picture_pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("paneHead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._about = ElidedLabel(), quiet()
        self._title.setProperty("strong", True)
        self._buttons: dict[str, QPushButton] = {}
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._about)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.addLayout(words, 1)
        for name, text, tooltip, signal in (
            ("eye", _("Picture"), _("Show the picture (Ctrl+P)"), self.picture_pressed),
            ("new", _("Column"), _("Change the columns, or compare with another model"), None),
            ("picture", _("Add pictures"), _("Add pictures to this run"), self.add_pressed),
            ("save", _("Export"), _("Save the table as a file"), self.export_pressed),
        ):
            button = QPushButton(text)
            button.setToolTip(tooltip)
            button.setAccessibleName(text)
            button.setProperty("raised", True)
            if signal is not None:
                button.clicked.connect(signal)
            self._buttons[name] = button
            row.addWidget(button)
        self._models = Menu(_("Compare with another model"), self)
        self._models.aboutToShow.connect(self.models_wanted)
        menu = Menu(self._buttons["new"])
        menu.addAction(_("Change question and columns…")).triggered.connect(self.column_pressed)
        menu.addMenu(self._models)
        self._buttons["new"].setMenu(menu)
        self.show_look(theme)
        self.show_narrow(False)

    def show_look(self, theme: Theme) -> None:
        """Draws in this theme."""
        for name, button in self._buttons.items():
            button.setIcon(icon(name, theme.colors.text))
            button.setIconSize(icon_size(theme, 16))

    def show_narrow(self, is_narrow: bool) -> None:
        """Where there is little room, show icons without words, and the button that leads to the picture."""
        for button in self._buttons.values():
            button.setText("" if is_narrow else button.accessibleName())
        self._buttons["eye"].setVisible(is_narrow)

    def show_models(self, names: Sequence[str]) -> None:
        """Offers to compare with these models."""
        self._models.clear()
        for name in names:
            self._models.addAction(name.replace("&", "&&")).triggered.connect(partial(self._compare, name))

    def _compare(self, name: str, _checked: bool = False) -> None:
        self.model_pressed.emit(name)

    def show_run(self, title: str, about: str) -> None:
        """Shows the name of the run and what it is about."""
        self._title.setText(title)
        self._about.setText(about)
        self.setAccessibleName(f"{title}, {about}")

    @property
    def about(self) -> str:
        """What is said about the run."""
        return self._about.text()
