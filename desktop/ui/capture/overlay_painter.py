"""Paints the frozen screen: dim outside the region, the region's frame and handles, its size, and the hint line."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen

from desktop.core.geometry.region_choice import GRIPS, RegionChoice
from desktop.messages.language.catalogue import N_, _
from desktop.messages.language.locale_forms import number
from desktop.ui.theme import DARK, LIGHT, Theme

SHADE = QColor(0, 0, 0, 140)
HANDLE, CHIP_RADIUS, KEY_RADIUS = 9, 8, 4  # logical pixels
ABOVE_EDGE, PADDING, KEY_PADDING, WORD_GAP = 40, 16, 7, 18
Hint = tuple[str, str]
"""The name of a key, or nothing, and what it does; in the language of the source."""
BEGIN: tuple[Hint, ...] = (
    ("", N_("Drag a region")),
    ("", N_("Click a window")),
    ("space", N_("set a corner")),
    ("enter", N_("whole screen")),
    ("esc", N_("cancel")),
)
DRAWING: tuple[Hint, ...] = (("space", N_("move")), ("esc", N_("cancel")))
CHOSEN: tuple[Hint, ...] = (
    ("", N_("Drag the edges")),
    ("arrows", N_("move")),
    ("ctrl", N_("resize")),
    ("enter", N_("take")),
    ("esc", N_("cancel")),
)
RECENT: Hint = ("r", N_("last region"))
KEY_NAMES = {"arrows": N_("Arrows"), "space": N_("Space"), "enter": N_("Enter"), "esc": N_("Esc"), "ctrl": N_("Ctrl")}


def hints_for(choice: RegionChoice, has_recent: bool) -> tuple[Hint, ...]:
    """Returns what can be done now."""
    if choice.is_drawing:
        return DRAWING
    if choice.is_chosen:
        return CHOSEN
    return (*BEGIN[:3], RECENT, *BEGIN[3:]) if has_recent else BEGIN


def hint_words(hints: tuple[Hint, ...]) -> str:
    """Returns the hints as a text for screen readers."""
    return " · ".join(f"{key_name(key)}: {_(words)}" if key else _(words) for key, words in hints)


def choice_in_words(choice: RegionChoice) -> str:
    """Returns the size of the region and the place of its upper left corner, or that of the crosshair, to be spoken."""
    area = choice.area
    x, y = choice.pixel if area is None else (area.left, area.top)
    place = _("{x} across, {y} down").format(x=number(x), y=number(y))
    return place if area is None else f"{area.width} × {area.height}, {place}"


def key_name(key: str) -> str:
    """Returns the name of a key in the user's language."""
    return _(KEY_NAMES[key]) if key in KEY_NAMES else key.upper()


