"""Writes the requests of rows as lines of files, and takes the results in. Order is never assumed."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.asking.request import Request
from desktop.core.conversation.turn import NOTHING_SENT, Turn
from desktop.core.errors import ImageRejectedError
from desktop.core.ids import sha256_hex
from desktop.core.many.answer_reading import ReadAnswer, read_answer, with_answer
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.run_settings import run_settings
from desktop.core.privacy.findings import NAME_SEPARATOR
from desktop.core.privacy.typed.typed_text import UNKNOWN_TEXT
from desktop.core.settings.endpoint import host_of
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.core.usage.spending_limits import ExceededLimit
from desktop.services.asking.ask_question import ask_question
from desktop.services.asking.send_question import QuestionSender
from desktop.services.many.row_asker import ONCE
from desktop.services.many.rows.row_question import RowLog, RowServices, RowUser, repair_of
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import RunParts, RunStoppedError
from desktop.services.ports.batch import BatchResult
from desktop.services.ports.provider import AnswerChunk, AvailableModel, FinishReason

PutLine = Callable[[bytes, PreparedRequest], None]
FindRowLimit = Callable[[PreparedRequest], tuple[ExceededLimit, float] | None]
TAKEN_AT_ONCE = 200  # cells that are written together; chosen


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What has become of the lines of result files: those that were taken in, and those that belong to no open row."""

    answered: int = 0
    refused: int = 0
    strange: int = 0


class BatchRows:
    """The rows of one run as lines."""

    def __init__(self, cells: RunCells, parts: RunParts) -> None:
        self._cells = cells
        self._parts = parts

    async def lines(self) -> AsyncIterator[bytes]:
        """Yields a line for each planned cell. What needs a decision is held back, as when it were asked at once.

        The cells stay planned: a line in a file has cost nothing.
        """
        for which in self._cells.planned():
            lines = list[bytes]()

            def put(line: bytes, _: PreparedRequest, lines: list[bytes] = lines) -> None:
                lines.append(line)

            await put_line(which, self._cells, self._parts, put)
            for line in lines:
                yield line

    async def take(self, lines: Iterable[bytes]) -> TakenIn:
        """Takes results in. A cell that has an answer keeps it; rows without a line stay as they are.

        Raises StorageError.
        """
        run = self._cells.run
        open_cells = {
            custom_id(run.id, cell.id): cell.id
            for cell in self._cells.all()
            if cell.state not in (CellState.ANSWERED, CellState.CLAIMED)
        }
        host, taken, waiting = host_of(run.plan.endpoint), TakenIn(), list[Cell]()
        for line in lines:
            result = self._parts.read_line(line, host, run.plan.model) if line.strip() else None
            which = open_cells.pop(result.custom_id, None) if result is not None else None
            if result is None or which is None:
                taken = replace(taken, strange=taken.strange + bool(line.strip()))
                continue
            cell = taken_in(self._cells.cell(which), result, self._cells)
            is_answer = cell.state is CellState.ANSWERED
            taken = replace(taken, answered=taken.answered + is_answer, refused=taken.refused + (not is_answer))
            waiting.append(cell)
            if len(waiting) >= TAKEN_AT_ONCE:
                await self._cells.keep(*waiting)
                waiting.clear()
        await self._cells.keep(*waiting)
        return taken


async def put_line(
    which: CellId, cells: RunCells, parts: RunParts, put: PutLine, find_limit: FindRowLimit = lambda _: None
) -> ExceededLimit | None:
    """Puts the line of a cell, by the way of every question, whose provider is a file; or keeps why there is none.

    Returns the spending limit that is in the way, or None. Raises StorageError.
    """
    run, cell = cells.run, cells.cell(which)
    settings = run_settings(run.plan, parts.settings(), cell.model, parts.locked())
    try:
        prepared = await parts.in_thread(parts.preparation.prepare, run.rows[cell.row], run.plan.edits, settings)
    except ImageRejectedError as error:
        await cells.keep(replace(cell, state=CellState.FAILED, problem=error.problem))
        return None

    lines = list[bytes]()

    async def send(question: Question, request: PreparedRequest, turn: Turn) -> Turn:
        if cell.awaits_repair:
            request = repair_of(request, cell.answer, cell.faults)
        into = _LineProvider(lambda sent: lines.append(parts.write_line(custom_id(run.id, which), sent)))

        async def find_provider(endpoint: str) -> _LineProvider:
            return into

        sender = QuestionSender(
            find_provider, parts.key, parts.guard, RowLog(), parts.open_answer_image, retry_rule=ONCE
        )
        sent = await sender.send(question, request, turn, UNCALIBRATED)
        for line in lines:
            put(line, request)
        return sent

    user = RowUser(run.plan.edits.allowed_kinds)
    services = RowServices(prepared, run.plan, settings, parts.find_typed, find_limit, send, parts.find_spending)
    turn = await ask_question(services.collect(), services.collect, services, user, lambda _: None)
    if turn is None and user.limit is None:
        await cells.keep(replace(cell, state=CellState.HELD_BACK, waits_for=user.waits_for))
    elif turn is not None and turn.problem is not None and not lines:
        if turn.problem.kind not in NOTHING_SENT:
            raise RunStoppedError(turn.problem)
        kinds = tuple(turn.problem.name.split(NAME_SEPARATOR)) if turn.problem.name else (UNKNOWN_TEXT,)
        await cells.keep(replace(cell, state=CellState.HELD_BACK, waits_for=kinds))
    return user.limit


class _LineProvider:
    """Fulfils `Provider`: a request becomes a line, and there is no answer yet."""

    def __init__(self, put: Callable[[Request], None]) -> None:
        self._put = put

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[AnswerChunk]:
        self._put(request)
        yield AnswerChunk(finish=FinishReason.STOP, is_last=True)

    async def models(self, endpoint: str, key: str | None) -> tuple[AvailableModel, ...]:
        return ()


def custom_id(run_id: str, which: CellId) -> str:
    """Returns the id of a cell in batch files: the number of its row, and a hash of its run and model."""
    row, model = which
    return f"row-{row}-{sha256_hex(f'{run_id} {model}'.encode())[:16]}"


def taken_in(
    cell: Cell, result: BatchResult, cells: RunCells, expected_usd: float = 0.0, cost_usd: float | None = None
) -> Cell:
    """Returns a cell with a result, and what it has cost in the place of what it was expected to.

    One whose repair brings no answer keeps the answer that it has.
    """
    counted = cell.counted(expected_usd, result.usage, cost_usd, 0.0)
    if result.problem is not None:
        was_refused = result.problem.status >= 400 and not result.text
        counted = counted.freed(expected_usd) if was_refused else counted
        if cell.faults:
            return with_answer(counted, cell.answer, ReadAnswer(dict(cell.values), cell.faults))
        state = CellState.REFUSED if was_refused else CellState.FAILED
        return replace(counted, state=state, problem=result.problem, answer=result.text, faults=())
    read = read_answer(result.text, cells.run.plan.fields)
    return with_answer(replace(counted, waits_for=()), result.text, read)
