"""The parts that stand in for the rows of a turn: what each is called, and what is read of it."""

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop.core.markdown.table_export import Cells, cells
from desktop.core.untrusted_text import strip_control_characters
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import counted
from desktop.messages.spoken.block_words import code_words, table_words, text_words
from desktop.ui.rich_text.link_words import link_words
from desktop.ui.transcript.rows.answer_image_row import AnswerImageRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import DocumentRow
from desktop.ui.transcript.rows.formula_row import FormulaRow
from desktop.ui.transcript.rows.question_row import QuestionRow
from desktop.ui.transcript.rows.sources_row import SourcesRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.rows.text_row import RuleRow, TextRow
from desktop.ui.transcript.rows.thinking_row import ThinkingRow
from desktop.ui.transcript.turns.row_column import RowPosition
from desktop.ui.transcript.turns.turn_item import TurnItem
from desktop.ui.transcript.turns.turn_layout import NEAR

FOOT = -1  # the row number in the key of a foot


class PartKind(Enum):
    """How a part is read: with the caret, cell by cell, or as one thing."""

    TEXT = auto()
    TABLE = auto()
    LINK = auto()
    BUTTON = auto()
    IMAGE = auto()


@dataclass(frozen=True, slots=True)
class PartSpec:
    """A wanted part: its name, what is read, its place in the viewport, and what a press does, if it can be pressed.

    `key` is the turn's id, the row's number (or FOOT) and, for a link, where it begins.
    """

    key: Hashable
    kind: PartKind
    name: str
    place: QRectF
    text: str = ""
    cells: Cells = ()
    press: Callable[[], None] | None = field(default=None, compare=False)


def turn_parts(
    item: TurnItem, number: int, origin: QPointF, width: float, height: float, follow: Callable[[str, str], None]
) -> Iterator[PartSpec]:
    """Yields the parts of a turn in and near a view of this height, as far as they are laid out, in reading order.

    `number` counts turns from 1; `origin` is the left top of the turn in the viewport, `width` that of its rows.
    `follow` is called with the turn's id and the address of a link.
    """
    for at, position in item.rows_in(max(0.0, -NEAR - origin.y()), height + NEAR - origin.y()):
        row = position.row
        if isinstance(row, RuleRow):
            continue
        corner = origin + QPointF(row.indent, position.top)
        place = QRectF(corner, QSizeF(max(1.0, width - row.indent), max(1.0, position.height - row.gap)))
        yield replace(_part(row, number, at), key=(item.turn.id, at), place=place)
        yield from _links(item, at, position, corner, follow)
    foot = QRectF(origin.x(), origin.y() + item.foot_top, width, max(1.0, item.foot.height))
    if foot.top() < height + NEAR and item.footer.text:
        name = _("About answer {number}").format(number=number)
        yield PartSpec((item.turn.id, FOOT), PartKind.TEXT, name, foot, item.footer.text)


def _part(row: DocumentRow, number: int, at: int) -> PartSpec:
    """Returns the part of a row, without its key and its place."""
    nowhere = QRectF()
    if isinstance(row, QuestionRow):
        pictures = len(row.turn.images)
        name = _("Question {number}").format(number=number)
        if pictures:
            with_pictures = counted("with {count} picture", "with {count} pictures", pictures)
            name = _("{question}, {pictures}").format(question=name, pictures=with_pictures)
        return PartSpec((), PartKind.TEXT, name, nowhere, strip_control_characters(row.text()))
    kind, words, text, rows = PartKind.TEXT, "", "", Cells()
    if isinstance(row, CodeRow):
        words, text = code_words(row.block), strip_control_characters(row.block.code)
    elif isinstance(row, TableRow):
        kind, words, rows = PartKind.TABLE, table_words(row.block), cells(row.block)
    elif isinstance(row, FormulaRow):
        words, text = _("formula"), text_words(row.block)
    elif isinstance(row, TextRow):
        words, text = _("heading") if _is_heading(row) else "", text_words(row.block)
    elif isinstance(row, AnswerImageRow):
        kind, words = PartKind.IMAGE, _("picture")
    elif isinstance(row, SourcesRow):
        words, text = _("sources"), row.text()
    elif isinstance(row, ThinkingRow):
        words, text = _("thinking"), row.text_between(0, row.length)
    name = _("Answer {number}, part {part}").format(number=number, part=at)
    return PartSpec((), kind, _("{part}, {kind}").format(part=name, kind=words) if words else name, nowhere, text, rows)


def _is_heading(row: TextRow) -> bool:
    return bool(row.block.tokens) and row.block.tokens[0].type == "heading_open"


def _links(
    item: TurnItem, at: int, position: RowPosition, corner: QPointF, follow: Callable[[str, str], None]
) -> Iterator[PartSpec]:
    row = position.row
    if isinstance(row, AnswerImageRow):
        return
    for span, address in row.links():
        if not (words := row.text_between(*span)).strip():  # the room around a sign
            continue
        place = row.span_rect(span).translated(corner)
        name = link_words(words, address)
        yield PartSpec(
            (item.turn.id, at, span[0]), PartKind.LINK, name, place, press=partial(follow, item.turn.id, address)
        )
