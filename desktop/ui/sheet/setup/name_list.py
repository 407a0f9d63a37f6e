"""A short list of names with buttons below it, which act on all or on the chosen one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop.ui.look.folding.wrapping_row import WrappingRow

MOST_ROWS = 5  # that are shown without scrolling


class NameList(QWidget):
    """Shows names; `activated` carries the index of the one that Enter or a double click chose."""

    activated = Signal(int)
    delete_pressed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._first: QWidget | None = None  # the button that takes the focus where there is nothing in the list
        self._list = _List()
        self._list.setObjectName("pages")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemActivated.connect(lambda item: self.activated.emit(self._list.row(item)))
        self._list.delete_pressed.connect(self.delete_pressed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._list)
        self.show_names(())

    def add_buttons(self, *buttons: tuple[str, Callable[[], object]]) -> tuple[QPushButton, ...]:
        """Adds a row of buttons below, each with its words and what it does. Returns them."""
        row = []
        for words, slot in buttons:
            button = QPushButton(words)
            button.setProperty("raised", True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, slot=slot: slot())
            row.append(button)
        self._column.addWidget(WrappingRow(*row, at_end=1))
        self._first = row[0]
        return tuple(row)

    def focus_first(self) -> None:
        """Focuses the list, or where it is empty the first button."""
        (self._list if self.names or self._first is None else self._first).setFocus()

    @property
    def index(self) -> int:
        """The index of the chosen name; -1 for none."""
        return self._list.currentRow()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are shown."""
        return tuple(self._list.item(at).text() for at in range(self._list.count()))

    def show_names(self, names: Sequence[str]) -> None:
        """Shows these names; the chosen one keeps its index."""
        before = self._list.currentRow()
        self._list.clear()
        self._list.addItems(list(names))
        self._list.setVisible(bool(names))
        if names:
            self._list.setCurrentRow(min(max(0, before), len(names) - 1))
        rows = min(len(names), MOST_ROWS)
        self._list.setFixedHeight(max(1, self._list.sizeHintForRow(0)) * rows + 4)
        self._list.setAccessibleName(f"{self._name}: {len(names)}")


class _List(QListWidget):
    delete_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_pressed.emit()
        else:
            super().keyPressEvent(event)
