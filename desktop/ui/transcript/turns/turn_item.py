"""One turn in the transcript: the question, the rows of the answer, the foot, and how they change as it grows.

Far from the view a turn is only an estimated height; near it, its answer is split into rows; in it, rows are laid
out. A growing answer is read in portions, so that no update blocks the window for long.
"""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPointF

from desktop.core.conversation.turn import Turn
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.syntax_highlighting import Code
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.ui.rich_text.inline_writer import WritingContext
from desktop.ui.rich_text.number_chips import Numbers
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.answer_image_row import AnswerImageRow
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.document_row import DocumentRow
from desktop.ui.transcript.rows.question_row import QuestionRow
from desktop.ui.transcript.rows.sources_row import SourcesRow
from desktop.ui.transcript.turns.answer_rows import AnswerRows
from desktop.ui.transcript.turns.foot_layout import LINE, FootLayout, KnownFoot
from desktop.ui.transcript.turns.row_column import RowColumn, RowPosition
from desktop.ui.transcript.turns.thinking_fold import ThinkingFold
from desktop.ui.transcript.turns.turn_footer import TurnFooter, VersionPosition
from desktop.ui.transcript.turns.unshown_texts import question_length, unshown_texts

PORTION = 1500  # characters; larger portions were measured to block the window
TURN_GAP = 14.0  # below a foot, in units of the font


