"""The canvas: one picture, painted from its pyramid; fit, zoom at the pointer, pan, drop."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from desktop.core.pixels import Pixels
from desktop.ui.pixels import qimage
from desktop.ui.theme import Colours

MARGIN = 24
ZOOM_STEP = 1.25
MOST_ZOOM, LEAST_ZOOM = 32.0, 0.02
SHARP_FROM = 2.0


class PictureItem(QGraphicsItem):
    """Paints the level at or just above the scale on screen, and of it only what shows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._levels: tuple[QImage, ...] = ()
        self.edge = QColor("#888888")

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels of the picture; 0, 0 without one."""
        return (self._levels[0].width(), self._levels[0].height()) if self._levels else (0, 0)

    def show_levels(self, levels: tuple[Pixels, ...]) -> None:
        self.prepareGeometryChange()
        self._levels = tuple(qimage(level) for level in levels)
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, *self.size)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self._levels:
            return
        ratio = widget.devicePixelRatioF() if widget else 1.0
        scale = painter.worldTransform().m11() * ratio
        level = self._level_for(scale)
        shown = option.exposedRect.intersected(self.boundingRect())
        image = self._levels[level]
        factor_x = image.width() / self._levels[0].width()
        factor_y = image.height() / self._levels[0].height()
        source = QRectF(shown.x() * factor_x, shown.y() * factor_y, shown.width() * factor_x, shown.height() * factor_y)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < SHARP_FROM)
        painter.drawImage(shown, image, source)
        pen = QPen(self.edge, 0)
        painter.setPen(pen)
        painter.drawRect(self.boundingRect())

    def _level_for(self, scale: float) -> int:
        level = 0
        while level + 1 < len(self._levels) and scale <= 0.5 ** (level + 1):
            level += 1
        return level


class Canvas(QGraphicsView):
    """Shows a picture. Zoom is in screen pixels for one of the picture's: 1.0 is 100 %."""

    dropped = Signal(QMimeData)
    paste_requested = Signal()
    zoomed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._item = PictureItem()
        scene = QGraphicsScene(self)
        scene.addItem(self._item)
        self.setScene(scene)
        self._fits = True
        self._pan_from: QPoint | None = None
        self._space = False
        self.setObjectName("canvas")
        self.setAccessibleName("Canvas")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)

    # what is shown

    def show_picture(self, levels: tuple[Pixels, ...]) -> None:
        """Show these levels (none: an empty canvas), fitted."""
        self._item.show_levels(levels)
        width, height = self._item.size
        if not levels:
            self.resetTransform()
        self.setSceneRect(QRectF(0, 0, max(1, width), max(1, height)))
        self.setAccessibleDescription(f"A picture of {width} by {height} pixels" if levels else "No picture")
        self.fit()

    def show_colours(self, colours: Colours) -> None:
        self.setBackgroundBrush(QColor(colours.desk))
        self._item.edge = QColor(colours.line)
        self.viewport().update()

    @property
    def zoom(self) -> float:
        return self.transform().m11() * self.devicePixelRatioF()

    def fit(self) -> None:
        """The whole picture, as large as it goes, but not larger than 100 %."""
        self._fits = True
        width, height = self._item.size
        if not width:
            return
        room = self.viewport().size()
        ratio = self.devicePixelRatioF()
        scale = min((room.width() - 2 * MARGIN) / width, (room.height() - 2 * MARGIN) / height, 1 / ratio)
        self._scale_to(max(scale, LEAST_ZOOM / ratio), None)
        self.centerOn(self._item)

    def set_zoom(self, zoom: float, at: QPointF | None = None) -> None:
        """Zoom so that the spot `at` (in the viewport; its middle if None) stays where it is."""
        if not self._item.size[0]:
            return
        self._fits = False
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        self._scale_to(zoom / self.devicePixelRatioF(), at or QPointF(self.viewport().rect().center()))

    def zoom_by(self, factor: float) -> None:
        self.set_zoom(self.zoom * factor)

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
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            here = event.position().toPoint()
            self._scroll_by(self._pan_from - here)
            self._pan_from = here
            self._fits = False
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan_from is not None:
            self._pan_from = None
            self._show_hand()
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self._show_hand()
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_hand()
            return
        super().keyReleaseEvent(event)

    def _show_hand(self) -> None:
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
