from PySide6.QtWidgets import QMessageBox

from desktop.controllers.help_menu import HelpMenuController
from desktop.messages.settings.policy_lines import PolicyLine
from desktop.ui.actions import Actions
from desktop.ui.dialogs.policy_window import PolicyDialog
from desktop.ui.dialogs.shortcuts import ShortcutsDialog
from desktop.ui.theme import LIGHT, Theme
from tests.controllers.conftest import Bar

LINE = PolicyLine("allow_export", "false", "set by your organisation in /etc/a.json", is_locked=True)


def test_the_windows_open_over_the_main_one(bar: Bar, actions: Actions) -> None:
    controller = HelpMenuController(
        actions,
        bar.parent,
        lambda: ShortcutsDialog(bar.parent),
        lambda: PolicyDialog(
            bar.parent,
            Theme(LIGHT, bar.parent.font()),
            "The rules of your organisation apply here.",
            ("/etc/a.json",),
            (LINE,),
        ),
    )
    controller.connect()
    actions["keys"].trigger()
    (shortcuts,) = bar.parent.findChildren(ShortcutsDialog)
    assert shortcuts.isVisible()
    shortcuts.reject()
    actions["policy"].trigger()
    (policy,) = bar.parent.findChildren(PolicyDialog)
    row = policy.table.topLevelItem(0)
    assert row is not None
    assert [row.text(column) for column in range(3)] == [
        "allow_export",
        "false",
        "set by your organisation in /etc/a.json",
    ]
    assert not row.icon(0).isNull()
    policy.reject()
    actions["about"].trigger()
    (about,) = bar.parent.findChildren(QMessageBox)
    assert about.text().startswith("Askance ")
    about.reject()
