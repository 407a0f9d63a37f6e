"""The left pane: new conversation, search, the list of conversations, settings."""

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.conversation.conversation import Summary
from desktop.core.conversation.search_query import SearchQuery
from desktop.core.usage.spending_limits import Spending
from desktop.messages.formatting import money
from desktop.ui.history.history_list import ConversationListModel, RowDelegate
from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors

SEARCH_AFTER_MS = 120
PERIODS = (("Any time", 0), ("Last day", 1), ("Last 7 days", 7), ("Last 30 days", 30), ("Last year", 365))
DAY_S = 86_400


class HistoryPanel(QWidget):
    """Says which conversation the user wants to find, open, rename, pin, keep, delete, or start."""

    new_requested = Signal()
    open_requested = Signal(str, str)  # a conversation, and a turn in it (or nothing)
    search_requested = Signal(object)  # Search
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
        self._new = QPushButton("New conversation")
        self._new.setProperty("raised", True)
        self._new.setToolTip("New conversation (Ctrl+N)")
        self._new.clicked.connect(self.new_requested)
        hint = QLabel(QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText).replace("+", " "))
        hint.setProperty("quiet", True)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(self._new)
        inner.setContentsMargins(0, 0, 10, 0)
        inner.addStretch(1)
        inner.addWidget(hint)
        self._search = QLineEdit()
        self._search.setPlaceholderText("Search")
        self._search.setAccessibleName("Search all conversations")
        self._search.setToolTip("Search all conversations (Ctrl+K)")
        self._search.setClearButtonEnabled(False)
        self._soon = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._soon.timeout.connect(self._say_search)
        self._search.textChanged.connect(self._soon.start)
        self._filter = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._filter.setAccessibleName("Filter")
        self._filter.setToolTip("Only some: by time, model, pictures, pins")
        self._filter.setIconSize(QSize(16, 16))
        self._filter.clicked.connect(self._show_filters)
        self._model = ""
        self._days = 0
        self._with_images, self._pinned = (
            QAction(words, self, checkable=True) for words in ("With pictures", "Pinned")
        )
        for action in (self._with_images, self._pinned):
            action.toggled.connect(self._say_search)
        self._models: tuple[str, ...] = ()
        self._list = QListView()
        self._delegate = RowDelegate(colors)
        self._list.setItemDelegate(self._delegate)
        self._list.setModel(self.model)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self._list.setAccessibleName("Conversations")
        self._list.setLayoutMode(QListView.LayoutMode.Batched)
        self._list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._list.customContextMenuRequested.connect(self._menu)
        self._list.clicked.connect(self._chosen)
        self._list.activated.connect(self._chosen)
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
        layout.addWidget(self._new)
        seek = QHBoxLayout()
        seek.setSpacing(4)
        seek.addWidget(self._search, 1)
        seek.addWidget(self._filter)
        layout.addLayout(seek)
        self._nothing = QLabel("Nothing found.", textFormat=Qt.TextFormat.PlainText)
        self._nothing.setProperty("quiet", True)
        self._nothing.hide()
        layout.addWidget(self._nothing)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._spent)
        layout.addWidget(self._settings)
        self.show_colors(colors)

    def show_summaries(self, summaries: tuple[Summary, ...], open_id: str) -> None:
        """Show these conversations, with the open one marked."""
        self.model.show_summaries(summaries)
        self._nothing.setVisible(not summaries and self.search != SearchQuery())
        self.show_open(open_id)

    @property
    def search(self) -> SearchQuery:
        """What is looked for."""
        since = time.time() - self._days * DAY_S if self._days else 0.0
        words = self._search.text()
        return SearchQuery(words, since, self._model, self._with_images.isChecked(), self._pinned.isChecked())

    def show_spent(self, spent: Spending) -> None:
        """What this day's and this month's answers have cost."""
        month = datetime.now().strftime("%B")
        today = money(spent.today_usd) if spent.today_usd else "$0"
        self._spent.setText(f"Today {today} · {month} {money(spent.month_usd)}")
        self._spent.setVisible(spent.month_usd > 0)

    def focus_search(self) -> None:
        """Go on typing what is looked for."""
        self._search.setFocus()
        self._search.selectAll()

    def show_models(self, models: tuple[str, ...]) -> None:
        """The models that can be filtered by."""
        self._models = models

    def _say_search(self) -> None:
        self._filter.setIcon(icon("filter", self._colors.accent if self.search.filtered else self._colors.quiet))
        self.search_requested.emit(self.search)

    def _show_filters(self) -> None:
        self.models_wanted.emit()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._with_images, self._pinned])
        menu.addSeparator()
        _choices(menu, [(words, days) for words, days in PERIODS], self._days, self._choose_days)
        if self._models:
            models = menu.addMenu("Model")
            _choices(
                models, [("Any model", ""), *((name, name) for name in self._models)], self._model, self._choose_model
            )
        menu.popup(self._filter.mapToGlobal(QPoint(0, self._filter.height())))

    def _choose_days(self, days: object) -> None:
        self._days = int(str(days))
        self._say_search()

    def _choose_model(self, model: object) -> None:
        self._model = str(model)
        self._say_search()

    def show_open(self, conversation_id: str) -> None:
        """Mark the open conversation."""
        row = self.model.row_of(conversation_id)
        if row < 0:
            self._list.clearSelection()
        else:
            self._list.setCurrentIndex(self.model.index(row))

    def show_colors(self, colors: ThemeColors) -> None:
        self._colors = colors
        self._delegate.colors = colors
        self._filter.setIcon(icon("filter", colors.accent if self.search.filtered else colors.quiet))
        self._new.setIcon(icon("new", colors.text))
        self._new.setStyleSheet("text-align: left;")
        self._settings.setIcon(icon("settings", colors.quiet))
        self._list.viewport().update()

    def _chosen(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        if isinstance(row, Summary):
            self.open_requested.emit(row.id, row.turn)

    def _menu(self, place: QPoint) -> None:
        index = self._list.indexAt(place)
        if not index.isValid() or not isinstance(row := self.model.row(index), Summary):
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", lambda: self.open_requested.emit(row.id, row.turn))
        menu.addAction("Unpin" if row.pinned else "Pin", lambda: self.pin_requested.emit(row.id, not row.pinned))
        menu.addAction("Rename", lambda: self._list.edit(index))
        menu.addAction("Export…", lambda: self.export_requested.emit(row.id))
        menu.addAction("Delete", lambda: self.delete_requested.emit(row.id))
        menu.popup(self._list.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self._list.currentIndex()
        row = self.model.row(index) if index.isValid() else ""
        if event.key() == Qt.Key.Key_Delete and isinstance(row, Summary):
            self.delete_requested.emit(row.id)
            return
        if event.key() == Qt.Key.Key_Escape and self.search != SearchQuery():
            self._search.clear()
            self._days, self._model = 0, ""
            self._with_images.setChecked(False)
            self._pinned.setChecked(False)
            self._say_search()
            return
        if event.key() == Qt.Key.Key_Down and self._search.hasFocus():
            self._list.setFocus()
            return
        super().keyPressEvent(event)


def _choices(
    menu: QMenu, choices: Sequence[tuple[str, object]], chosen: object, choose: Callable[[object], None]
) -> None:
    """Actions of which one is chosen."""
    group = QActionGroup(menu)
    for words, value in choices:
        action = menu.addAction(words, partial(choose, value))
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
