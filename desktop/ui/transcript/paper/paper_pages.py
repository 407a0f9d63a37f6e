"""The pages that a conversation is painted to, each with a head and a number. Lengths are in pixels at 96 dpi."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QPagedPaintDevice, QPainter

from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import number
from desktop.ui.theme import Theme

DOTS_PER_INCH = 96.0
HEAD_SCALE = 0.8  # of the letters in head and foot
HEAD_GAP, FOOT_GAP = 14.0, 8.0


@dataclass(frozen=True, slots=True)
class PageHead:
    """The two lines in the head of a page: the title of the conversation; when the question was asked, and of whom."""

    title: str
    facts: str = ""


class PaperPages:
    """Begins pages on a device and remembers how far the current one is filled: `y` is where the next line goes."""

    def __init__(self, device: QPagedPaintDevice, theme: Theme) -> None:
        self.painter = QPainter()
        self.y = 0.0
        self.head = PageHead("")
        self._device = device
        self._theme = theme
        self._count = 0
        self._width = self._height = self._line = 0.0

    @property
    def width(self) -> float:
        """The width of a line."""
        return self._width

    @property
    def top(self) -> float:
        """The first line below the head."""
        return 2 * self._line + HEAD_GAP

    @property
    def bottom(self) -> float:
        """The end of the last line above the number of the page."""
        return self._height - self._line - FOOT_GAP

    @property
    def is_untouched(self) -> bool:
        """True if nothing stands on the page but its head."""
        return self.y <= self.top

    def begin(self) -> bool:
        """Begins to paint. Returns False if the device refuses."""
        if not self.painter.begin(self._device):
            return False
        self.painter.setLayoutDirection(QGuiApplication.layoutDirection())  # what a widget's painter has by itself
        scale = self._device.logicalDpiX() / DOTS_PER_INCH
        self.painter.scale(scale, scale)
        self._width, self._height = self._device.width() / scale, self._device.height() / scale
        self._line = QFontMetricsF(self._font()).height()
        return True

    def begin_page(self) -> None:
        """Begins a page with its head and its number."""
        if self._count:
            self._device.newPage()
        self._count += 1
        self._paint_furniture()
        self.y = self.top

    def make_room(self, height: float) -> None:
        """Begins a page if so much does not fit on the current one."""
        if not self.is_untouched and self.y + height > self.bottom:
            self.begin_page()

    def _font(self) -> QFont:
        return self._theme.zoomed(HEAD_SCALE).on_any_device()

    def _paint_furniture(self) -> None:
        painter, line = self.painter, self._line
        painter.save()
        painter.setFont(self._font())
        painter.setPen(QColor(self._theme.colors.quiet))
        metrics = QFontMetricsF(painter.font())
        for at, text in enumerate((self.head.title, self.head.facts)):
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self._width)
            painter.drawText(QRectF(0, at * line, self._width, line), Qt.AlignmentFlag.AlignVCenter, shown)
        words = _("Page {number}").format(number=number(self._count))
        foot = QRectF(0, self._height - line, self._width, line)
        painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.fillRect(QRectF(0, 2 * line + 3, self._width, 0.75), QColor(self._theme.colors.line))
        painter.restore()
