"""Keys that lead from the search into the list; while its results are on their way, they wait for them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from desktop.core.conversation.search_query import EMPTY_QUERY
from desktop.ui.history.conversation_list_view import ConversationListView
from desktop.ui.history.history_search import HistorySearch

OPENING = frozenset((Qt.Key.Key_Return, Qt.Key.Key_Enter))
MOVING = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))


class SearchKeys(QObject):
    """Watches the keys of the search field: Down goes to the first result, Enter opens it.

    A key that comes before the results are listed makes the search at once. It takes effect when they are there, after
    those that came before it, up to the first Enter; it is forgotten if words or filters of the search change or the
    focus leaves the field meanwhile.
    """

    def __init__(self, search: HistorySearch, view: ConversationListView, open_current: Callable[[], None]) -> None:
        """`open_current` opens the current row of the list."""
        super().__init__(search)
        self._search = search
        self._view = view
        self._open_current = open_current
        self._waiting: list[int] = []
        self._is_listed = True
        self._has_failed = False
        search.field.textChanged.connect(self._begin)
        search.begun.connect(self._begin)
        search.field.installEventFilter(self)

    def show_listed(self) -> None:
        """Takes in that the list shows what was searched for last. Keys that waited for it take effect."""
        if self._search.is_about_to_search:
            return
        self._is_listed, self._has_failed = True, False
        keys, self._waiting = self._waiting, []
        if keys and self._view.go_first():
            self._view.setFocus()
            for key in keys if keys[0] in OPENING else keys[1:]:
                self._press_in_list(key)

    def forget(self) -> None:
        """Forgets the keys that waited: what was searched for could not be read. The next one searches again."""
        self._waiting.clear()
        self._has_failed = not self._is_listed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus():
            self._waiting.clear()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(event.key(), event.modifiers())
        return False

    def _begin(self) -> None:
        self._waiting.clear()
        self._is_listed = self._has_failed = False

    def _take(self, key: int, modifiers: Qt.KeyboardModifier) -> bool:
        """Takes a key in. Returns False if it is none that leads into the list."""
        searches = self._search.query != EMPTY_QUERY
        begins = key == Qt.Key.Key_Down or (key in OPENING and searches)
        goes_on = bool(self._waiting) and key in MOVING | OPENING
        if modifiers & ~Qt.KeyboardModifier.KeypadModifier or not (begins or goes_on):
            return False
        if not searches:
            self._view.setFocus()
            return True
        if self._search.is_about_to_search or self._has_failed:
            self._search.search_now()
        if OPENING.isdisjoint(self._waiting):
            self._waiting.append(key)
        if self._is_listed:
            self.show_listed()
        return True

    def _press_in_list(self, key: int) -> None:
        if key in OPENING:
            self._open_current()
        else:
            press = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self._view, press)
