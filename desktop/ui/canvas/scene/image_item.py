"""The item that paints an image from its mipmap levels."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.canvas.annotation_painter import qrect
from desktop.ui.qt_images import qimage

SHARP_FROM = 2.0  # screen pixels for one of the image's, from which its pixels are shown as squares


class ImageItem(QGraphicsItem):
    """Paints the exposed part of the level at or just above the scale on screen.

    Its own coordinates are the pixels of the first level; its transform maps them to the scene's view pixels.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._levels: tuple[QImage, ...] = ()
        self._part = QRectF()
        self.edge = QColor("#888888")

    @property
    def is_empty(self) -> bool:
        """True if there are no pixels."""
        return not self._levels

    def show_levels(self, levels: tuple[PixelBuffer, ...]) -> None:
        """Shows all of these pixels, the full size first and each next level half as large."""
        self.prepareGeometryChange()
        self._levels = tuple(qimage(level) for level in levels)
        self._part = QRectF(0, 0, levels[0].width, levels[0].height) if levels else QRectF()
        self.update()

    def show_in(self, frame: ViewTransform) -> None:
        """Shows the crop of `frame`, rotated as it says, where it lies in view pixels."""
        self.prepareGeometryChange()
        self._part = qrect(frame.crop)
        origin = QPointF(*frame.to_view((0, 0)))
        right, down = QPointF(*frame.to_view((1, 0))) - origin, QPointF(*frame.to_view((0, 1))) - origin
        self.setTransform(QTransform(right.x(), right.y(), down.x(), down.y(), origin.x(), origin.y()))

    def show_over(self, size: tuple[int, int]) -> None:
        """Stretches all of the pixels over a scene of that size."""
        if self._levels:
            self.setTransform(
                QTransform.fromScale(size[0] / self._levels[0].width(), size[1] / self._levels[0].height())
            )

    def boundingRect(self) -> QRectF:
        return self._part if self._levels else QRectF()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self._levels:
            return
        ratio = widget.devicePixelRatioF() if widget else 1.0
        world = painter.worldTransform()
        scale = math.hypot(world.m11(), world.m12()) * ratio
        image = self._levels[self._level_for(scale)]
        shown = option.exposedRect.intersected(self.boundingRect())
        across, down = image.width() / self._levels[0].width(), image.height() / self._levels[0].height()
        source = QRectF(shown.x() * across, shown.y() * down, shown.width() * across, shown.height() * down)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < SHARP_FROM)
        painter.drawImage(shown, image, source)
        painter.setPen(QPen(self.edge, 0))
        painter.drawRect(self.boundingRect())

    def _level_for(self, scale: float) -> int:
        level = 0
        while level + 1 < len(self._levels) and scale <= 0.5 ** (level + 1):
            level += 1
        return level