class TurnItem:
    """A turn that begins at `top` in the transcript and is `height` high. Other heights are inside the turn."""

    def __init__(
        self,
        turn: Turn,
        context: WritingContext,
        width: float,
        version: VersionPosition = (1, 1),
        wraps: bool = False,
    ) -> None:
        self.turn = turn
        self.version = version
        self.top = 0.0
        self._context = context
        self._column = RowColumn(width)
        self._answer = AnswerRows(self._column, wraps)
        self._thinking = ThinkingFold(self._column)
        self._foot = KnownFoot()
        self._gap = context.theme.px(TURN_GAP)
        self.height = self._estimate()

    @property
    def rows(self) -> list[RowPosition]:
        """The rows; none until the turn has been opened."""
        return self._column.rows

    @property
    def is_open(self) -> bool:
        """True if the answer has been split into rows."""
        return bool(self._column.rows)

    @property
    def is_behind(self) -> bool:
        """True if the turn has changed since its rows were made."""
        return self.is_open and self._answer.is_behind(self.turn.answer)

    @property
    def has_first_words(self) -> bool:
        """True if an answer has begun of which nothing has been read yet."""
        return self.is_open and bool(self.turn.answer) and not self._answer.has_begun

    @property
    def theme(self) -> Theme:
        """The theme that the turn is shown in."""
        return self._context.theme

    @property
    def footer(self) -> TurnFooter:
        """The foot of the turn in its present state."""
        return self._foot.footer(self.turn, self.version)

    @property
    def foot(self) -> FootLayout:
        """The places of all that stands in the foot."""
        return self._foot.layout(self.turn, self.version, self.theme, self._column.width)

    @property
    def foot_top(self) -> float:
        """The end of the rows, where the foot begins."""
        return self.height - self._foot_height - self._gap

    def _estimate(self) -> float:
        points = self._context.theme.points
        letters = max(10.0, self._column.width / (points * 0.72))
        lines = len(self.turn.answer) / letters * 1.3 + question_length(self.turn) / letters + 4
        self._foot_height = float(self.theme.px(LINE))
        return lines * points * 1.9 + self._foot_height + self._gap + 30

    def _update_height(self) -> None:
        if not self.is_open:
            self.height = self._estimate()
            return
        self._foot_height = self.foot.height
        self.height = self._column.bottom + self._foot_height + self._gap

    def set_width(self, width: float) -> None:
        """Estimates every row for another width."""
        self._column.set_width(width)
        self._update_height()

    def set_theme(self, theme: Theme) -> None:
        """Makes every row again in other colours or another font."""
        self._rewrite(replace(self._context, theme=theme, missing=set()))

    def set_numbers(self, numbers: Numbers) -> None:
        """Makes every row again if other badge numbers can be referred to."""
        if numbers != self._context.numbers:
            self._rewrite(replace(self._context, numbers=numbers, missing=set()))

    def set_quote_matches(self, quote_matches: QuoteMatches) -> bool:
        """Makes every row again if other quotes are found in the images. Returns True if that is so."""
        if quote_matches == self._context.quote_matches:
            return False
        self._rewrite(replace(self._context, quote_matches=quote_matches, missing=set()))
        return True

    def _rewrite(self, context: WritingContext) -> None:
        self._context, self._gap = context, context.theme.px(TURN_GAP)
        self._answer.rewrite()
        if self.is_open:
            self._column.clear()
            self.open()
        else:
            self._update_height()

    def add_formula(self, formula: Formula) -> bool:
        """Prepares the rows that wait for a formula's outlines to be built again. Returns True if there are any."""
        changed = [position for position in self.rows if position.row.release_for(formula)]
        for position in changed:
            position.measured = False
        return bool(changed)

    def code_to_highlight(self, top: float, bottom: float) -> Iterator[Code]:
        """Yields the code between two heights that should be highlighted now."""
        for number, position in self.rows_in(top, bottom):
            if isinstance(position.row, CodeRow):
                finished = number < len(self.rows) - 1 or (self.turn.stage.ended and not self.is_behind)
                code = position.row.wanted_colors(finished)
                if code is not None:
                    yield code

    def open(self) -> None:
        """Splits the answer into rows, if that has not been done."""
        if self.is_open:
            return
        self._context = replace(self._context, sources=self.turn.sources)
        self._column.replace_from(0, [self._column.new_position(QuestionRow(self.turn, self._context))])
        self._thinking.forget()
        self._show_thinking()
        self._answer.read(self.turn, len(self.turn.answer) if self.turn.stage.ended else PORTION)
        self.arrange()

    def change(self, turn: Turn) -> None:
        """Takes a later state of the turn; `read_on` and `arrange` show it."""
        self.turn = turn
        self._answer.mark_stale()
        if self.is_open:
            question = self.rows[0].row
            assert isinstance(question, QuestionRow)
            if question.turn.images != turn.images:
                self.rows[0].measured = False
            question.turn = turn
            self._show_thinking()
            if turn.sources != self._context.sources:
                self._rewrite(self._context)
        else:
            self._update_height()

    def read_on(self) -> None:
        """Parses the next portion of the answer; `arrange` shows it."""
        if self.is_open:
            self._answer.read(self.turn, PORTION)

    def arrange(self) -> None:
        """Makes rows for what has been parsed."""
        wanted = len(self.turn.answer_images) + bool(self.turn.sources)
        if len(self._answer.tail) != wanted or any(position not in self.rows for position in self._answer.tail):
            self._answer.tail = [self._column.new_position(row) for row in self._tail_rows()]
        self._answer.arrange(self._context)
        self._update_height()

    def _tail_rows(self) -> Iterator[DocumentRow]:
        """Yields the rows below the text of the answer: its images, then its sources."""
        yield from (AnswerImageRow(self.theme, image) for image in self.turn.answer_images)
        if self.turn.sources:
            yield SourcesRow(self.theme, self.turn.sources)

    def _show_thinking(self) -> None:
        self._thinking.show(self.turn, self._context.theme)
        self._answer.head = 1 + self._thinking.row_count

    def fold_thinking(self) -> None:
        """Folds the thinking, or opens it."""
        self._thinking.toggle()

    def measure(self, top: float, bottom: float) -> bool:
        """Measures the rows between two heights. Returns True if any height changed."""
        if changed := self._column.measure(top, bottom):
            self._update_height()
        return changed

    def rows_in(self, top: float, bottom: float) -> Iterator[tuple[int, RowPosition]]:
        """Yields the rows of which something is between two heights, with their indices."""
        return self._column.rows_in(top, bottom)

    def row_at(self, y: float) -> int:
        """Returns the index of the row at a height, or of the nearest one."""
        return self._column.row_at(y)

    def offset_at(self, row: int, point: QPointF) -> int:
        """Returns the offset in a row of the character nearest to `point` (inside the turn)."""
        position = self.rows[row]
        return position.row.offset_at(point - QPointF(position.row.indent, position.top))

    def release_outside(self, top: float, bottom: float) -> None:
        """Drops the documents of rows that are not between two heights."""
        self._column.release_outside(top, bottom)

    def release(self) -> None:
        """Drops all documents."""
        self._column.release()

    def texts(self) -> Iterator[str]:
        """Yields the plain text of each row, without laying anything out."""
        return (text for _, text in self.joined_texts())

    def joined_texts(self, source: bool = False) -> Iterator[tuple[str, str]]:
        """Yields for each row its joint to the one before (empty where it does not continue that) and its plain text,
        or its Markdown (`source`). Nothing is laid out for it.
        """
        if not self.is_open or self.is_behind:
            yield from unshown_texts(self.turn, self._answer.blocks_of(self.turn.answer), source)
            return
        for row in (position.row for position in self.rows):
            yield (row.joint, row.source()) if source else (row.plain_joint, row.text())
