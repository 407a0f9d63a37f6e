"""One turn in the transcript: its rows, their places, and how they change while the answer grows.

Far from the view a turn is only an estimated height; near it, its answer is split into rows; in it, rows are laid
out. A turn that grows takes what came in portions, so that no update holds the window up for long.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from desktop.core.conversation.turn import Turn
from desktop.core.markdown.blocks import IncrementalParser, MarkdownBlock, plain
from desktop.core.markdown.formula import Formula
from desktop.core.markdown.syntax_highlighting import Code
from desktop.core.ocr.quote_matching import QuoteMatches
from desktop.core.untrusted_text import make_controls_visible
from desktop.ui.rich_text.inline_writer import Numbers, WritingContext
from desktop.ui.theme import Theme
from desktop.ui.transcript.rows.code_row import CodeRow
from desktop.ui.transcript.rows.formula_row import FormulaRow
from desktop.ui.transcript.rows.question_row import QuestionRow
from desktop.ui.transcript.rows.table_row import TableRow
from desktop.ui.transcript.rows.text_rows import DocumentRow, RuleRow, TextRow
from desktop.ui.transcript.rows.turn_footer import TurnFooter, VersionPosition, footer_for

PORTION = 1500
FOOT_HEIGHT, FOOT_GAP = 40.0, 4.0
FOOT_WRAPS = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
TURN_GAP = 14.0


def footer_font(theme: Theme) -> QFont:
    """In which the words of a foot are."""
    font = QFont(theme.font)
    font.setPointSizeF(theme.points * 0.88)
    return font


@dataclass(slots=True, eq=False)
class RowPosition:
    """A row and where it is: its top inside the turn, its height, and whether that was measured."""

    row: DocumentRow
    top: float
    height: float
    measured: bool


class TurnItem:
    """A turn, placed at `top` in the transcript."""

    def __init__(
        self, turn: Turn, paper: WritingContext, width: float, place: VersionPosition = (1, 1), wraps: bool = False
    ) -> None:
        self.turn = turn
        self.place = place  # which of the versions of this turn it is, and how many there are
        self.top = 0.0
        self.rows: list[RowPosition] = []
        self._paper = paper
        self._theme = paper.theme
        self._width = width
        self._wraps = wraps
        self._growing = IncrementalParser()
        self._shown = 0
        self._stale = False  # the turn has changed since it was read
        self._unarranged = False  # it was read since its rows were made
        self._foot: tuple[Turn, VersionPosition, TurnFooter] | None = None
        self._row_of: dict[MarkdownBlock, DocumentRow] = {}
        self._changed_from = 0  # the first block that `arrange` has to look at
        self._tops: list[float] = []  # of the rows, as they were stacked last
        self._built: set[RowPosition] = set()  # rows near the view, which hold documents
        self.foot_words = 0.0  # how high what stands above the foot's buttons is
        self.height = self._estimate()

    @property
    def split(self) -> bool:
        """Whether the answer has been split into rows."""
        return bool(self.rows)

    @property
    def behind(self) -> bool:
        """Whether the turn has gone further than what its rows show of it."""
        return self.split and (self._stale or self._unarranged or self._shown < len(self.turn.answer))

    @property
    def foot(self) -> TurnFooter:
        """What stands under the turn as it is now."""
        if self._foot is None or self._foot[0] is not self.turn or self._foot[1] != self.place:
            self._foot = self.turn, self.place, footer_for(self.turn, self.place)
        return self._foot[2]

    def _estimate(self) -> float:
        letters = max(10.0, self._width / (self._theme.points * 0.72))
        lines = len(self.turn.answer) / letters * 1.3 + len(self.turn.prompt) / letters + 4
        return lines * self._theme.points * 1.9 + FOOT_HEIGHT + TURN_GAP + 30

    def set_width(self, width: float) -> None:
        """Every row must be measured again."""
        self._width = width
        for placed in self.rows:
            placed.measured = False
            placed.height = placed.row.estimate(width)
        if self.rows:
            self._stack()
        else:
            self.height = self._estimate()

    def set_look(self, theme: Theme) -> None:
        """Other colours or another font: every row is made anew."""
        self._write_on(
            WritingContext(theme, self._paper.numbers, self._paper.shapes, quote_matches=self._paper.quote_matches)
        )

    def set_numbers(self, numbers: Numbers) -> None:
        """Other numbers can be spoken of: every row is made anew."""
        if numbers != self._paper.numbers:
            self._write_on(
                WritingContext(self._theme, numbers, self._paper.shapes, quote_matches=self._paper.quote_matches)
            )

    def set_quote_matches(self, quote_matches: QuoteMatches) -> bool:
        """What of the answer's quotes stands in the pictures is known; whether that changes anything."""
        if quote_matches == self._paper.quote_matches:
            return False
        self._write_on(
            WritingContext(self._theme, self._paper.numbers, self._paper.shapes, quote_matches=quote_matches)
        )
        return True

    def _write_on(self, paper: WritingContext) -> None:
        self._paper, self._theme = paper, paper.theme
        self._row_of, self._changed_from = {}, 0
        if self.rows:
            self.rows = []
            self.open()
        else:
            self.height = self._estimate()

    def take_formula(self, formula: Formula) -> bool:
        """A formula's outlines have come; whether that changes anything here."""
        changed = [placed for placed in self.rows if placed.row.takes(formula)]
        for placed in changed:
            placed.measured = False
        return bool(changed)

    def code_to_color(self, top: float, bottom: float) -> Iterator[Code]:
        """The code between two heights (inside the turn) that should be coloured now."""
        for at, placed in self.rows_in(top, bottom):
            if isinstance(placed.row, CodeRow):
                finished = at < len(self.rows) - 1 or (self.turn.stage.ended and not self.behind)
                wanted = placed.row.wanted_colors(finished)
                if wanted is not None:
                    yield wanted

    def open(self) -> None:
        """Split the answer into rows, if that has not been done."""
        if self.rows:
            return
        self.rows = [self._placed(QuestionRow(self.turn, self._paper))]
        self._read(len(self.turn.answer) if self.turn.stage.ended else PORTION)
        self.arrange()

    def change(self, turn: Turn) -> None:
        """The turn goes on to another state; `read_on` and `arrange` show it."""
        self.turn = turn
        self._stale = True
        if self.rows:
            question = self.rows[0].row
            assert isinstance(question, QuestionRow)
            if question.turn.images != turn.images:
                self.rows[0].measured = False
            question.turn = turn
        else:
            self.height = self._estimate()

    def read_on(self) -> None:
        """Read the next portion of what has come; `arrange` shows it."""
        if self.rows:
            self._read(PORTION)

    def _read(self, portion: int) -> None:
        answer = self.turn.answer
        self._stale, self._unarranged = False, True
        if len(answer) < self._shown:
            self._shown = 0
        self._shown = min(len(answer), self._shown + portion)
        whole = self.turn.stage.ended and self._shown == len(answer)
        self._changed_from = min(self._changed_from, self._growing.update(answer[: self._shown], whole))

    def arrange(self) -> None:
        """Rows for the blocks as they have been read; rows of blocks that stayed are kept as they are."""
        blocks = self._growing.blocks
        first = min(self._changed_from, len(self.rows) - 1, len(blocks))
        self._changed_from = len(blocks)
        self._unarranged = False
        old = self.rows[1 + first :]
        made: list[RowPosition] = []
        for at, block in enumerate(blocks[first:]):
            kept = old[at] if at < len(old) else None
            if kept is not None and self._row_of.get(block) is kept.row:
                made.append(kept)
                continue
            if kept is not None and isinstance(kept.row, CodeRow) and kept.row.grow(block):
                kept.measured = False
                self._row_of[block] = kept.row
                made.append(kept)
                continue
            row = self._row_for(block)
            self._row_of[block] = row
            made.append(self._placed(row))
        self.rows[1 + first :] = made
        if len(self._row_of) > 2 * len(blocks) + 8:
            alive = set(blocks)
            self._row_of = {block: row for block, row in self._row_of.items() if block in alive}
        self._stack(1 + first)

    def _row_for(self, block: MarkdownBlock) -> DocumentRow:
        if block.kind == "code":
            return CodeRow(block, self._theme, self._wraps)
        if block.kind == "rule":
            return RuleRow(self._theme)
        return {"table": TableRow, "math": FormulaRow}.get(block.kind, TextRow)(block, self._paper)

    def _placed(self, row: DocumentRow) -> RowPosition:
        return RowPosition(row, 0.0, row.estimate(self._width), False)

    def measure(self, top: float, bottom: float) -> bool:
        """Measure the rows between `top` and `bottom` (inside the turn); whether any height changed."""
        changed = False
        for at, placed in self.rows_in(top, bottom):
            self._built.add(placed)
            if not placed.measured:
                height = placed.row.measure(self._width)
                placed.measured = True
                if height != placed.height:
                    placed.height, changed = height, True
                    self._stack(at + 1)
        return changed

    def rows_in(self, top: float, bottom: float) -> Iterator[tuple[int, RowPosition]]:
        """The rows of which something is between two heights (inside the turn), with their places in the list."""
        at = max(0, bisect_right(self._tops, top) - 1)
        while at < len(self.rows) and self.rows[at].top < bottom:
            yield at, self.rows[at]
            at += 1

    def release_outside(self, top: float, bottom: float) -> None:
        """Let go of documents that are far from the view."""
        far = [placed for placed in self._built if placed.top + placed.height < top or placed.top > bottom]
        for placed in far:
            placed.row.release()
        self._built.difference_update(far)

    def release(self) -> None:
        """Let go of all documents."""
        for placed in self.rows:
            placed.row.release()
        self._built.clear()

    def _stack(self, start: int = 0) -> None:
        """Put each row under the one before, from one on."""
        start = min(start, len(self._tops))
        top = self.rows[start - 1].top + self.rows[start - 1].height if start else 0.0
        del self._tops[start:]
        for placed in self.rows[start:]:
            placed.top = top
            self._tops.append(top)
            top += placed.height
        self.foot_words = self._foot_words()
        self.height = top + self.foot_words + FOOT_HEIGHT + TURN_GAP

    @property
    def foot_top(self) -> float:
        return self.height - self.foot_words - FOOT_HEIGHT - TURN_GAP

    def _foot_words(self) -> float:
        """How high the words of a trouble are, which stand above the next steps; 0 where they stand beside buttons."""
        if not self.foot.offers:
            return 0.0
        room = QRectF(0, 0, self._width, 10_000)
        bounds = QFontMetricsF(footer_font(self._theme)).boundingRect(
            room, FOOT_WRAPS, make_controls_visible(self.foot.words)
        )
        return float(bounds.height()) + FOOT_GAP

    def row_at(self, y: float) -> int:
        """The index of the row at `y` (inside the turn), the nearest where there is none."""
        return max(0, bisect_right(self._tops, y) - 1)

    def offset_at(self, row: int, point: QPointF) -> int:
        """The offset in a row of the letter at `point` (inside the turn)."""
        return self.rows[row].row.offset_at(point - QPointF(0, self.rows[row].top))

    def texts(self, source: bool = False) -> Iterator[str]:
        """The plain text of each row, or its Markdown, without laying anything out."""
        if self.rows and not self.behind:
            yield from (placed.row.source() if source else placed.row.text() for placed in self.rows)
            return
        growing = IncrementalParser()
        growing.update(self.turn.answer, whole=True)
        yield self.turn.prompt
        yield from (block.source if source else plain(block) for block in growing.blocks)
