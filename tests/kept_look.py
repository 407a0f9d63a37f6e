"""What the tests of one process share in Qt's application: its font, its colours, its direction, and its children."""

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


@contextlib.contextmanager
def kept_children(app: QApplication) -> Iterator[None]:
    """Deletes the program's own objects that become children of the application inside, such as event filters."""
    before = app.children()  # held, so that no newcomer gets the identity of one of them
    try:
        yield
    finally:
        for child in app.children():
            if not any(child is other for other in before) and type(child).__module__.startswith("desktop."):
                child.deleteLater()
