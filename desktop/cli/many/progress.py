"""What `askance many` prints while it runs: a bar on a terminal, a JSON line for each row elsewhere."""

import json
import shutil
import sys
from collections.abc import Iterable

from desktop.cli.exit_codes import silence_stdout
from desktop.core.many.cell import Cell, CellState
from desktop.core.many.export.json import line_to_plain
from desktop.core.many.export.table import TableLine
from desktop.core.many.run import PictureRun, RunTotals
from desktop.messages.formatting import duration, money
from desktop.messages.language.catalogue import _
from desktop.messages.language.locale_forms import number
from desktop.messages.many.batch_words import batch_words
from desktop.messages.many.cell_words import cell_problem_words
from desktop.services.many.run_control import RunUpdate

BAR = 30  # letters
TELLING = frozenset(state for state in CellState if state.has_ended)


class Progress:
    """Prints what a run tells of itself."""

    def __init__(self, run: PictureRun) -> None:
        self._run = run
        self._has_bar = sys.stdout.isatty() and sys.stderr.isatty()
        self._ended: dict[tuple[int, str], CellState] = {}

    def begin(self, cells: Iterable[Cell]) -> None:
        """Prints those cells of a new run that have come to their end before anything is asked."""
        if not self._has_bar:
            self._show_ended(cells)

    def show(self, update: RunUpdate) -> None:
        """Prints what has changed."""
        if self._has_bar:
            width = shutil.get_terminal_size().columns
            parts = bar(update.totals), *((batch_words(update.batches),) if update.batches is not None else ())
            shown = " · ".join(parts)[: width - 1].ljust(width - 1)
            print(f"\r{shown}", end="", file=sys.stderr, flush=True)
            return
        self._show_ended(update.cells)

    def close(self) -> None:
        """Ends the line of the bar."""
        if self._has_bar:
            print(file=sys.stderr)

    def _show_ended(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            if cell.state in TELLING and self._ended.get(cell.id) is not cell.state:
                self._ended[cell.id] = cell.state
                line = TableLine(self._run.rows[cell.row], (cell,), (cell_problem_words(cell),))
                self._print(json.dumps(line_to_plain(line), ensure_ascii=False))

    @staticmethod
    def _print(line: str) -> None:
        try:
            print(line, flush=True)
        except BrokenPipeError:
            silence_stdout()


def bar(totals: RunTotals) -> str:
    """Returns the line of the bar: how much is done, how it went, what it cost, and how long it takes."""
    done = round(BAR * totals.ended / max(1, totals.cells))
    parts = [f"[{'#' * done}{'.' * (BAR - done)}]", summary(totals), *spent_words(totals)]
    if totals.expected_usd:
        parts.append(_("about {amount} in all").format(amount=money(totals.expected_usd)))
    if totals.seconds_left:
        parts.append(_("about {time} left").format(time=duration(totals.seconds_left)))
    return " · ".join(parts)


def spent_words(totals: RunTotals) -> tuple[str, ...]:
    """Returns what was spent and what was perhaps spent beside it; nothing where no price is known."""
    spent = (money(totals.spent_usd),) if totals.spent_usd else ()
    unsure = (_("perhaps {amount} more").format(amount=money(totals.unsure_usd)),) if totals.unsure_usd else ()
    return spent + unsure


def summary(totals: RunTotals) -> str:
    """Returns how many rows have come to which end: “40 of 64: 37 done, 1 failed”."""
    counts = (
        (_("{count} done"), totals.answered),
        (_("{count} failed"), totals.failed),
        (_("{count} refused"), totals.refused),
        (_("{count} held back"), totals.held_back),
        (_("{count} not confirmed"), totals.not_confirmed),
    )
    words = ", ".join(words.format(count=number(count)) for words, count in counts if count)
    start = _("{ended} of {all}").format(ended=number(totals.ended), all=number(totals.cells))
    return f"{start}: {words}" if words else start
