"""The menus."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look.buttons import chevron_button
from desktop.ui.look.menu import Menu


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_a_button_with_a_chevron_runs_as_the_program_does(qtbot: QtBot, host: QWidget) -> None:
    button = chevron_button("More", "More tools")
    button.setParent(host)
    menu = Menu(button)
    menu.addAction("Pen")
    button.setMenu(menu)
    directions = [menu.layoutDirection()]
    host.show()
    menu.popup(host.mapToGlobal(host.rect().center()))
    qtbot.waitUntil(menu.isVisible)
    directions.append(menu.layoutDirection())
    menu.close()
    assert set(directions) == {host.layoutDirection()} != {button.layoutDirection()}
