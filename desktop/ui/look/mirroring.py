"""Places in what paints itself, mirrored where the language is written from right to left."""

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle


def is_mirrored() -> bool:
    """Returns True where lines begin at the right."""
    return QGuiApplication.isRightToLeft()


def across(place: QRectF, width: float) -> QRectF:
    """Returns a place in something so wide, counted from where lines begin."""
    if not is_mirrored():
        return place
    return QRectF(width - place.right(), place.top(), place.width(), place.height())


def inside(place: QRect, around: QRect) -> QRect:
    """Returns a place inside another, counted from where lines begin."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), around, place)
