"""The interfaces of widgets that were given a role.

A `QAccessibleWidget` made here lends Qt's own children, states and geometry; only the role, and at most an action, are
ours. A `QAccessibleInterface` of our own, or a text interface in Python, ends the process (decision 0049).
"""

from functools import cache

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QToolButton, QWidget

from desktop.ui.screen_reader.roles import PRESSED, ROLE, Role

_ROLES = {
    Role.WINDOW: QAccessible.Role.Window,
    Role.PANE: QAccessible.Role.Grouping,
    Role.DOCUMENT: QAccessible.Role.Document,
    Role.CANVAS: QAccessible.Role.Canvas,
    Role.IMAGE: QAccessible.Role.Graphic,
    Role.ALERT: QAccessible.Role.AlertMessage,
    Role.NOTIFICATION: QAccessible.Role.Notification,
    Role.LINK: QAccessible.Role.Link,
    Role.BUTTON: QAccessible.Role.Button,
    Role.MENU_BUTTON: QAccessible.Role.ButtonMenu,
}
_owned_by_qt: list[QAccessibleInterface] = []  # Python must not delete them before Qt does


class _Pressable(QAccessibleWidget):
    """A widget that assistive technologies can press."""

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        widget = self.object()
        if name == QAccessibleActionInterface.pressAction() and isinstance(widget, QWidget):
            getattr(widget, str(widget.property(PRESSED))).emit()
        else:
            super().doAction(name)


class _MenuButton(QAccessibleWidget):
    """A button that opens its menu at once: of such a one, Qt names the action, but does nothing when it is asked."""

    def state(self) -> QAccessible.State:
        state = super().state()
        state.hasPopup = True
        return state

    def actionNames(self) -> list[str]:
        widget, names = self.object(), super().actionNames()
        is_enabled = isinstance(widget, QWidget) and widget.isEnabled()
        return [QAccessibleActionInterface.showMenuAction(), *names] if is_enabled else names

    def doAction(self, name: str) -> None:
        widget = self.object()
        if name not in (QAccessibleActionInterface.showMenuAction(), QAccessibleActionInterface.pressAction()):
            super().doAction(name)
        elif isinstance(widget, QToolButton) and widget.isEnabled():
            QTimer.singleShot(0, widget, widget.showMenu)  # which returns when the menu has closed


@cache
def install_roles() -> None:
    """Has Qt ask for these interfaces from now on."""
    QAccessible.installFactory(_interface_of)


def renew_roles(window: QWidget) -> None:
    """Has Qt ask anew for the interfaces of a window, and of all in it that were given a role: assistive technologies
    may have met them before `install_roles`.
    """
    if QAccessible.isActive():
        for widget in (window, *window.findChildren(QWidget)):
            if widget.property(ROLE) is not None:
                QAccessible.deleteAccessibleInterface(
                    QAccessible.uniqueId(QAccessible.queryAccessibleInterface(widget))
                )


def _interface_of(_class_name: str, watched: QObject | None) -> QAccessibleInterface | None:
    """Returns the interface of a widget that was given a role; None leaves it to Qt."""
    role = watched.property(ROLE) if isinstance(watched, QWidget) else None
    if role is None or not isinstance(watched, QWidget):
        return None
    kind = _Pressable if watched.property(PRESSED) else QAccessibleWidget
    interface = (_MenuButton if role == Role.MENU_BUTTON else kind)(watched, _ROLES[Role(role)])
    _owned_by_qt[:] = [*filter(shiboken6.isValid, _owned_by_qt), interface]
    return interface
