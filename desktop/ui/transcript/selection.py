"""What is selected in the transcript: from one spot to another, across rows and turns, laid out or not."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.ui.transcript.rows.text_rows import Span
from desktop.ui.transcript.turn_item import TurnItem

END = 1 << 30


@dataclass(frozen=True, slots=True, order=True)
class TextPosition:
    """A place in the text: turn, row in it, offset in that."""

    turn: int
    row: int
    offset: int


@dataclass(frozen=True, slots=True)
class Selection:
    """From where the mouse went down to where it is."""

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
        """The selected part of a row, or None."""
        first, last, here = self.first, self.last, (turn, row)
        if self.is_empty or not (first.turn, first.row) <= here <= (last.turn, last.row):
            return None
        start = first.offset if here == (first.turn, first.row) else 0
        end = last.offset if here == (last.turn, last.row) else END
        return start, end


def select_all(items: Sequence[TurnItem]) -> Selection | None:
    """All of the conversation."""
    return Selection(TextPosition(0, 0, 0), TextPosition(len(items) - 1, END, END)) if items else None


def copied_text(items: Sequence[TurnItem], selection: Selection, source: bool = False) -> str:
    """The selected text, or its Markdown (`source`; rows that are selected in part are plain in it too).

    Rows that are selected whole come from the answer itself, not from documents.
    """
    parts = []
    for at in range(selection.first.turn, min(selection.last.turn, len(items) - 1) + 1):
        item = items[at]
        for row, text in enumerate(item.texts(source)):
            span = selection.span(at, row)
            if span is None:
                continue
            whole = span[0] == 0 and (span[1] == END or (item.split and item.rows[row].row.ends_at(span[1])))
            if whole or not item.split:
                parts.append(text)
            else:
                parts.append(item.rows[row].row.piece(*span))
    return "\n\n".join(part for part in parts if part)
