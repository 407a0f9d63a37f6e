"""The rows of an answer that may still grow. Rows of finished blocks stay the same objects."""

from desktop.core.conversation.turn import Turn
from desktop.core.markdown.blocks import IncrementalParser
from desktop.core.markdown.splitting.markdown_block import MarkdownBlock
from desktop.ui.rich_text.block_writer import indent_width
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import GAP, DocumentRow
from desktop.ui.transcript.rows.formula_row import FormulaRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.rows.text_row import RuleRow, TextRow
from desktop.ui.transcript.turns.row_column import RowColumn, RowPosition


class AnswerRows:
    """Parses an answer portion by portion and puts a row for each block into a column.

    The column has `head` other rows above them, and `tail` below them.
    """

    def __init__(self, column: RowColumn, wraps: bool) -> None:
        self.head = 1
        self.tail: list[RowPosition] = []
        self._tail_shown = 0  # how many rows of a tail are in the column
        self._column = column
        self._wraps = wraps
        self._parser = IncrementalParser()
        self._read_length = 0
        self._is_stale = False
        self._row_of: dict[MarkdownBlock, DocumentRow] = {}
        self._changed_from = 0  # the first block that `arrange` has to look at

    @property
    def has_begun(self) -> bool:
        """True if something of the answer has been read."""
        return self._read_length > 0

    def mark_stale(self) -> None:
        """Notes that the turn has changed, if only its stage."""
        self._is_stale = True

    def is_behind(self, answer: str) -> bool:
        """Returns True if the answer has not been read to its end, or the turn has changed since."""
        return self._is_stale or self._read_length < len(answer)

    def rewrite(self) -> None:
        """Drops all rows; the next `arrange` makes new ones."""
        self._row_of, self._changed_from, self._tail_shown = {}, 0, 0

    def read(self, turn: Turn, portion: int) -> None:
        """Parses at most `portion` more characters of the answer; `arrange` shows them."""
        answer = turn.answer
        self._is_stale = False
        if len(answer) < self._read_length:
            self._read_length = 0
        self._read_length = min(len(answer), self._read_length + portion)
        whole = turn.stage.ended and self._read_length == len(answer)
        self._changed_from = min(self._changed_from, self._parser.update(answer[: self._read_length], whole))

    def blocks_of(self, answer: str) -> tuple[MarkdownBlock, ...]:
        """Returns all blocks of a later state of the answer, or of all of it."""
        return self._parser.ended(answer)

    def arrange(self, context: WritingContext) -> None:
        """Puts rows for the parsed blocks into the column; rows of unchanged blocks stay."""
        blocks, column = self._parser.blocks, self._column
        end = len(column.rows) - self._tail_shown
        first = min(self._changed_from, end - self.head, len(blocks))
        self._changed_from = len(blocks)
        old = column.rows[self.head + first : end]
        positions: list[RowPosition] = []
        for number, block in enumerate(blocks[first:]):
            kept = old[number] if number < len(old) else None
            if kept is not None and self._row_of.get(block) is kept.row:
                positions.append(kept)
                continue
            if kept is not None and isinstance(kept.row, CodeRow) and kept.row.grow(block):
                kept.measured = False
                self._row_of[block] = kept.row
                positions.append(kept)
                continue
            row = self._new_row(block, context)
            self._row_of[block] = row
            positions.append(column.new_position(row))
        if len(self._row_of) > 2 * len(blocks) + 8:
            alive = set(blocks)
            self._row_of = {block: row for block, row in self._row_of.items() if block in alive}
        self._join(column.rows[self.head + first - 1 : self.head + first] + positions)
        column.replace_from(self.head + first, positions + self.tail)
        self._tail_shown = len(self.tail)

    @staticmethod
    def _join(positions: list[RowPosition]) -> None:
        """Lets rows that continue the one before follow it closely."""
        for before, position in zip(positions, [*positions[1:], None], strict=True):
            gap = GAP
            if position is not None and position.row.joint:
                gap = position.row.gap_before
                if isinstance(position.row, TableRow) and isinstance(before.row, TableRow):
                    position.row.follow(before.row)
            if before.row.gap != gap:
                before.row.gap, before.measured = gap, False

    def _new_row(self, block: MarkdownBlock, context: WritingContext) -> DocumentRow:
        row: DocumentRow
        if block.kind == "code":
            row = CodeRow(block, context.theme, self._wraps)
        elif block.kind == "rule":
            row = RuleRow(context.theme)
        else:
            row = {"table": TableRow, "math": FormulaRow}.get(block.kind, TextRow)(block, context)
        row.indent = block.indent * indent_width(context.theme)
        row.joint, row.plain_joint = block.joint, block.plain_joint
        return row
