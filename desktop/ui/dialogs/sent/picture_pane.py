"""A caption with a picture below it, which scrolls: one half of before and after."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.ui.dialogs.sent.exact_image import ExactImage
from desktop.ui.look.elided_label import ElidedLabel
from desktop.ui.look.mirroring import line_start
from desktop.ui.screen_reader.roles import Role, give_role
from desktop.ui.theme import Theme


class ZoomedArea(QScrollArea):
    """Leaves the wheel with Ctrl to what it stands in."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)


class PicturePane(QWidget):
    """Shows one picture under its caption, in the size that it is given."""

    def __init__(self, theme: Theme, name: str, area_name: str) -> None:
        """`name` is that of the picture for screen readers, `area_name` that of what it scrolls in."""
        super().__init__()
        self.image = ExactImage(name)
        self._title, self._facts = QLabel(), ElidedLabel()
        self._title.setProperty("strong", True)
        self._facts.setProperty("quiet", True)
        for label in (self._title, self._facts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(line_start() | Qt.AlignmentFlag.AlignVCenter)
        caption = QHBoxLayout()
        caption.setSpacing(6)
        caption.addWidget(self._title)
        caption.addWidget(self._facts, 1)
        self.area = ZoomedArea()
        give_role(self.area, Role.DOCUMENT)
        self.area.setProperty("stop", True)
        self.area.setWidget(self.image)
        self.area.setAccessibleName(area_name)
        self.area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.show_look(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(caption)
        column.addWidget(self.area, 1)

    def show_look(self, theme: Theme) -> None:
        """Shows the ground around the picture in the colours of this theme."""
        edge, ring = f"border: 1px solid {theme.colors.line};", f"border: 2px solid {theme.colors.accent};"
        frame = f" QScrollArea {{ {edge} }} QScrollArea:focus {{ {ring} }}" if theme.colors.contrast else ""
        ground = f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.colors.desk}; }}"
        self.area.setStyleSheet(ground + frame)

    def show_picture(self, image: QImage, title: str, facts: str) -> None:
        """Shows a picture, with a word and what is to be known of it above."""
        self.image.show_image(image)
        self._title.setText(title)
        self._facts.setText(facts)

    def take_size(self, size: QSize) -> None:
        """Shows the picture in this size, in logical pixels."""
        self.image.setFixedSize(size)
        self.image.update()
