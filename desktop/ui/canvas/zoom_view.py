"""The canvas: shows a sheet, zooms, pans, and takes drops. What the tools do is in canvas.py, which builds on it."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.ui.canvas.graphics_items import AnnotationsItem, ImageItem
from desktop.ui.theme import ThemeColors

MARGIN = 24
ZOOM_STEP = 1.25
MOST_ZOOM, LEAST_ZOOM = 32.0, 0.02


class ZoomView(QGraphicsView):
    """A view on a scene of shown pixels. Zoom is in screen pixels for one of the picture's: 1.0 is 100 %."""

    dropped = Signal(QMimeData)
    paste_requested = Signal()
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._image = ImageItem()
        self._seen = ImageItem()
        self._seen.hide()
        self._annotations = AnnotationsItem()
        scene = QGraphicsScene(self)
        for item in (self._image, self._seen, self._annotations):
            scene.addItem(item)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self._size: Size = (0, 0)
        self._fits = True
        self._pan_from: QPoint | None = None
        self._space = False
        self.setObjectName("canvas")
        self.setAccessibleName("Canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)

    # what is shown

    def show_levels(self, levels: tuple[PixelBuffer, ...]) -> None:
        """The pixels of the picture (none: an empty canvas)."""
        self._image.show_levels(levels)

    def show_size(self, size: Size) -> None:
        """The scene has that size now; a new one is fitted."""
        if size != self._size:
            self._size = size
            self.setSceneRect(QRectF(0, 0, max(1, size[0]), max(1, size[1])))
            self.setAccessibleDescription(self._words_for_size())
            if not size[0]:
                self.resetTransform()
            self.fit()

    def _words_for_size(self) -> str:
        width, height = self._size
        return f"A picture of {width} by {height} pixels" if width else "No picture"

    def show_colors(self, colors: ThemeColors) -> None:
        self.setBackgroundBrush(QColor(colors.desk))
        for item in (self._image, self._seen):
            item.edge = QColor(colors.line)
        self._annotations.accent = QColor(colors.accent)
        self.viewport().update()

    @property
    def zoom(self) -> float:
        return self.transform().m11() * self.devicePixelRatioF()

    def fit(self) -> None:
        """The whole picture, as large as it goes, but not larger than 100 %."""
        self._fits = True
        width, height = self._size
        if not width:
            return
        room = self.viewport().size()
        ratio = self.devicePixelRatioF()
        scale = min((room.width() - 2 * MARGIN) / width, (room.height() - 2 * MARGIN) / height, 1 / ratio)
        self._scale_to(max(scale, LEAST_ZOOM / ratio), None)
        self.centerOn(self.sceneRect().center())

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom so that the spot `at` (in the viewport; its middle if None) stays where it is."""
        if not self._size[0]:
            return
        self._fits = False
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        self._scale_to(zoom / self.devicePixelRatioF(), at or QPointF(self.viewport().rect().center()))

    def zoom_by(self, factor: float) -> None:
        self.set_zoom(self.zoom * factor)

    def bring_into_view(self, area: Rect) -> None:
        """Scroll, and zoom out if need be, so that `area` (in shown pixels) can be seen."""
        rect = QRectF(area.left, area.top, area.width, area.height)
        across, down = self.viewport().width() * 0.8, self.viewport().height() * 0.8
        scale = min(across / max(1, area.width), down / max(1, area.height))
        if scale < self.transform().m11():
            self.set_zoom(scale * self.devicePixelRatioF())
        if not self.visible_rect.contains((rect.center().x(), rect.center().y())):
            self._fits = False
        self.ensureVisible(rect, 40, 40)

    @property
    def visible_rect(self) -> Rect:
        """The part of the scene that is in the viewport, in shown pixels."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect().intersected(self.sceneRect())
        return Rect.from_corners((seen.left(), seen.top()), (seen.right(), seen.bottom()))

    def _scale_to(self, scale: float, at: QPointF | None) -> None:
        before = self.mapToScene(at.toPoint()) if at is not None else None
        self.resetTransform()
        self.scale(scale, scale)
        if at is not None and before is not None:
            moved = self.mapFromScene(before) - at.toPoint()
            self._scroll_by(moved)
        self.zoomed.emit(self.zoom)

    def _scroll_by(self, by: QPoint) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())

    # what the user does

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * ZOOM_STEP ** (event.angleDelta().y() / 120), event.position())
            event.accept()
            return
        super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.set_zoom(self.zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left_pans = event.button() == Qt.MouseButton.LeftButton and self._space
        if event.button() == Qt.MouseButton.MiddleButton or left_pans:
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            here = event.position().toPoint()
            self._scroll_by(self._pan_from - here)
            self._pan_from = here
            self._fits = False

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self._show_cursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._show_cursor()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_cursor()
            return
        super().keyReleaseEvent(event)

    def _show_cursor(self) -> None:
        shape = Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())
