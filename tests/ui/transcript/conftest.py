"""Fixtures for tests of the transcript."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.theme import LIGHT, Theme
from desktop.ui.transcript.transcript import TranscriptView


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light colours and text of ten points, independent of the system's font size."""
    font = qapp.font()
    font.setPointSizeF(10)
    return Theme(LIGHT, font)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    """An empty transcript, 420 pixels wide, on the screen."""
    shown = TranscriptView(theme)
    shown.resize(420, 600)
    qtbot.addWidget(shown)
    shown.show()
    return shown
