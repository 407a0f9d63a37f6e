"""A column of fields: the label above each, help below it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.ui.keys.tab_order import stops_in, tab_before

BETWEEN, INSIDE = 16, 4  # pixels from a field to the next label, and from a field to its label and its help


def quiet(words: str = "") -> QLabel:
    """Returns a label that explains something, in plain text."""
    label = QLabel(words, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setProperty("quiet", True)
    label.setProperty("small", True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label


class FieldColumn(QWidget):
    """Rows of a label, a field and help. Rows without a label belong to the one above."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[QWidget, QWidget] = {}  # by their field
        self._help: dict[QWidget, QLabel] = {}
        self._signs: dict[QWidget, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(BETWEEN)

    def add_row(self, label: str, field: QWidget | QLayout, about: str = "") -> None:
        """Adds a row; `about` is its help."""
        row = QWidget()
        inside = QVBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(INSIDE)
        if label:
            title = QLabel(label, wordWrap=True)
            title.setProperty("strong", True)
            inside.addWidget(title)
            if isinstance(field, QWidget):
                title.setBuddy(field)  # on Linux a combo box is named by its value alone, and by its label's relation
        if isinstance(field, QLayout):
            inside.addLayout(field)
        else:
            inside.addWidget(field)
            self._rows[field] = row
            self._help[field], self._signs[field] = quiet(about), QLabel()
            below = QHBoxLayout()
            below.setSpacing(INSIDE)
            below.addWidget(self._signs[field], 0, Qt.AlignmentFlag.AlignTop)
            below.addWidget(self._help[field], 1)
            inside.addLayout(below)
            self._signs[field].hide()
            self._help[field].setVisible(bool(about))  # not before it has its place: it would be a window of its own
        self._column.addWidget(row)

    def move_to_top(self, field: QWidget) -> None:
        """Puts the row of a field before all others, and first for Tab."""
        row, first = self._rows[field], stops_in(self)[0]
        if not row.isAncestorOf(first):
            tab_before(first, stops_in(row))
        self._column.removeWidget(row)
        self._column.insertWidget(0, row)

    def show_help(self, field: QWidget, words: str) -> None:
        """Shows other help under a field."""
        self._help[field].setText(words)
        self._help[field].setVisible(bool(words))

    def show_sign(self, field: QWidget, sign: QPixmap | None) -> None:
        """Shows a sign before the help under a field, or none."""
        if sign is not None:
            self._signs[field].setPixmap(sign)
        self._signs[field].setVisible(sign is not None)

    def show_row(self, field: QWidget, shown: bool) -> None:
        """Shows the row of a field, or hides it."""
        self._rows[field].setVisible(shown)

    def is_row_shown(self, field: QWidget) -> bool:
        """Returns True unless the row of a field is hidden."""
        return not self._rows[field].isHidden()
