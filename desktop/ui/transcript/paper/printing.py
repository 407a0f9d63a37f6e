"""Prints conversations: laid out at the width of a paper page and painted page by page, to PDF or a printer."""

import re
from collections.abc import Generator, Iterator, Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPainter

from desktop.core.conversation.export.bundle import ExportBundle, Page
from desktop.core.conversation.turn import Turn
from desktop.core.markdown.formula import Formula, FormulaOutline
from desktop.core.markdown.syntax_highlighting import Code, highlight
from desktop.core.untrusted_text import make_controls_visible
from desktop.messages.language.catalogue import _
from desktop.messages.language.isolation import isolated
from desktop.messages.pages.page_words import PAGE_WORDS, asked_at, image_words
from desktop.ui.look.mirroring import across
from desktop.ui.rich_text.formula_object import FormulaOutlines
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.theme import Theme
from desktop.ui.transcript.paper.paper_pages import PageHead, PaperPages
from desktop.ui.transcript.paper.wide_tables import shrink_of, side_by_side
from desktop.ui.transcript.rows.answer_image_row import AnswerImageRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import NO_HIGHLIGHTS, DocumentRow
from desktop.ui.transcript.rows.question_row import QuestionRow
from desktop.ui.transcript.rows.text_row import TextRow
from desktop.ui.transcript.turns.turn_item import TurnItem

MOST_IMAGE_HEIGHT = 300.0  # of an image of a question
READABLE_IMAGE_HEIGHT = 160.0  # to which images are made smaller so that no page is left half empty; chosen
LEAST_IMAGE_HEIGHT = 90.0  # to which images are made smaller so that all of a question is on one page; chosen
GAP = 10.0
CAPTION_GAP = 3.0
BOX_ROOM = 4.0
LONGEST_TITLE = 300  # characters; chosen
CAPTION_SCALE = 0.8
_LONG_WORD = re.compile(r"\S{24}")
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop


