"""The Help menu: all keyboard shortcuts, what the organisation has decided, and what this program is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from desktop import __version__
from desktop.messages.notices.about_words import about_title, what_it_does
from desktop.ui.actions import Actions

if TYPE_CHECKING:
    from desktop.ui.dialogs.policy_window import PolicyDialog
    from desktop.ui.dialogs.shortcuts import ShortcutsDialog


class HelpMenuController:
    """Opens the windows of the menu."""

    def __init__(
        self,
        actions: Actions,
        window: QWidget,
        new_shortcuts_dialog: "Callable[[], ShortcutsDialog]",
        new_policy_dialog: "Callable[[], PolicyDialog]",
    ) -> None:
        """`window` is their parent."""
        self._actions = actions
        self._window = window
        self._new_shortcuts_dialog = new_shortcuts_dialog
        self._new_policy_dialog = new_policy_dialog

    def connect(self) -> None:
        """Connects the actions."""
        self._actions["keys"].triggered.connect(lambda: self._open(self._new_shortcuts_dialog()))
        self._actions["policy"].triggered.connect(lambda: self._open(self._new_policy_dialog()))
        self._actions["about"].triggered.connect(lambda: self._show_about())

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_about(self) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(about_title())
        box.setText(f"Askance {__version__}\n\n{what_it_does()}")
        box.finished.connect(box.deleteLater)
        box.open()
