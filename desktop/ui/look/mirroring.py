"""Places in what paints itself, mirrored where the language is written from right to left."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle


def is_mirrored() -> bool:
    """Returns True where lines begin at the right."""
    return QGuiApplication.isRightToLeft()


def line_start() -> Qt.AlignmentFlag:
    """Returns the side where lines begin, also for a label whose words are of the other direction."""
    side = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def across(place: QRectF, width: float) -> QRectF:
    """Returns a place in something so wide, counted from where lines begin."""
    if not is_mirrored():
        return place
    return QRectF(width - place.right(), place.top(), place.width(), place.height())


def inside(place: QRect, around: QRect) -> QRect:
    """Returns a place inside another, counted from where lines begin."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), around, place)
