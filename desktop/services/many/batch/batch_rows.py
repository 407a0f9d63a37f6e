"""Writes the requests of rows as lines of files, and takes the results in. Order is never assumed."""

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, replace

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.asking.request import Request
from desktop.core.conversation.turn import NOTHING_SENT, Turn
from desktop.core.errors import ImageRejectedError
from desktop.core.ids import sha256_hex
from desktop.core.many.answer_reading import read_answer, with_answer
from desktop.core.many.cell import Cell, CellId, CellState
from desktop.core.many.run_settings import run_settings
from desktop.core.privacy.findings import NAME_SEPARATOR
from desktop.core.settings.endpoint import host_of
from desktop.core.usage.calibration import UNCALIBRATED
from desktop.services.asking.ask_question import ask_question
from desktop.services.asking.privacy_review import UNKNOWN_TEXT
from desktop.services.asking.send_question import QuestionSender
from desktop.services.many.row_asker import ONCE
from desktop.services.many.row_question import RowLog, RowServices, RowUser
from desktop.services.many.run_cells import RunCells
from desktop.services.many.run_parts import RunParts
from desktop.services.ports.batch import BatchResult
from desktop.services.ports.provider import AnswerChunk, AvailableModel, FinishReason

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
            await self._put_line(which, lines.append)
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

    async def _put_line(self, which: CellId, put: Callable[[bytes], None]) -> None:
        """Puts the line of a cell, by the way of every question, whose provider is a file."""
        run, cell = self._cells.run, self._cells.cell(which)
        settings = run_settings(run.plan, self._parts.settings(), cell.model, self._parts.locked())
        try:
            prepared = await self._parts.in_thread(
                self._parts.preparation.prepare, run.rows[cell.row], run.plan.edits, settings
            )
        except ImageRejectedError as error:
            await self._cells.keep(replace(cell, state=CellState.FAILED, problem=error.problem))
            return
        into = _LineProvider(lambda request: put(self._parts.write_line(custom_id(run.id, which), request)))

        async def find_provider(endpoint: str) -> _LineProvider:
            return into

        async def send(question: Question, request: PreparedRequest, turn: Turn) -> Turn:
            sender = QuestionSender(
                find_provider,
                self._parts.key,
                self._parts.guard,
                RowLog(),
                self._parts.open_answer_image,
                retry_rule=ONCE,
            )
            return await sender.send(question, request, turn, UNCALIBRATED)

        user = RowUser(run.plan.edits.allowed_kinds)
        services = RowServices(prepared, run.plan, settings, self._parts.find_typed, lambda _: None, send)
        turn = await ask_question(services.collect(), services.collect, services, user, lambda _: None)
        if turn is None:
            await self._cells.keep(replace(cell, state=CellState.HELD_BACK, waits_for=user.waits_for))
        elif turn.problem is not None and turn.problem.kind in NOTHING_SENT:
            kinds = tuple(turn.problem.name.split(NAME_SEPARATOR)) if turn.problem.name else (UNKNOWN_TEXT,)
            await self._cells.keep(replace(cell, state=CellState.HELD_BACK, waits_for=kinds))


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


def taken_in(cell: Cell, result: BatchResult, cells: RunCells) -> Cell:
    """Returns a cell with a result."""
    counted = cell.counted(0.0, result.usage, None, 0.0)
    if result.problem is not None:
        was_refused = result.problem.status >= 400 and not result.text
        state = CellState.REFUSED if was_refused else CellState.FAILED
        return replace(counted, state=state, problem=result.problem, answer=result.text, faults=())
    read = read_answer(result.text, cells.run.plan.fields)
    return with_answer(replace(counted, waits_for=()), result.text, read)
