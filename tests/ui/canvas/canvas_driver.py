"""A canvas that tests drive by mouse and keyboard."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import build_mipmaps
from desktop.ui.canvas.canvas import Canvas
from desktop.ui.canvas.note_editor import NoteField
from desktop.ui.theme import LIGHT
from tests.helpers.images import image_of, quarters


class CanvasDriver:
    """A canvas with an image of 400×300 at 100 %. Every edit comes back to it, as from the workspace."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.canvas = Canvas()
        qtbot.addWidget(self.canvas)
        self.canvas.show_colors(LIGHT)
        self.canvas.resize(500, 400)
        self.canvas.show()
        self.image, self.pixels = image_of(quarters(400, 300))
        self.steps: list[str] = []
        self.canvas.edited.connect(self.take)
        self.show()
        self.canvas.show_pixels(self.image.source.key, build_mipmaps(self.pixels))
        self.canvas.setFocus()

    def show(self) -> None:
        self.canvas.show_annotated_image(
            self.image, max((0, *(annotation.number for annotation in self.image.number_badges))) + 1
        )

    def take(self, name: str, image: AnnotatedImage) -> None:
        self.steps.append(name)
        self.image = image
        self.show()

    def at(self, x: float, y: float) -> QPoint:
        return self.canvas.mapFromScene(QPointF(x, y))

    def drag(self, *way: tuple[float, float], shift: bool = False) -> None:
        port, modifier = self.canvas.viewport(), Qt.KeyboardModifier.NoModifier
        if shift:
            modifier = Qt.KeyboardModifier.ShiftModifier
        self.bot.mousePress(port, Qt.MouseButton.LeftButton, modifier, self.at(*way[0]))
        for point in way[1:]:
            self.move(self.at(*point), modifier)
        self.bot.mouseRelease(port, Qt.MouseButton.LeftButton, modifier, self.at(*way[-1]))

    def move(self, to: QPoint, modifier: Qt.KeyboardModifier) -> None:
        where = QPointF(to)
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            where,
            self.canvas.viewport().mapToGlobal(where),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            modifier,
        )
        QApplication.sendEvent(self.canvas.viewport(), event)

    def click(self, x: float, y: float) -> None:
        self.bot.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=self.at(x, y))

    def key(self, key: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.bot.keyClick(self.canvas, key, modifier)

    def color(self, x: float, y: float) -> tuple[int, int, int]:
        place = self.at(x, y)
        seen = self.canvas.viewport().grab().toImage().pixelColor(place)
        return seen.red(), seen.green(), seen.blue()

    @property
    def note_field(self) -> NoteField:
        """The field for notes, open or not."""
        (field,) = self.canvas.findChildren(NoteField)
        return field
