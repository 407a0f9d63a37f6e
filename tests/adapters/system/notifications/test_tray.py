"""Notifications by an icon in the tray, where there is none: the other systems are not run here."""

import pytest
from PySide6.QtGui import QIcon

from desktop.adapters.system.notifications.tray import TrayNotifications

pytestmark = pytest.mark.usefixtures("qapp")


def test_a_system_without_a_tray_is_told() -> None:
    notifications = TrayNotifications(QIcon())
    missing: list[bool] = []
    notifications.unavailable.connect(lambda: missing.append(True))
    notifications.show("first", "Title", "text")
    assert missing == [True]
    notifications.end()
