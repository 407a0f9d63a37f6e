"""The saved prompts of the composer (users read "quick questions"): buttons, a menu, and a list while “/” is typed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.core.asking.saved_prompts import QuickQuestion
from desktop.deferred import deferred
from desktop.ui.composer.question_field import QuestionField
from desktop.ui.composer.saved_prompt_row import QuickQuestionRow

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
        self.menu_button = QPushButton("/")
        self.menu_button.setProperty("small", True)
        self.menu_button.setAccessibleName("Quick questions")
        self.menu_button.setToolTip("Quick questions (Ctrl+/)")
        self.menu_button.clicked.connect(self.show_menu)
        field.textChanged.connect(self._search)

    def show_prompts(self, prompts: tuple[QuickQuestion, ...]) -> None:
        """Offer these prompts."""
        self._prompts = prompts
        self.row.show_questions(prompts)

    def show_row(self, useful: bool) -> None:
        """Show the buttons if they are of use now and there are any."""
        self.row.setVisible(useful and bool(self._prompts))

    def show_menu(self) -> None:
        """Open a menu of all prompts, with an entry to edit them."""
        menu = QMenu(self._frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for prompt in self._prompts:
            menu.addAction(prompt.name, partial(self.chosen.emit, prompt))
        menu.addSeparator()
        menu.addAction("Edit these questions…", self.edit_requested.emit)
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
