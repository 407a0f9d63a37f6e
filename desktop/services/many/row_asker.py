"""Asks one row: the same way as any question, with a claim before each request, and one repair of a broken answer."""

import asyncio
import time
from dataclasses import replace

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import NOTHING_SENT, Stage, Turn
from desktop.core.conversation.turn_cost import cost_of
from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.many.answer_reading import ReadAnswer, read_answer, with_answer
from desktop.core.many.cell import CellId, CellState
from desktop.core.many.measures import Expectation, Measures
from desktop.core.many.run_settings import run_rate, run_settings
from desktop.core.model_catalog import model_at
from desktop.core.privacy.findings import NAME_SEPARATOR
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.asking.answering.retry_rule import RetryRule
from desktop.services.asking.ask_question import ask_question
from desktop.services.asking.rate.pace import Pace, Permit
from desktop.services.asking.rate.paces import TOO_FAST, PacedProvider
from desktop.services.asking.send_question import QuestionSender
from desktop.services.many.budget import budget_problem
from desktop.services.many.rows.row_question import RowLog, RowServices, RowUser, repair_of
from desktop.services.many.rows.row_workers import Leave
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import STOPPING, EditsChangedError, RunParts, RunStoppedError
from desktop.services.ports.provider import Provider

ROW_RETRIES = RetryRule(max_attempts=6, longest_wait_s=900.0)  # chosen
MOST_TOO_FAST = 30  # refusals of one row while others are answered, after which it is given up; chosen
ONCE = RetryRule(max_attempts=1)
"""Rows are tried again here, where each request is claimed and waits for its turn."""


