"""The picture that is asked about in the small window: its thumbnail, its size, and what is private on it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.messages.language.catalogue import _
from desktop.ui.look.folding.wrapping_row import WrappingRow
from desktop.ui.qt_images import qimage
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.question_row import covering

THUMBNAIL_UNITS = QSize(114, 50)
LARGEST_THUMBNAIL = QSize(228, 100)  # logical pixels; beyond, the room is for the words


class QuickPicture(QWidget):
    """Shows a thumbnail beside a line of facts; covers what is private by a click."""

    cover_requested = Signal()
    pin_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._image = _RoundThumbnail()
        self._size, self._private = (QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText) for _ in range(2))
        for label in (self._size, self._private):
            label.setProperty("quiet", True)
            label.setProperty("small", True)
        self._cover, self.pin = QPushButton(), QPushButton(_("Pin on top"))
        for button, requested in ((self._cover, self.cover_requested), (self.pin, self.pin_requested)):
            button.setProperty("link", True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(requested)
        self.pin.setToolTip(_("Pin the picture above all windows (Ctrl+Shift+O)"))
        self.pin.setAccessibleName(self.pin.toolTip())
        facts = QVBoxLayout()
        facts.setSpacing(1)
        facts.addWidget(self._size)
        facts.addWidget(self._private)
        facts.addWidget(WrappingRow(self._cover, self.pin, at_edge=True))
        facts.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 8)
        row.setSpacing(12)
        row.addWidget(self._image, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(facts, 1)
        self.show_size(None)
        self.show_private("", 0)

    def show_look(self, theme: Theme) -> None:
        """Takes the size and the colours of this theme."""
        self._image.show_look(theme)

    def show_thumbnail(self, pixels: PixelBuffer) -> None:
        """Shows the picture as it would be sent."""
        self._image.image = qimage(pixels)
        self._image.update()

    def show_size(self, size: tuple[int, int] | None) -> None:
        """Shows the size of the picture in pixels; None while it is on its way."""
        words = f"{size[0]} × {size[1]}" if size is not None else _("Reading the picture…")
        self._size.setText(words)
        self.pin.setVisible(size is not None)
        self._image.setAccessibleName(_("Picture, {size}").format(size=words))
        if size is None:
            self._image.image = None
            self._image.update()

    def show_private(self, words: str, covers: int) -> None:
        """Shows what is known about private text, and offers to cover so many places."""
        self._private.setText(words)
        self._private.setVisible(bool(words))
        self._cover.setText(_("Cover all") if covers > 1 else _("Cover"))
        self._cover.setVisible(covers > 0)


class _RoundThumbnail(QWidget):
    """Paints an image with round corners, or an empty frame."""

    def __init__(self) -> None:
        super().__init__()
        give_role(self, Role.IMAGE)
        self.image: QImage | None = None
        self._ground, self._line = QColor(), QColor()

    def show_look(self, theme: Theme) -> None:
        """Takes the size and the colours of this theme."""
        size = QSize(theme.px(THUMBNAIL_UNITS.width()), theme.px(THUMBNAIL_UNITS.height()))
        self.setFixedSize(size.boundedTo(LARGEST_THUMBNAIL))
        self._ground, self._line = QColor(theme.colors.card), QColor(theme.colors.line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame, path = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), QPainterPath()
        path.addRoundedRect(frame, 8, 8)
        painter.fillPath(path, self._ground)
        if self.image is not None:
            painter.setClipPath(path)
            painter.drawImage(frame, self.image, covering(self.image, frame))
            painter.setClipping(False)
        painter.setPen(QPen(self._line, 1))
        painter.drawPath(path)
        painter.end()
