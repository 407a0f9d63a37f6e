"""A widget to put others into, and a theme."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.theme import LIGHT, Theme


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A widget of 900 by 600 that is shown."""
    widget = QWidget()
    widget.resize(900, 600)
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def theme() -> Theme:
    """Light, in the font of the system."""
    return Theme(LIGHT, QGuiApplication.font())
