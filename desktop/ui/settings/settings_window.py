"""The window of the settings: a list of pages at the left, a page at the right. Changes apply at once."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.settings.settings import Settings
from desktop.messages.language.catalogue import _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.dialog_size import resize_on_screen
from desktop.ui.screen_reader.roles import name_by_title
from desktop.ui.screen_reader.settled_words import SettledWords
from desktop.ui.search_field import SearchField
from desktop.ui.settings.connections.connections_page import ConnectionsPage
from desktop.ui.settings.fields import Field, SettingsPage
from desktop.ui.settings.finding.page_words import has_words
from desktop.ui.settings.pages.appearance_page import AppearancePage
from desktop.ui.settings.pages.at_hand_page import AtHandPage
from desktop.ui.settings.pages.data_page import DataPage
from desktop.ui.settings.pages.pictures_page import PicturesPage
from desktop.ui.settings.pages.privacy_page import PrivacyPage
from desktop.ui.settings.prompts.prompts_page import PromptsPage
from desktop.ui.theme import Theme

SIZE = QSize(860, 640)  # units
LEAST = QSize(560, 360)  # pixels
LIST_UNITS, ICONS_UNITS = 184, 52  # the width of the list, and without its words


class SettingsDialog(QDialog):
    """Shows the settings and emits what the user changes. The API key and the test belong to `answers`."""

    changed = Signal(dict)  # new values by the names of settings

    def __init__(self, parent: QWidget, theme: Theme, patterns_file: str = "") -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(_("Settings"))
        name_by_title(self)
        resize_on_screen(self, QSize(theme.px(SIZE.width()), theme.px(SIZE.height())), LEAST)
        self.answers = ConnectionsPage()
        self.prompts = PromptsPage()
        self.data, self.at_hand, self.pictures = DataPage(), AtHandPage(), PicturesPage()
        self._pages: dict[str, SettingsPage] = {
            "cloud": self.answers,
            "prompts": self.prompts,
            "shield": PrivacyPage(patterns_file),
            "picture": self.pictures,
            "appearance": AppearancePage(),
            "keyboard": self.at_hand,
            "data": self.data,
        }
        self._list = QListWidget()
        self._stack = QStackedWidget()
        self._find = SearchField(theme)
        self._spoken = SettledWords(self._find)
        self._add_pages()
        self._lay_out()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)
        self.finished.connect(lambda _: self._take_typed())
        self._list.setCurrentRow(0)
        self.answers.focus_first()

    def _add_pages(self) -> None:
        self._list.setObjectName("pages")
        self._list.setAccessibleName(_("Pages of the settings"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setIconSize(icon_size(self._theme))
        for name, page in self._pages.items():
            page.changed.connect(self.changed)
            self._list.addItem(QListWidgetItem(icon(name, self._theme.colors.text), page.title))
            area = QScrollArea(widgetResizable=True)
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(page)
            self._stack.addWidget(area)
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)

    def _lay_out(self) -> None:
        self._find.setPlaceholderText(_("Find a setting"))
        self._find.setAccessibleName(_("Find a setting"))
        self._find.textChanged.connect(self._show_matching)
        side = QWidget()
        side.setObjectName("side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side = side
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 12, 8, 12)
        column.addWidget(self._find)
        column.addWidget(self._list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._stack, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # the pages have their font by now

    def show_look(self, theme: Theme) -> None:
        """Shows the window in this theme."""
        self._theme = theme
        self._list.setIconSize(icon_size(theme))
        self._find.show_look(theme)
        self._fit()

    def _fit(self) -> None:
        """Leaves the words of the list out where the page needs the room: with very large text."""
        needed = max(page.minimumSizeHint().width() for page in self._pages.values())
        is_narrow = self.width() < self._theme.px(LIST_UNITS) + needed
        self._side.setFixedWidth(self._theme.px(ICONS_UNITS if is_narrow else LIST_UNITS))
        self._find.setVisible(not is_narrow)
        for row, page in enumerate(self._pages.values()):
            item = self._list.item(row)
            item.setText("" if is_narrow else page.title)
            item.setToolTip(page.title)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, page.title)

    def field(self, name: str, kind: type[Field]) -> Field:
        """Returns the widget of the setting `name`, on whichever page it is. Raises KeyError, or TypeError."""
        for page in self._pages.values():
            if page.has(name):
                return page.field(name, kind)
        raise KeyError(name)

    def show_page(self, page: SettingsPage) -> None:
        """Shows a page, and focus its first field."""
        self._find.clear()
        self._list.setCurrentRow(list(self._pages.values()).index(page))
        page.focus_first()

    def show_key(self) -> None:
        """Shows the page with the key of the connection, and focuses its field."""
        self.show_page(self.answers)
        area = self._stack.currentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self.answers.key)
        self.answers.key.setFocus()

    def show_settings(self, settings: Settings) -> None:
        """Shows the settings in force."""
        for page in self._pages.values():
            page.show_settings(settings)

    def show_locked(self, names: frozenset[str]) -> None:
        """Disables the settings of these names, which an administrator has set."""
        lock = icon("lock", self._theme.colors.quiet).pixmap(icon_size(self._theme, 14))
        for page in self._pages.values():
            page.show_locked(names, lock)

    def _show_matching(self, words: str) -> None:
        """Lists the pages on which these words stand, and shows the first of them, scrolled to the words."""
        matching = [has_words(page.words(), words) for page in self._pages.values()]
        for row, matches in enumerate(matching):
            self._list.item(row).setHidden(not matches)
        if True in matching and not matching[self._list.currentRow()]:
            self._list.setCurrentRow(matching.index(True))
        page, area = list(self._pages.values())[self._list.currentRow()], self._stack.currentWidget()
        place = page.place_of(words) if words.strip() and True in matching else None
        if place is not None and isinstance(area, QScrollArea):
            area.ensureWidgetVisible(place)
        shown = page.title if True in matching else _("No matches")
        self._spoken.will_say(shown if words else "")

    def _take_typed(self) -> None:
        for page in self._pages.values():
            page.take_typed()
