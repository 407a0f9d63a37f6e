"""Fixtures for tests of documents."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import LIGHT, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light colours in the system's font."""
    return Theme(LIGHT, qapp.font())
