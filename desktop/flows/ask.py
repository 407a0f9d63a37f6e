"""Ask: the questions in progress, one for each conversation. Looking at another conversation stops nothing."""

import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.conversation import Conversation
from desktop.core.errors import AskanceError, Kind, Trouble
from desktop.core.prepare import Prepared
from desktop.core.request import Request, build
from desktop.core.settings import Settings
from desktop.core.sheet import Sheet
from desktop.core.turn import SentPicture, Turn
from desktop.flows.answering import Patience, answer
from desktop.flows.darkroom import Darkroom
from desktop.flows.keeper import Keeper
from desktop.flows.needs import Provider
from desktop.flows.tasks import Tasks

SAVE_EVERY_S = 0.5


class Ask(QObject):
    """Owner of the turns in progress. Every state of every turn goes out as `turn_changed`."""

    turn_changed = Signal(object)  # Turn
    troubled = Signal(object)  # Trouble that does not end a question

    def __init__(
        self,
        tasks: Tasks,
        darkroom: Darkroom,
        keeper: Keeper,
        provider: Callable[[], Awaitable[Provider]],
        key: Callable[[str], Awaitable[str | None]],
        patience: Patience | None = None,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._darkroom = darkroom
        self._keeper = keeper
        self._provider = provider
        self._key = key
        self._patience = patience or Patience()
        self._unbegun: dict[str, Turn] = {}  # by conversation: asked, and its task has not had its first step

    def start(
        self,
        settings: Settings,
        before: Conversation,
        prompt: str,
        sheets: tuple[Sheet, ...],
        instead_of: Turn | None = None,
    ) -> Turn:
        """Ask `prompt` about `sheets` after all that `before` holds. Pictures that went before do not go twice.

        `instead_of` is a turn without an answer, whose place it takes.
        """
        turn = Turn.new(before.id, prompt, settings.model, settings.host, time.time())
        if instead_of is not None:
            turn = replace(turn, id=instead_of.id, asked_at=instead_of.asked_at)
            before = replace(before, turns=tuple(each for each in before.turns if each.id != turn.id))
        self._begin(turn, self._run(settings, before, turn, sheets))
        return turn

    def again(
        self, settings: Settings, conversation: Conversation, turn_id: str, sheets: tuple[Sheet, ...] = ()
    ) -> None:
        """Ask a turn's question once more: in its place when it has no answer yet, at the end otherwise.

        `sheets` go along when it was stopped before its own pictures were ready.
        """
        at = next(at for at, turn in enumerate(conversation.turns) if turn.id == turn_id)
        old = conversation.turns[at]
        fresh = Turn.new(conversation.id, old.prompt, settings.model, settings.host, time.time())
        if not old.answer:
            fresh = replace(fresh, id=old.id, asked_at=old.asked_at)
        before = replace(conversation, turns=conversation.turns[:at])
        self._begin(fresh, self._run(settings, before, fresh, () if old.pictures else sheets, old.pictures))

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

    def busy(self, conversation_id: str) -> bool:
        """Whether a question of this conversation is in progress."""
        return self._tasks.running(_name(conversation_id))

    def _begin(self, turn: Turn, run: Coroutine[Any, Any, None]) -> None:
        """The question is there at once; a task that is stopped before its first step never runs at all."""
        self.stop(turn.conversation_id)
        self._unbegun[turn.conversation_id] = turn
        self._say(turn)
        self._tasks.replace(_name(turn.conversation_id), run)

    def _say(self, turn: Turn) -> None:
        self._keeper.save_turn(turn)
        self.turn_changed.emit(turn)

    async def _run(
        self,
        settings: Settings,
        before: Conversation,
        turn: Turn,
        sheets: tuple[Sheet, ...],
        sent_before: tuple[SentPicture, ...] = (),
    ) -> None:
        latest, saved_at = self._unbegun.pop(turn.conversation_id, turn), 0.0

        def show(changed: Turn) -> None:
            nonlocal latest, saved_at
            latest = changed
            if time.monotonic() - saved_at > SAVE_EVERY_S:
                saved_at = time.monotonic()
                self._keeper.save_turn(changed)
            self.turn_changed.emit(changed)

        try:
            new, request = await self._request(settings, before, turn, sheets, sent_before)
            sent = tuple(each.sent() for each in new)
            show(turn := turn.waiting(sent))
            self._keeper.save_turn(turn, new)
            latest = await answer(
                await self._provider(), request, await self._key(settings.host), turn, show, self._patience
            )
        except AskanceError as error:
            latest = latest.failed(error.trouble)
        except Exception:
            latest = latest.failed(Trouble(Kind.OURS))
            raise
        finally:
            if not latest.stage.ended:
                latest = latest.stopped()
            self._say(latest)

    async def _request(
        self,
        settings: Settings,
        before: Conversation,
        turn: Turn,
        sheets: tuple[Sheet, ...],
        sent_before: tuple[SentPicture, ...],
    ) -> tuple[tuple[Prepared, ...], Request]:
        known = {picture.id for picture in before.carried}
        fresh = [sheet for sheet in sheets if sheet.picture.id not in known]  # one from the history is sent already
        prepared = [await self._darkroom.prepared(sheet, settings.model, settings.detail) for sheet in fresh]
        wanted = (*before.carried, *sent_before)
        kept = await self._keeper.pictures(picture.id for picture in wanted)
        held = {sent.id: Prepared.again(sent, kept[sent.id]) for sent in wanted if sent.id in kept}
        gone = {sent.id for sent in wanted} - set(held)
        if gone:
            self.troubled.emit(Trouble(Kind.PICTURE_GONE, str(len(gone))))
        again = [held[picture.id] for picture in sent_before if picture.id in held]
        new = {each.id: each for each in (*again, *prepared) if each.id not in known}
        request = build(settings, before, turn.prompt, tuple(new.values()), held)
        return tuple(new.values()), request


def _name(conversation_id: str) -> str:
    return f"ask {conversation_id}"
