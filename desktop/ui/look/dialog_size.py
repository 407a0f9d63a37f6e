"""The size of windows beside the main one: it grows with the text, as far as the screen goes."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget

from desktop.ui.theme import UNIT_PX


def resize_by_text(dialog: QWidget, width: int, height: int) -> None:
    """Gives a dialog the size that is stated for text of the usual height, in proportion to the text that it has."""
    units = QFontInfo(dialog.font()).pixelSize() / UNIT_PX
    resize_on_screen(dialog, QSize(round(width * units), round(height * units)))


def resize_on_screen(window: QWidget, wanted: QSize, least: QSize | None = None) -> None:
    """Gives a window the wanted size, or what its screen has room for with a frame around it; so, too, the least."""
    room = window.screen().availableSize() - frame_size()
    if least is not None:
        window.setMinimumSize(least.boundedTo(room))
    window.resize(wanted.boundedTo(room))


def frame_size() -> QSize:
    """Returns what the window manager's frames add to the windows that are open; nothing before there is one."""
    frame = QSize(0, 0)
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            frame = frame.expandedTo(window.frameGeometry().size() - window.size())
    return frame


def fit_height(dialog: QDialog, area: QScrollArea) -> None:
    """Gives a dialog the height at which all of `area` is in view, as far as the screen has room for it in its frame.

    Its width stays. Where it would reach below the screen it moves up.
    """
    layout, inside = dialog.layout(), area.widget()
    if layout is None or inside is None:
        return
    layout.activate()
    edge, margins = 2 * area.frameWidth(), layout.contentsMargins()
    width = dialog.width() - margins.left() - margins.right() - edge
    width -= area.verticalScrollBar().sizeHint().width()  # Qt keeps it once it was shown, until there is room beside it
    rest = layout.totalMinimumHeightForWidth(dialog.width()) if layout.hasHeightForWidth() else 0
    rest = max(rest, layout.totalMinimumSize().height()) - area.minimumSizeHint().height()
    height = max(inside.heightForWidth(width), inside.minimumSizeHint().height())
    room = dialog.screen().availableGeometry()
    dialog.resize(dialog.width(), min(height + edge + rest, room.height() - frame_size().height()))
    below = dialog.frameGeometry().bottom() - room.bottom()
    if dialog.isVisible() and below > 0:
        dialog.move(dialog.x(), dialog.y() - below)
