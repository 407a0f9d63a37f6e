"""All shortcuts, in two columns that line up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.actions import shortcut_lines

SIZE = (520, 620)


class ShortcutsDialog(QDialog):
    """Shows what can be done with which keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(SIZE[0], min(SIZE[1], max(300, parent.height() - 60)))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setColumnStretch(0, 1)
        for row, (words, keys) in enumerate(shortcut_lines()):
            for column, text in enumerate((words, keys)):
                label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
                label.setProperty("quiet", bool(column))
                grid.addWidget(label, row, column)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(table)
        close = QPushButton("Close")
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 14)
        layout.addWidget(area)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
