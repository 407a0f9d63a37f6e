"""The part of the self-test that needs Qt: prints its fonts and plugins as one line of JSON, in its own process."""

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QImageReader


def main() -> int:
    """Loads Qt without a screen and prints its report."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication(sys.argv[:1])
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    report = {
        "qt": f"Qt {qVersion()}",
        "fonts": len(QFontDatabase.families()),
        "platforms": sorted(path.stem.removeprefix("lib").removeprefix("q") for path in plugins.glob("*q*")),
        "formats": sorted(bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()),
    }
    app.quit()
    print(json.dumps(report))
    return 0
