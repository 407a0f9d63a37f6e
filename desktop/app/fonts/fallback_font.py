"""The font that comes along, for a system that has none: without it every letter is an empty box."""

import importlib.util
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication

PACKAGE, FILE = "ziafont", "fonts/DejaVuSans.ttf"  # of what typesets formulas
POINTS = 10.0  # the size of text; what knows the size that the system wants has its fonts, too


def has_font(app: QGuiApplication) -> bool:
    """Returns whether there is any font for the program's text."""
    return QFontInfo(app.font()).pixelSize() > 0


def use_font_that_comes_along(app: QGuiApplication) -> None:
    """Shows the program's text in the font that comes along, if it is there."""
    package = importlib.util.find_spec(PACKAGE)
    if package is None or package.origin is None:
        return
    added = QFontDatabase.addApplicationFont(str(Path(package.origin).parent / FILE))
    for family in QFontDatabase.applicationFontFamilies(added)[:1]:
        font = QFont(family)
        font.setPointSizeF(POINTS)
        app.setFont(font)
