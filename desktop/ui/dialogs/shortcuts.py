"""The window of all keyboard shortcuts: actions of the window, tools of the canvas, and keys of other widgets."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.actions import TABLE
from desktop.ui.canvas.tools import COLOR_KEYS, TOOLS

SIZE = (600, 620)


def _native(keys: tuple[str, ...]) -> str:
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def shortcut_lines() -> list[tuple[str, str]]:
    """The lines of the list: words, and keys as this system writes them."""
    colors = tuple(COLOR_KEYS)
    return [
        *((action.words.rstrip("…"), _native(action.keys)) for action in TABLE if action.keys),
        ("Ask", "Enter"),
        ("Break the line", "Shift+Enter"),
        ("Bring the last question back", "Up, in an empty question"),
        ("Choose a quick question", "/, in an empty question"),
        ("Go through links and buttons", "Tab, in the conversation"),
        ("Select by paragraphs", "Shift+Up, Shift+Down, in the conversation"),
        ("Scroll a wide card", "Left, Right, in the conversation"),
        ("Remove the chosen picture", "Del, in the strip"),
        ("Move the chosen picture", _native(("Ctrl+Left", "Ctrl+Right"))),
        ("Rename the conversation", "F2, in the list"),
        ("Copy picture", f"{_native(('Ctrl+C',))}, on the picture, with no text selected"),
        ("Select text", "Drag over it, on the picture"),
        *((spec.tooltip, f"{spec.tool.value}, on the picture") for spec in TOOLS),
        ("Place with the keyboard", "Enter, with a tool"),
        ("Go through the marks", "Tab"),
        ("Move, by ten; resize", "Arrows, with Shift; with Ctrl"),
        ("Colours", f"{colors[0]} to {colors[-1]}"),
        ("Delete the mark", "Del"),
        ("Speak of a number", "Enter or double click on it"),
    ]


class ShortcutsDialog(QDialog):
    """Shows every shortcut."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keyboard shortcuts"))
        self.resize(SIZE[0], min(SIZE[1], max(300, parent.height() - 60)))
        table = QWidget()
        grid = QGridLayout(table)
        grid.setColumnStretch(0, 1)
        for row, line in enumerate(shortcut_lines()):
            for column, text in enumerate(line):
                label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
                label.setProperty("quiet", bool(column))
                grid.addWidget(label, row, column)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(table)
        close = QPushButton(_("Close"))
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 14)
        layout.addWidget(area)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
