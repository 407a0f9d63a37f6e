"""A canvas with an image on it."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.canvas.canvas_driver import CanvasDriver


@pytest.fixture
def workspace(qtbot: QtBot) -> Iterator[CanvasDriver]:
    """The driver of a canvas that shows an image."""
    driver = CanvasDriver(qtbot)
    yield driver
    driver.canvas.show_annotated_image(None)
