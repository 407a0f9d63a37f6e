"""The actions of the main window in one table: name, words, shortcuts, menu, icon."""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action as menus show it. `keys` are Qt's portable names; on macOS Ctrl means Cmd."""

    name: str
    words: str
    keys: tuple[str, ...]
    menu: str
    icon: str = ""


TABLE = (
    ActionSpec("new", "New conversation", ("Ctrl+N",), "File", "new"),
    ActionSpec("open", "Open pictures…", ("Ctrl+O",), "File", "open"),
    ActionSpec("capture", "Capture the screen…", ("Ctrl+Shift+S",), "File", "capture"),
    ActionSpec("capture_screen", "Capture the whole screen", ("Ctrl+Alt+S",), "File"),
    ActionSpec("capture_later", "Capture in 5 seconds…", (), "File"),
    ActionSpec("export", "Export the conversation…", ("Ctrl+Shift+E",), "File"),
    ActionSpec("export_all", "Export all conversations…", (), "File"),
    ActionSpec("import", "Import conversations…", (), "File"),
    ActionSpec("print", "Print the conversation…", ("Ctrl+P",), "File"),
    ActionSpec("backup", "Back up everything…", (), "File"),
    ActionSpec("restore", "Bring a backup back…", (), "File"),
    ActionSpec("settings", "Settings…", ("Ctrl+,",), "File", "settings"),
    ActionSpec("quit", "Quit", ("Ctrl+Q",), "File"),
    ActionSpec("undo", "Undo", ("Ctrl+Z",), "Edit", "undo"),
    ActionSpec("redo", "Redo", ("Ctrl+Shift+Z", "Ctrl+Y"), "Edit", "redo"),
    ActionSpec("paste", "Paste", ("Ctrl+V",), "Edit", "paste"),
    ActionSpec("stop", "Stop the answer", ("Esc",), "Edit", "stop"),
    ActionSpec("sent", "What is sent…", ("Ctrl+I",), "Edit"),
    ActionSpec("copy_all", "Copy the conversation", ("Ctrl+Shift+C",), "Edit"),
    ActionSpec("find", "Find in the conversation", ("Ctrl+F",), "Edit", "search"),
    ActionSpec("search", "Search all conversations", ("Ctrl+K",), "Edit"),
    ActionSpec("retry", "Ask the last question again", ("Ctrl+R",), "Edit"),
    ActionSpec("edit_last", "Edit the last question", ("Ctrl+Shift+U",), "Edit"),
    ActionSpec("quick", "Quick questions", ("Ctrl+/",), "Edit"),
    ActionSpec("picture", "Go to the picture", ("F6",), "Picture"),
    ActionSpec("copy_picture", "Copy picture", (), "Picture", "copy"),
    ActionSpec("copy_as_sent", "Copy picture as sent", (), "Picture"),
    ActionSpec("save_picture", "Save picture…", ("Ctrl+S",), "Picture", "save"),
    ActionSpec("copy_text", "Copy all text of the picture", ("Ctrl+Shift+T",), "Picture"),
    ActionSpec("turn_left", "Turn left", ("Ctrl+[",), "Picture", "turn_left"),
    ActionSpec("turn_right", "Turn right", ("Ctrl+]",), "Picture", "turn_right"),
    ActionSpec("uncrop", "Show all of the picture", (), "Picture"),
    ActionSpec("tiles", "Split into tiles…", (), "Picture"),
    ActionSpec("pages", "Choose pages…", (), "Picture"),
    ActionSpec("as_seen", "As the model sees it", ("Ctrl+E",), "Picture", "eye"),
    ActionSpec("fit", "Fit the picture", ("Ctrl+0",), "View", "fit"),
    ActionSpec("actual", "Actual size", ("Ctrl+1",), "View"),
    ActionSpec("zoom_in", "Zoom in", ("Ctrl++", "Ctrl+="), "View", "new"),
    ActionSpec("zoom_out", "Zoom out", ("Ctrl+-",), "View", "minus"),
    ActionSpec("larger", "Larger text", ("Ctrl+Alt++", "Ctrl+Alt+="), "View"),
    ActionSpec("smaller", "Smaller text", ("Ctrl+Alt+-",), "View"),
    ActionSpec("usual", "Usual text size", ("Ctrl+Alt+0",), "View"),
    ActionSpec("side", "Conversations", ("F9",), "View", "panel_left"),
    ActionSpec("talk", "Conversation pane", ("F10",), "View", "panel_right"),
    ActionSpec("keys", "Keyboard shortcuts", ("F1",), "Help"),
    ActionSpec("about", "About Askance", (), "Help"),
)


class Actions:
    """The actions of one window by name, each with its shortcut in the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for entry in TABLE:
            action = QAction(entry.words, parent)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            action.setIconText(entry.words.split()[0])
            action.setToolTip(f"{entry.words.rstrip('…')}{_in_brackets(action)}")
            parent.addAction(action)
            self._actions[entry.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def fill(self, menu: QMenu) -> None:
        """Fill an empty menu with a submenu for each group of actions."""
        if not menu.isEmpty():
            return
        submenus: dict[str, QMenu] = {}
        for entry in TABLE:
            if entry.menu not in submenus:
                submenus[entry.menu] = menu.addMenu(entry.menu)
            submenus[entry.menu].addAction(self._actions[entry.name])

    def show_colors(self, colors: ThemeColors) -> None:
        """Draw the icons in these colours."""
        for entry in TABLE:
            if entry.icon:
                self._actions[entry.name].setIcon(icon(entry.icon, colors.text))


def _in_brackets(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f" ({keys})" if keys else ""
