"""Every stop of the Tab key in every window has a role and a name, which no other one beside it has."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screen_reader.role_interfaces import install_roles
from desktop.ui.theme import LIGHT, Theme
from tests.ui.every_window import every_window

NO_ROLES = {
    *(QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.LayeredPane),
    *(QAccessible.Role.Grouping, QAccessible.Role.Border, QAccessible.Role.Splitter),
}


def stops(window: QWidget) -> list[QWidget]:
    """Returns the widgets that Tab reaches."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy().value & 1
        and widget.isVisible()
        and widget.isEnabled()
        and widget.window() is window
        and widget.focusProxy() is None
    ]


def test_every_stop_has_a_role_and_a_name_of_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    install_roles()
    found, count = list[str](), 0
    for name, window in every_window(qtbot, Theme(LIGHT, qapp.font())):
        seen = set[tuple[QWidget | None, QAccessible.Role, str]]()
        for widget in stops(window):
            count += 1
            interface = QAccessible.queryAccessibleInterface(widget)
            role, words = interface.role(), interface.text(QAccessible.Text.Name).strip()
            about = f"{name}: {type(widget).__name__} “{words}”, {role.name}"
            if role in NO_ROLES:
                found.append(f"no role: {about}")
            if not words:
                found.append(f"no name: {about}")
            if (key := (widget.parentWidget(), role, words)) in seen:
                found.append(f"twice: {about}")
            seen.add(key)
    assert not found, "\n".join(sorted(set(found)))
    assert count > 100
