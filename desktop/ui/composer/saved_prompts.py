"""The saved prompts of the composer (users read "quick questions"): buttons, a menu, and a list while “/” is typed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop.core.asking.saved_prompts import QuickQuestion
from desktop.deferred import deferred
from desktop.messages.language.catalogue import _
from desktop.ui.composer.question_field import QuestionField
from desktop.ui.composer.saved_prompt_row import QuickQuestionRow
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.menu import Menu
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.ui.composer import saved_prompt_popup
else:
    saved_prompt_popup = deferred("desktop.ui.composer.saved_prompt_popup")

LONGEST_SEARCH = 40  # letters; what is longer is a question that begins with “/”


class SavedPrompts(QObject):
    """Offers the saved prompts in three ways. `frame` is the widget above which the list for “/” opens."""

    chosen = Signal(QuickQuestion)
    edit_requested = Signal()

    def __init__(self, field: QuestionField, frame: QWidget) -> None:
        super().__init__(frame)
        self._field = field
        self._frame = frame
        self._prompts: tuple[QuickQuestion, ...] = ()
        self._popup: saved_prompt_popup.QuickQuestionPopup | None = None
        self.row = QuickQuestionRow()
        self.row.chosen.connect(self.chosen)
        self.row.hide()
        self.menu_button = QToolButton()
        self.menu_button.setText(_("Prompts"))
        self.menu_button.setAccessibleName(_("Prompts"))
        self.menu_button.setToolTip(_("Prompts (Ctrl+/)"))
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_button.clicked.connect(self.show_menu)
        field.textChanged.connect(self._search)

    def show_prompts(self, prompts: tuple[QuickQuestion, ...]) -> None:
        """Offer these prompts."""
        self._prompts = prompts
        self.row.show_questions(prompts)

    def show_look(self, theme: Theme) -> None:
        """Draw the icon in this theme."""
        self.menu_button.setIcon(icon("prompts", theme.colors.text))
        self.menu_button.setIconSize(icon_size(theme))

    def show_word(self, shown: bool) -> None:
        """Show the word on the button of the menu, or its icon alone."""
        styles = Qt.ToolButtonStyle
        self.menu_button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if shown else styles.ToolButtonIconOnly)

    def show_row(self, useful: bool) -> None:
        """Show the buttons if they are of use now and there are any."""
        self.row.setVisible(useful and bool(self._prompts))

    def show_menu(self) -> None:
        """Open a menu of all prompts, with an entry to edit them."""
        menu = Menu(self._frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for prompt in self._prompts:
            menu.addAction(prompt.name, partial(self.chosen.emit, prompt))
        menu.addSeparator()
        menu.addAction(_("Edit prompts…"), self.edit_requested.emit)
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def press_key(self, event: QKeyEvent) -> bool:
        """Hand a key over to the list, if it is open. Return True if the key was for it."""
        return self._popup is not None and self._popup.takes(event)

    def hide_popup(self) -> None:
        """Close the list."""
        if self._popup is not None:
            self._popup.hide()

    def _search(self) -> None:
        """Open the list while “/” and the beginning of a name are typed, and close it otherwise."""
        typed = self._field.toPlainText()
        is_search = typed.startswith("/") and len(typed) < LONGEST_SEARCH and "\n" not in typed
        if not is_search or not self._field.hasFocus():
            self.hide_popup()
            return
        if self._popup is None:
            self._popup = saved_prompt_popup.QuickQuestionPopup(self._frame)
            self._popup.chosen.connect(self.chosen)
        self._popup.show_matching(self._prompts, typed[1:])
