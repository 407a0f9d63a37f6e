"""A widget to put others into, a theme, and ears for what is announced."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.screen_reader.announcements import Weight, announcements
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


@pytest.fixture
def heard() -> Iterator[list[str]]:
    """All that is announced from now on, at the most talkative level."""
    spoken: list[str] = []
    before, announcements.wanted = announcements.wanted, Weight.EXTRA
    announcements.use_voice(spoken.append)
    yield spoken
    announcements.use_voice(None)
    announcements.wanted = before
