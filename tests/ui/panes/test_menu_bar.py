"""The menu bar: hidden until it is asked for, and every action is in it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.actions import TABLE, Actions
from desktop.ui.keys.mnemonics import letter_in
from desktop.ui.panes.menu_bar import MenuBar

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen one, as a menu opens


def shown_bar(qtbot: QtBot) -> tuple[QWidget, MenuBar, Actions]:
    window = QWidget()
    QVBoxLayout(window)
    actions = Actions(window)
    bar = MenuBar(window, actions, native=False)
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, bar, actions


def menus(bar: MenuBar) -> list[QMenu]:
    return [menu for action in bar.actions() if isinstance(menu := action.menu(), QMenu)]


def test_it_comes_with_its_first_menu_and_goes_when_it_is_left(qtbot: QtBot) -> None:
    _window, bar, _ = shown_bar(qtbot)
    assert bar.isHidden()
    bar.ask()
    assert bar.isVisible()
    (first, *_) = menus(bar)
    qtbot.waitUntil(first.isVisible)
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert not first.isVisible()
    bar.ask()
    qtbot.waitUntil(bar.isHidden)


def test_a_chosen_entry_is_done_and_the_bar_goes(qtbot: QtBot) -> None:
    _window, bar, actions = shown_bar(qtbot)
    done: list[bool] = []
    actions["settings"].triggered.connect(lambda: done.append(True))
    bar.ask()
    (first, *_) = menus(bar)
    qtbot.waitUntil(first.isVisible)
    letter = letter_in(actions["settings"].text())
    qtbot.keyClick(first, letter)
    assert done == [True]
    qtbot.waitUntil(bar.isHidden)
    assert actions["settings"].text() == "Settings…"
    assert QApplication.activePopupWidget() is None


def test_every_action_of_the_window_is_in_a_menu_with_a_letter_of_its_own(qtbot: QtBot) -> None:
    _window, bar, actions = shown_bar(qtbot)
    listed = [action for menu in menus(bar) for action in menu.actions() if not action.isSeparator()]
    assert listed == [
        actions[entry.name] for menu in dict.fromkeys(e.menu for e in TABLE) for entry in TABLE if entry.menu == menu
    ]
    for menu in menus(bar):
        menu.aboutToShow.emit()
        entries = [action for action in menu.actions() if not action.isSeparator()]
        letters = [letter_in(action.text()) for action in entries]
        assert not any(action.isIconVisibleInMenu() for action in entries)  # a menu has signs for all, or for none
        assert all(letters) and len(set(letters)) == len(letters)
        menu.aboutToHide.emit()
        assert all(action.isIconVisibleInMenu() for action in entries)
    titles = [letter_in(action.text()) for action in bar.actions()]
    assert all(titles) and len(set(titles)) == len(titles)
