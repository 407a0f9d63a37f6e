"""The actions of the main window in one table: name, words, shortcuts, menu, icon."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.deferred import deferred
from desktop.messages.language.catalogue import N_, _
from desktop.ui.icons import icon
from desktop.ui.theme import ThemeColors

if TYPE_CHECKING:
    from desktop.ui.keys import mnemonics
else:
    mnemonics = deferred("desktop.ui.keys.mnemonics")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action; menus show its translated `words` in the menu `menu`.

    `keys` are Qt's portable names; on macOS Ctrl means Cmd.
    """

    name: str
    words: str
    keys: tuple[str, ...]
    menu: str
    icon: str = ""


TABLE = (
    ActionSpec("new", N_("New conversation"), ("Ctrl+N",), N_("File"), "new"),
    ActionSpec("open", N_("Open pictures…"), ("Ctrl+O",), N_("File"), "open"),
    ActionSpec("many", N_("Many pictures…"), ("Ctrl+Shift+M",), N_("File"), "open"),
    ActionSpec("capture", N_("Capture the screen…"), ("Ctrl+Shift+S",), N_("File"), "capture"),
    ActionSpec("capture_screen", N_("Capture the whole screen"), ("Ctrl+Alt+S",), N_("File")),
    ActionSpec("capture_later", N_("Capture in 5 seconds…"), (), N_("File")),
    ActionSpec("export", N_("Export the conversation…"), ("Ctrl+Shift+E",), N_("File")),
    ActionSpec("export_all", N_("Export all conversations…"), (), N_("File")),
    ActionSpec("import", N_("Import conversations…"), (), N_("File")),
    ActionSpec("print", N_("Print the conversation…"), ("Ctrl+P",), N_("File")),
    ActionSpec("backup", N_("Back up everything…"), (), N_("File")),
    ActionSpec("restore", N_("Restore backup…"), (), N_("File")),
    ActionSpec("settings", N_("Settings…"), ("Ctrl+,",), N_("File"), "settings"),
    ActionSpec("quit", N_("Quit"), ("Ctrl+Q",), N_("File")),
    ActionSpec("undo", N_("Undo"), ("Ctrl+Z",), N_("Edit"), "undo"),
    ActionSpec("redo", N_("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), N_("Edit"), "redo"),
    ActionSpec("paste", N_("Paste"), ("Ctrl+V",), N_("Edit"), "paste"),
    ActionSpec("stop", N_("Stop the answer"), ("Esc",), N_("Edit"), "stop"),
    ActionSpec("sent", N_("What is sent…"), ("Ctrl+I",), N_("Edit")),
    ActionSpec("say_sent", N_("Say what Enter would send"), ("Ctrl+Shift+I",), N_("Edit")),
    ActionSpec("copy_all", N_("Copy the conversation"), ("Ctrl+Shift+C",), N_("Edit")),
    ActionSpec("find", N_("Find in the conversation"), ("Ctrl+F",), N_("Edit"), "search"),
    ActionSpec("search", N_("Search all conversations"), ("Ctrl+K",), N_("Edit")),
    ActionSpec("retry", N_("Ask again"), ("Ctrl+R",), N_("Edit")),
    ActionSpec("edit_last", N_("Edit the last question"), ("Ctrl+Shift+U",), N_("Edit")),
    ActionSpec("ask_anyway", N_("Ask anyway"), ("Alt+Return", "Alt+Enter"), N_("Edit")),
    ActionSpec("model", N_("Choose connection and model"), ("Ctrl+M",), N_("Edit")),
    ActionSpec("quick", N_("Prompts"), ("Ctrl+/",), N_("Edit")),
    ActionSpec("picture", N_("Go to the picture"), ("Ctrl+Shift+P",), N_("Picture")),
    ActionSpec("next_place", N_("Next private place"), ("F8",), N_("Picture")),
    ActionSpec("copy_picture", N_("Copy picture"), (), N_("Picture"), "copy"),
    ActionSpec("copy_as_sent", N_("Copy picture as sent"), (), N_("Picture")),
    ActionSpec("save_picture", N_("Save picture…"), ("Ctrl+S",), N_("Picture"), "save"),
    ActionSpec("pin_picture", N_("Pin picture on top"), ("Ctrl+Shift+O",), N_("Picture"), "pin"),
    ActionSpec("copy_text", N_("Copy all text in the picture"), ("Ctrl+Shift+T",), N_("Picture")),
    ActionSpec("turn_left", N_("Turn left"), ("Ctrl+[",), N_("Picture"), "turn_left"),
    ActionSpec("turn_right", N_("Turn right"), ("Ctrl+]",), N_("Picture"), "turn_right"),
    ActionSpec("uncrop", N_("Undo crop"), (), N_("Picture")),
    ActionSpec("tiles", N_("Split into parts…"), (), N_("Picture")),
    ActionSpec("pages", N_("Choose pages…"), (), N_("Picture")),
    ActionSpec("page_text", N_("Add or remove the text of the page"), (), N_("Picture")),
    ActionSpec("as_seen", N_("As the model sees it"), ("Ctrl+E",), N_("Picture"), "eye"),
    ActionSpec("fit", N_("Fit the picture"), ("Ctrl+0",), N_("View"), "fit"),
    ActionSpec("actual", N_("Actual size"), ("Ctrl+1",), N_("View")),
    ActionSpec("zoom_in", N_("Zoom in"), ("Ctrl++", "Ctrl+="), N_("View"), "new"),
    ActionSpec("zoom_out", N_("Zoom out"), ("Ctrl+-",), N_("View"), "minus"),
    ActionSpec("larger", N_("Larger text"), ("Ctrl+Alt++", "Ctrl+Alt+="), N_("View")),
    ActionSpec("smaller", N_("Smaller text"), ("Ctrl+Alt+-",), N_("View")),
    ActionSpec("usual", N_("Default text size"), ("Ctrl+Alt+0",), N_("View")),
    ActionSpec("side", N_("Conversations"), ("F9",), N_("View"), "panel_left"),
    ActionSpec("talk", N_("Conversation pane"), ("Shift+F9",), N_("View"), "panel_right"),
    ActionSpec("next_pane", N_("Next pane"), ("F6",), N_("View")),
    ActionSpec("previous_pane", N_("Previous pane"), ("Shift+F6",), N_("View")),
    ActionSpec("read_here", N_("Read with the caret"), ("F7",), N_("View")),
    ActionSpec("keys", N_("Keyboard shortcuts"), ("F1",), N_("Help")),
    ActionSpec("policy", N_("Policy"), (), N_("Help")),
    ActionSpec("about", N_("About Askance"), (), N_("Help")),
)
_OF_FILE, _OF_EDIT = ("capture", "export", "backup", "settings", "quit"), ("stop", "copy_all", "retry", "model")
_OF_OTHERS = ("copy_picture", "turn_left", "as_seen", "larger", "side", "policy")
BEGIN_GROUPS = frozenset((*_OF_FILE, *_OF_EDIT, *_OF_OTHERS))
"""The actions before which a line divides their menu."""
HAS_MNEMONICS = sys.platform != "darwin"
_ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
    "quit": QAction.MenuRole.QuitRole,
}
"""Where macOS puts an action, whatever its words are. All others stay in their menus."""


class Actions:
    """The actions of one window by name, each with its shortcut in the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        self._actions: dict[str, QAction] = {}
        for entry in TABLE:
            action = QAction(_(entry.words), parent)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            action.setToolTip(f"{action.text().rstrip('…')}{_in_brackets(action)}")
            action.setMenuRole(_ROLES.get(entry.name, QAction.MenuRole.NoRole))
            parent.addAction(action)
            self._actions[entry.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def add_menus(self, add: Callable[[str], QMenu]) -> list[QMenu]:
        """Fills a menu for each group of actions. `add` returns an empty one with the title that it is given."""
        names = list(dict.fromkeys(entry.menu for entry in TABLE))
        titles = [_(name) for name in names]
        menus = [add(title) for title in (mnemonics.with_mnemonics(titles) if HAS_MNEMONICS else titles)]
        for name, menu in zip(names, menus, strict=True):
            for entry in TABLE:
                if entry.menu == name:
                    if entry.name in BEGIN_GROUPS:
                        menu.addSeparator()
                    menu.addAction(self._actions[entry.name])
            if HAS_MNEMONICS:
                menu.aboutToShow.connect(partial(_mark, menu))
                menu.aboutToHide.connect(partial(_unmark, menu))
        return menus

    def show_colors(self, colors: ThemeColors) -> None:
        """Draws the icons in these colours."""
        for entry in TABLE:
            if entry.icon:
                self._actions[entry.name].setIcon(icon(entry.icon, colors.text))


def _in_brackets(action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f" ({keys})" if keys else ""


def _mark(menu: QMenu) -> None:
    """Gives each entry a letter and none a sign, while the menu is open: most have none, and a menu has all or none.

    A button that shows the same action has no use for the letter, and another menu may have a sign for each.
    """
    entries = [action for action in menu.actions() if not action.isSeparator()]
    for action, text in zip(entries, mnemonics.with_mnemonics([action.text() for action in entries]), strict=True):
        action.setText(text)
        action.setIconVisibleInMenu(False)


def _unmark(menu: QMenu) -> None:
    for action in menu.actions():
        action.setText(mnemonics.plain(action.text()))
        action.setIconVisibleInMenu(True)
