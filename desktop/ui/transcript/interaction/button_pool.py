"""The transcript's buttons: real widgets, so that keyboard and screen readers reach them, pooled and reused."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.theme import ThemeColors

PADDING = 6  # left and right of a button's label
BOTTOM_GAP = 10  # below the button for new text
FOOT = -1  # the row number in the keys of a foot's buttons


@dataclass(frozen=True, slots=True)
class ButtonSpec:
    """A wanted button: its right edge and middle in the viewport, and the action of a click.

    `key` is the turn's id, the row's number (or FOOT) and something that is unique in that.
    """

    key: Hashable
    label: str
    name: str
    right: float
    middle: float
    action: Callable[[], None]
    strong: bool = False


class FlatButton(QPushButton):
    """A button that is only its label. It paints itself: styled by a style sheet, the dozen buttons that move with a
    growing answer take longer than its text.
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
        is_active = self.underMouse() or self.isDown()
        color = self.colors.accent if self.strong else self.colors.text if is_active else self.colors.quiet
        if is_active or self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(self.colors.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colors.chosen) if is_active else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.setPen(QColor(color))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class ButtonPool:
    """Puts buttons in their places. One that is wanted again under its key stays the same and keeps its focus."""

    def __init__(self, parent: QWidget, colors: ThemeColors) -> None:
        self._parent = parent
        self._shown: dict[Hashable, FlatButton] = {}
        self._spare: list[FlatButton] = []
        self._actions: dict[FlatButton, Callable[[], None]] = {}
        self._colors = colors
        self._widths: dict[str, int] = {}
        self._height = parent.fontMetrics().height() + 4

    def show(self, wanted: list[ButtonSpec]) -> None:
        """Shows these buttons and no others."""
        keys = {spec.key for spec in wanted}
        for key in [key for key in self._shown if key not in keys]:
            button = self._shown.pop(key)
            button.hide()
            self._spare.append(button)
        for spec in wanted:
            button = self._shown.get(spec.key) or self._take(spec)
            self._actions[button] = spec.action
            if button.text() != spec.label:
                button.setText(spec.label)
            width, height = self.width_of(spec.label), self._height
            button.setGeometry(round(spec.right - width), round(spec.middle - height / 2), width, height)
            if button.isHidden():
                button.show()

    def width_of(self, label: str) -> int:
        """Returns the width of a button with this label."""
        if label not in self._widths:
            self._widths[label] = self._parent.fontMetrics().horizontalAdvance(label) + 2 * PADDING
        return self._widths[label]

    def show_colors(self, colors: ThemeColors) -> None:
        """Shows all buttons in other colours, and in the font as it is now."""
        self._colors = colors
        self._widths.clear()
        self._height = self._parent.fontMetrics().height() + 4
        for button in (*self._shown.values(), *self._spare):
            button.colors = colors
            button.update()

    def left_of(self, turn_id: str, right: float) -> float:
        """Returns the left edge of the buttons in a turn's foot; `right` if it has none."""
        edges = [
            button.x()
            for key, button in self._shown.items()
            if isinstance(key, tuple) and key[0] == turn_id and key[1] == FOOT
        ]
        return float(min(edges, default=right))

    def _take(self, spec: ButtonSpec) -> FlatButton:
        button = self._spare.pop() if self._spare else self._new()
        button.setAccessibleName(spec.name)
        button.setToolTip(spec.name)
        button.strong, button.colors = spec.strong, self._colors
        self._shown[spec.key] = button
        return button

    def _new(self) -> FlatButton:
        button = FlatButton(self._parent)
        button.clicked.connect(lambda: self._actions[button]())
        return button


class NewTextButton(QPushButton):
    """A raised button at the lower edge of its parent. It leads to text that grows below the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("↓ new", parent)
        self._parent = parent
        self.setProperty("raised", True)
        self.setAccessibleName(_("Jump to the end"))
        self.hide()

    def show_if(self, shown: bool) -> None:
        """Shows the button in its place, or hides it."""
        self.setVisible(shown)
        if not self.isHidden():
            size, parent = self.sizeHint(), self._parent
            left = round((parent.width() - size.width()) / 2)
            self.setGeometry(left, parent.height() - size.height() - BOTTOM_GAP, size.width(), size.height())
            self.raise_()
