"""Writes the requests of planned rows into one file, as many as its endpoint takes and the budget allows."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.errors import Problem, ProblemKind
from desktop.core.ledger.lines import facts_of
from desktop.core.many.batch.batch_job import JobRow
from desktop.core.many.cell import CellId, CellState
from desktop.core.many.measures import Measures
from desktop.core.many.run_settings import run_settings
from desktop.core.provider_capabilities import BatchRules
from desktop.core.settings.settings import Settings
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.many.batch.batch_rows import put_line
from desktop.services.many.budget import budget_problem
from desktop.services.many.rows.row_workers import AHEAD
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import RunParts
from desktop.services.ports.batch import LineSpool


@dataclass
class WrittenLines:
    """The lines of one job. `stopped_by` is why no more were written, None where the file is full or all are in.

    `expected_usd` is what its requests are expected to cost, counted as they come: each row asks for it. `facts`
    are what the ledger says of each row, as JSON, by its number; none where no ledger is kept.
    """

    model: str
    spool: LineSpool
    rows: list[JobRow] = field(default_factory=list)
    facts: list[tuple[int, str]] = field(default_factory=list)
    stopped_by: Problem | None = None
    expected_usd: float = 0.0

    def add(self, line: bytes, row: JobRow) -> None:
        """Adds the line of a row, and what it is expected to cost. Raises StorageError."""
        self.spool.add(line)
        self.rows.append(row)
        self.expected_usd += row.expected_usd


class JobWriter:
    """Writes lines; `measures` knows what a request costs. What is found on pictures holds them back, as always."""

    def __init__(self, cells: RunCells, parts: RunParts, measures: Measures) -> None:
        self._cells = cells
        self._parts = parts
        self._measures = measures

    async def write(self, waiting: deque[CellId], rules: BatchRules, is_open: Callable[[], bool]) -> WrittenLines:
        """Takes rows of the first one's model from `waiting`, until the file is full. Raises AskanceError.

        Rows that do not fit are put back. The caller closes the spool.
        """
        written = WrittenLines(waiting[0][1], self._parts.new_spool())
        put_back = list[CellId]()
        try:
            while waiting and not put_back and written.stopped_by is None and is_open():
                several = [waiting.popleft() for _ in range(min(AHEAD, len(waiting)))]
                put_back += [which for which in several if which[1] != written.model]
                own = [which for which in several if which[1] == written.model]
                ended = await asyncio.gather(
                    *(self._one(which, written, rules, put_back) for which in own), return_exceptions=True
                )
                for error in ended:
                    if isinstance(error, BaseException):
                        raise error
        except BaseException:
            written.spool.close()
            raise
        waiting.extendleft(sorted(put_back, reverse=True))
        return written

    async def _one(self, which: CellId, written: WrittenLines, rules: BatchRules, put_back: list[CellId]) -> None:
        cell = self._cells.cell(which)
        if cell.state is not CellState.PLANNED:
            return
        settings = run_settings(self._cells.run.plan, self._parts.settings(), cell.model, self._parts.locked())
        too_large = False

        def find_limit(prepared: PreparedRequest) -> tuple[ExceededLimit, float] | None:
            usd = self._expected(prepared, settings, rules)
            return self._find_limit(settings, usd, written.expected_usd)

        def put(line: bytes, prepared: PreparedRequest) -> None:
            nonlocal too_large
            spool = written.spool
            too_large = len(line) > rules.most_bytes
            is_full = spool.count + 1 > rules.most_lines or spool.size + len(line) > rules.most_bytes
            if too_large:
                return
            if is_full or written.stopped_by is not None:
                put_back.append(which)
                return
            expected = self._measures.expectation(prepared, settings)
            usd = self._expected(prepared, settings, rules)
            bound = budget_problem(replace(expected, usd=usd), settings, self._cells, written.expected_usd)
            if bound is None and find_limit(prepared) is not None:  # others were put since it was asked first
                bound = Problem(ProblemKind.RUN_LIMIT)
            if bound is not None:
                written.stopped_by = bound
                return
            written.add(line, JobRow(which[0], usd or 0.0))
            if settings.ledger:
                written.facts.append((which[0], json.dumps(facts_of(prepared.request))))

        limit = await put_line(which, self._cells, self._parts, put, find_limit)
        if limit is not None:
            written.stopped_by = Problem(ProblemKind.RUN_LIMIT)
        elif too_large:
            problem = Problem(ProblemKind.TOO_LARGE, settings.host)
            await self._cells.keep(replace(cell, state=CellState.FAILED, problem=problem))

    def _find_limit(
        self, settings: Settings, usd: float | None, written_usd: float
    ) -> tuple[ExceededLimit, float] | None:
        """Returns the limit that a row exceeds by itself, or together with the rows of its file that are written."""
        of_file = replace(settings, question_limit_usd=0.0)  # each row is a question
        whole_usd = None if usd is None else usd + written_usd
        return self._parts.find_limit(settings, usd) or self._parts.find_limit(of_file, whole_usd)

    def _expected(self, prepared: PreparedRequest, settings: Settings, rules: BatchRules) -> float | None:
        usd = self._measures.expectation(prepared, settings).usd
        return None if usd is None else usd * rules.price_share
