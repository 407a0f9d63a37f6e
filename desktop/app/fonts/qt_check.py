"""The part of the self-test that needs Qt: prints its fonts and plugins as one line of JSON, in its own process.

It also draws letters as the window would, and looks at them: without a font, each is the same empty box, or nothing.
"""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, Qt, qVersion
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication, QImage, QImageReader, QPainter

from desktop.app.fonts import fallback_font

LETTERS = ("W", "i", "8")
_SIDE = 48  # pixels


def main() -> int:
    """Loads Qt without a screen and prints its report."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication(sys.argv[:1])
    if not fallback_font.has_font(app):
        fallback_font.use_font_that_comes_along(app)
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    report = {
        "qt": f"Qt {qVersion()}",
        "fonts": len(QFontDatabase.families()),
        "letters": draws_letters(),
        "platforms": sorted(path.stem.removeprefix("lib").removeprefix("q") for path in plugins.glob("*q*")),
        "formats": sorted(bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()),
    }
    app.quit()
    sys.stdout.write(f"{json.dumps(report)}\n")
    return 0


def draws_letters() -> bool:
    """Returns True if letters have ink, and no two of them look alike."""
    drawn = {_drawn(letter) for letter in (*LETTERS, " ")}
    return len(drawn) == len(LETTERS) + 1


def _drawn(letter: str) -> bytes:
    """Returns the pixels of a drawn letter; `constBits` is a view of the image, and ends with it."""
    image = QImage(_SIDE, _SIDE, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    font = QFont(QGuiApplication.font())
    font.setPixelSize(_SIDE // 2)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return bytes(image.constBits())
