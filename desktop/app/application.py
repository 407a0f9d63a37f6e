"""The Qt application."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class App(QApplication):
    """The application; a request to quit is emitted as a signal and ends nothing by itself."""

    quit_wanted = Signal()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Quit:
            self.quit_wanted.emit()
            return True
        return super().event(event)
