"""The head of the conversation: its title, which a click renames, and the buttons to find, for the menu and to fold."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QToolButton

from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.isolation import isolated
from desktop.ui.actions import Actions
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size, menu_button
from desktop.ui.look.menu import Menu
from desktop.ui.panes.pane import PaneBar
from desktop.ui.theme import Theme

NEW = N_("New conversation")
LONGEST_TITLE = 300  # letters that are measured; what is longer has no room anyway


class ConversationHead(PaneBar):
    """Shows the title of the open conversation and emits a new one."""

    renamed = Signal(str)

    def __init__(self, actions: Actions) -> None:
        super().__init__("paneHead")
        self._title = ""
        self._can_rename = False
        self._shown = QPushButton(_(NEW))
        self._shown.setObjectName("conversationTitle")
        self._shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._shown.clicked.connect(self._edit)
        self._field = QLineEdit()
        self._field.setAccessibleName(_("Title of the conversation"))
        self._field.editingFinished.connect(self._finish)
        self._field.installEventFilter(self)
        self._field.hide()
        self._find = QToolButton()
        self._find.setDefaultAction(actions["find"])
        self._menu = menu_button(_("Menu"), _("Menu"))
        menu = Menu(self._menu)
        menu.aboutToShow.connect(lambda: menu.isEmpty() and actions.add_menus(menu.addMenu))
        self._menu.setMenu(menu)
        self._fold = QToolButton()
        self._fold.setDefaultAction(actions["talk"])
        self.row.addWidget(self._shown, 1)
        self.row.addWidget(self._field, 1)
        for button in (self._find, self._menu, self._fold):
            self.row.addWidget(button)
        self.show_title("", can_rename=False)

    def show_title(self, title: str, can_rename: bool) -> None:
        """Shows the title of the open conversation; one that was not asked anything yet has none and cannot be renamed.

        `title` may be a stranger's: of an import, or of a text that was pasted.
        """
        self._title, self._can_rename = title, can_rename
        self._shown.setEnabled(can_rename)
        shown = untrusted_line(title or _(NEW), LONGEST_TITLE)
        self._shown.setAccessibleName(_("Title: {title}").format(title=shown))
        self._shown.setToolTip(_("Rename (F2, in the list)") if can_rename else "")
        self._field.hide()
        self._shown.show()
        self._cut()

    def show_look(self, theme: Theme) -> None:
        """Draws the icons in this theme."""
        super().show_look(theme)
        self._menu.setIcon(icon("more", theme.colors.text))
        for button in (self._find, self._menu, self._fold):
            button.setIconSize(icon_size(theme))
        self._cut()

    def _cut(self) -> None:
        """Shortens the title to its room."""
        title = untrusted_line(self._title or _(NEW), LONGEST_TITLE)
        room = max(0, self._shown.width() - 2 * self._shown.fontMetrics().averageCharWidth())
        shown = self._shown.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, room)
        self._shown.setText(isolated(shown).replace("&", "&&"))

    def _edit(self) -> None:
        self._field.setText(self._title)
        self._shown.hide()
        self._field.show()
        self._field.selectAll()
        self._field.setFocus()

    def _finish(self) -> None:
        if self._field.isHidden():
            return
        title = self._field.text().strip()
        self._field.hide()
        self._shown.show()
        if title and title != self._title:
            self.renamed.emit(title)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self._field.setText(self._title)
            self._finish()
            return True
        return False
