"""Roles for assistive technologies: a widget of our own says what it is, where Qt would call it a filler.

It needs nothing of Qt's but the widget, so that the window can have one before its first paint. What assistive
technologies ask is made in `role_interfaces.py`.
"""

from enum import StrEnum

from PySide6.QtWidgets import QWidget

ROLE = "accessibleRole"  # properties of a widget: its role, and the name of the signal that pressing it emits
PRESSED = "accessiblePress"


class Role(StrEnum):
    """The roles that are given."""

    WINDOW = "window"
    PANE = "pane"
    DOCUMENT = "document"
    CANVAS = "canvas"
    IMAGE = "image"
    ALERT = "alert"
    NOTIFICATION = "notification"
    LINK = "link"
    BUTTON = "button"
    MENU_BUTTON = "menuButton"


def name_by_title(window: QWidget) -> None:
    """Names a window by its title, now and later: of one that is kept, Qt tells the title only while it is shown."""
    window.setAccessibleName(window.windowTitle())
    window.windowTitleChanged.connect(window.setAccessibleName)


def give_role(widget: QWidget, role: Role, pressed: str = "") -> None:
    """Gives a widget a role. With `pressed`, the name of its signal without arguments, it can be pressed, too.

    It must be done before anything else, a name included: from the first event on, Qt keeps the interface that it made.
    """
    widget.setProperty(ROLE, role.value)
    if pressed:
        widget.setProperty(PRESSED, pressed)