class RowAsker:
    """Asks rows of one run. `measures` learns from every answer."""

    def __init__(self, cells: RunCells, parts: RunParts, measures: Measures) -> None:
        self._cells = cells
        self._parts = parts
        self._measures = measures
        self._pace: Pace | None = None

    def seconds_each(self) -> float | None:
        """Returns the seconds between rows, as far as answers have shown."""
        tokens = self._measures.row_tokens
        return self._pace.seconds_each(tokens.middle) if self._pace is not None and tokens is not None else None

    def begin(self) -> None:
        """Forgets how busy the endpoint was, as the run begins again at the user's word."""
        if self._pace is not None:
            self._pace.forget_refusals()

    async def ask(self, which: CellId, leave: Leave) -> None:
        """Asks a cell and keeps what has become of it. `leave` is told when a request of it may leave.

        Raises RunStoppedError where every other row would meet the same, and StorageError.
        """
        run, cell = self._cells.run, self._cells.cell(which)
        plan = run.plan
        settings = run_settings(plan, self._parts.settings(), cell.model, self._parts.locked())
        try:
            prepared = await self._parts.in_thread(
                self._parts.preparation.prepare, run.rows[cell.row], plan.edits, settings
            )
        except ImageRejectedError as error:
            await self._cells.keep(replace(cell, state=CellState.FAILED, problem=error.problem))
            return

        def leaving(is_leaving: bool) -> None:
            if is_leaving and self._cells.run.plan.edits != plan.edits:
                raise EditsChangedError
            leave(is_leaving)

        async def send(question: Question, request: PreparedRequest, turn: Turn) -> Turn:
            return await self._send(which, question, request, turn, leaving)

        def find_limit(request: PreparedRequest) -> tuple[ExceededLimit, float] | None:
            return self._parts.find_limit(settings, self._measures.expectation(request, settings).usd)

        user = RowUser(plan.edits.allowed_kinds)
        services = RowServices(
            prepared, plan, settings, self._parts.find_typed, find_limit, send, self._parts.find_spending
        )
        try:
            turn = await ask_question(services.collect(), services.collect, services, user, lambda _: None)
        except EditsChangedError:
            if self._cells.cell(which).state is CellState.PLANNED:  # a repair is given up instead
                await self.ask(which, leave)
            return
        if turn is None and user.limit is not None:
            raise RunStoppedError(Problem(ProblemKind.RUN_LIMIT))
        if turn is None:
            cell = self._cells.cell(which)
            await self._cells.keep(replace(cell, state=CellState.HELD_BACK, waits_for=user.waits_for))

    async def _send(
        self,
        which: CellId,
        question: Question,
        prepared: PreparedRequest,
        turn: Turn,
        leave: Leave,
    ) -> Turn:
        """Sends a row's request, and where its answer is broken, once more. Returns the last turn."""
        fields = self._cells.run.plan.fields
        last = await self._claimed(which, question, prepared, turn, leave)
        if last.stage is not Stage.DONE:
            return last
        read = read_answer(last.answer, fields)
        await self._cells.keep(with_answer(self._cells.cell(which), last.answer, read))
        if read.faults:
            leave(False)
            again = repair_of(prepared, last.answer, read.faults)
            repaired = await self._claimed(which, question, again, turn, leave, read)
            if repaired.stage is Stage.DONE:
                last, read = repaired, read_answer(repaired.answer, fields)
                await self._cells.keep(with_answer(self._cells.cell(which), last.answer, read))
        return last

    async def _claimed(
        self,
        which: CellId,
        question: Question,
        prepared: PreparedRequest,
        turn: Turn,
        leave: Leave,
        before: ReadAnswer | None = None,
    ) -> Turn:
        """Sends a request under a claim, again where that may help, and keeps what it cost. Returns its turn.

        With `before`, it repairs an answer whose values are kept if this fails.
        """
        settings, own_attempts, too_fast = question.inputs.settings, 0, 0
        while True:
            expected = self._measures.expectation(prepared, settings)
            self._pace = await self._pace_for(settings)
            permit = await self._pace.acquire(expected.tokens)
            try:
                leave(True)
                if (bound := budget_problem(expected, settings, self._cells)) is not None:
                    raise RunStoppedError(bound)
                await self._cells.claim(self._cells.cell(which).claimed(expected.usd or 0.0))
                last = await self._answered(which, question, prepared, turn, permit)
            finally:
                permit.close()
            self._count(which, prepared, settings, last, expected, permit.sent_at)
            if (problem := last.problem) is None or last.stage is Stage.DONE:
                return last
            is_too_fast = problem.kind in TOO_FAST  # the pace makes everybody wait then, and others may succeed
            own_attempts, too_fast = own_attempts + (not is_too_fast), too_fast + is_too_fast
            attempt = self._pace.refusals_in_a_row if is_too_fast else own_attempts
            wait = ROW_RETRIES.wait_s(problem, attempt, bool(last.answer or last.thinking))
            if wait is None or problem.kind is ProblemKind.QUOTA or too_fast >= MOST_TOO_FAST:
                nobody_is_answered = self._pace.refusals_in_a_row >= ROW_RETRIES.max_attempts
                if problem.kind is ProblemKind.OVERLOADED and nobody_is_answered:
                    last = last.failed(replace(problem, kind=ProblemKind.RUN_OVERLOADED))
                is_alone = too_fast >= MOST_TOO_FAST and not nobody_is_answered
                await self._keep_failure(which, last, expected, before, is_alone)
                return last
            cell = self._cells.cell(which).freed(expected.usd or 0.0)
            await self._cells.keep(cell.planned() if before is None else with_answer(cell, cell.answer, before))
            leave(False)
            if not is_too_fast:
                await asyncio.sleep(wait)

    async def _pace_for(self, settings: Settings) -> Pace:
        """Returns the pace of the endpoint. Raises RunStoppedError where its key cannot be had."""
        rate = run_rate(self._cells.run.plan, self._parts.settings(), self._parts.locked())
        return self._parts.paces.at(settings.host, await self._parts.key_for(settings), rate)

    async def _answered(
        self, which: CellId, question: Question, prepared: PreparedRequest, turn: Turn, permit: Permit
    ) -> Turn:
        """Sends the request through the sender that every question takes."""
        parts = self._parts

        async def find_provider(endpoint: str) -> Provider:
            return PacedProvider(await parts.provider(endpoint), lambda *_: permit)

        sender = QuestionSender(
            find_provider,
            parts.key,
            parts.guard,
            RowLog(),
            parts.open_answer_image,
            enter_cost=parts.enter_cost,
            retry_rule=ONCE,
        )
        inputs = question.inputs  # the row may have waited long: the guard goes by what holds now
        now = replace(inputs.settings, private_text=parts.settings().private_text)
        question = replace(question, inputs=replace(inputs, settings=now))
        try:
            return await sender.send(question, prepared, turn, UNCALIBRATED)
        except asyncio.CancelledError:
            self._cells.show(replace(self._cells.cell(which), state=CellState.NOT_CONFIRMED))
            raise

    def _count(
        self,
        which: CellId,
        prepared: PreparedRequest,
        settings: Settings,
        turn: Turn,
        expected: Expectation,
        sent_at: float,
    ) -> None:
        seconds = time.monotonic() - sent_at
        cost = cost_of(turn, model_at(settings.model, settings.host))
        if turn.usage is not None:
            self._measures.learn(prepared, settings, turn.usage, cost, seconds)
        cell = self._cells.cell(which).counted(expected.usd or 0.0, turn.usage, cost, seconds)
        self._cells.show(cell)

    async def _keep_failure(
        self, which: CellId, turn: Turn, expected: Expectation, before: ReadAnswer | None, is_alone: bool
    ) -> None:
        """Keeps what a request without a good answer leaves of a cell; `is_alone` where others are answered.

        Raises RunStoppedError where all would fail.
        """
        cell, problem = self._cells.cell(which), turn.problem
        assert problem is not None  # a turn that failed has one
        nothing_came = not turn.answer and turn.usage is None
        if before is not None:
            kept = cell.freed(expected.usd or 0.0) if nothing_came and problem.status else cell
            await self._cells.keep(with_answer(kept, cell.answer, before))
        elif problem.kind in NOTHING_SENT:
            kinds = tuple(problem.name.split(NAME_SEPARATOR)) if problem.name else (UNKNOWN_TEXT,)
            unsent = replace(cell.freed(expected.usd or 0.0), requests=cell.requests - 1, state=CellState.HELD_BACK)
            await self._cells.keep(replace(unsent, waits_for=kinds, problem=problem))
        elif problem.kind in STOPPING and nothing_came and not is_alone:
            await self._cells.keep(cell.freed(expected.usd or 0.0).planned())
            raise RunStoppedError(problem)
        elif nothing_came and problem.status >= 400:
            await self._cells.keep(replace(cell.freed(expected.usd or 0.0), state=CellState.REFUSED, problem=problem))
        else:
            await self._cells.keep(replace(cell, state=CellState.FAILED, answer=turn.answer, problem=problem))
