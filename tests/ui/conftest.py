"""What tests of widgets share."""

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui.theme import LIGHT, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The light colours with ten points, whatever the system's font is."""
    font = qapp.font()
    font.setPointSizeF(10)
    return Theme(LIGHT, font)
