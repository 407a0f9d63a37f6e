"""The overlay in which a part of the screen is chosen: drag a region, click a window, Enter for all, Esc for nothing.

By keyboard, arrows move a crosshair, Enter begins the region and takes it, and Tab goes from window to window.

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
KEYS_HELP = N_("Arrows move a crosshair · Enter begins and takes a region · Tab next window")
STEP_PX, ARM_PX = 10, 16  # logical pixels
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CaptureOverlay(QWidget):
    """Covers one screen. Areas are in the screenshot's own pixels."""

    taken = Signal(Screenshot, Rect)
    given_up = Signal()

    def __init__(self, screenshot: Screenshot) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        self.setWindowTitle(_("Askance capture"))
        self.setAccessibleName(_(HELP))
        self.setAccessibleDescription(_(KEYS_HELP))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMouseTracking(True)
        self._screenshot = screenshot
        self._image = qimage(screenshot.pixels)
        self._start: Point | None = None
        self._area: Rect | None = None
        self._crosshair: Point | None = None  # of the keyboard
        self._window = -1  # the index of the one that Tab has chosen
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
            self._say(painter, _(KEYS_HELP), None, line=1)
        if self._crosshair is not None:
            self._paint_crosshair(painter, QPointF(*self._crosshair) / self._scale)
        painter.end()

    def _paint_crosshair(self, painter: QPainter, center: QPointF) -> None:
        across, down = QPointF(ARM_PX, 0), QPointF(0, ARM_PX)
        for color, width in ((QColor("#ffffff"), 5), (QColor("#101010"), 2)):
            painter.setPen(QPen(color, width))
            painter.drawLine(center - across, center + across)
            painter.drawLine(center - down, center + down)

    def _say(self, painter: QPainter, words: str, at: QPointF | None, line: int = 0) -> None:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(words) + 24, metrics.height() + 14
        x = (self.width() - width) / 2 if at is None else max(0.0, min(at.x(), self.width() - width))
        y = 40.0 + line * (height + 8) if at is None else max(0.0, min(at.y(), self.height() - height))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(20, 20, 20, 225))
        painter.drawRoundedRect(QRectF(x, y, width, height), 7, 7)
        painter.setPen(QColor("#ffffff"))
        painter.drawText(QRect(round(x), round(y), width, height), Qt.AlignmentFlag.AlignCenter, words)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._crosshair = None
        if event.button() == Qt.MouseButton.LeftButton:
            self._start = self._point(event.position())
        else:
            self.given_up.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._crosshair is not None:
            return  # the keyboard has taken over until a press
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
        key, modifiers = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape and self._crosshair is not None and self._start is not None:
            self._start = self._area = None
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._enter()
        elif key in ARROWS:
            self._move_crosshair(Qt.Key(key), modifiers)
        self.update()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab chooses the next window instead."""
        windows = [window.intersection(self._screenshot.whole) for window in self._screenshot.windows]
        if windows:
            self._window = (self._window + (1 if forward else -1)) % len(windows)
            self._area = windows[self._window]
            self._start = self._crosshair = None
            self.update()
        return True

    def _enter(self) -> None:
        """Take the region, the window or the whole screen, or begin a region at the crosshair."""
        if self._crosshair is None:
            self._take(self._area if self._window >= 0 and self._area is not None else self._screenshot.whole)
        elif self._start is None:
            self._start = self._crosshair
        elif self._area is not None:
            self._take(self._area)

    def _move_crosshair(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Move by a step, with Ctrl by a pixel; with Shift it begins a region."""
        whole = self._screenshot.whole
        step = 1 if modifiers & Qt.KeyboardModifier.ControlModifier else max(1, round(STEP_PX * self._scale))
        x, y = self._crosshair or whole.center
        if modifiers & Qt.KeyboardModifier.ShiftModifier and self._start is None:
            self._start = x, y
        across, down = ARROWS[key]
        x, y = min(max(0, x + across * step), whole.width), min(max(0, y + down * step), whole.height)
        self._crosshair, self._window = (x, y), -1
        self._area = None if self._start is None else Rect.from_corners(self._start, (x, y)).intersection(whole)
