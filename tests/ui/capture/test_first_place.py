"""Where a choice begins: under the pointer, at the very first screenshot and at one of another scale."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QCursor, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import CaptureUse, Screenshot
from tests.helpers.images import quarters
from tests.ui.capture.overlays import overlay


@pytest.fixture
def pointer() -> Iterator[QPoint]:
    """The place where the pointer stands, which it leaves again."""
    before, place = QCursor.pos(), QGuiApplication.primaryScreen().geometry().topLeft() + QPoint(300, 200)
    QCursor.setPos(place)
    yield place
    QCursor.setPos(before)


def test_the_first_choice_begins_under_the_pointer(qtbot: QtBot, pointer: QPoint) -> None:
    assert overlay(qtbot, 2).choice.cursor == (600.0, 400.0)


def test_a_choice_on_another_scale_begins_under_the_pointer(qtbot: QtBot, pointer: QPoint) -> None:
    widget, screen = overlay(qtbot, 2), QGuiApplication.primaryScreen()
    pixels = PixelBuffer.of(quarters(*screen.geometry().size().toTuple()))
    widget.offer(Screenshot(screen.name(), pixels, ()), CaptureUse.ASK, None)
    assert widget.choice.cursor == (300.0, 200.0)
