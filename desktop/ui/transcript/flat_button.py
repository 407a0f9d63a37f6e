"""The buttons of the transcript, which paint themselves, and the widths of their labels."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.ground import ground_of
from desktop.ui.icons import icon
from desktop.ui.look.mirroring import inside
from desktop.ui.theme import Theme

PADDING = 6.0  # left and right of a button's label, in units of the font
ICON, SMALL_ICON = 16.0, 14.0  # in a button, beside text; in units of the font
BOTTOM_GAP = 10  # below the button for new text


def small_font(theme: Theme) -> QFont:
    """Returns the font of heads, feet and buttons."""
    font = QFont(theme.font)
    font.setPixelSize(max(1, round(theme.on_any_device().pixelSize() * 0.92)))
    return font


def label_width(theme: Theme, label: str, icon_name: str = "") -> float:
    """Returns the width of a button with this label, and with an icon before it if it has one."""
    font = small_font(theme)
    font.setWeight(QFont.Weight.DemiBold)
    room = 2 * theme.px(PADDING) + (theme.px(SMALL_ICON) + theme.px(4) if icon_name else 0)
    return QFontMetricsF(font).horizontalAdvance(label) + room


class FlatButton(QPushButton):
    """A button that is only its icon or its label. It paints itself: styled by a style sheet, the dozen buttons that
    move with a growing answer take longer than its text.

    `strong` is the next step that is offered. `done_words` are shown instead, with a tick, while they are not empty.
    One that is `hidden_at_rest` is painted while it is `revealed` or focused.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme | None = None
        self.icon_name = ""
        self.strong = False
        self.hidden_at_rest = False
        self.revealed = False
        self.done_words = ""
        self.ground = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        is_active = self.underMouse() or self.isDown()
        if self.theme is None or (self.hidden_at_rest and not (self.revealed or is_active or self.hasFocus())):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self.theme.colors
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.done_words:
            painter.fillRect(self.rect(), QColor(self.ground or colors.page))
        if is_active or self.hasFocus():
            radius = self.theme.px(6)
            painter.setPen(QPen(QColor(colors.accent), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.hover) if is_active else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, radius, radius)
        if self.done_words:
            self._paint_words(painter, self.theme, "check", self.done_words, colors.accent)
        elif self.icon_name:
            side = self.theme.px(ICON)
            square = QRect(0, 0, side, side)
            square.moveCenter(self.rect().center())
            icon(self.icon_name, colors.text if is_active else colors.quiet).paint(painter, square)
        else:
            color = colors.accent if self.strong else colors.text if is_active else colors.quiet
            self._paint_words(painter, self.theme, "", self.text(), color)
        painter.end()

    def _paint_words(self, painter: QPainter, theme: Theme, icon_name: str, words: str, color: str) -> None:
        font = small_font(theme)
        font.setWeight(QFont.Weight.DemiBold if self.strong else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(color))
        place = QRectF(self.rect())
        if icon_name:
            side = theme.px(SMALL_ICON)
            left = theme.px(PADDING)
            icon(icon_name, color).paint(
                painter, inside(QRect(left, (self.height() - side) // 2, side, side), self.rect())
            )
            place = QRectF(inside(self.rect().adjusted(left + side, 0, 0, 0), self.rect()))
        shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width() + 1)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)


class NewTextButton(QPushButton):
    """A raised button at the lower edge of its parent. It leads to text that grows below the view."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("↓ New"), parent)
        self.setProperty("raised", True)
        self.setAccessibleName(_("Jump to the end"))
        self.setToolTip(_("Jump to the end"))
        self.hide()

    def show_if(self, shown: bool) -> None:
        """Shows the button in its place, or hides it."""
        self.setVisible(shown)
        if not self.isHidden():
            size, parent = self.sizeHint(), ground_of(self)
            left = round((parent.width() - size.width()) / 2)
            self.setGeometry(left, parent.height() - size.height() - BOTTOM_GAP, size.width(), size.height())
            self.raise_()
