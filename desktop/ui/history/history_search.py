"""The search of the history: a field for words, and a menu that filters by time, model, images and pins."""

import time
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from desktop.core.conversation.search_query import SearchQuery
from desktop.messages.language.catalogue import N_, _
from desktop.ui.icons import icon
from desktop.ui.look.buttons import icon_size
from desktop.ui.look.menu import Menu
from desktop.ui.search_field import SearchField
from desktop.ui.theme import Theme

SEARCH_AFTER_MS = 120
PERIODS = (
    (N_("Any date"), 0),
    (N_("Last 24 hours"), 1),
    (N_("Last 7 days"), 7),
    (N_("Last 30 days"), 30),
    (N_("Last year"), 365),
)
DAY_S = 86_400


class HistorySearch(QWidget):
    """Emits the search that the user asks for, a moment after the last letter was typed."""

    begun = Signal()  # before `searched`: what is listed is that of an earlier search
    searched = Signal(SearchQuery)
    models_wanted = Signal()  # before the menu opens

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = ""
        self._days = 0
        self._models: tuple[str, ...] = ()
        self.field = SearchField(theme)
        self.field.setAccessibleName(_("Search all conversations"))
        self.field.setToolTip(_("Search all conversations (Ctrl+K)"))
        keys = QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText)
        self.field.setPlaceholderText(_("Search  {keys}").format(keys=keys))
        self._soon = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._soon.timeout.connect(self.search_now)
        self.field.textChanged.connect(self._soon.start)
        self._filter = QToolButton()
        self._filter.setAccessibleName(_("Filter"))
        self._filter.setToolTip(_("Filter by date, model, pictures or pins"))
        self._filter.clicked.connect(self._show_filters)
        self._with_images, self._pinned = (
            QAction(words, self, checkable=True) for words in (_("With pictures"), _("Pinned"))
        )
        for action in (self._with_images, self._pinned):
            action.toggled.connect(self.search_now)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.field, 1)
        row.addWidget(self._filter)
        self.show_look(theme)

    @property
    def query(self) -> SearchQuery:
        """The search as it is typed and filtered now."""
        since = time.time() - self._days * DAY_S if self._days else 0.0
        words = self.field.text()
        return SearchQuery(words, since, self._model, self._with_images.isChecked(), self._pinned.isChecked())

    @property
    def is_about_to_search(self) -> bool:
        """True while a further letter is waited for."""
        return self._soon.isActive()

    def show_models(self, models: tuple[str, ...]) -> None:
        """Offers these models in the menu."""
        self._models = models

    def show_look(self, theme: Theme) -> None:
        """Draws the icons in this theme."""
        self._theme, colors = theme, theme.colors
        self._filter.setIcon(icon("filter", colors.accent if self.query.filtered else colors.quiet))
        self._filter.setIconSize(icon_size(theme))
        self.field.show_look(theme)

    def focus(self) -> None:
        """Focuses the field with all of its text selected."""
        self.field.setFocus()
        self.field.selectAll()

    def clear(self) -> bool:
        """Removes words and filters. Returns True if there were any."""
        if self.query == SearchQuery():
            return False
        self.field.clear()
        self._days, self._model = 0, ""
        self._with_images.setChecked(False)
        self._pinned.setChecked(False)
        self.search_now()
        return True

    def search_now(self) -> None:
        """Makes the search that is typed and filtered, without waiting for a further letter."""
        self._soon.stop()
        self.show_look(self._theme)
        self.begun.emit()
        self.searched.emit(self.query)

    def _show_filters(self) -> None:
        self.models_wanted.emit()
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self._with_images, self._pinned])
        menu.addSeparator()
        _add_choices(menu, tuple((_(words), days) for words, days in PERIODS), self._days, self._choose_days)
        if self._models:
            models = ((_("Any model"), ""), *((name, name) for name in self._models))
            _add_choices(menu.addMenu(_("Model")), models, self._model, self._choose_model)
        menu.popup(self._filter.mapToGlobal(QPoint(0, self._filter.height())))

    def _choose_days(self, days: object) -> None:
        self._days = int(str(days))
        self.search_now()

    def _choose_model(self, model: object) -> None:
        self._model = str(model)
        self.search_now()


def _add_choices(
    menu: QMenu, choices: Sequence[tuple[str, object]], chosen: object, choose: Callable[[object], None]
) -> None:
    """Adds actions, label and value each, of which exactly one is checked."""
    group = QActionGroup(menu)
    for label, value in choices:
        action = menu.addAction(label, partial(choose, value))
        action.setCheckable(True)
        action.setChecked(value == chosen)
        group.addAction(action)
