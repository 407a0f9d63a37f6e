"""A parent for dialogs."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    """A parent of the default size that is not shown."""
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget
