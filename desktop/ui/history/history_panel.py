"""The pane of the history: new conversation, search, the list of conversations, costs, settings."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.usage.spending_limits import Spending
from desktop.messages.formatting import money
from desktop.ui.history.history_list import ConversationListModel, RowDelegate
from desktop.ui.history.history_search import HistorySearch
from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors


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

    def __init__(self, colors: ThemeColors) -> None:
        super().__init__()
        self.model = ConversationListModel()
        self.model.renamed.connect(self.rename_requested)
        self._new = _new_button()
        self._new.clicked.connect(self.new_requested)
        self._search = HistorySearch(colors)
        self._search.searched.connect(self.search_requested)
        self._search.models_wanted.connect(self.models_wanted)
        self._nothing_found = QLabel("Nothing found.", textFormat=Qt.TextFormat.PlainText)
        self._nothing_found.setProperty("quiet", True)
        self._nothing_found.hide()
        self._delegate = RowDelegate(colors)
        self.list_view = self._make_list()
        self._spent = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._spent.setProperty("quiet", True)
        self._spent.setToolTip("What answers have cost, as far as prices are known")
        self._spent.setContentsMargins(8, 2, 0, 2)
        self._spent.hide()
        self._settings = QPushButton("Settings")
        self._settings.setToolTip("Settings (Ctrl+,)")
        self._settings.setStyleSheet("text-align: left;")
        self._settings.clicked.connect(self.settings_requested)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        for widget in (self._new, self._search, self._nothing_found, self.list_view, self._spent, self._settings):
            layout.addWidget(widget, int(widget is self.list_view))
        self.show_colors(colors)

    def _make_list(self) -> QListView:
        view = QListView()
        view.setItemDelegate(self._delegate)
        view.setModel(self.model)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        view.setAccessibleName("Conversations")
        view.setLayoutMode(QListView.LayoutMode.Batched)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_menu)
        view.clicked.connect(self._open)
        view.activated.connect(self._open)
        return view

    # what is shown

    def show_summaries(self, summaries: tuple[Summary, ...], open_id: str) -> None:
        """Show these conversations, the open one selected."""
        self.model.show_summaries(summaries)
        self._nothing_found.setVisible(not summaries and self.search != SearchQuery())
        self.show_open(open_id)

    @property
    def finds_nothing(self) -> bool:
        """True while it is shown that a search found nothing."""
        return not self._nothing_found.isHidden()

    def show_open(self, conversation_id: str) -> None:
        """Select the open conversation."""
        row = self.model.row_of(conversation_id)
        if row < 0:
            self.list_view.clearSelection()
        else:
            self.list_view.setCurrentIndex(self.model.index(row))

    def show_spent(self, spent: Spending) -> None:
        """Show the cost of the answers of today and of this month."""
        month = datetime.now().strftime("%B")
        today = money(spent.today_usd) if spent.today_usd else "$0"
        self._spent.setText(f"Today {today} · {month} {money(spent.month_usd)}")
        self._spent.setVisible(spent.month_usd > 0)

    def show_colors(self, colors: ThemeColors) -> None:
        """Draw rows and icons in these colours."""
        self._delegate.colors = colors
        self._search.show_colors(colors)
        self._new.setIcon(icon("new", colors.text))
        self._settings.setIcon(icon("settings", colors.quiet))
        self.list_view.viewport().update()

    # search

    @property
    def search(self) -> SearchQuery:
        """The search as it is typed and filtered now."""
        return self._search.query

    @property
    def search_field(self) -> QLineEdit:
        """The field for the words to search for."""
        return self._search.field

    def focus_search(self) -> None:
        """Focus the search with all of its text selected."""
        self._search.focus()

    def show_models(self, models: tuple[str, ...]) -> None:
        """Offer these models as a filter."""
        self._search.show_models(models)

    # events

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if isinstance(row, Summary):
            self.open_requested.emit(row.id, row.turn)

    def _show_menu(self, place: QPoint) -> None:
        index = self.list_view.indexAt(place)
        if not index.isValid() or not isinstance(row := self.model.row(index), Summary):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", lambda: self.open_requested.emit(row.id, row.turn))
        menu.addAction("Unpin" if row.pinned else "Pin", lambda: self.pin_requested.emit(row.id, not row.pinned))
        menu.addAction("Rename", lambda: self.list_view.edit(index))
        if not row.is_draft:
            menu.addAction("Export…", lambda: self.export_requested.emit(row.id))
        menu.addAction("Delete", lambda: self.delete_requested.emit(row.id))
        menu.popup(self.list_view.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.list_view.currentIndex()
        row = self.model.row(index) if index.isValid() else ""
        if event.key() == Qt.Key.Key_Delete and isinstance(row, Summary):
            self.delete_requested.emit(row.id)
        elif event.key() == Qt.Key.Key_Down and self._search.field.hasFocus():
            self.list_view.setFocus()
        elif not (event.key() == Qt.Key.Key_Escape and self._search.clear()):
            super().keyPressEvent(event)


def _new_button() -> QPushButton:
    """The button for a new conversation, its shortcut written at the right."""
    button = QPushButton("New conversation")
    button.setProperty("raised", True)
    button.setToolTip("New conversation (Ctrl+N)")
    button.setStyleSheet("text-align: left;")
    hint = QLabel(QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
    hint.setProperty("quiet", True)
    hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    inner = QHBoxLayout(button)
    inner.setContentsMargins(0, 0, 10, 0)
    inner.addStretch(1)
    inner.addWidget(hint)
    return button
