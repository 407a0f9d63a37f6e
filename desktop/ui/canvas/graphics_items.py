"""What lies on the canvas's scene: the picture, painted from its pyramid, and above it everything that marks it."""

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import bounds, transform
from desktop.core.annotation.style import unit_of
from desktop.core.geometry.rect import Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.canvas.annotation_painter import note_rect, paint_annotations, rect_of
from desktop.ui.canvas.tools import crop_handles, resize_grips
from desktop.ui.qt_images import qimage

SHARP_FROM = 2.0
HANDLE_PX = 8.0
SMALL_LIGHT_PX = 30.0
OUTSIDE = QColor(0, 0, 0, 140)


class ImageItem(QGraphicsItem):
    """Paints the level at or just above the scale on screen, and of it only what shows.

    Its own coordinates are the pixels of the first level; where they lie in the scene is its transform.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._levels: tuple[QImage, ...] = ()
        self._part = QRectF()
        self.edge = QColor("#888888")

    @property
    def is_empty(self) -> bool:
        return not self._levels

    def show_levels(self, levels: tuple[PixelBuffer, ...]) -> None:
        """Show all of these pixels, where they are."""
        self.prepareGeometryChange()
        self._levels = tuple(qimage(level) for level in levels)
        self._part = QRectF(0, 0, levels[0].width, levels[0].height) if levels else QRectF()
        self.update()

    def show_in(self, frame: ViewTransform) -> None:
        """Show the part that is in the frame, turned as it says."""
        self.prepareGeometryChange()
        self._part = rect_of(frame.crop)
        origin = QPointF(*frame.to_view((0, 0)))
        right, down = QPointF(*frame.to_view((1, 0))) - origin, QPointF(*frame.to_view((0, 1))) - origin
        self.setTransform(QTransform(right.x(), right.y(), down.x(), down.y(), origin.x(), origin.y()))

    def show_over(self, size: tuple[int, int]) -> None:
        """Spread all of the pixels over a scene of that size."""
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


class AnnotationsItem(QGraphicsItem):
    """Paints a sheet's covers and marks, handles of what is chosen, the crop while it is made, and a light.

    The scene's coordinates are its own: shown pixels of `frame`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(1)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._image: AnnotatedImage | None = None
        self._frame = ViewTransform(Rect(0, 0, 1, 1))
        self._chosen = ""
        self._cropping = False
        self._light: Rect | None = None
        self.accent = QColor("#0f6f66")
        self.bare = False  # the marks are part of the picture that is shown

    def show_image(self, image: AnnotatedImage | None, frame: ViewTransform, chosen: str, cropping: bool) -> None:
        self.prepareGeometryChange()
        self._image, self._frame, self._chosen, self._cropping = image, frame, chosen, cropping
        self.update()

    def light(self, rect: Rect | None) -> None:
        """Light a spot (in shown pixels), or none."""
        self.prepareGeometryChange()
        self._light = rect
        self.update()

    def boundingRect(self) -> QRectF:
        size = self._frame.size
        room = 12 * unit_of(size) + 40  # badges and handles reach over the edge
        return QRectF(0, 0, *size).adjusted(-room, -room, room, room)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._image is None:
            return
        scale = math.hypot(painter.worldTransform().m11(), painter.worldTransform().m12())
        if not self.bare:
            self._paint_covers(painter, self._image)
            annotations = [
                transform(annotation, self._frame.to_view)
                for annotation in self._image.annotations
                if not isinstance(annotation, Redaction)
            ]
            unit = unit_of(self._frame.size)
            shown = [mark for mark in annotations if rect_of(bounds(mark, unit)).intersects(option.exposedRect)]
            painter.save()
            if not self._cropping:  # beside the picture nothing is sent, so nothing is shown there
                painter.setClipRect(QRectF(0, 0, *self._frame.size))
            paint_annotations(painter, shown, unit)
            painter.restore()
        if self._cropping:
            self._paint_crop(painter, self._image, scale)
        elif not self.bare:
            self._paint_chosen(painter, self._image, scale)
        if self._light is not None:
            self._paint_light(painter, self._light, scale)

    def _paint_covers(self, painter: QPainter, image: AnnotatedImage) -> None:
        whole = Rect.from_size(self._frame.size)
        for rect in image.redacted_rects:
            painter.fillRect(rect_of(self._frame.rect_to_view(rect).intersection(whole)), Qt.GlobalColor.black)

    def _paint_chosen(self, painter: QPainter, image: AnnotatedImage, scale: float) -> None:
        annotation = image.annotation(self._chosen)
        if annotation is None:
            return
        shown, unit = transform(annotation, self._frame.to_view), unit_of(self._frame.size)
        around = rect_of(bounds(shown, unit))
        if isinstance(shown, TextNote):
            around = note_rect(shown.at, shown.text, unit)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.accent, 0, Qt.PenStyle.DashLine))
        painter.drawRect(around.adjusted(-2 / scale, -2 / scale, 2 / scale, 2 / scale))
        self._paint_handles(painter, tuple(point for _, point in resize_grips(annotation, self._frame)), scale)

    def _paint_handles(self, painter: QPainter, points: tuple[tuple[float, float], ...], scale: float) -> None:
        half = HANDLE_PX / 2 / scale
        painter.setPen(QPen(self.accent, 0))
        painter.setBrush(QColor("#ffffff"))
        for x, y in points:
            painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))

    def _paint_crop(self, painter: QPainter, image: AnnotatedImage, scale: float) -> None:
        rect = self._frame.rect_to_view(image.view.crop)
        outside = QPainterPath()
        outside.addRect(QRectF(0, 0, *self._frame.size))
        outside.addRect(rect_of(rect))
        painter.fillPath(outside, OUTSIDE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#ffffff"), 0))
        painter.drawRect(rect_of(rect))
        if image.crop is not None:
            self._paint_handles(painter, crop_handles(image), scale)

    def _paint_light(self, painter: QPainter, rect: Rect, scale: float) -> None:
        small = rect.height * scale < SMALL_LIGHT_PX  # a line of text: its neighbours must stay legible
        room = (4 if small else 10) / scale
        around = rect_of(rect).adjusted(-room, -room, room, room)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, alpha in ((5, 90), (2.5, 255)) if small else ((14, 60), (8, 110), (3, 255)):
            color = QColor(255, 190, 40, alpha)
            painter.setPen(QPen(color, width / scale))
            painter.drawRoundedRect(around, room, room)
