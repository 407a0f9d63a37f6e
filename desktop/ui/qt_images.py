"""Pixel buffers as Qt's images, without a copy."""

from PySide6.QtGui import QImage

from desktop.core.image.pixel_buffer import PixelBuffer


def qimage(pixels: PixelBuffer) -> QImage:
    """A QImage over the same bytes. PySide keeps the buffer alive as long as the image lives."""
    return QImage(memoryview(pixels.data), pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGB32)
