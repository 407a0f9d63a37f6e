from PySide6.QtWidgets import QMessageBox

from desktop.controllers.help_menu import HelpMenuController
from desktop.ui.actions import Actions
from desktop.ui.dialogs.shortcuts import ShortcutsDialog
from tests.controllers.conftest import Bar


def test_both_windows_open_over_the_main_one(bar: Bar, actions: Actions) -> None:
    controller = HelpMenuController(actions, bar.parent, lambda: ShortcutsDialog(bar.parent))
    controller.connect()
    actions["keys"].trigger()
    (shortcuts,) = bar.parent.findChildren(ShortcutsDialog)
    assert shortcuts.isVisible()
    shortcuts.reject()
    actions["about"].trigger()
    (about,) = bar.parent.findChildren(QMessageBox)
    assert about.text().startswith("Askance ")
    about.reject()
