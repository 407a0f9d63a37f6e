"""The overlay in which a part of the screen is chosen: drag a region, click a window, Enter for all, Esc for nothing.

There is one overlay for each screen. It shows the screenshot that was taken before it opened, so nothing moves.
"""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.screenshot import Screenshot
from desktop.messages.language.catalogue import N_, _
from desktop.ui.qt_images import qimage

CLICK_PX = 4
SHADE = QColor(0, 0, 0, 110)
ACCENT = QColor("#4fb8ac")
HELP = N_("Drag a region · click a window · Enter whole screen · Esc cancel")


class CaptureOverlay(QWidget):
    """Covers one screen. Areas are in the screenshot's own pixels."""

    taken = Signal(Screenshot, Rect)
    given_up = Signal()

    def __init__(self, screenshot: Screenshot) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(_("Askance capture"))
        self.setAccessibleName(_(HELP))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMouseTracking(True)
        self._screenshot = screenshot
        self._image = qimage(screenshot.pixels)
        self._start: Point | None = None
        self._area: Rect | None = None
        for screen in QGuiApplication.screens():
            if screen.name() == screenshot.screen:
                self.setScreen(screen)
                self.setGeometry(screen.geometry())

    @property
    def _scale(self) -> float:
        """Pixels of the screenshot for one logical pixel of this widget."""
        return self._screenshot.pixels.width / max(1, self.width())

    def _point(self, place: QPointF) -> Point:
        return place.x() * self._scale, place.y() * self._scale

    def _rect(self, rect: Rect) -> QRectF:
        scale = self._scale
        return QRectF(rect.left / scale, rect.top / scale, rect.width / scale, rect.height / scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), self._image)
        painter.fillRect(self.rect(), SHADE)
        if self._area is not None and not self._area.is_empty:
            rect = self._rect(self._area)
            painter.drawImage(rect, self._image, QRectF(*self._area.corners[0], *self._area.size))
            painter.setPen(QPen(ACCENT, 2))
            painter.drawRect(rect)
            self._say(painter, f"{self._area.width} × {self._area.height}", rect.bottomLeft() + QPointF(0, 8))
        else:
            self._say(painter, _(HELP), None)
        painter.end()

    def _say(self, painter: QPainter, words: str, at: QPointF | None) -> None:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 24, metrics.height() + 14
        x = (self.width() - width) / 2 if at is None else max(0.0, min(at.x(), self.width() - width))
        y = 40.0 if at is None else max(0.0, min(at.y(), self.height() - height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 20, 20, 225))
        painter.drawRoundedRect(QRectF(x, y, width, height), 7, 7)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(QRect(round(x), round(y), width, height), Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = self._point(event.position())
        else:
            self.given_up.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._point(event.position())
        if self._start is None:
            self._area = self._screenshot.window_at(point)
        elif self._dragged(point):
            self._area = Rect.from_corners(self._start, point).intersection(self._screenshot.whole)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._start is None or event.button() != Qt.MouseButton.LeftButton:
            return
        point = self._point(event.position())
        rect = Rect.from_corners(self._start, point) if self._dragged(point) else self._screenshot.window_at(point)
        self._start = None
        self._take(rect.intersection(self._screenshot.whole) if rect is not None else self._screenshot.whole)

    def _dragged(self, point: Point) -> bool:
        assert self._start is not None
        far = max(abs(point[0] - self._start[0]), abs(point[1] - self._start[1]))
        return far > CLICK_PX * self._scale

    def _take(self, rect: Rect) -> None:
        if not rect.is_empty:
            self.taken.emit(self._screenshot, rect)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._take(self._screenshot.whole)
