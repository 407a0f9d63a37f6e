"""The menus."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look.buttons import chevron_button
from desktop.ui.look.menu import Menu
from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import main_window


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


def test_a_menu_higher_than_its_screen_scrolls_and_has_one_column(qtbot: QtBot) -> None:
    window = main_window(qtbot, Theme(LIGHT, QApplication.font()), filled=False)
    menu = Menu(window)
    for number in range(100):
        menu.addAction(f"Entry {number}")
    places = [menu.actionGeometry(action) for action in menu.actions()]
    assert sum(place.height() for place in places) > window.screen().availableGeometry().height()
    assert len({place.x() for place in places}) == 1
