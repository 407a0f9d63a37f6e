"""The window of all keyboard shortcuts: actions of the window, tools of the canvas, and keys of other widgets."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.dialogs.key_list import key_groups
from desktop.ui.screen_reader.roles import Role, give_role

SIZE = (640, 620)


class ShortcutsDialog(QDialog):
    """Shows every shortcut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(SIZE[0], min(SIZE[1], max(300, parent.height() - 60)))
        area = QScrollArea(widgetResizable=True)
        give_role(area, Role.DOCUMENT)
        area.setProperty("stop", True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(_("Keyboard shortcuts"))
        area.setWidget(_table())
        close = QPushButton(_("Close"))
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 14)
        layout.addWidget(area)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        area.setFocus()  # so that arrows scroll


def _table() -> QWidget:
    """Returns the groups one below the other, keys beside what they do."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for group in key_groups():
        title = QLabel(group.title, textFormat=Qt.TextFormat.PlainText)
        title.setProperty("strong", True)
        title.setContentsMargins(0, 8, 0, 0)
        grid.addWidget(title, grid.rowCount(), 0, 1, 2)
        for line in group.lines:
            row = grid.rowCount()
            for column, text in enumerate(line):
                label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
                label.setProperty("quiet", bool(column))
                grid.addWidget(label, row, column)
    return table
