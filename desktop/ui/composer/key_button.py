"""A button that shows the key which presses it beside its words."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton

GAP = 8  # logical pixels between the words and the key, and beside them; as those below
PADDING = 10
BELOW_KEY = 2
KEY_SIDE = 5
SLACK = 3  # the width of words in a font of fractions is rounded


class KeyButton(QPushButton):
    """Draws the words, cut with “…” where there is no room, and the key in a small frame behind them."""

    def __init__(self) -> None:
        super().__init__()
        self._key = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus where it was

    def show_offer(self, words: str, key: str, key_name: str) -> None:
        """Shows these words and the sign of a key; `key_name` is its name for screen readers."""
        self._key = key
        self.setText(words)
        self.setToolTip(f"{words} ({key_name})")
        self.setAccessibleName(f"{words}, {key_name}")
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        height = metrics.height() + 2 * GAP - 2
        words = metrics.horizontalAdvance(self.text()) + SLACK
        return QSize(words + self._key_room() + 2 * PADDING, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._key_room() + 4 * PADDING, self.sizeHint().height())

    def _key_room(self) -> int:
        return GAP + self.fontMetrics().horizontalAdvance(self._key) + 2 * KEY_SIDE if self._key else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option, style = QPainter(self), QStyleOptionButton(), self.style()
        self.initStyleOption(option)
        option.text = ""
        style.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        room = self._mirrored(self.rect().adjusted(PADDING, 0, -PADDING - self._key_room(), 0))
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        option.rect = room.adjusted(-PADDING, 0, PADDING, 0)  # the style keeps its own padding free
        style.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option, painter, self)
        if self._key:
            self._paint_key(painter)

    def _mirrored(self, place: QRect) -> QRect:
        """Returns the place where a language is written from right to left; the place itself elsewhere."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _paint_key(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        width, height = self._key_room() - GAP, metrics.height() + 2 * BELOW_KEY - 2
        frame = self._mirrored(QRect(self.width() - PADDING - width, (self.height() - height) // 2, width, height))
        on_accent = bool(self.property("primary")) and self.isEnabled() and not self.hasFocus()
        palette = self.palette()
        color = palette.highlightedText().color() if on_accent else palette.placeholderText().color()
        painter.setPen(color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not on_accent:
            painter.drawRoundedRect(frame.adjusted(0, 0, -1, -1), 4, 4)
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self._key)
