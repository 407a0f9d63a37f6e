"""The size of dialogs: it grows with the text, as far as the screen goes."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from desktop.ui.theme import UNIT_PX


def resize_by_text(dialog: QWidget, width: int, height: int) -> None:
    """Gives a dialog the size that is stated for text of the usual height, in proportion to the text that it has."""
    units = QFontInfo(dialog.font()).pixelSize() / UNIT_PX
    wanted = QSize(round(width * units), round(height * units))
    dialog.resize(wanted.boundedTo(dialog.screen().availableSize()))


def fit_height(dialog: QDialog, area: QScrollArea) -> None:
    """Gives a dialog the height at which all of `area` is in view, as far as the screen goes; its width stays."""
    layout, inside = dialog.layout(), area.widget()
    if layout is None or inside is None:
        return
    layout.activate()
    frame, margins = 2 * area.frameWidth(), layout.contentsMargins()
    width = dialog.width() - margins.left() - margins.right() - frame
    width -= area.verticalScrollBar().sizeHint().width()  # Qt keeps it once it was shown, until there is room beside it
    rest = layout.totalMinimumHeightForWidth(dialog.width()) if layout.hasHeightForWidth() else 0
    rest = max(rest, layout.totalMinimumSize().height()) - area.minimumSizeHint().height()
    height = max(inside.heightForWidth(width), inside.minimumSizeHint().height())
    dialog.resize(dialog.width(), min(height + frame + rest, dialog.screen().availableSize().height()))
