"""Fixtures for tests of widgets."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import LIGHT, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light colours and text of ten points, independent of the system's font size."""
    font = qapp.font()
    font.setPointSizeF(10)
    return Theme(LIGHT, font)