class OverlayPainter:
    """Paints in the logical pixels of one overlay; `scale` is the number of the screenshot's pixels for one of them."""

    def __init__(self, theme: Theme) -> None:
        self._font = QFont(theme.font)

    def paint(self, painter: QPainter, size: QSize, image: QImage, choice: RegionChoice, scale: float) -> None:
        """Paints the screen and what is chosen of it."""
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), image)
        painter.fillRect(QRect(0, 0, size.width(), size.height()), SHADE)
        if choice.area is None or choice.area.is_empty:
            return
        area = area_on(choice, scale)
        painter.drawImage(area, image, QRectF(*choice.area.corners[0], *choice.area.size))
        for color, width in (("#ffffff", 4), (LIGHT.accent, 2)):
            painter.setPen(QPen(QColor(color), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(area)
        if choice.is_chosen:
            self._paint_handles(painter, choice, scale)
        self._paint_size(painter, size, area, choice.area.size)

    def _paint_handles(self, painter: QPainter, choice: RegionChoice, scale: float) -> None:
        painter.setPen(QPen(QColor(LIGHT.accent), 1))
        painter.setBrush(QColor("#ffffff"))
        for grip in GRIPS:
            x, y = choice.handle(grip)
            painter.drawRoundedRect(QRectF(x / scale - HANDLE / 2, y / scale - HANDLE / 2, HANDLE, HANDLE), 2, 2)

    def _paint_size(self, painter: QPainter, room: QSize, area: QRectF, size: tuple[int, int]) -> None:
        words, metrics = f"{size[0]} × {size[1]}", QFontMetrics(self._font)
        width, height = metrics.horizontalAdvance(words) + 16, metrics.height() + 8
        y = area.top() - height - 6 if area.top() >= height + 6 else area.top() + 6
        x = max(0.0, min(area.left(), room.width() - width))
        self._paint_chip(painter, QRectF(x, y, width, height))
        painter.setPen(QColor(DARK.text))
        painter.setFont(self._font)
        painter.drawText(QRectF(x, y, width, height), Qt.AlignmentFlag.AlignCenter, words)

    def _paint_chip(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(QPen(QColor(DARK.edge), 1))
        painter.setBrush(QColor(DARK.desk))
        painter.drawRoundedRect(place, CHIP_RADIUS, CHIP_RADIUS)

    def paint_hints(self, painter: QPainter, room: QSize, hints: tuple[Hint, ...], mirrored: bool) -> None:
        """Paints the hints above the lower edge, in more lines where one has no room; `mirrored` from right to left."""
        lines = self.hint_lines(hints, room.width())
        wide = max(sum(width for _, _, width in line) + WORD_GAP * (len(line) - 1) for line in lines)
        height = QFontMetrics(self._font).height() + 20
        top = room.height() - height * len(lines) - ABOVE_EDGE
        self._paint_chip(
            painter, QRectF((room.width() - wide) / 2 - PADDING, top, wide + 2 * PADDING, height * len(lines))
        )
        painter.setFont(self._font)
        for line in lines:
            x = (room.width() - sum(width for _, _, width in line) - WORD_GAP * (len(line) - 1)) / 2
            for key, words, width in reversed(line) if mirrored else line:
                self._paint_hint(painter, QPointF(x, top), height, key, words)
                x += width + WORD_GAP
            top += height

    def hint_lines(self, hints: tuple[Hint, ...], room: int) -> list[list[tuple[str, str, int]]]:
        """Returns the lines of the hints in a width in logical pixels: each hint's key, words and width."""
        metrics, lines, taken = QFontMetrics(self._font), list[list[tuple[str, str, int]]](), 0
        for hint_key, hint in hints:
            key, words = key_name(hint_key) if hint_key else "", _(hint)
            width = self._width(metrics, key, words)
            taken += WORD_GAP + width
            if not lines or taken + 2 * PADDING > room:
                lines.append([])
                taken = width
            lines[-1].append((key, words, width))
        return lines

    @staticmethod
    def _width(metrics: QFontMetrics, key: str, words: str) -> int:
        keyed = metrics.horizontalAdvance(key) + 2 * KEY_PADDING + 6 if key else 0
        return keyed + metrics.horizontalAdvance(words)

    def _paint_hint(self, painter: QPainter, at: QPointF, height: float, key: str, words: str) -> None:
        metrics, x = QFontMetrics(self._font), at.x()
        painter.setPen(QColor(DARK.text))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if key:
            width = metrics.horizontalAdvance(key) + 2 * KEY_PADDING
            frame = QRectF(x, at.y() + 8, width, height - 16)
            painter.drawRoundedRect(frame, KEY_RADIUS, KEY_RADIUS)
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, key)
            x += width + 6
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(x, at.y(), metrics.horizontalAdvance(words) + 2, height), middle, words)


def area_on(choice: RegionChoice, scale: float) -> QRectF:
    """Returns the chosen area in the overlay's logical pixels."""
    assert choice.area is not None
    rect = choice.area
    return QRectF(rect.left / scale, rect.top / scale, rect.width / scale, rect.height / scale)
