"""An image in a size that its owner chooses: smooth where it is smaller, pixel by pixel where it is larger."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.screen_reader.roles import Role, give_role


class ExactImage(QWidget):
    """Shows an image; `name` is for screen readers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        give_role(self, Role.IMAGE)
        self._image = QImage()
        self._scaled = QImage()  # in the size that was painted last, if that is smaller
        self.setAccessibleName(name)

    def show_image(self, image: QImage) -> None:
        """Shows an image, in the size that this has."""
        self._image, self._scaled = image, QImage()
        self.update()

    @property
    def has_image(self) -> bool:
        """True if there is something to show."""
        return not self._image.isNull()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = (self.size().toSizeF() * self.devicePixelRatioF()).toSize()
        painter.drawImage(self.rect(), self._smaller(size) if size.width() < self._image.width() else self._image)
        painter.end()

    def _smaller(self, size: QSize) -> QImage:
        if self._scaled.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation  # of all pixels, unlike the painter's
            self._scaled = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        return self._scaled
