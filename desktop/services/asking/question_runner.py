"""Ask: the questions in progress, one for each conversation. Looking at another conversation stops nothing."""

import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.prepared_request import Parcel
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import SentPicture, Turn
from desktop.core.errors import AskanceError, Kind, Trouble
from desktop.core.image.annotated_image import Sheet
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import NOTHING_LEARNT, Learnt
from desktop.core.usage.estimator import Counted, counted, forecast
from desktop.services.asking.answer_stream import Patience, answer
from desktop.services.asking.ask_again import Anew
from desktop.services.asking.request_builder import Packing, Question
from desktop.services.ports import Provider
from desktop.services.privacy.send_guard import Guard
from desktop.services.storage_thread import Keeper
from desktop.services.tasks import Tasks

SAVE_EVERY_S = 0.5


class Ask(QObject):
    """Owner of the turns in progress. Every state of every turn goes out as `turn_changed`."""

    turn_changed = Signal(object)  # Turn
    counted = Signal(object, object)  # Turn that its endpoint has counted, and what the rules had counted before

    def __init__(
        self,
        tasks: Tasks,
        packing: Packing,
        keeper: Keeper,
        provider: Callable[[str], Awaitable[Provider]],
        key: Callable[[str], Awaitable[str | None]],
        guard: Guard,
        patience: Patience | None = None,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._packing = packing
        self._keeper = keeper
        self._provider = provider
        self._key = key
        self._guard = guard
        self._patience = patience or Patience()
        self._asked: set[str] = set()  # conversations in which something was asked in this run
        self._unbegun: dict[str, Turn] = {}  # by conversation: asked, and its task has not had its first step

    def start(
        self,
        settings: Settings,
        before: Conversation,
        prompt: str,
        sheets: tuple[Sheet, ...],
        instead_of: Turn | None = None,
        learnt: Learnt = NOTHING_LEARNT,
        again: tuple[Parcel, ...] = (),
        told: str = "",
    ) -> Turn:
        """Ask `prompt` about `sheets` after all that `before` holds. Pictures that went before do not go twice.

        `instead_of` is a turn without an answer, whose place it takes; `learnt` sharpens what is expected to be read;
        `again` are pictures that go along as they went with the question that this one takes the place of; `told` is
        what the model is told of odd text on them.
        """
        if instead_of is not None:
            before = before.before(instead_of.id)
        turn = Turn.new(before.id, prompt, settings.model, settings.host, time.time(), before.last)
        if instead_of is not None:
            turn = replace(turn, id=instead_of.id, asked_at=instead_of.asked_at)
        self._begin(turn, self._run(Question(settings, before, prompt, sheets, again, told), turn, learnt))
        return turn

    def again(self, anew: Anew) -> None:
        """Ask a turn's question once more: in its place when it has no answer yet, else as another version of it."""
        old, question = anew.old, anew.question
        settings = question.settings
        turn = Turn.new(old.conversation_id, question.prompt, settings.model, settings.host, time.time(), old.parent)
        if not old.answer:
            turn = replace(turn, id=old.id, asked_at=old.asked_at)
        self._begin(turn, self._run(question, turn, NOTHING_LEARNT, anew.sent, anew.halve))

    def stop(self, conversation_id: str) -> None:
        """Stop the answer in progress; what was heard stays."""
        self._tasks.stop(_name(conversation_id))
        unbegun = self._unbegun.pop(conversation_id, None)
        if unbegun is not None:
            self._say(unbegun.stopped())

    async def stopped(self, conversation_id: str) -> None:
        """Stop it, and wait until it has ended."""
        self.stop(conversation_id)
        await self._tasks.stopped(_name(conversation_id))

    async def all_stopped(self) -> None:
        """Stop every question that is in progress, and wait until all have ended."""
        for conversation_id in tuple(self._asked):
            await self.stopped(conversation_id)

    def busy(self, conversation_id: str) -> bool:
        """Whether a question of this conversation is in progress."""
        return self._tasks.running(_name(conversation_id))

    def _begin(self, turn: Turn, run: Coroutine[Any, Any, None]) -> None:
        """The question is there at once; a task that is stopped before its first step never runs at all."""
        self.stop(turn.conversation_id)
        self._asked.add(turn.conversation_id)
        self._unbegun[turn.conversation_id] = turn
        self._say(turn)
        self._tasks.replace(_name(turn.conversation_id), run)

    def _say(self, turn: Turn) -> None:
        self._keeper.save_turn(turn)
        self.turn_changed.emit(turn)

    async def _run(
        self,
        question: Question,
        turn: Turn,
        learnt: Learnt,
        sent_before: tuple[SentPicture, ...] = (),
        halve: bool = False,
    ) -> None:
        latest, saved_at = self._unbegun.pop(turn.conversation_id, turn), 0.0
        settings = question.settings
        by_rule: Counted | None = None

        def show(changed: Turn) -> None:
            nonlocal latest, saved_at
            latest = changed
            if time.monotonic() - saved_at > SAVE_EVERY_S:
                saved_at = time.monotonic()
                self._keeper.save_turn(changed)
            self.turn_changed.emit(changed)

        try:
            if sent_before:
                question = replace(question, again=await self._packing.again(sent_before, halve))
            packed = await self._packing.packed(question)
            model = model_at(settings.model, settings.host)
            by_rule = counted(packed.request, model)
            expected = forecast(packed.request, model, learnt).tokens
            show(turn := turn.waiting(packed.sent, expected))
            self._keeper.save_turn(turn, tuple(parcel.prepared for parcel in packed.new))
            if settings.private_text == "insist" and not settings.is_here:
                await self._guard.check(question.fresh, packed.request.pictures, question.told)
            provider = await self._provider(settings.endpoint)
            key = None if settings.is_here else await self._key(settings.host)
            latest = await answer(provider, packed.request, key, turn, show, self._patience)
        except AskanceError as error:
            latest = latest.failed(error.trouble)
        except Exception:
            latest = latest.failed(Trouble(Kind.OURS))
            raise
        finally:
            if not latest.stage.ended:
                latest = latest.stopped()
            self._say(latest)
            if by_rule is not None and latest.usage is not None:
                self.counted.emit(latest, by_rule)


def _name(conversation_id: str) -> str:
    return f"ask {conversation_id}"
