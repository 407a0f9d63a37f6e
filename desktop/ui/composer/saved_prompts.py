"""The saved prompts of the composer: buttons, a menu, a list while “/” is typed, and the one that holds here."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from desktop.core.asking.saved_prompts import SavedPrompt
from desktop.deferred import deferred
from desktop.messages.language.catalogue import _
from desktop.messages.language.choice import LANGUAGES
from desktop.ui.composer.question_field import QuestionField
from desktop.ui.composer.saved_prompt_row import SavedPromptRow
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.menu import Menu
from desktop.ui.theme import Theme

if TYPE_CHECKING:
    from desktop.messages.prompts import prompt_words
    from desktop.ui.composer import saved_prompt_popup
else:
    prompt_words = deferred("desktop.messages.prompts.prompt_words")
    saved_prompt_popup = deferred("desktop.ui.composer.saved_prompt_popup")

LONGEST_SEARCH = 40  # letters; what is longer is a question that begins with “/”


class SavedPrompts(QObject):
    """Offers the saved prompts in three ways. `frame` is the widget above which the list for “/” opens."""

    chosen = Signal(SavedPrompt)
    language_chosen = Signal(SavedPrompt, str)  # a prompt that asks for one, and the language
    other_language_requested = Signal()  # one that is not offered
    left = Signal()  # the prompt that holds here is to hold no longer
    edit_requested = Signal()

    def __init__(self, field: QuestionField, frame: QWidget) -> None:
        super().__init__(frame)
        self._field = field
        self._frame = frame
        self._prompts: tuple[SavedPrompt, ...] = ()
        self._language = ""
        self._popup: saved_prompt_popup.SavedPromptPopup | None = None
        self.row = SavedPromptRow()
        self.row.chosen.connect(self.chosen)
        self.row.hide()
        self.in_use = QPushButton()
        self.in_use.setProperty("link", True)
        self.in_use.clicked.connect(self.left)
        self.in_use.hide()
        self.menu_button = QToolButton()
        self.menu_button.setText(_("Prompts"))
        self.menu_button.setAccessibleName(_("Prompts"))
        self.menu_button.setToolTip(_("Prompts (Ctrl+/)"))
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.menu_button.clicked.connect(self.show_menu)
        field.textChanged.connect(self._search)

    def show_prompts(self, prompts: tuple[SavedPrompt, ...], language: str = "") -> None:
        """Offers these prompts, those that ask for a language with the one that was chosen last, if any was."""
        self._prompts, self._language = prompts, language
        self.row.show_prompts(self._in_language)

    @property
    def _in_language(self) -> tuple[SavedPrompt, ...]:
        return tuple(prompt.in_language(self._language) for prompt in self._prompts)

    def show_in_use(self, name: str, about: str = "") -> None:
        """Shows the prompt that holds in the conversation, with a way to leave it; an empty name for none."""
        words = _("Goes on as the prompt “{name}” says · Leave").format(name=name.replace("&", "&&"))
        self.in_use.setText(words if name else "")
        self.in_use.setToolTip(about)
        self.in_use.setAccessibleName(words.replace("&&", "&"))
        self.in_use.setVisible(bool(name))

    def show_look(self, theme: Theme) -> None:
        """Draws the icon in this theme."""
        self.menu_button.setIcon(icon("prompts", theme.colors.text))
        self.menu_button.setIconSize(icon_size(theme))

    def show_word(self, shown: bool) -> None:
        """Shows the word on the button of the menu, or its icon alone."""
        styles = Qt.ToolButtonStyle
        self.menu_button.setToolButtonStyle(styles.ToolButtonTextBesideIcon if shown else styles.ToolButtonIconOnly)

    def show_row(self, useful: bool) -> None:
        """Shows the buttons if they are of use now and there are any."""
        self.row.setVisible(useful and bool(self._prompts))

    def show_menu(self) -> None:
        """Opens a menu of all prompts, with an entry to edit them."""
        menu = Menu(self._frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for prompt, original in zip(self._in_language, self._prompts, strict=True):
            if not prompt.asks_language:
                where = prompt_words.where_words(prompt)
                words = f"{prompt.name}   {where}" if where else prompt.name
                menu.addAction(words.replace("&", "&&"), partial(self.chosen.emit, prompt))
            if original.asks_language:
                others = menu.addMenu(_("{name}: another language").format(name=original.name.replace("&", "&&")))
                self._add_languages(others, original)
        menu.addSeparator()
        menu.addAction(_("Edit prompts…"), self.edit_requested.emit)
        self._open(menu)

    def show_languages(self, prompt: SavedPrompt) -> None:
        """Opens a menu of the languages for a prompt that asks for one."""
        menu = Menu(self._frame)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(prompt.name)
        self._add_languages(menu, prompt)
        self._open(menu)

    def _add_languages(self, menu: QMenu, prompt: SavedPrompt) -> None:
        for language in LANGUAGES.values():
            menu.addAction(language, partial(self.language_chosen.emit, prompt, language))
        menu.addSeparator()
        menu.addAction(_("Another language…"), self.other_language_requested.emit)

    def _open(self, menu: QMenu) -> None:
        menu.popup(self.menu_button.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def press_key(self, event: QKeyEvent) -> bool:
        """Hands a key over to the list, if it is open. Returns True if the key was for it."""
        return self._popup is not None and self._popup.takes(event)

    def hide_popup(self) -> None:
        """Closes the list."""
        if self._popup is not None:
            self._popup.hide()

    def _search(self) -> None:
        """Opens the list while “/” and the beginning of a name are typed, and closes it otherwise."""
        typed = self._field.toPlainText()
        is_search = typed.startswith("/") and len(typed) < LONGEST_SEARCH and "\n" not in typed
        if not is_search or not self._field.hasFocus():
            self.hide_popup()
            return
        if self._popup is None:
            self._popup = saved_prompt_popup.SavedPromptPopup(self._frame)
            self._popup.chosen.connect(self.chosen)
        self._popup.show_matching(self._in_language, typed[1:])
