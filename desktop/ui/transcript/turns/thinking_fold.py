"""The row of a turn's thinking in the column of the turn: whether there is one, and whether it is open."""

from desktop.core.conversation.turn import Turn
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.thinking_row import ThinkingRow
from desktop.ui.transcript.turns.row_column import RowColumn

PLACE = 1  # below the question


class ThinkingFold:
    """Puts a row for the thinking below the question, changes it as it grows, and takes it away again."""

    def __init__(self, column: RowColumn) -> None:
        self._column = column
        self._row: ThinkingRow | None = None
        self._is_open = False

    @property
    def row_count(self) -> int:
        """How many rows it has in the column."""
        return 0 if self._row is None else 1

    def forget(self) -> None:
        """Notes that the column was cleared."""
        self._row = None

    def show(self, turn: Turn, theme: Theme) -> None:
        """Brings the row up to date with the turn."""
        is_growing = not turn.stage.ended and not turn.answer
        rows = self._column.rows
        if self._row is None and turn.thinking:
            self._row = ThinkingRow(theme, turn.thinking, turn.thinking_s, is_growing, self._is_open)
            self._column.replace_from(PLACE, [self._column.new_position(self._row), *rows[PLACE:]])
        elif self._row is not None and not turn.thinking:  # it has turned out to be the answer
            self._row = None
            self._column.replace_from(PLACE, rows[PLACE + 1 :])
        elif self._row is not None and self._row.change(turn.thinking, turn.thinking_s, is_growing):
            rows[PLACE].measured = False

    def toggle(self) -> None:
        """Folds the thinking, or opens it."""
        if self._row is not None:
            self._row.toggle()
            self._is_open = self._row.is_open
            self._column.rows[PLACE].measured = False
