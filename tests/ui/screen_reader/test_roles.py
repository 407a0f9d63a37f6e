"""Roles of our own widgets."""

import gc

import pytest
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.look.buttons import menu_button
from desktop.ui.screen_reader.role_interfaces import install_roles, renew_roles
from desktop.ui.screen_reader.roles import Role, give_role


@pytest.fixture(autouse=True)
def installed(qapp: QApplication) -> None:
    """Roles as the window has them."""
    install_roles()


class Thing(QWidget):
    """A widget that can be pressed."""

    pressed = Signal()


def test_a_widget_has_the_role_that_it_was_given(host: QWidget) -> None:
    thing = QWidget(host)
    give_role(thing, Role.DOCUMENT)
    thing.setAccessibleName("Conversation")
    interface = QAccessible.queryAccessibleInterface(thing)
    assert interface.role() is QAccessible.Role.Document
    assert interface.text(QAccessible.Text.Name) == "Conversation"


def test_a_widget_without_one_stays_with_qt(host: QWidget) -> None:
    assert QAccessible.queryAccessibleInterface(QWidget(host)).role() is QAccessible.Role.Client


def test_it_can_be_pressed_by_its_action(host: QWidget, qtbot: QtBot) -> None:
    thing = Thing(host)
    give_role(thing, Role.LINK, pressed="pressed")
    action = QAccessible.queryAccessibleInterface(thing).actionInterface()
    assert QAccessibleActionInterface.pressAction() in action.actionNames()
    with qtbot.waitSignal(thing.pressed):
        action.doAction(QAccessibleActionInterface.pressAction())


def test_a_menu_opens_by_the_action_of_its_button(host: QWidget, qtbot: QtBot) -> None:
    button = menu_button("Model", "Model and connection")
    button.setParent(host)
    menu = QMenu(button)
    menu.addAction("one")
    button.setMenu(menu)
    button.show()
    interface = QAccessible.queryAccessibleInterface(button)
    assert (interface.role(), interface.text(QAccessible.Text.Name)) == (QAccessible.Role.ButtonMenu, "Model")
    assert interface.state().hasPopup
    action = interface.actionInterface()
    name = QAccessibleActionInterface.showMenuAction()
    assert action.actionNames()[0] == name
    menu.aboutToShow.connect(lambda: QTimer.singleShot(0, menu, menu.close))
    for action_name in (name, QAccessibleActionInterface.pressAction()):  # Windows' readers press
        with qtbot.waitSignal(menu.aboutToHide):
            action.doAction(action_name)
    button.setEnabled(False)
    assert name not in action.actionNames()


def test_roles_count_for_what_was_met_before_them(host: QWidget, qtbot: QtBot) -> None:
    thing = QWidget(host)
    QAccessible.setActive(True)
    try:
        assert QAccessible.queryAccessibleInterface(thing).role() == QAccessible.Role.Client
        give_role(thing, Role.DOCUMENT)
        renew_roles(host)
        assert QAccessible.queryAccessibleInterface(thing).role() == QAccessible.Role.Document
    finally:
        QAccessible.setActive(False)


def test_many_come_and_go_while_they_are_asked(host: QWidget, qtbot: QtBot) -> None:
    for _ in range(200):
        thing = Thing(host)
        give_role(thing, Role.LINK, pressed="pressed")
        interface = QAccessible.queryAccessibleInterface(thing)
        assert interface.childCount() == 0 and interface.parent() is not None
        thing.deleteLater()
    qtbot.wait(1)
    gc.collect()
    assert QAccessible.queryAccessibleInterface(host).childCount() >= 0
