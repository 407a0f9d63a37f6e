"""What the program finds on a clipboard or in a drop, read in a process with a window at a real screen.

    python -m tests.x11.programs.clipboard_reader FOLDER

Writes `found.json` there, and the image as `image`, when the letter P is typed into its window or something is dropped.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.adapters.system.clipboard import ClipboardContent, found_in, on_clipboard

TITLE = "Clipboard reader"
PLACE = 40, 560, 300, 160


class Reader(QWidget):
    """Writes what it finds into a folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(acceptDrops=True, windowTitle=TITLE)
        self.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
        self.setGeometry(*PLACE)
        self._folder = folder

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_P:
            self._write(on_clipboard(text_first=False), on_clipboard(text_first=True))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        mime: QMimeData = event.mimeData()
        self._write(found_in(mime), found_in(mime, text_first=True))
        event.acceptProposedAction()

    def _write(self, found: ClipboardContent, as_text: ClipboardContent) -> None:
        facts = asdict(found) | {"image": None, "spare": len(found.spare), "paths": [str(path) for path in found.paths]}
        facts |= {"has_image": found.image is not None, "as_text": as_text.text, "image_beside": as_text.image_beside}
        (self._folder / "image").write_bytes(found.image or b"")
        part = self._folder / "found.part"
        part.write_text(json.dumps(facts))
        part.rename(self._folder / "found.json")


if __name__ == "__main__":
    app = QApplication([])
    reader = Reader(Path(sys.argv[1]))
    reader.show()
    sys.exit(app.exec())
