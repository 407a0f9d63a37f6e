"""The window in which changes of an import of prompts and connections are chosen one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.core.untrusted_text import untrusted_line
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.ui.look.dialog_size import resize_by_text
from desktop.ui.settings.field_column import quiet

LONGEST_FILE = 60  # letters of its name; chosen


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A change in words: what it is, and a line for each value that it brings."""

    label: str
    lines: tuple[str, ...]


class SharedChangesDialog(QDialog):
    """Lists changes, none of which is chosen at first."""

    chosen = Signal(tuple)  # of int: the rows to take over

    def __init__(self, parent: QWidget, file_name: str, rows: Sequence[ChangeRow]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Import prompts and connections"))
        resize_by_text(self, 560, 420)
        self._boxes: list[QCheckBox] = []
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setSpacing(6)
        for row in rows:
            box = QCheckBox(row.label.replace("&", "&&"))
            box.setAccessibleDescription("\n".join(row.lines))
            box.toggled.connect(lambda _on: self._count())
            self._boxes.append(box)
            column.addWidget(box)
            for line in row.lines:
                column.addWidget(quiet(line))
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its boxes are stops, and come into view
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(listing)
        heading = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        words = _("“{name}” would change this. Choose what to apply. It holds no keys, and nothing is asked.")
        heading.setText(words.format(name=untrusted_line(file_name, LONGEST_FILE)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.addWidget(heading)
        layout.addWidget(area, 1)
        layout.addLayout(self._buttons())
        self._count()

    def _buttons(self) -> QHBoxLayout:
        everything, keep = QPushButton(_("Choose all")), QPushButton(_("Keep mine"))
        self._take = QPushButton()
        self._take.setProperty("primary", True)
        for button in (everything, keep):
            button.setProperty("raised", True)
        everything.clicked.connect(self._choose_all)
        keep.clicked.connect(self.reject)
        self._take.clicked.connect(self._taken)
        row = QHBoxLayout()
        row.addWidget(everything)
        row.addStretch(1)
        row.addWidget(keep)
        row.addWidget(self._take)
        return row

    @property
    def _rows(self) -> tuple[int, ...]:
        return tuple(at for at, box in enumerate(self._boxes) if box.isChecked())

    def _choose_all(self) -> None:
        for box in self._boxes:
            box.setChecked(True)

    def _count(self) -> None:
        count = len(self._rows)
        self._take.setText(counted("Apply {count} change", "Apply {count} changes", count))
        self._take.setEnabled(count > 0)

    def _taken(self) -> None:
        self.accept()
        self.chosen.emit(self._rows)
