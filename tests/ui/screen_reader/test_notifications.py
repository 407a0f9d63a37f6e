"""Words for screen readers that hear no announcements."""

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screen_reader.notifications import MOST, NotificationPart, SubstituteAnnouncements


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window with two fields and a list, that is active."""
    window = QWidget()
    qtbot.addWidget(window)
    for number, child in enumerate((QLineEdit(window), QLineEdit(window), QListWidget(window))):
        child.setObjectName(str(number))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def child(window: QWidget, number: int) -> QWidget:
    found: QWidget | None = window.findChild(QWidget, str(number))
    assert found is not None
    return found


def test_the_focus_is_described_until_it_goes(window: QWidget, qtbot: QtBot) -> None:
    field, notifications = child(window, 0), SubstituteAnnouncements()
    field.setAccessibleDescription("its own")
    field.setFocus()
    notifications.notify(window, "The answer begins.")
    assert field.accessibleDescription() == "The answer begins."
    notifications.notify(window, "One.")
    assert field.accessibleDescription() == "One." and window.findChildren(NotificationPart) == []
    child(window, 1).setFocus()
    qtbot.waitUntil(lambda: field.accessibleDescription() == "its own")


def test_a_description_that_is_given_meanwhile_stays(window: QWidget, qtbot: QtBot) -> None:
    field, notifications = child(window, 0), SubstituteAnnouncements()
    field.setFocus()
    notifications.notify(window, "One.")
    field.setAccessibleDescription("new")
    child(window, 1).setFocus()
    notifications.notify(window, "Two.")
    qtbot.waitUntil(lambda: child(window, 1).accessibleDescription() == "Two.")
    assert field.accessibleDescription() == "new"


def test_a_list_and_another_window_get_notifications_of_which_the_latest_are_kept(
    window: QWidget, qtbot: QtBot
) -> None:
    notifications = SubstituteAnnouncements()
    child(window, 2).setFocus()
    for number in range(MOST + 3):
        notifications.notify(window, str(number))
    qtbot.waitUntil(lambda: len(window.findChildren(NotificationPart)) == MOST)
    parts = window.findChildren(NotificationPart)
    assert [part.accessibleName() for part in parts][-1] == str(MOST + 2)
    assert all(part.isVisible() for part in parts)
    child(window, 0).setFocus()
    other = QWidget()
    qtbot.addWidget(other)
    notifications.notify(other, "elsewhere")
    assert [part.accessibleName() for part in other.findChildren(NotificationPart)] == ["elsewhere"]
    assert child(window, 0).accessibleDescription() == ""
