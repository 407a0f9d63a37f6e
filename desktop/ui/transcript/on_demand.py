"""Content that rows need from elsewhere and request when they come into view, each once: thumbnails, highlighted code,
and which quotes of an answer are found in the images.
"""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from desktop.core.conversation.turn import Turn
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.sent_image import SentImage
from desktop.core.markdown.syntax_highlighting import Code
from desktop.ui.qt_images import qimage
from desktop.ui.transcript.rows.answer_image_row import AnswerImageRow
from desktop.ui.transcript.rows.document_row import DocumentRow
from desktop.ui.transcript.rows.question_row import MOST_THUMBS, QuestionRow
from desktop.ui.transcript.turns.turn_item import TurnItem


class OnDemandContent(QObject):
    """Requests content by its signals, and keeps the thumbnails that have come."""

    changed = Signal()  # what is shown may be painted in another way now
    thumbnail_wanted = Signal(SentImage)
    answer_image_wanted = Signal(SentImage)  # an image of an answer, larger than a thumbnail
    colors_wanted = Signal(Code)
    quote_matches_wanted = Signal(str)  # a turn's id

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails: dict[str, QImage] = {}  # by image id
        self._requested_thumbnails: set[str] = set()
        self._answer_images: dict[str, QImage] = {}  # by image id
        self._requested_answer_images: set[str] = set()
        self._requested_quote_matches: set[str] = set()  # by turn id

    def add_thumbnail(self, image_id: str, pixels: PixelBuffer) -> None:
        """Stores a thumbnail, which rows get when they are painted next."""
        self._thumbnails[image_id] = qimage(pixels).copy()
        self.changed.emit()

    def add_answer_image(self, image_id: str, pixels: PixelBuffer) -> None:
        """Stores an image of an answer, which its row gets when it is painted next."""
        self._answer_images[image_id] = qimage(pixels).copy()
        self.changed.emit()

    def give_pixels(self, row: DocumentRow) -> None:
        """Hands a row the images that it shows, and requests missing ones."""
        if isinstance(row, QuestionRow):
            self._give_thumbnails(row)
        elif isinstance(row, AnswerImageRow):
            row.pixels = self._answer_images.get(row.image.id)
            if row.pixels is None and row.image.id not in self._requested_answer_images:
                self._requested_answer_images.add(row.image.id)
                self.answer_image_wanted.emit(row.image)

    def _give_thumbnails(self, row: QuestionRow) -> None:
        for image in row.turn.images[:MOST_THUMBS]:
            thumbnail = self._thumbnails.get(image.id)
            if thumbnail is not None:
                row.thumbnails[image.id] = thumbnail
            elif image.id not in self._requested_thumbnails:
                self._requested_thumbnails.add(image.id)
                self.thumbnail_wanted.emit(image)

    def request_quote_matches(self, turn: Turn) -> None:
        """Requests the quote matches of a complete answer, unless that has been done."""
        if turn.answer and turn.stage.ended and turn.id not in self._requested_quote_matches:
            self._requested_quote_matches.add(turn.id)
            self.quote_matches_wanted.emit(turn.id)

    def forget_quote_matches(self) -> None:
        """Has quote matches requested again: images have been read, or other quotes are looked for."""
        self._requested_quote_matches.clear()
        self.changed.emit()

    def request_colors(self, item: TurnItem, top: float, bottom: float) -> None:
        """Requests the colours of a turn's code between two heights inside the turn."""
        for code in item.code_to_highlight(top, bottom):
            self.colors_wanted.emit(code)
