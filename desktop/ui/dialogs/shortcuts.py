"""The window of all keyboard shortcuts: actions of the window, tools of the canvas, and keys of other widgets."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.actions import TABLE
from desktop.ui.canvas.tools import COLOR_KEYS, TOOLS
from desktop.ui.screen_reader.roles import Role, give_role

SIZE = (600, 620)


def _native(keys: tuple[str, ...]) -> str:
    return ", ".join(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)


def shortcut_lines() -> list[tuple[str, str]]:
    """The lines of the list: words, and keys as this system writes them."""
    colors = tuple(COLOR_KEYS)
    copy = _("{keys}, on the picture, with no text selected").format(keys=_native(("Ctrl+C",)))
    on_image = _("{keys}, on the picture")
    return [
        *((_(action.words).rstrip("…"), _native(action.keys)) for action in TABLE if action.keys),
        (_("Ask"), _("Enter")),
        (_("New line"), _("Shift+Enter")),
        (_("Reuse the last question"), _("Up, in an empty box")),
        (_("Choose a prompt"), _("/, in an empty box")),
        (_("Next link or button"), _("Tab, in the conversation")),
        (_("Select paragraphs"), _("Shift+Up, Shift+Down, in the conversation")),
        (_("Scroll wide code or table"), _("Left, Right, in the conversation")),
        (_("Remove the selected picture"), _("Del, in the strip")),
        (_("Move the selected picture"), _native(("Ctrl+Left", "Ctrl+Right"))),
        (_("Rename the conversation"), _("F2, in the list")),
        (_("Copy picture"), copy),
        (_("Select text"), _("Drag over it, on the picture")),
        *((_(spec.tooltip), on_image.format(keys=spec.tool.value)) for spec in TOOLS),
        (_("Draw with the keyboard"), _("Enter, with a tool")),
        (_("Next mark"), _("Tab")),
        (_("Move, by ten; resize"), _("Arrows, with Shift; with Ctrl")),
        (_("Colours"), _("{first} to {last}").format(first=colors[0], last=colors[-1])),
        (_("Delete the mark"), _("Del")),
        (_("Mention a number"), _("Enter or double click on it")),
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
        give_role(area, Role.DOCUMENT)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(table)
        area.setAccessibleName(self.windowTitle())
        close = QPushButton(_("Close"))
        close.setProperty("raised", True)
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 12, 14)
        layout.addWidget(area)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
