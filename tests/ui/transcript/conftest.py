"""The view that tests of the transcript show something on."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Theme
from desktop.ui.transcript.transcript import TranscriptView


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    """An empty transcript, 420 pixels wide, on the screen."""
    shown = TranscriptView(theme)
    shown.resize(420, 600)
    qtbot.addWidget(shown)
    shown.show()
    return shown
