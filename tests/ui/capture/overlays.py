"""An overlay with one window on its screen, and a drag over it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.screenshot import CaptureUse, Screenshot
from desktop.ui.capture.capture_overlay import CaptureOverlay
from desktop.ui.theme import LIGHT, Theme
from tests.helpers.images import quarters

WINDOW = Rect(100, 100, 400, 300)


def overlay(
    qtbot: QtBot, scale: float = 2, main: CaptureUse = CaptureUse.ASK, recent: Rect | None = None
) -> CaptureOverlay:
    """An overlay of a screen at a scale: so many pixels for each logical one."""
    screen = QGuiApplication.primaryScreen()
    size = screen.geometry().size()
    pixels = PixelBuffer.of(quarters(round(size.width() * scale), round(size.height() * scale)))
    widget = CaptureOverlay(Theme(LIGHT, QFont()))
    qtbot.addWidget(widget)
    widget.offer(Screenshot(screen.name(), pixels, (WINDOW,)), main, recent)
    widget.resize(size)
    widget.show()
    return widget


def drag(qtbot: QtBot, widget: CaptureOverlay, start: tuple[int, int], end: tuple[int, int]) -> None:
    qtbot.mousePress(widget, Qt.MouseButton.LeftButton, pos=QPoint(*start))
    qtbot.mouseMove(widget, QPoint(*end))
    qtbot.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=QPoint(*end))
