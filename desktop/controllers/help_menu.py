"""The Help menu: all keyboard shortcuts, and what this program is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop import __version__
from desktop.messages.language.catalogue import _
from desktop.ui.actions import Actions

if TYPE_CHECKING:
    from desktop.ui.dialogs.shortcuts import ShortcutsDialog


class HelpMenuController:
    """Opens the two windows of the menu."""

    def __init__(
        self, actions: Actions, window: QWidget, new_shortcuts_dialog: "Callable[[], ShortcutsDialog]"
    ) -> None:
        """`window` is their parent."""
        self._actions = actions
        self._window = window
        self._new_shortcuts_dialog = new_shortcuts_dialog

    def connect(self) -> None:
        """Connect the actions."""
        self._actions["keys"].triggered.connect(lambda: self._show_shortcuts())
        self._actions["about"].triggered.connect(lambda: self._show_about())

    def _show_shortcuts(self) -> None:
        dialog = self._new_shortcuts_dialog()
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_about(self) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(_("About Askance"))
        box.setText(f"Askance {__version__}\n\n{_('Paste a screenshot, ask about it, read the answer.')}")
        box.finished.connect(box.deleteLater)
        box.open()
