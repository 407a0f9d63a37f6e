"""A selection as a value: from one text position to another, across rows and turns, laid out or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.core.markdown.plain_text import joined
from desktop.ui.rich_text.span_rects import Span
from desktop.ui.transcript.turns.turn_item import TurnItem

END = 1 << 30  # an offset or a row behind everything


@dataclass(frozen=True, slots=True, order=True)
class TextPosition:
    """A place in the text: the index of a turn, of a row in it, and an offset in that."""

    turn: int
    row: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The text between the position where selecting began and the one where it is now."""

    anchor: TextPosition
    head: TextPosition

    @property
    def first(self) -> TextPosition:
        return min(self.anchor, self.head)

    @property
    def last(self) -> TextPosition:
        return max(self.anchor, self.head)

    @property
    def is_empty(self) -> bool:
        return self.anchor == self.head

    def span(self, turn: int, row: int) -> Span | None:
        """Returns the selected part of a row, or None."""
        first, last, here = self.first, self.last, (turn, row)
        if self.is_empty or not (first.turn, first.row) <= here <= (last.turn, last.row):
            return None
        start = first.offset if here == (first.turn, first.row) else 0
        end = last.offset if here == (last.turn, last.row) else END
        return start, end


def whole_selection(items: Sequence[TurnItem]) -> Selection | None:
    """Returns the selection of all turns; None if there are none."""
    return Selection(TextPosition(0, 0, 0), TextPosition(len(items) - 1, END, END)) if items else None


def selected_text(items: Sequence[TurnItem], selection: Selection, source: bool = False) -> str:
    """Returns the selected text, or its Markdown (`source`; rows that are selected in part are plain in it too).

    Rows that are selected whole come from the answer itself, not from documents.
    """
    parts: list[tuple[str, str]] = []
    for number in range(selection.first.turn, min(selection.last.turn, len(items) - 1) + 1):
        item = items[number]
        for row, (joint, text) in enumerate(item.joined_texts(source)):
            span = selection.span(number, row)
            if span is None:
                continue
            whole = span[0] == 0 and (span[1] == END or (item.is_open and span[1] >= item.rows[row].row.length))
            if whole or not item.is_open:
                parts.append((joint, text))
            else:
                parts.append((joint, item.rows[row].row.text_between(*span)))
    return joined(parts)
