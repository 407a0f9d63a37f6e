"""Prints conversations: laid out at the width of a paper page and painted page by page, to PDF or a printer."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPainter

from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.markdown.syntax_highlighting import Code, highlight
from desktop.core.untrusted_text import make_controls_visible
from desktop.ui.rich_text.formula_object import FormulaOutlines
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.answer_image_row import AnswerImageRow
from desktop.ui.transcript.rows.card_row import CardRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import NO_HIGHLIGHTS
from desktop.ui.transcript.rows.question_row import QuestionRow
from desktop.ui.transcript.turns.row_column import RowPosition
from desktop.ui.transcript.turns.turn_item import TurnItem

DOTS_PER_INCH = 96.0
MAX_IMAGE_HEIGHT = 300.0
GAP = 10.0


class Printing:
    """Paints conversations to a device with pages. `images` are by image id; lengths are in pixels at 96 dpi."""

    def __init__(
        self,
        device: QPagedPaintDevice,
        theme: Theme,
        images: Mapping[str, QImage],
        outlines: Mapping[Formula, FormulaOutline | None],
    ) -> None:
        self._device = device
        self._theme = theme
        self._images = images
        self._outlines = FormulaOutlines()
        for formula, outline in outlines.items():
            self._outlines.put(formula, outline)
        self._painter = QPainter()
        self._y = 0.0
        self._page = QSizeF()

    def print(self, conversations: tuple[Conversation, ...]) -> bool:
        """Paints all conversations, each from a new page on. Returns False if the device refuses."""
        if not self._painter.begin(self._device):
            return False
        scale = self._device.logicalDpiX() / DOTS_PER_INCH
        self._painter.scale(scale, scale)
        self._page = QSizeF(self._device.width() / scale, self._device.height() / scale)
        for number, conversation in enumerate(conversations):
            if number:
                self._new_page()
            self._print_title(conversation.title)
            for turn in conversation.turns:
                self._print_turn(turn)
        return self._painter.end()

    def _new_page(self) -> None:
        self._device.newPage()
        self._y = 0.0

    def _make_room(self, height: float) -> None:
        if self._y and self._y + height > self._page.height():
            self._new_page()

    def _print_title(self, title: str) -> None:
        self._paint_text(make_controls_visible(title), 1.5, self._theme.colors.text)
        self._y += GAP

    def _paint_text(self, text: str, scale: float, color: str) -> None:
        self._painter.setFont(self._theme.zoomed(scale).on_any_device())
        self._painter.setPen(QColor(color))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        place = self._painter.boundingRect(QRectF(0, 0, self._page.width(), 1e6), flags, text)
        self._make_room(place.height())
        self._painter.drawText(QRectF(0, self._y, self._page.width(), place.height() + 2), flags, text)
        self._y += place.height()

    def _print_turn(self, turn: Turn) -> None:
        for image in turn.images:
            if image.id in self._images:
                self._print_image(self._images[image.id])
        item = TurnItem(turn, WritingContext(self._theme, outlines=self._outlines), self._page.width(), wraps=True)
        item.open()
        item.fold_thinking()  # opens it
        item.measure(0, 1e9)
        for position in item.rows:
            if isinstance(position.row, QuestionRow):
                position.row.with_thumbnails = False
                position.height = position.row.measure(self._page.width())
            if isinstance(position.row, CodeRow):
                code = Code(position.row.block.language, position.row.block.code)
                position.row.show_colors(code, highlight(code))
            if isinstance(position.row, AnswerImageRow):
                position.row.pixels = self._images.get(position.row.image.id)
            self._print_row(position)
        self._paint_text(item.footer.text, 0.85, self._theme.colors.quiet)
        self._y += 2 * GAP

    def _print_image(self, image: QImage) -> None:
        width = min(self._page.width(), image.width() * 1.0)
        height = image.height() * width / max(1, image.width())
        if height > MAX_IMAGE_HEIGHT:
            width, height = width * MAX_IMAGE_HEIGHT / height, MAX_IMAGE_HEIGHT
        self._make_room(height)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(QRectF(self._page.width() - width, self._y, width, height), image)
        self._y += height + GAP

    def _print_row(self, position: RowPosition) -> None:
        """Prints a row on as many pages as it needs."""
        row, width = position.row, self._page.width() - position.row.indent
        natural = row.content_width() if isinstance(row, CardRow) and not isinstance(row, CodeRow) else 0.0
        shrink = min(1.0, width / natural) if natural else 1.0  # a wide table gets smaller; nothing scrolls on paper
        across = width / shrink
        height = row.measure(across)
        breaks = [*row.page_breaks(), height]
        at = 0.0
        while at < height:
            room = (self._page.height() - self._y) / shrink
            end = at + room if height - at > room else height
            fitting = [bottom for bottom in breaks if at < bottom <= end]
            if not fitting and self._y:
                self._new_page()
                continue
            end = fitting[-1] if fitting else end
            self._painter.save()
            self._painter.translate(row.indent, self._y)
            self._painter.scale(shrink, shrink)
            self._painter.translate(0, -at)
            self._painter.setClipRect(QRectF(0, at, across, end - at))
            row.paint(self._painter, across, NO_HIGHLIGHTS)
            self._painter.restore()
            self._y += (end - at) * shrink
            at = end
