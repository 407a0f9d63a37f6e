"""Roles for assistive technologies: a widget of our own says what it is, where Qt would call it a filler.

A `QAccessibleWidget` made here lends Qt's own children, states and geometry; only a role, and at most an action, are
ours. A `QAccessibleInterface` of our own, or a text interface in Python, ends the process (decision 0049).
"""

from collections.abc import Sequence
from functools import cache

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = "accessibleRole"
_PRESSES = "accessiblePress"  # the name of a signal that the action of pressing emits
_made: list[QAccessibleInterface] = []  # Qt owns them; Python must not delete them before it does


class _Pressable(QAccessibleWidget):
    """A widget that assistive technologies can press."""

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        widget = self.object()
        if name == QAccessibleActionInterface.pressAction() and isinstance(widget, QWidget):
            getattr(widget, str(widget.property(_PRESSES))).emit()
        else:
            super().doAction(name)


def give_role(widget: QWidget, role: QAccessible.Role, pressed: str = "") -> None:
    """Gives a widget a role. With `pressed`, the name of its signal without arguments, it can be pressed, too.

    It must be done before anything else, a name included: from the first event on, Qt keeps the interface that it made.
    """
    _install()
    widget.setProperty(_ROLE, role.value)
    if pressed:
        widget.setProperty(_PRESSES, pressed)


@cache
def _install() -> None:
    QAccessible.installFactory(_interface_of)


def _interface_of(_class_name: str, watched: QObject | None) -> QAccessibleInterface | None:
    """Returns the interface of a widget that was given a role; None leaves it to Qt."""
    role = watched.property(_ROLE) if isinstance(watched, QWidget) else None
    if role is None or not isinstance(watched, QWidget):
        return None
    kind = _Pressable if watched.property(_PRESSES) else QAccessibleWidget
    made = kind(watched, QAccessible.Role(role))
    _made[:] = [*_still_alive(_made), made]
    return made


def _still_alive(made: Sequence[QAccessibleInterface]) -> list[QAccessibleInterface]:
    return [interface for interface in made if shiboken6.isValid(interface)]
