"""The item that paints annotations, handles, the crop while it is edited, and a highlighted area."""

import math

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.core.annotation.kinds.redaction import Redaction
from desktop.core.annotation.kinds.spotlight import Spotlight
from desktop.core.annotation.kinds.text_note import TextNote
from desktop.core.annotation.registry import bounds, transform, width_of
from desktop.core.annotation.style import WIDTHS, unit_of
from desktop.core.geometry.rect import Point, Rect
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.ui.canvas.annotation_painter import note_rect, paint_annotations, qrect
from desktop.ui.canvas.gestures.hit_testing import crop_handles, resize_handles

HANDLE_PX = 8.0
THIN_HIGHLIGHT_BELOW_PX = 30.0
OUTSIDE = QColor(0, 0, 0, 140)


class AnnotationsItem(QGraphicsItem):
    """Paints what lies over an image. Its coordinates are those of the scene: view pixels of `frame`."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(1)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._image: AnnotatedImage | None = None
        self._frame = ViewTransform(Rect(0, 0, 1, 1))
        self._chosen = ""
        self._cropping = False
        self._highlight: Rect | None = None
        self.accent = QColor("#0f6f66")
        self.hides_annotations = False  # they are part of the pixels that are shown

    def show_image(self, image: AnnotatedImage | None, frame: ViewTransform, chosen: str, cropping: bool) -> None:
        """Paints the annotations of `image` in `frame`, with handles on the one whose id is `chosen`.

        While `cropping`, the crop is painted instead of handles.
        """
        self.prepareGeometryChange()
        self._image, self._frame, self._chosen, self._cropping = image, frame, chosen, cropping
        self.update()

    @property
    def highlight(self) -> Rect | None:
        """The highlighted area in view pixels, if there is one."""
        return self._highlight

    def show_highlight(self, rect: Rect | None) -> None:
        """Highlights an area (view pixels), or none."""
        self.prepareGeometryChange()
        self._highlight = rect
        self.update()

    def boundingRect(self) -> QRectF:
        size = self._frame.size
        room = 12 * WIDTHS[-1] * unit_of(size) + 40  # badges and handles reach over the edge
        return QRectF(0, 0, *size).adjusted(-room, -room, room, room)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._image is None:
            return
        scale = math.hypot(painter.worldTransform().m11(), painter.worldTransform().m12())
        if not self.hides_annotations:
            self._paint_redactions(painter, self._image)
            self._paint_annotations(painter, self._image, option.exposedRect)
        if self._cropping:
            self._paint_crop(painter, self._image, scale)
        elif not self.hides_annotations:
            self._paint_chosen(painter, self._image, scale)
        if self._highlight is not None:
            self._paint_highlight(painter, self._highlight, scale)

    def _paint_annotations(self, painter: QPainter, image: AnnotatedImage, exposed: QRectF) -> None:
        unit = unit_of(self._frame.size)
        in_view = (
            transform(annotation, self._frame.to_view)
            for annotation in image.annotations
            if not isinstance(annotation, Redaction)
        )
        exposed_ones = [
            annotation
            for annotation in in_view
            if isinstance(annotation, Spotlight) or qrect(bounds(annotation, unit)).intersects(exposed)
        ]
        painter.save()
        if not self._cropping:  # nothing beside the image is sent, so nothing is shown there
            painter.setClipRect(QRectF(0, 0, *self._frame.size))
        paint_annotations(painter, exposed_ones, self._frame.size)
        painter.restore()

    def _paint_redactions(self, painter: QPainter, image: AnnotatedImage) -> None:
        whole = Rect.from_size(self._frame.size)
        for rect in image.redacted_rects:
            painter.fillRect(qrect(self._frame.rect_to_view(rect).intersection(whole)), Qt.GlobalColor.black)

    def _paint_chosen(self, painter: QPainter, image: AnnotatedImage, scale: float) -> None:
        annotation = image.annotation(self._chosen)
        if annotation is None:
            return
        shown, unit = transform(annotation, self._frame.to_view), unit_of(self._frame.size)
        around = qrect(bounds(shown, unit))
        if isinstance(shown, TextNote):
            around = note_rect(shown.at, shown.text, unit * width_of(shown))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.accent, 0, Qt.PenStyle.DashLine))
        painter.drawRect(around.adjusted(-2 / scale, -2 / scale, 2 / scale, 2 / scale))
        self._paint_handles(painter, tuple(point for _, point in resize_handles(annotation, self._frame)), scale)

    def _paint_handles(self, painter: QPainter, points: tuple[Point, ...], scale: float) -> None:
        half = HANDLE_PX / 2 / scale
        painter.setPen(QPen(self.accent, 0))
        painter.setBrush(QColor("#ffffff"))
        for x, y in points:
            painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))

    def _paint_crop(self, painter: QPainter, image: AnnotatedImage, scale: float) -> None:
        rect = self._frame.rect_to_view(image.view.crop)
        outside = QPainterPath()
        outside.addRect(QRectF(0, 0, *self._frame.size))
        outside.addRect(qrect(rect))
        painter.fillPath(outside, OUTSIDE)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor("#ffffff"), 0))
        painter.drawRect(qrect(rect))
        if image.crop is not None:
            self._paint_handles(painter, crop_handles(image), scale)

    def _paint_highlight(self, painter: QPainter, rect: Rect, scale: float) -> None:
        small = rect.height * scale < THIN_HIGHLIGHT_BELOW_PX  # a line of text: its neighbours must stay legible
        room = (4 if small else 10) / scale
        around = qrect(rect).adjusted(-room, -room, room, room)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, alpha in ((5, 90), (2.5, 255)) if small else ((14, 60), (8, 110), (3, 255)):
            color = QColor(255, 190, 40, alpha)
            painter.setPen(QPen(color, width / scale))
            painter.drawRoundedRect(around, room, room)
