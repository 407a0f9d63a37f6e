"""The window of the settings, with the default settings."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.core.settings.settings import Settings
from desktop.ui.settings.settings_window import SettingsDialog
from tests.ui.windows import light_theme


@pytest.fixture
def window_of_settings(qtbot: QtBot, host: QWidget) -> SettingsDialog:
    """The window, showing the default settings."""
    window = SettingsDialog(host, light_theme())
    window.show_settings(Settings())
    return window
