"""The size of dialogs: it grows with the text, as far as the screen goes."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import UNIT_PX


def resize_by_text(dialog: QWidget, width: int, height: int) -> None:
    """Gives a dialog the size that is stated for text of the usual height, in proportion to the text that it has."""
    units = QFontInfo(dialog.font()).pixelSize() / UNIT_PX
    wanted = QSize(round(width * units), round(height * units))
    dialog.resize(wanted.boundedTo(dialog.screen().availableSize()))
