"""An encoded image shown pixel for pixel."""

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.messages.language.catalogue import _
from desktop.ui.screen_reader.roles import Role, give_role


class ExactImage(QWidget):
    """Shows an image at its own size, one of its pixels for one of the screen; or all of it, smaller."""

    def __init__(self) -> None:
        super().__init__()
        give_role(self, Role.IMAGE)
        self._image = QImage()
        self.setAccessibleName(_("Picture as sent"))

    def show_data(self, data: bytes) -> None:
        """Show an encoded image; `fit_into` must follow."""
        self._image = QImage.fromData(data)

    def fit_into(self, room: QSize, exact: bool) -> None:
        """Take the size of the image; unless `exact`, no more than `room` (logical pixels)."""
        ratio = self.devicePixelRatioF()
        size = (QSizeF(self._image.size()) / ratio).toSize()
        if not exact and not (size.width() <= room.width() and size.height() <= room.height()):
            size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
        self.setFixedSize(size)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect(), self._image)
        painter.end()