class Printing:
    """Paints conversations to a device with pages. `images` are by image id; lengths are in pixels at 96 dpi."""

    def __init__(
        self,
        device: QPagedPaintDevice,
        theme: Theme,
        images: Mapping[str, QImage],
        outlines: Mapping[Formula, FormulaOutline | None],
    ) -> None:
        self._theme = theme
        self._images = images
        self._outlines = FormulaOutlines()
        for formula, outline in outlines.items():
            self._outlines.put(formula, outline)
        self._context = WritingContext(theme, outlines=self._outlines)
        self._paper = PaperPages(device, theme)
        self._texts: Mapping[str, str] = {}

    def print(self, bundle: ExportBundle) -> Generator[int, None, bool]:
        """Paints all conversations, each from a new page on. Yields the number of turns that are painted, after each,
        and returns False if the device refuses.
        """
        paper, self._texts = self._paper, bundle.texts
        if not paper.begin():
            return False
        try:
            for done, _turn in enumerate(self._print_all(bundle.pages), 1):
                yield done
        finally:
            ended = paper.painter.end()
        return ended

    def _print_all(self, pages: tuple[Page, ...]) -> Iterator[Turn]:
        paper = self._paper
        for page in pages:
            title, turns = _breakable(make_controls_visible(PAGE_WORDS.title(page))), page.conversation.turns
            paper.head = head_of(title, turns[0] if turns else None)
            paper.begin_page()
            self._print_title(title)
            if note := PAGE_WORDS.branch_note(page):
                self._paint_text(note, CAPTION_SCALE, self._theme.colors.quiet)
                paper.y += GAP
            for turn in turns:
                paper.head = head_of(title, turn)
                self._print_turn(turn)
                yield turn

    def _print_title(self, title: str) -> None:
        self._paint_text(title, 1.5, self._theme.colors.text)
        self._paper.y += GAP

    def _paint_text(
        self, text: str, scale: float, color: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        paper, height = self._paper, self._text_height(text, scale)
        paper.make_room(height)
        paper.painter.setFont(self._theme.zoomed(scale).on_any_device())
        paper.painter.setPen(QColor(color))
        paper.painter.drawText(QRectF(0, paper.y, paper.width, height + 2), WRAPPED | align, text)
        paper.y += height

    def _text_height(self, text: str, scale: float) -> float:
        painter = self._paper.painter
        painter.setFont(self._theme.zoomed(scale).on_any_device())
        return painter.boundingRect(QRectF(0, 0, self._paper.width, 1e6), WRAPPED, text).height()

    def _print_turn(self, turn: Turn) -> None:
        paper = self._paper
        item = TurnItem(turn, self._context, paper.width, wraps=True)
        item.open()
        item.fold_thinking()  # opens it
        item.measure(0, 1e9)
        for position in item.rows:
            self._prepare(position.row)
        shown = [
            (self._images[image.id], image_words(image, number, self._texts.get(image.id, "")))
            for number, image in enumerate(turn.images, 1)
            if image.id in self._images
        ]
        self._print_images(shown, least_height(item.rows[0].row, paper.width))
        for at, position in enumerate(item.rows):
            if is_heading(position.row):
                paper.make_room(height_kept_together([later.row for later in item.rows[at:]], paper.width))
            for row in side_by_side(position.row, paper.width - position.row.indent, self._context):
                self._print_row(row)
        self._paint_text(item.footer.text, 0.85, self._theme.colors.quiet)
        paper.y += 2 * GAP

    def _prepare(self, row: DocumentRow) -> None:
        """Gives a row what the window would give it in time, before it is measured."""
        if isinstance(row, QuestionRow):
            row.with_thumbnails = False
        if isinstance(row, CodeRow):
            code = Code(row.block.language, row.block.code)
            row.show_colors(code, highlight(code))
        if isinstance(row, AnswerImageRow):
            row.pixels = self._images.get(row.image.id)

    def _print_images(self, captioned: list[tuple[QImage, str]], below: float) -> None:
        """Prints the images of a question on one page, each with its caption, with `below` pixels for the beginning of
        its words.

        They are made smaller if that keeps them together.
        """
        paper, images = self._paper, [image for image, _ in captioned]
        if not images:
            return
        captions = [self._text_height(caption, CAPTION_SCALE) + GAP for _, caption in captioned]
        below += sum(captions)
        left, whole = (
            (paper.bottom - start - below) / len(images) - GAP - 1 for start in (paper.y, paper.top)
        )  # for each image, on this page and on a new one
        room = left if left >= min(READABLE_IMAGE_HEIGHT, 0.75 * whole) else whole
        sizes = [
            _size_within(image, paper.width, min(MOST_IMAGE_HEIGHT, max(LEAST_IMAGE_HEIGHT, room))) for image in images
        ]
        paper.make_room(min(sum(size.height() + GAP for size in sizes) + below, paper.bottom - paper.top))
        for (image, caption), size, under in zip(captioned, sizes, captions, strict=True):
            paper.make_room(min(size.height() + under, paper.bottom - paper.top))
            paper.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            place = across(QRectF(QPointF(paper.width - size.width(), paper.y), size), paper.width)
            paper.painter.drawImage(place, image)
            paper.y += size.height() + CAPTION_GAP
            self._paint_text(caption, CAPTION_SCALE, self._theme.colors.quiet, Qt.AlignmentFlag.AlignRight)
            paper.y += GAP

    def _print_row(self, row: DocumentRow) -> None:
        """Prints a row on as many pages as it needs."""
        paper, width = self._paper, self._paper.width - row.indent
        shrink = shrink_of(row, width)  # a wide table gets smaller; nothing scrolls on paper
        across = width / shrink
        height = row.measure(across)
        content = height - row.gap
        breaks = [*row.page_breaks()[:-1], content]  # the last line stays with the edge of its card or bubble
        at = 0.0
        while at < content:
            room = (paper.bottom - paper.y) / shrink
            end = at + room if content - at > room else content
            fitting = [bottom for bottom in breaks if at < bottom <= end]
            if not fitting and not paper.is_untouched:
                paper.begin_page()
                continue
            if not fitting:  # a row of a table that is longer than a page
                fitting = [bottom for bottom in sorted(row.line_bottoms()) if at < bottom <= end]
            end = fitting[-1] if fitting else end
            self._paint_part(row, across, shrink, at, height if end == content else end)
            paper.y += (end - at) * shrink
            at = end
        paper.y += row.gap

    def _paint_part(self, row: DocumentRow, across: float, shrink: float, start: float, end: float) -> None:
        """Paints the part of a row between two heights."""
        painter = self._paper.painter
        painter.save()
        painter.translate(row.indent, self._paper.y)
        painter.scale(shrink, shrink)
        painter.translate(0, -start)
        above = BOX_ROOM if start == 0 else 0.0  # the boxes of code in the first line
        painter.setClipRect(QRectF(0, start - above, across, end - start + above))
        row.paint(painter, across, NO_HIGHLIGHTS)
        painter.restore()


def head_of(title: str, turn: Turn | None) -> PageHead:
    """Returns the head of the pages on which a turn of the conversation stands."""
    if turn is None:
        return PageHead(title)
    if turn.answered_locally:
        return PageHead(title, _("{date} · answered on this computer").format(date=asked_at(turn)))
    model, host = (isolated(make_controls_visible(name)) for name in (turn.model, turn.host))
    return PageHead(title, _("{date} · {model} at {host}").format(date=asked_at(turn), model=model, host=host))


def _breakable(title: str) -> str:
    """Returns a title as it fits on a page: it breaks in long words, too, and an endless one is cut."""
    title = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    return _LONG_WORD.sub(lambda found: found.group() + "\u200b", title)


def is_heading(row: DocumentRow) -> bool:
    """Returns True for a row that is only a heading of what follows."""
    return isinstance(row, TextRow) and bool(row.block.tokens) and row.block.tokens[0].type == "heading_open"


def least_height(row: DocumentRow, width: float) -> float:
    """Returns the height of the first line of a row, or of all of it if it cannot be parted."""
    height = row.measure(width - row.indent)
    return [*row.page_breaks()[:-1], height - row.gap][0]


def height_kept_together(rows: list[DocumentRow], width: float) -> float:
    """Returns the height of the headings at the beginning of `rows` and of the first line below them."""
    height = 0.0
    for row in rows:
        if not is_heading(row):
            return height + least_height(row, width)
        height += row.measure(width - row.indent)
    return height


def _size_within(image: QImage, width: float, height: float) -> QSizeF:
    """Returns the size of an image that is at most so wide and high, and never larger than it is."""
    size = QSizeF(image.size())
    return size * min(1.0, width / max(1.0, size.width()), height / max(1.0, size.height()))
