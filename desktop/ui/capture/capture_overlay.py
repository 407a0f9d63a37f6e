"""The overlay in which a part of the screen is chosen, by mouse or by keys alone, and what is to become of it.

There is one overlay for each screen. It shows the screenshot that was taken before it opened, so nothing moves. An
overlay can be kept and shown again: making its window takes longer than painting it.
"""

from PySide6.QtCore import QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QCursor, QGuiApplication, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QWidget

from desktop.core.geometry.rect import Point, Rect
from desktop.core.geometry.region_choice import RegionChoice
from desktop.core.image.screenshot import CaptureUse, Screenshot
from desktop.messages.language.catalogue import _
from desktop.ui.capture.magnifier import magnifier_place, paint_magnifier
from desktop.ui.capture.overlay_painter import RECENT, OverlayPainter, area_on, choice_in_words, hint_words, hints_for
from desktop.ui.capture.use_bar import UseBar, use_of
from desktop.ui.keys.positions import letter_of
from desktop.ui.look.style_sheet import style_sheet
from desktop.ui.qt_images import qimage
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.screen_reader.settled_words import SettledWords
from desktop.ui.theme import Theme

CLICK_PX = 4  # logical pixels that a press may slip and is still a click
REACH = 8  # logical pixels around a handle
AROUND = 60  # logical pixels around a region in which its frame, its handles and its size are painted
FAR = 10  # pixels that an arrow moves with Shift
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class CaptureOverlay(QWidget):
    """Covers one screen. Areas are in the screenshot's own pixels."""

    taken = Signal(Screenshot, Rect, CaptureUse)
    given_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
        give_role(self, Role.WINDOW)
        self.setWindowTitle(_("Askance capture"))
        self.setStyleSheet(style_sheet(theme))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that it says that it has the focus
        self._painter = OverlayPainter(theme)
        self._screenshot: Screenshot | None = None
        self._image = QImage()
        self._choice = RegionChoice(Rect(0, 0, 1, 1))
        self._main, self._recent = CaptureUse.ASK, Rect(0, 0, 0, 0)
        self._pressed: Point | None = None
        self._has_slipped = False  # the press has become a drag
        self._space_held = False
        self._has_crosshair = False  # keys have moved the cursor
        self._window = -1  # the index of the one that Tab has chosen; -1 for another region, or none
        self._spoken = SettledWords(self)
        self._bar = UseBar(self, theme)
        self._bar.chosen.connect(self._take)
        self._bar.given_up.connect(self.given_up)

    def offer(self, screenshot: Screenshot, main: CaptureUse, recent: Rect | None) -> None:
        """Shows a screenshot to choose from. Enters is for `main`, and R for the `recent` region."""
        self._screenshot, self._image = screenshot, qimage(screenshot.pixels)
        self._main = main
        self._recent = (recent or Rect(0, 0, 0, 0)).intersection(screenshot.whole)
        self._pressed, self._space_held, self._has_crosshair, self._window = None, False, False, -1
        self._bar.put_away()
        self._bar.show_main(main)
        for screen in QGuiApplication.screens():
            if screen.name() == screenshot.screen:
                self.setScreen(screen)
                self.setGeometry(screen.geometry())
        self._choice = RegionChoice(screenshot.whole)  # its size gives the scale of places
        self._choice = self._choice.pointed(self._point(QPointF(self.mapFromGlobal(QCursor.pos()))), None)
        self._name()
        self.setFocus()
        self.update()

    def let_go(self) -> None:
        """Hides, and keeps no pixels."""
        self.hide()
        self._screenshot, self._image = None, QImage()

    @property
    def screen_name(self) -> str:
        """Qt's name of the screen that is covered; empty while none is."""
        return self._screenshot.screen if self._screenshot is not None else ""

    @property
    def choice(self) -> RegionChoice:
        """What is chosen now."""
        return self._choice

    # places

    @property
    def _scale(self) -> float:
        """Pixels of the screenshot for one logical pixel of this widget."""
        return self._choice.whole.width / max(1, self.width())

    def _point(self, place: QPointF) -> Point:
        return place.x() * self._scale, place.y() * self._scale

    def _magnifier(self, choice: RegionChoice) -> QRect:
        x, y = choice.cursor
        return magnifier_place(QPoint(round(x / self._scale), round(y / self._scale)), self.size(), self.font())

    def _show(self, choice: RegionChoice) -> None:
        """Shows another choice; only what differs is painted."""
        before, self._choice = self._choice, choice
        self._window = self._window if choice.area == before.area else -1
        changed = QRegion()
        for state in (before, choice):
            changed += self._magnifier(state)
            if state.area is not None:
                changed += area_on(state, self._scale).toAlignedRect().adjusted(-AROUND, -AROUND, AROUND, AROUND)
        kinds = [(state.is_chosen, state.is_drawing) for state in (before, choice)]
        self.update(changed if kinds[0] == kinds[1] else QRegion(self.rect()))
        if choice.is_chosen and choice.grip is None:
            self._bar.place_by(area_on(choice, self._scale).toAlignedRect(), self.size())
        else:
            self._bar.put_away()
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(hint_words(hints_for(self._choice, not self._recent.is_empty)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setClipRegion(event.region())
        if self._screenshot is not None:
            self._painter.paint(painter, self.size(), self._image, self._choice, self._scale)
            hints = hints_for(self._choice, not self._recent.is_empty)
            self._painter.paint_hints(painter, self.size(), hints, self.isRightToLeft())
            if not self._choice.is_chosen or self._choice.grip is not None:
                place = self._magnifier(self._choice)
                paint_magnifier(painter, place, self._image, self._choice.pixel, self.font())
        painter.end()

    # mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            self.given_up.emit()
            return
        self._pressed, self._has_slipped, self._has_crosshair = self._point(event.position()), False, False
        self._show(self._choice.pressed(self._pressed, REACH * self._scale))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = self._point(event.position())
        if self._has_crosshair:
            return  # the keyboard has taken over until a press
        if self._pressed is None and not self._choice.is_drawing:
            self._show(self._choice.pointed(point, self._window_at(point)))
        elif self._pressed is None or self._is_drag(point):
            self._show(self._choice.dragged(point, carries=self._space_held))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or event.button() != Qt.MouseButton.LeftButton:
            return
        point = self._point(event.position())
        if self._is_drag(point):
            self._show(self._choice.dragged(point, carries=self._space_held).released())
        elif self._choice.grip is not None:
            self._show(self._choice.released())
        else:
            self._show(self._choice.chosen(self._window_at(point) or self._choice.whole))
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._choice.is_chosen:
            self._pressed = None
            self._take(self._main)

    def _is_drag(self, point: Point) -> bool:
        assert self._pressed is not None
        far = max(abs(point[0] - self._pressed[0]), abs(point[1] - self._pressed[1]))
        self._has_slipped = self._has_slipped or far > CLICK_PX * self._scale
        return self._has_slipped

    def _window_at(self, point: Point) -> Rect | None:
        return self._screenshot.window_at(point) if self._screenshot is not None else None

    # keys

    def _show_by_key(self, choice: RegionChoice) -> None:
        """Shows another choice, and announces where it is: the pointer is elsewhere."""
        self._show(choice)
        self._spoken.will_say(choice_in_words(choice))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        letter = letter_of(event)
        use = use_of(letter)
        if key == Qt.Key.Key_Escape and self._has_crosshair and self._choice.is_drawing:
            self._show_by_key(self._choice.dropped())
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif key in STEPS:
            by = FAR if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
            across, down = STEPS[Qt.Key(key)]
            resizes = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
            self._has_crosshair = not self._choice.is_chosen
            self._show_by_key(self._choice.nudged(across * by, down * by, resizes))
        elif key == Qt.Key.Key_Space:
            self._press_space(event.isAutoRepeat())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._has_crosshair and not self._choice.is_drawing:
            self._show_by_key(self._choice.corner_set())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._main)
        elif letter == RECENT[0].upper() and not modifiers and not self._recent.is_empty:
            self._show_by_key(self._choice.chosen(self._recent))
        elif use is not None and not modifiers:
            self._take(use)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the windows and the buttons; through the buttons alone where another region was chosen."""
        is_other, is_in_bar = self._choice.is_chosen and self._window < 0, self._bar.has_focus
        if (is_other or is_in_bar) and self._bar.step(forward):
            return True
        self.setFocus()
        windows = self._screenshot.windows if self._screenshot else ()
        edge = 0 if forward else len(windows) - 1
        at = edge if is_in_bar or self._window < 0 else self._window + (1 if forward else -1)
        if not is_other and 0 <= at < len(windows):
            self._has_crosshair = False
            self._show_by_key(self._choice.chosen(windows[at]))
            self._window = at
        elif not is_other:
            self._bar.step(forward)
        return True

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space_held = False

    def _press_space(self, is_repeated: bool) -> None:
        if self._pressed is not None:
            self._space_held = True
        elif not is_repeated:
            self._show_by_key(self._choice.corner_set())

    def _take(self, use: CaptureUse) -> None:
        """Emits the chosen region, or the whole screen where none was chosen."""
        if self._screenshot is not None:
            area = self._choice.area if self._choice.is_chosen or self._choice.is_drawing else None
            self._has_crosshair = False
            whole = self._choice.whole
            self.taken.emit(self._screenshot, area if area is not None and not area.is_empty else whole, use)
