"""A picture that stays above the windows of other programs, without a frame."""

from functools import partial

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.messages.formatting import percent
from desktop.messages.language.catalogue import _
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.qt_images import qimage
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.screen_reader.settled_words import SettledWords
from desktop.ui.theme import Theme

STEP = 1.25  # from one size to the next
SMALLEST_SIDE, LARGEST_SIDE, MOST_ZOOM = 48, 8000, 8.0  # logical pixels of the longer side; chosen
FIRST_SHARE = 0.6  # of the screen, at most, when it opens
MOVED_BY, MOVED_FINELY = 10, 1  # logical pixels; as marks are moved on the canvas
WHEEL_STEP = 120  # eighths of a degree; Qt's figure
OPACITIES = (1.0, 0.75, 0.5, 0.25)
ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_Copy, _Save = QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Save


class PinnedPicture(QWidget):
    """Shows what its owner hands over; emits what the user wants. It is not deleted by closing."""

    copy_requested = Signal()
    save_requested = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, may_copy: bool = True, may_save: bool = True) -> None:
        """Without `may_copy` or `may_save` the menu does not offer it: a policy forbids it."""
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        give_role(self, Role.IMAGE)
        self.setObjectName("pinnedPicture")
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(_("Pinned picture"))
        self.setStyleSheet(style_sheet(theme))
        self._line, self._accent = QColor(theme.colors.line), QColor(theme.colors.accent)
        self._may_copy, self._may_save = may_copy, may_save
        self._image, self._shown = QImage(), QImage()
        self._zoom = 1.0  # screen pixels for one of the picture
        self._turned = 0  # of the wheel, less than a step
        self._spoken = SettledWords(self)
        self._held: QPoint | None = None  # the place in the window that the mouse drags

    def show_picture(self, pixels: PixelBuffer) -> None:
        """Shows these pixels, in the place of those before."""
        is_first, size = self._image.isNull(), self._image.size()
        self._image = qimage(pixels)
        if is_first:
            room = self.screen().availableGeometry().size() * FIRST_SHARE * self.devicePixelRatioF()
            self._zoom = min(1.0, room.width() / pixels.width, room.height() / pixels.height)
        if is_first or size != self._image.size():
            self._fit(QPointF(0, 0))
        self._show_scaled()

    @property
    def zoom(self) -> float:
        """Screen pixels for one of the picture."""
        return self._zoom

    def show_in_the_middle(self, room: QRect) -> None:
        """Shows the window, in the middle of a part of the desktop."""
        self.move(room.center() - self.rect().center())
        self.show()
        self.raise_()
        self.activateWindow()
        self.setFocus()  # it is the only thing in its window, and says that it has the focus

    # size

    def _zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Shows the picture at another size; the place `around` (in the window) stays where it is, or the middle."""
        longer = max(self._image.width(), self._image.height())
        side = self.devicePixelRatioF() / max(1, longer)
        zoom = max(min(1.0, SMALLEST_SIDE * side), min(zoom, MOST_ZOOM, max(1.0, LARGEST_SIDE * side)))
        if zoom != self._zoom:
            self._zoom, before = zoom, self._zoom
            place = around if around is not None else QPointF(self.rect().center())
            self._fit(place * (zoom / before - 1.0))
            self._show_scaled()
            self._spoken.will_say(_("Zoom: {percent}").format(percent=percent(zoom)))

    def _zoom_by(self, steps: int, around: QPointF | None = None) -> None:
        self._zoom_to(self._zoom * STEP**steps, around)

    def _fit(self, moved: QPointF) -> None:
        size = QSize(self._image.size()) * (self._zoom / self.devicePixelRatioF())
        self.setFixedSize(size.expandedTo(QSize(1, 1)))
        self.move(self.pos() - moved.toPoint())

    def _show_scaled(self) -> None:
        """Shrinks the picture once for all paints, truer than a painter does; enlarged, it shows its own pixels."""
        self._shown = self._image
        if self._zoom < 1.0:
            how = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._shown = self._image.scaled(self.size() * self.devicePixelRatioF(), *how)
        self._name()
        self.update()

    def _name(self) -> None:
        size = f"{self._image.width()} × {self._image.height()}"
        self.setAccessibleName(_("Pinned picture, {size}").format(size=size))
        self.setAccessibleDescription(_("Arrows move it, + and - resize it, Esc closes it"))

    # events

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(QRectF(self.rect()), self._shown)
        wide = 2 if self.isActiveWindow() else 1
        painter.setPen(QPen(self._accent if self.isActiveWindow() else self._line, wide))
        half = wide / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        handle = self.windowHandle()
        if handle is None or not handle.startSystemMove():  # only the system can move a window under Wayland
            self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self.move(event.globalPosition().toPoint() - self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._turned += event.angleDelta().y()
        steps = int(self._turned / WHEEL_STEP)
        self._turned -= steps * WHEEL_STEP
        if steps:
            self._zoom_by(steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_fine = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Escape:
            self.close()
        elif event.matches(_Copy) and self._may_copy:
            self.copy_requested.emit()
        elif event.matches(_Save) and self._may_save:
            self.save_requested.emit()
        elif key in ARROWS:
            by, (across, down) = MOVED_FINELY if is_fine else MOVED_BY, ARROWS[key]
            self.move(self.x() + across * by, self.y() + down * by)
        elif key in ZOOMS:
            self._zoom_by(ZOOMS[key])
        elif key == Qt.Key.Key_1:
            self._zoom_to(1.0)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu().popup(self.mapToGlobal(self.rect().center()) if by_keyboard else event.globalPos())

    def menu(self) -> QMenu:
        """Returns a new menu of all that can be done, which is deleted once it has closed."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        if self._may_copy:
            menu.addAction(_("Copy picture"), self.copy_requested.emit)
        if self._may_save:
            menu.addAction(_("Save picture…"), self.save_requested.emit)
        menu.addSeparator()
        menu.addAction(_("Zoom in"), partial(self._zoom_by, 1))
        menu.addAction(_("Zoom out"), partial(self._zoom_by, -1))
        menu.addAction(_("Actual size"), partial(self._zoom_to, 1.0))
        opacities = menu.addMenu(_("Opacity"))
        for opacity in OPACITIES:
            action = opacities.addAction(percent(opacity), partial(self.setWindowOpacity, opacity))
            action.setCheckable(True)
            action.setChecked(abs(self.windowOpacity() - opacity) < 0.01)
        menu.addSeparator()
        menu.addAction(_("Close"), self.close)
        return menu

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
