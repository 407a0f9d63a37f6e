"""The list of connections in the settings: the marked one answers; others can be added, found, chosen and removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.core.settings.connections.templates import TEMPLATES, ConnectionTemplate
from desktop.messages.language.catalogue import _
from desktop.ui.keys.tab_order import stops_in, tab_before
from desktop.ui.look.buttons import menu_button
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.look.menu import Menu
from desktop.ui.settings.field_column import quiet
from desktop.ui.settings.fields import SET_FOR_ALL


@dataclass(frozen=True, slots=True)
class ConnectionEntry:
    """A row of the list: the id of a connection, its name, and where it leads with which model.

    One that `is_given` by a policy can be chosen, but not removed.
    """

    id: str
    name: str
    about: str
    is_current: bool
    is_given: bool = False


class ConnectionListField(QWidget):
    """Emits what the user wants; shows the connections that there are, and words about the last search."""

    chosen = Signal(str)
    template_chosen = Signal(ConnectionTemplate)
    find_requested = Signal()
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._entries: tuple[ConnectionEntry, ...] = ()
        self._may_change = self._may_add = True
        self._lock: QPixmap | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._add = menu_button(_("Add connection"), _("Add a connection to a service or a server"))
        self._add.setText(_("Add ▾"))
        self._add.setProperty("raised", True)
        menu = Menu(self._add)
        for template in TEMPLATES:
            menu.addAction(template.name).triggered.connect(partial(self._add_from, template))
        self._add.setMenu(menu)
        self._find = QPushButton(_("Find servers on this computer"))
        self._find.setProperty("raised", True)
        self._find.clicked.connect(self.find_requested)
        self._words = quiet()
        self._words.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._rows)
        layout.addWidget(WrappingRow(self._add, self._find, at_edge=True))
        layout.addWidget(self._words)

    @property
    def words(self) -> str:
        """The words about the last search, or about why nothing can be changed."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Shows words about a search; empty for none."""
        self._words.setText(words)
        self._words.setVisible(bool(words))

    def show_lock(self, lock: QPixmap | None) -> None:
        """Shows this sign beside connections that were given."""
        self._lock = lock
        for sign in self.findChildren(QLabel, "given"):
            if lock is not None:
                sign.setPixmap(lock)

    def show_entries(self, entries: Sequence[ConnectionEntry], may_change: bool, may_add: bool = True) -> None:
        """Shows these connections. Unless they may change, an administrator has set where questions go.

        Unless others may be added, an administrator has given those that there are.
        """
        if (tuple(entries), may_change, may_add) == (self._entries, self._may_change, self._may_add):
            return
        self._entries, self._may_change, self._may_add = tuple(entries), may_change, may_add
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for entry in self._entries:
            row = self._row(entry)
            self._rows.addWidget(row)
            tab_before(self._add, stops_in(row))
        for button in (self._add, self._find):
            button.setEnabled(may_change and may_add)
        if not (may_change and may_add):
            self.show_words(_(SET_FOR_ALL))

    def _row(self, entry: ConnectionEntry) -> QWidget:
        row = QWidget()
        about = quiet(f"{entry.about} · {_(SET_FOR_ALL)}" if entry.is_given else entry.about)
        choice = QRadioButton(entry.name.replace("&", "&&"))
        choice.setAccessibleDescription(about.text())
        choice.setAutoExclusive(False)  # each lies in a row of its own; what is marked follows the settings
        choice.setChecked(entry.is_current)
        choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        choice.clicked.connect(lambda: self._choose(entry, choice))
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(choice)
        if entry.is_given:
            layout.addWidget(self._sign())
        layout.addWidget(about, 1)
        layout.addWidget(self._row_menu(entry))
        row.setEnabled(self._may_change)
        return row

    def _sign(self) -> QLabel:
        """Returns the lock of a connection that users cannot change."""
        sign = QLabel()
        sign.setObjectName("given")
        if self._lock is not None:
            sign.setPixmap(self._lock)
        return sign

    def _row_menu(self, entry: ConnectionEntry) -> QToolButton:
        more = menu_button(_("More for {name}").format(name=entry.name), _("More"))
        more.setText("⋯")
        menu = Menu(more)
        remove = menu.addAction(_("Remove"))
        remove.setEnabled(len(self._entries) > 1 and not entry.is_given)
        remove.triggered.connect(lambda: self._ask_to_remove(entry))
        more.setMenu(menu)
        return more

    def _choose(self, entry: ConnectionEntry, choice: QRadioButton) -> None:
        choice.setChecked(True)
        if not entry.is_current:
            self.chosen.emit(entry.id)

    def _add_from(self, template: ConnectionTemplate, _checked: bool = False) -> None:
        self.template_chosen.emit(template)

    def _ask_to_remove(self, entry: ConnectionEntry) -> None:
        """Puts a question in the place of the row: the key goes, too, and cannot be brought back."""
        at = self._entries.index(entry)
        item = self._rows.itemAt(at)
        before = item.widget() if item is not None else None
        if before is None:
            return
        row = QWidget()
        words = QLabel(_("Remove “{name}” and its key?").format(name=entry.name), wordWrap=True)
        remove, keep = QPushButton(_("Remove")), QPushButton(_("Keep"))
        remove.setProperty("raised", True)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(words, 1)
        layout.addWidget(remove)
        layout.addWidget(keep)
        for button in (remove, keep):
            button.setAutoDefault(False)
        remove.clicked.connect(lambda: self.removed.emit(entry.id))
        keep.clicked.connect(lambda: self._keep(at, entry, row))
        self._rows.replaceWidget(before, row)
        before.hide()
        before.deleteLater()
        keep.setFocus()

    def _keep(self, at: int, entry: ConnectionEntry, question: QWidget) -> None:
        self._rows.removeWidget(question)
        question.hide()
        question.deleteLater()
        self._rows.insertWidget(at, self._row(entry))
