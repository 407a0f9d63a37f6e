"""Selecting text in the transcript, by mouse positions and by rows."""

from PySide6.QtCore import QObject, Signal

from desktop.core.markdown.safe_markdown import neutralize_markdown
from desktop.core.untrusted_text import strip_control_characters
from desktop.ui.rich_text.span_rects import Span
from desktop.ui.transcript.turns.selection import Selection, TextPosition, selected_text, whole_selection
from desktop.ui.transcript.visible_area import VisibleArea


class TranscriptSelection(QObject):
    """The present selection, and the ways in which it changes."""

    changed = Signal()
    settled = Signal(str)  # the text, once the user has selected it: other programs may be offered it

    def __init__(self, area: VisibleArea, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._area = area
        self._selection: Selection | None = None

    @property
    def has_text(self) -> bool:
        """True if something is selected."""
        return self._selection is not None and not self._selection.is_empty

    @property
    def is_started(self) -> bool:
        """True if there is a selection, which may still be empty."""
        return self._selection is not None

    @property
    def text(self) -> str:
        """The selected text; empty if nothing is selected."""
        if self._selection is None or self._selection.is_empty:
            return ""
        return selected_text(self._area.items, self._selection)

    @property
    def markdown(self) -> str:
        """The selected text as Markdown that loads nothing and hides nothing."""
        if self._selection is None or self._selection.is_empty:
            return ""
        return neutralize_markdown(
            strip_control_characters(selected_text(self._area.items, self._selection, source=True))
        )

    def span(self, turn: int, row: int) -> Span | None:
        """Returns the selected part of a row, or None."""
        return self._selection.span(turn, row) if self._selection else None

    def settle(self) -> None:
        """Tells what is selected, if anything is; called when the user has let go."""
        if self.has_text:
            self.settled.emit(strip_control_characters(self.text))

    def contains(self, position: TextPosition) -> bool:
        """Returns True if a position is inside the selection."""
        selection = self._selection
        return selection is not None and not selection.is_empty and selection.first <= position <= selection.last

    def clear(self) -> None:
        """Selects nothing."""
        self._select(None)

    def reset(self) -> None:
        """Forgets the selection, whose turns are gone."""
        self._selection = None

    def start(self, position: TextPosition) -> None:
        """Begins a selection at a position."""
        self._select(Selection(position, position))

    def extend(self, position: TextPosition) -> None:
        """Extends the selection to a position, or begins one there."""
        self._select(Selection(self._selection.anchor if self._selection else position, position))

    def select_word(self, position: TextPosition) -> None:
        """Selects the word around a position."""
        start, end = self._area.items[position.turn].rows[position.row].row.word_at(position.offset)
        first = TextPosition(position.turn, position.row, start)
        self._select(Selection(first, TextPosition(position.turn, position.row, end)))

    def select_all(self) -> None:
        """Selects the whole conversation."""
        self._select(whole_selection(self._area.items))

    def extend_by_row(self, by: int) -> None:
        """Extends the selection by a row, down (1) or up (-1); the first time from the top of the view."""
        items = self._area.items
        rows = [(number, row) for number, item in enumerate(items) if item.is_open for row in range(len(item.rows))]
        if not rows:
            return
        if self._selection is None:
            turn, row, _ = self._area.anchor()
            first = TextPosition(max(0, turn), max(0, row), 0)
            self._selection = Selection(first, first)
        head = self._selection.head
        at = rows.index((head.turn, head.row)) if (head.turn, head.row) in rows else len(rows) - 1
        if head.offset >= self._length(*rows[at]) if by > 0 else head.offset == 0:  # all of this row already
            at = max(0, min(len(rows) - 1, at + by))
        position = TextPosition(*rows[at], self._length(*rows[at]) if by > 0 else 0)
        self._select(Selection(self._selection.anchor, position))

    def _length(self, turn: int, row: int) -> int:
        return self._area.items[turn].rows[row].row.length

    def _select(self, selection: Selection | None) -> None:
        self._selection = selection
        self.changed.emit()
