"""The pane of the history: new conversation, search, the list of conversations, costs, settings."""

from datetime import date

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.usage.spending_limits import Spending
from desktop.messages.formatting import amount_spent, money
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted, month_in_words
from desktop.ui.actions import Actions
from desktop.ui.history.conversation_list_view import ConversationListView
from desktop.ui.history.history_list import ConversationListModel
from desktop.ui.history.history_rows import RowDelegate
from desktop.ui.history.history_search import HistorySearch
from desktop.ui.history.no_conversations import NoConversations
from desktop.ui.history.search_keys import SearchKeys
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.menu import Menu
from desktop.ui.screen_reader.settled_words import SettledWords
from desktop.ui.theme import Theme


class HistoryPanel(QWidget):
    """Emits which conversation the user wants to find, open, rename, pin, export, delete, or start."""

    new_requested = Signal()
    open_requested = Signal(str, str)  # a conversation's id, and a turn's in it (or nothing)
    search_requested = Signal(SearchQuery)
    models_wanted = Signal()
    pin_requested = Signal(str, bool)
    export_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(str)
    settings_requested = Signal()

    def __init__(self, theme: Theme, actions: Actions) -> None:
        super().__init__()
        self.model = ConversationListModel()
        self.model.renamed.connect(self.rename_requested)
        self._new = _raised_button(_("New"), _("New conversation (Ctrl+N)"))
        self._new.clicked.connect(self.new_requested)
        self._key = QLabel(QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
        self._capture = _raised_button(_("Capture"), actions["capture"].toolTip())
        self._capture.clicked.connect(actions["capture"].trigger)
        self._search = HistorySearch(theme)
        self._search.searched.connect(self.search_requested)
        self._search.models_wanted.connect(self.models_wanted)
        self._nothing_found = QLabel(_("No matches"), textFormat=Qt.TextFormat.PlainText)
        self._nothing_found.setProperty("quiet", True)
        self._nothing_found.hide()
        self._spoken = SettledWords(self)
        self._open_id = ""
        self._delegate = RowDelegate(theme)
        self.list_view = self._make_list()
        self._keys = SearchKeys(self._search, self.list_view, lambda: self._open(self.list_view.currentIndex()))
        self._empty = NoConversations(self.list_view.viewport())
        self._empty.import_requested.connect(actions["import"].trigger)
        self._spent = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._spent.hide()
        self._settings = QPushButton(_("Settings"))
        self._settings.setToolTip(_("Settings (Ctrl+,)"))
        self._settings.clicked.connect(self.settings_requested)
        self._lay_out()
        self.list_view.show_stop(False, self._new)
        self.show_look(theme)

    def _lay_out(self) -> None:
        """Places the buttons above the search and the list, and Settings with the costs below them."""
        self._key.setProperty("quiet", True)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(self._new)
        inner.setContentsMargins(10, 0, 10, 0)
        inner.addStretch(1)
        inner.addWidget(self._key)
        top = QHBoxLayout()
        top.addWidget(self._new, 1)
        top.addWidget(self._capture)
        self._spent.setProperty("quiet", True)
        self._spent.setProperty("small", True)
        self._spent.setToolTip(_("Cost of answers with known prices"))
        foot = QHBoxLayout()
        foot.addWidget(self._settings)
        foot.addStretch(1)
        foot.addWidget(self._spent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addLayout(top)
        for widget in (self._search, self._nothing_found, self.list_view):
            layout.addWidget(widget, int(widget is self.list_view))
        layout.addLayout(foot)

    def _make_list(self) -> ConversationListView:
        view = ConversationListView()
        view.setItemDelegate(self._delegate)
        view.setModel(self.model)
        view.menu_wanted.connect(self._show_menu)
        for chosen in (view.clicked, view.activated):
            chosen.connect(self._open)
        return view

    # what is shown

    def show_summaries(self, summaries: tuple[Summary, ...], open_id: str) -> None:
        """Shows these conversations: the open one selected, or that which the keyboard has reached in the list."""
        current = self.list_view.currentIndex()
        row, place = current.row(), self.model.id_at(current)
        is_reached = open_id == self._open_id and self.list_view.has_reached(current)
        self.model.show_summaries(summaries)
        searches = self.search != SearchQuery()
        self._nothing_found.setVisible(not summaries and searches)
        if searches and self._search.field.hasFocus():
            listed = counted("{count} conversation listed", "{count} conversations listed", len(summaries))
            self._spoken.will_say(listed if summaries else self._nothing_found.text())
        self._empty.setVisible(not summaries and not searches)
        self.list_view.show_stop(bool(summaries), self._new)  # a search with words in it would keep the key for Undo
        self.show_open(open_id)
        if is_reached and self.model.row_of(place) >= 0:
            self._select(place)
        if not self.list_view.currentIndex().isValid():
            self.list_view.go_near(row)

    def show_listed(self, could_read: bool = True) -> None:
        """Lets the keys take effect that wait until the list shows what was searched for last, or forgets them."""
        self._keys.show_listed() if could_read else self._keys.forget()

    @property
    def finds_nothing(self) -> bool:
        """True while it is shown that a search found nothing."""
        return not self._nothing_found.isHidden()

    def show_open(self, conversation_id: str) -> None:
        """Selects the open conversation."""
        self._open_id = conversation_id
        self._select(conversation_id)

    def _select(self, conversation_id: str) -> None:
        row = self.model.row_of(conversation_id)
        if row < 0:
            self.list_view.clearSelection()
        else:
            self.list_view.setCurrentIndex(self.model.index(row))

    def show_spent(self, spent: Spending) -> None:
        """Shows the cost of today's answers, and in the tooltip that of this month's."""
        self._spent.setText(_("Today {amount}").format(amount=amount_spent(spent.today_usd)))
        month = month_in_words(date.today())
        self._spent.setToolTip(
            _("{month}: {amount}, where prices are known").format(month=month, amount=money(spent.month_usd))
        )
        self._spent.setVisible(spent.month_usd > 0)

    def show_look(self, theme: Theme) -> None:
        """Draws rows and icons in this theme."""
        self._delegate.theme = theme
        self._search.show_look(theme)
        self._empty.show_look(theme)
        for button, name in ((self._new, "new"), (self._capture, "capture"), (self._settings, "settings")):
            button.setIcon(icon(name, theme.colors.text))
            button.setIconSize(icon_size(theme))
        self.list_view.doItemsLayout()
        self.list_view.viewport().update()

    @property
    def first_stop(self) -> QWidget:
        """The list, or the search while nothing is listed."""
        return self.list_view if self.model.rowCount() else self._search.field

    @property
    def search(self) -> SearchQuery:
        """The search as it is typed and filtered now."""
        return self._search.query

    @property
    def search_field(self) -> QLineEdit:
        """The field for the words to search for."""
        return self._search.field

    def focus_search(self) -> None:
        """Focuses the search with all of its text selected."""
        self._search.focus()

    def show_models(self, models: tuple[str, ...]) -> None:
        """Offers these models as a filter."""
        self._search.show_models(models)

    # events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leaves out the key of the new conversation where its word needs the room."""
        super().resizeEvent(event)
        self._key.setVisible(self._new.width() >= self._new.sizeHint().width() + self._key.sizeHint().width())

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if isinstance(row, Summary):
            self.open_requested.emit(row.id, row.turn)

    def _show_menu(self, place: QPoint) -> None:
        index = self.list_view.indexAt(place)
        if not index.isValid() or not isinstance(row := self.model.row(index), Summary):
            return
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        color = self._delegate.theme.colors.text
        menu.addAction(icon("open", color), _("Open\tEnter"), lambda: self.open_requested.emit(row.id, row.turn))
        pin = _("Unpin") if row.pinned else _("Pin")
        menu.addAction(icon("pin", color), pin, lambda: self.pin_requested.emit(row.id, not row.pinned))
        menu.addAction(icon("pen", color), _("Rename\tF2"), lambda: self._rename(row.id))
        menu.addSeparator()
        if not row.is_draft:
            menu.addAction(icon("down", color), _("Export…"), lambda: self.export_requested.emit(row.id))
        menu.addAction(icon("trash", color), _("Delete\tDel"), lambda: self.delete_requested.emit(row.id))
        self._delegate.menu_row = index.row()
        menu.aboutToHide.connect(self._forget_menu)
        menu.popup(self.list_view.viewport().mapToGlobal(place))

    def _rename(self, conversation_id: str) -> None:
        """Opens the field for a title, unless its row has gone since the menu was opened."""
        if (row := self.model.row_of(conversation_id)) >= 0:
            self.list_view.edit(self.model.index(row))

    def _forget_menu(self) -> None:
        """Unmarks the row whose menu has closed."""
        self._delegate.menu_row = -1
        self.list_view.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and (reached := self.model.id_at(self.list_view.currentIndex())):
            self.delete_requested.emit(reached)
        elif not (event.key() == Qt.Key.Key_Escape and self._search.clear()):
            super().keyPressEvent(event)


def _raised_button(text: str, tooltip: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("raised", True)
    button.setProperty("keyed", True)
    button.setToolTip(tooltip)
    return button
