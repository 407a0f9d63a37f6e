"""The look that the tests of one process share: the font, the palette and the direction of Qt's application."""

import contextlib
from collections.abc import Iterator

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.icons import COLORS


@contextlib.contextmanager
def kept_look(app: QApplication) -> Iterator[None]:
    """Gives the application its look back, whatever changes it inside: a window at twice the size, a dark theme."""
    font, palette, direction, colors = QFont(app.font()), QPalette(app.palette()), app.layoutDirection(), COLORS.now
    try:
        yield
    finally:
        COLORS.now = colors
        if app.font() != font:
            app.setFont(font)
        if app.palette() != palette:
            app.setPalette(palette)
        if app.layoutDirection() != direction:
            app.setLayoutDirection(direction)
