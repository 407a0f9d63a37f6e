"""The transcript's buttons: real ones, so that the keyboard and screen readers reach them, kept and used again."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.ui.theme import ThemeColors

ROOM = 6  # left and right of a button's words


@dataclass(frozen=True, slots=True)
class ButtonSpec:
    """A button that should be there: its right edge and middle in the viewport, and what a click does."""

    key: Hashable
    label: str
    name: str
    right: float
    middle: float
    clicked: Callable[[], None]
    strong: bool = False


class FlatButton(QPushButton):
    """A button that is only its words. It paints itself: under a style sheet each of a dozen buttons that move with a
    growing answer would take longer than the text does.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.colors: ThemeColors | None = None
        self.strong = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.colors is None:
            return
        painter = QPainter(self)
        lively = self.underMouse() or self.isDown()
        name = self.colors.accent if self.strong else self.colors.text if lively else self.colors.quiet
        if lively or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(self.colors.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colors.chosen) if lively else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(QColor(name))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ButtonPool:
    """Puts wanted buttons in their places. One that is wanted again under its key stays the same, focus and all."""

    def __init__(self, parent: QWidget, colors: ThemeColors) -> None:
        self._parent = parent
        self._shown: dict[Hashable, FlatButton] = {}
        self._spare: list[FlatButton] = []
        self._does: dict[FlatButton, Callable[[], None]] = {}
        self._colors = colors
        self._widths: dict[str, int] = {}
        self._height = parent.fontMetrics().height() + 4

    def show(self, wanted: list[ButtonSpec]) -> None:
        """Show these and no others."""
        keys = {each.key for each in wanted}
        for key in [key for key in self._shown if key not in keys]:
            button = self._shown.pop(key)
            button.hide()
            self._spare.append(button)
        for each in wanted:
            button = self._shown.get(each.key) or self._take(each)
            self._does[button] = each.clicked
            if button.text() != each.label:
                button.setText(each.label)
            width, height = self.width_of(each.label), self._height
            button.setGeometry(round(each.right - width), round(each.middle - height / 2), width, height)
            if button.isHidden():
                button.show()

    def width_of(self, label: str) -> int:
        """How wide a button with these words is."""
        if label not in self._widths:
            self._widths[label] = self._parent.fontMetrics().horizontalAdvance(label) + 2 * ROOM
        return self._widths[label]

    def show_colors(self, colors: ThemeColors) -> None:
        """Show them all in these colours, and in the font as it is now."""
        self._colors = colors
        self._widths.clear()
        self._height = self._parent.fontMetrics().height() + 4
        for button in (*self._shown.values(), *self._spare):
            button.colors = colors
            button.update()

    def left_of(self, turn_id: str, right: float) -> float:
        """The left edge of the buttons in a turn's foot; `right` when it has none."""
        edges = [
            button.x()
            for key, button in self._shown.items()
            if isinstance(key, tuple) and key[0] == turn_id and key[1] == -1
        ]
        return float(min(edges, default=right))

    def _take(self, wanted: ButtonSpec) -> FlatButton:
        button = self._spare.pop() if self._spare else self._new()
        button.setAccessibleName(wanted.name)
        button.setToolTip(wanted.name)
        button.strong, button.colors = wanted.strong, self._colors
        self._shown[wanted.key] = button
        return button

    def _new(self) -> FlatButton:
        button = FlatButton(self._parent)
        button.clicked.connect(lambda: self._does[button]())
        return button
