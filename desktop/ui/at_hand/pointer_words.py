"""Words beside the pointer, where the program has no window that could show them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QToolTip

TOLD_MS = 4_000  # chosen


def tell_at_pointer(words: str) -> None:
    """Shows words for a while."""
    QToolTip.showText(QCursor.pos(), words, None, QRect(), TOLD_MS)
