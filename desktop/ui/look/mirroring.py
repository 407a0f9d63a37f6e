"""Places in what paints itself and in text fields, mirrored where the language is written from right to left."""

import unicodedata

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QStyle

RIGHT_TO_LEFT = "\u200f"  # a mark without width, which decides the direction of what it stands before


def is_mirrored() -> bool:
    """Returns True where lines begin at the right."""
    return QGuiApplication.isRightToLeft()


def line_start() -> Qt.AlignmentFlag:
    """Returns the side where lines begin, also for a label whose words are of the other direction."""
    side = Qt.AlignmentFlag.AlignRight if is_mirrored() else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def directed(words: str) -> str:
    """Returns words that are laid out from where lines begin, though a name of the other direction comes first."""
    has_own_letters = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in words)
    return RIGHT_TO_LEFT + words if is_mirrored() and has_own_letters else words


def begins_at_right(words: str) -> bool:
    """Returns True if the first letter is one that is written from right to left; without any, as the program is."""
    kinds = (unicodedata.bidirectional(letter) for letter in words)
    first = next((kind for kind in kinds if kind in ("L", "R", "AL")), "")
    return first in ("R", "AL") if first else is_mirrored()


def keep_at_start(field: QPlainTextEdit) -> None:
    """Keeps what is typed, and the caret of an empty field, at the side where its lines begin: Qt keeps it left."""

    def align() -> None:
        sides = Qt.AlignmentFlag
        side = sides.AlignRight if begins_at_right(field.toPlainText()) else sides.AlignLeft
        option = field.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            field.document().setDefaultTextOption(option)

    field.textChanged.connect(align)
    align()


def across(place: QRectF, width: float) -> QRectF:
    """Returns a place in something so wide, counted from where lines begin."""
    if not is_mirrored():
        return place
    return QRectF(width - place.right(), place.top(), place.width(), place.height())


def inside(place: QRect, around: QRect) -> QRect:
    """Returns a place inside another, counted from where lines begin."""
    return QStyle.visualRect(QGuiApplication.layoutDirection(), around, place)
