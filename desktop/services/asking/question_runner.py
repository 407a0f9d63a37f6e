"""Runs questions: at most one that still waits, and one answer in progress for each conversation."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Stage, Turn
from desktop.core.errors import AskanceError
from desktop.core.image.encoding import EncodedImage
from desktop.core.usage.estimator import TokenCount
from desktop.services.asking.ask_question import AskState
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

SHOWN_WITHIN_S = 0.025  # chosen: more than it takes to send a question whose key is known, and too short to be seen
CONFIRMING = (AskState.CONFIRMING_PRIVACY, AskState.CONFIRMING_COST)
Ask = Callable[[Callable[[AskState], None]], Coroutine[Any, Any, Turn | None]]
"""Starts to ask a question, given a function that shows its state."""


@dataclass(slots=True)
class _Run:
    """A question on its way: `turn` is None until it is kept; then, or when it is given up, `state` is None.

    `turn` is in the state that was shown last, or that `showing` is going to show.
    """

    conversation_id: str
    on_kept: Callable[[], None]
    task: "asyncio.Task[Any] | None" = None
    state: AskState | None = AskState.STARTING
    turn: Turn | None = None
    showing: asyncio.TimerHandle | None = None


class QuestionRunner(QObject):
    """Owns the questions on their way. Looking at another conversation stops no answer.

    A question is kept before it is sent, and shown after: its first states wait up to `SHOWN_WITHIN_S`, since drawing
    them takes longer than sending. Whatever else happens shows them at once.
    """

    turn_changed = Signal(Turn)
    counted = Signal(Turn, TokenCount)  # a turn whose tokens its endpoint has counted, and the count by the rules
    state_changed = Signal()  # a question begins to wait, goes on, or has come to its end

    def __init__(self, tasks: Tasks, storage: StorageThread) -> None:
        super().__init__()
        self._tasks = tasks
        self._storage = storage
        self._runs: list[_Run] = []

    # running

    def start(self, question: Question, ask: Ask, on_kept: Callable[[], None] = lambda: None) -> None:
        """Asks a question in place of one that still waits; `on_kept` is called when it is kept as a turn."""
        run = _Run(question.conversation_id, on_kept)
        run.task = self._tasks.run("ask", ask(lambda state: self._show_state(run, state)))
        if run.task is not None:
            self._runs.append(run)
            run.task.add_done_callback(lambda _: self._ended(run))
            self.state_changed.emit()  # from now on it can be stopped

    @property
    def state(self) -> AskState | None:
        """The state of the question that waits, or None if there is none."""
        return next((run.state for run in self._runs if run.state is not None), None)

    @property
    def is_asking(self) -> bool:
        """True while a question waits or an answer is in progress, in whichever conversation."""
        return bool(self._runs)

    @property
    def answering(self) -> tuple[Turn, ...]:
        """The turns whose answers are in progress, in whichever conversations."""
        return tuple(run.turn for run in self._runs if run.turn is not None and not run.turn.stage.ended)

    def is_busy(self, conversation_id: str) -> bool:
        """Returns True while an answer of this conversation is in progress.

        One that is shown as ended is not, though its endpoint may still be heard for a while.
        """
        return any(run.turn is not None and not run.turn.stage.ended for run in self._of(conversation_id))

    def cancel_waiting(self) -> None:
        """Gives up the question that waits; nothing of it was kept. What was kept is shown."""
        for run in tuple(self._runs):
            self._show_now(run)
        self._give_up([run for run in self._runs if run.turn is None])

    def stop(self, conversation_id: str) -> None:
        """Stops the answer in progress; what has come of it stays."""
        for task in self._answering(conversation_id):
            task.cancel()

    async def answer_ended(self, conversation_id: str) -> None:
        """Waits until no answer of this conversation is in progress."""
        while tasks := self._answering(conversation_id):
            await asyncio.wait(tasks)

    async def stop_and_wait(self, conversation_id: str) -> None:
        """Stops the answer in progress, and waits until it has ended."""
        self.stop(conversation_id)
        await self.answer_ended(conversation_id)

    async def stop_all(self) -> None:
        """Stops every question and every answer, and waits until all have ended."""
        tasks = [run.task for run in self._runs if run.task is not None]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    # keeping turns

    def keep(self, question: Question) -> Turn:
        """Keeps the question that the current task asks, as a turn."""
        run = next(run for run in self._runs if run.task is asyncio.current_task())
        self._hear_no_longer(question.conversation_id)
        run.turn, run.state = question.new_turn(time.time()), None
        self._give_up([other for other in self._runs if other.state in CONFIRMING])  # their notice goes
        self.save(run.turn)
        run.showing = asyncio.get_running_loop().call_later(SHOWN_WITHIN_S, self._show_now, run)
        return run.turn

    def fail(self, turn: Turn, error: AskanceError) -> Turn:
        """Keeps the turn as failed. Returns it."""
        failed = turn.failed(error.problem)
        self.save(failed)
        self.show(failed)
        return failed

    def save(self, turn: Turn, images: tuple[EncodedImage, ...] = ()) -> None:
        """Writes a state of a turn, and the images that its request brings."""
        self._storage.save_turn(turn, images)

    def show(self, turn: Turn) -> None:
        """Shows a state of a turn."""
        run = next((run for run in self._runs if run.turn is not None and run.turn.id == turn.id), None)
        has_ended = run is not None and run.turn is not None and turn.stage.ended and not run.turn.stage.ended
        if run is not None:
            has_left = run.turn is not None and run.turn.stage is Stage.WAITING
            if has_left and turn.stage is not Stage.WAITING:
                self._show_now(run)  # first as it left: what was sent along is remembered from that state
            run.turn = turn
            if run.showing is not None:
                if turn.stage not in (Stage.PREPARING, Stage.WAITING):
                    self._show_now(run)
                return
        self.turn_changed.emit(turn)
        if has_ended:
            self.state_changed.emit()

    def save_answers(self) -> None:
        """Writes every answer in progress as it was shown last."""
        for run in self._runs:
            if run.turn is not None and not run.turn.stage.ended:
                self.save(run.turn)

    def record(self, turn: Turn, by_rule: TokenCount) -> None:
        """Hands on the tokens that an endpoint has counted."""
        self.counted.emit(turn, by_rule)

    # inside

    def _of(self, conversation_id: str) -> list[_Run]:
        return [run for run in self._runs if run.turn is not None and run.conversation_id == conversation_id]

    def _answering(self, conversation_id: str) -> "list[asyncio.Task[Any]]":
        return [run.task for run in self._of(conversation_id) if run.task is not None]

    def _hear_no_longer(self, conversation_id: str) -> None:
        """Ends the wait for text that may follow the end of an answer."""
        for run in self._of(conversation_id):
            if run.task is not None and run.turn is not None and run.turn.stage.ended:
                run.task.cancel()

    def _show_now(self, run: _Run) -> None:
        """Shows a question that was kept and not shown yet, in the state it is in."""
        if run.showing is not None and run.turn is not None:
            run.showing.cancel()
            run.showing = None
            run.on_kept()
            self.turn_changed.emit(run.turn)
            self.state_changed.emit()

    def _show_state(self, run: _Run, state: AskState) -> None:
        """Shows that a question waits; another one that waits is given up for it."""
        run.state = state
        self._give_up([other for other in self._runs if other is not run and other.turn is None])
        self.state_changed.emit()

    def _give_up(self, runs: list[_Run]) -> None:
        for run in runs:
            if run.state is not None and run.task is not None:
                run.state = None
                run.task.cancel()
                self.state_changed.emit()

    def _ended(self, run: _Run) -> None:
        self._show_now(run)
        self._runs.remove(run)
        self.state_changed.emit()
