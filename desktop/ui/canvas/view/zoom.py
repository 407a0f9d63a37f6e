"""Zoom and scrolling of Qt's graphics view. Zoom is in screen pixels for one view pixel: 1.0 is 100 %."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsView

from desktop.core.geometry.rect import Point, Rect, Size

MARGIN = 24
STEP = 1.25
MOST_ZOOM, LEAST_ZOOM = 32.0, 0.02


class Zoom:
    """Decides which part of the scene a view shows, and how large. The scene's coordinates are view pixels; places are
    logical pixels of the viewport.
    """

    def __init__(self, view: QGraphicsView, zoomed: Callable[[float], None]) -> None:
        self._view = view
        view.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self._zoomed = zoomed
        self._size: Size = (0, 0)
        self._fits = True
        self._below = 0

    @property
    def scale(self) -> float:
        """Logical pixels of the viewport for one view pixel."""
        return self._view.transform().m11()

    @property
    def zoom(self) -> float:
        """Screen pixels for one view pixel."""
        return self.scale * self._view.devicePixelRatioF()

    def show_size(self, size: Size) -> bool:
        """Adopts the size of the scene. Returns True if it is a new one, which is then fitted."""
        if size == self._size:
            return False
        self._size = size
        self._show_scene()
        if not size[0]:
            self._view.resetTransform()
        self.fit()
        return True

    def keep_clear(self, below: int) -> None:
        """Keeps so many logical pixels at the lower edge of the viewport clear of the image, as far as it scrolls."""
        self._below = below
        self._show_scene()
        self.refit()

    def _show_scene(self) -> None:
        """Lets the view scroll over the image, and further down by what is kept clear below it."""
        width, height = (max(1, side) for side in self._size)
        below = self._below / self.scale if self._size[0] else 0.0
        self._view.setSceneRect(QRectF(0, 0, width, height + below))

    def fit(self) -> None:
        """Shows the whole image as large as it fits, but not larger than 100 %; `refit` keeps it so."""
        self._fits = True
        width, height = self._size
        if not width:
            return
        room = self._view.viewport().size()
        ratio = self._view.devicePixelRatioF()
        free = room.height() - 2 * MARGIN - max(0, self._below - MARGIN)
        scale = min((room.width() - 2 * MARGIN) / width, free / height, 1 / ratio)
        self._scale_to(max(scale, LEAST_ZOOM / ratio), None)
        self._view.centerOn(self._view.sceneRect().center())

    def refit(self) -> None:
        """Fits again after the view was resized, unless the user zoomed or scrolled meanwhile."""
        if self._fits:
            self.fit()

    def set_zoom(self, zoom: float, fixed: QPointF | None = None) -> None:
        """Zooms so that the place `fixed` (the middle of the viewport if None) keeps showing the same spot."""
        if not self._size[0]:
            return
        self._fits = False
        zoom = max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
        fixed = fixed or QPointF(self._view.viewport().rect().center())
        self._scale_to(zoom / self._view.devicePixelRatioF(), fixed)

    def zoom_by(self, factor: float, fixed: QPointF | None = None) -> None:
        """Zooms by a factor; `fixed` as for `set_zoom`."""
        self.set_zoom(self.zoom * factor, fixed)

    def scroll_by(self, by: QPoint) -> None:
        """Scrolls by so many logical pixels; the image is no longer fitted."""
        self._fits = False
        self._scroll(by)

    def bring_into_view(self, area: Rect) -> None:
        """Scrolls, and zooms out if need be, so that `area` (view pixels) can be seen."""
        rect = QRectF(area.left, area.top, area.width, area.height)
        across, down = self._view.viewport().width() * 0.8, self._view.viewport().height() * 0.8
        scale = min(across / max(1, area.width), down / max(1, area.height))
        if scale < self.scale:
            self.set_zoom(scale * self._view.devicePixelRatioF())
        if not self.visible_rect.contains((rect.center().x(), rect.center().y())):
            self._fits = False
        self._view.ensureVisible(rect, 40, 40)

    @property
    def visible_rect(self) -> Rect:
        """The part of the scene that is visible, in view pixels."""
        view = self._view
        image = QRectF(0, 0, *self._size)
        visible = view.mapToScene(view.viewport().rect()).boundingRect().intersected(image)
        return Rect.from_corners((visible.left(), visible.top()), (visible.right(), visible.bottom()))

    def point_at(self, place: QPointF) -> Point:
        """The view pixel at a place of the viewport."""
        point = self._view.mapToScene(place.toPoint())
        return point.x(), point.y()

    def place_of(self, point: Point) -> QPoint:
        """The place of a view pixel in the viewport."""
        return self._view.mapFromScene(QPointF(*point))

    def _scale_to(self, scale: float, fixed: QPointF | None) -> None:
        before = self._view.mapToScene(fixed.toPoint()) if fixed is not None else None
        self._view.resetTransform()
        self._view.scale(scale, scale)
        self._show_scene()
        if fixed is not None and before is not None:
            self._scroll(self._view.mapFromScene(before) - fixed.toPoint())
        self._zoomed(self.zoom)

    def _scroll(self, by: QPoint) -> None:
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() + by.x())
        down.setValue(down.value() + by.y())
