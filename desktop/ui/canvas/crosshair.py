"""The crosshair: the keyboard's pointer, by which marks and crops are drawn where one wants them.

It appears with the first arrow key after a tool was taken, in the middle of what is visible.
"""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea

from desktop.core.geometry.rect import Point, Rect
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import number
from desktop.ui.canvas.image_editor import ImageEditor
from desktop.ui.canvas.tools import Tool
from desktop.ui.canvas.view.zoom import Zoom
from desktop.ui.screen_reader.settled_words import SettledWords

ARM_PX, GAP_PX = 14.0, 3.0  # from the middle to the end of an arm, and to its beginning; chosen
STEP_PX = 10.0  # logical pixels that one press of an arrow goes; chosen
LABEL_OFFSET = QPointF(14, 16)
LIGHT, DARK = QColor("#ffffff"), QColor("#101010")


def step_of(scale: float, fine: bool) -> int:
    """Returns how many view pixels one press of an arrow goes: some that can be seen, or one if `fine`."""
    return 1 if fine else max(1, round(STEP_PX / scale))


class Crosshair:
    """Draws with the editor's tool from where Enter begins to where Enter ends. Where it rests is announced.

    Points are view pixels.
    """

    def __init__(self, canvas: QAbstractScrollArea, zoom: Zoom, editor: ImageEditor) -> None:
        self._canvas = canvas
        self._zoom = zoom
        self._editor = editor
        self._spoken = SettledWords(canvas)
        self._point: Point | None = None
        editor.tool_changed.connect(self.hide)

    @property
    def point(self) -> Point | None:
        """The place of the crosshair; None while it is not shown."""
        return self._point

    @property
    def is_wanted(self) -> bool:
        """True if arrows move the crosshair now: with a tool that draws, and nothing there that they would move."""
        editor = self._editor
        image = editor.image
        if image is None or editor.tool is Tool.CHOOSE or (editor.chosen is not None and not editor.in_gesture):
            return False
        return not (editor.is_cropping and image.crop is not None) or editor.in_gesture

    def hide(self) -> None:
        """Takes it away."""
        self._point = None
        self._canvas.viewport().update()

    def move(self, across: int, down: int, draws: bool) -> bool:
        """Moves by view pixels, inside the image. With `draws` it begins to draw. Returns False if it is not wanted."""
        if not self.is_wanted:
            return False
        if self._point is None:
            self._point = self._zoom.visible_rect.center
        if draws and not self._editor.in_gesture and self._editor.tool is not Tool.NOTE:
            self._begin()
        width, height = self._editor.frame.size
        x, y = self._point
        self._point = min(max(0.0, x + across), float(width)), min(max(0.0, y + down), float(height))
        self._editor.move_gesture(self._point, 0.0, False)
        self._show()
        return True

    def enter(self) -> bool:
        """Begins to draw, or ends that. Returns False if the crosshair is not shown or the tool writes."""
        if self._point is None or not self.is_wanted or self._editor.tool is Tool.NOTE:
            return False
        if self._editor.in_gesture:
            self._editor.end_gesture()
            self.hide()
        else:
            self._begin()
        return True

    def _begin(self) -> None:
        if self._point is not None and self._editor.can_draw():
            self._editor.begin_gesture(self._point, 0.0)

    def _show(self) -> None:
        assert self._point is not None
        x, y = (round(side) for side in self._point)
        self._zoom.bring_into_view(Rect(x, y, x + 1, y + 1))
        words = self._editor.gesture_label(self._point)
        self._spoken.will_say(words or _("{x} across, {y} down").format(x=number(x), y=number(y)))
        self._canvas.viewport().update()

    @property
    def label(self) -> tuple[str, QPointF] | None:
        """Position and size of what is drawn with the crosshair, and the place for them; None if nothing is."""
        if self._point is None or not self._editor.in_gesture:
            return None
        words = self._editor.gesture_label(self._point)
        return (words, QPointF(self._zoom.place_of(self._point)) + LABEL_OFFSET) if words else None

    def paint(self, painter: QPainter) -> None:
        """Paints it in logical pixels of the viewport: light in dark, so that it is seen on any picture."""
        if self._point is None:
            return
        center = QPointF(self._zoom.place_of(self._point))
        for color, width in ((LIGHT, 5.0), (DARK, 2.0)):
            painter.setPen(QPen(color, width))
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                arm = QPointF(x, y)
                painter.drawLine(center + arm * GAP_PX, center + arm * ARM_PX)
