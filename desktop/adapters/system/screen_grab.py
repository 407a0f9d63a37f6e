"""Captures the screens as they are now: each in its own pixels, whatever its scale factor."""

import os
import sys

from PySide6.QtGui import QCursor, QGuiApplication, QImage, QScreen

from desktop.adapters.system import window_list
from desktop.adapters.system.x11 import screen_memory
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import PixelBuffer, allocate_buffer
from desktop.core.image.screenshot import Screenshot


class ScreenCaptureError(AskanceError):
    """The screen was not captured."""


def needs_portal() -> bool:
    """Returns True if only the desktop's own portal may capture the screen (Wayland)."""
    return QGuiApplication.platformName().startswith("wayland") or (
        sys.platform.startswith("linux") and bool(os.environ.get("WAYLAND_DISPLAY"))
    )


def warm() -> None:
    """Loads what a grab needs: the first one would take three times as long."""
    window_list.windows()
    if QGuiApplication.platformName() == "xcb":
        screen_memory.pixels_of_root(Rect(0, 0, 1, 1))


def screenshots() -> tuple[Screenshot, ...]:
    """Returns a shot of every screen, the one with the pointer first. Raises ScreenCaptureError. On the GUI thread."""
    if QGuiApplication.platformName() in ("offscreen", "minimal"):
        raise ScreenCaptureError(Problem(ProblemKind.CAPTURE_IMPOSSIBLE, detail="there is no screen"))
    pointed = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda screen: screen is not pointed)
    rects = window_list.windows()
    return tuple(_screenshot(screen, rects) for screen in screens)


def _screenshot(screen: QScreen, rects: tuple[Rect, ...]) -> Screenshot:
    pixels = _shared(screen) or _grabbed(screen)
    origin = screen.geometry().topLeft()  # Qt leaves a screen's origin in native pixels and scales only its size
    here = Rect(origin.x(), origin.y(), origin.x() + pixels.width, origin.y() + pixels.height)
    inside = (rect.moved(-here.left, -here.top) for rect in rects if not rect.intersection(here).is_empty)
    return Screenshot(screen.name(), pixels, tuple(inside))


def _shared(screen: QScreen) -> PixelBuffer | None:
    """Returns the pixels of a screen by the fast way; None where there is none."""
    if QGuiApplication.platformName() != "xcb":
        return None
    place, ratio = screen.geometry(), screen.devicePixelRatio()
    width, height = round(place.width() * ratio), round(place.height() * ratio)
    return screen_memory.pixels_of_root(Rect(place.x(), place.y(), place.x() + width, place.y() + height))


def _grabbed(screen: QScreen) -> PixelBuffer:
    """Returns the pixels of a screen by Qt. Raises ScreenCaptureError."""
    image = screen.grabWindow(0).toImage()
    if image.isNull():
        raise ScreenCaptureError(Problem(ProblemKind.CAPTURE_FORBIDDEN))
    image.setDevicePixelRatio(1.0)
    return _pixels(image.convertToFormat(QImage.Format.Format_RGB32))


def _pixels(image: QImage) -> PixelBuffer:
    """Returns a copy of the pixels of an RGB32 image, without the gaps that Qt may leave between rows."""
    row, step, bits = image.width() * 4, image.bytesPerLine(), image.constBits()
    data = allocate_buffer(row * image.height())
    if step == row:
        data[:] = bits
    else:
        for y in range(image.height()):
            data[y * row : (y + 1) * row] = bits[y * step : y * step + row]
    return PixelBuffer(image.width(), image.height(), data)
