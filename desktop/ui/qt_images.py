"""Our pixels as Qt's images. A QImage over our bytes shares them; it is kept beside them for as long as it lives."""

from PySide6.QtGui import QImage

from desktop.core.image.pixel_buffer import PixelBuffer


def qimage(pixels: PixelBuffer) -> QImage:
    """An image over the same bytes (no copy). PySide keeps the buffer alive with the image."""
    return QImage(memoryview(pixels.data), pixels.width, pixels.height, pixels.width * 4, QImage.Format.Format_RGB32)
