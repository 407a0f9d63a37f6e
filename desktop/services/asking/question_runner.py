"""Ask: the questions in progress, one for each conversation. Looking at another conversation stops nothing."""

import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from desktop.core.asking.prepared_request import RequestImage
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import UNCALIBRATED, TokenCalibration
from desktop.core.usage.estimator import TokenCount, count_tokens, estimate_request
from desktop.services.asking.answer_stream import Timeouts, answer
from desktop.services.asking.ask_again import AskAgainRequest
from desktop.services.asking.request_builder import RequestBuilder, RequestInputs
from desktop.services.ports import Provider
from desktop.services.privacy.send_guard import SendGuard
from desktop.services.storage_thread import StorageThread
from desktop.services.tasks import Tasks

SAVE_EVERY_S = 0.5


class QuestionRunner(QObject):
    """Owner of the turns in progress. Every state of every turn goes out as `turn_changed`."""

    turn_changed = Signal(object)  # Turn
    counted = Signal(object, object)  # Turn that its endpoint has counted, and what the rules had counted before

    def __init__(
        self,
        tasks: Tasks,
        request_builder: RequestBuilder,
        storage: StorageThread,
        provider: Callable[[str], Awaitable[Provider]],
        key: Callable[[str], Awaitable[str | None]],
        guard: SendGuard,
        timeouts: Timeouts | None = None,
    ) -> None:
        super().__init__()
        self._tasks = tasks
        self._request_builder = request_builder
        self._storage = storage
        self._provider = provider
        self._key = key
        self._guard = guard
        self._timeouts = timeouts or Timeouts()
        self._asked: set[str] = set()  # conversations in which something was asked in this run
        self._unbegun: dict[str, Turn] = {}  # by conversation: asked, and its task has not had its first step

    def start(
        self,
        settings: Settings,
        before: Conversation,
        prompt: str,
        images: tuple[AnnotatedImage, ...],
        instead_of: Turn | None = None,
        calibration: TokenCalibration = UNCALIBRATED,
        again: tuple[RequestImage, ...] = (),
        injection_notice: str = "",
    ) -> Turn:
        """Ask `prompt` about `sheets` after all that `before` holds. Pictures that went before do not go twice.

        `instead_of` is a turn without an answer, whose place it takes; `learnt` sharpens what is expected to be read;
        `again` are pictures that go along as they went with the question that this one takes the place of; `told` is
        what the model is told of odd text on them.
        """
        if instead_of is not None:
            before = before.before(instead_of.id)
        turn = Turn.new(before.id, prompt, settings.model, settings.host, time.time(), before.last_turn_id)
        if instead_of is not None:
            turn = replace(turn, id=instead_of.id, asked_at=instead_of.asked_at)
        self._begin(
            turn, self._run(RequestInputs(settings, before, prompt, images, again, injection_notice), turn, calibration)
        )
        return turn

    def run_retry(self, anew: AskAgainRequest) -> None:
        """Ask a turn's question once more: in its place when it has no answer yet, else as another version of it."""
        old, question = anew.old, anew.question
        settings = question.settings
        turn = Turn.new(old.conversation_id, question.prompt, settings.model, settings.host, time.time(), old.parent)
        if not old.answer:
            turn = replace(turn, id=old.id, asked_at=old.asked_at)
        self._begin(turn, self._run(question, turn, UNCALIBRATED, anew.sent, anew.halve))

    def stop(self, conversation_id: str) -> None:
        """Stop the answer in progress; what was heard stays."""
        self._tasks.stop(_name(conversation_id))
        unbegun = self._unbegun.pop(conversation_id, None)
        if unbegun is not None:
            self._say(unbegun.stopped())

    async def stop_and_wait(self, conversation_id: str) -> None:
        """Stop it, and wait until it has ended."""
        self.stop(conversation_id)
        await self._tasks.stopped(_name(conversation_id))

    async def stop_all(self) -> None:
        """Stop every question that is in progress, and wait until all have ended."""
        for conversation_id in tuple(self._asked):
            await self.stop_and_wait(conversation_id)

    def is_busy(self, conversation_id: str) -> bool:
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
        self._storage.save_turn(turn)
        self.turn_changed.emit(turn)

    async def _run(
        self,
        question: RequestInputs,
        turn: Turn,
        calibration: TokenCalibration,
        sent_before: tuple[SentImage, ...] = (),
        halve: bool = False,
    ) -> None:
        latest, saved_at = self._unbegun.pop(turn.conversation_id, turn), 0.0
        settings = question.settings
        by_rule: TokenCount | None = None

        def show(changed: Turn) -> None:
            nonlocal latest, saved_at
            latest = changed
            if time.monotonic() - saved_at > SAVE_EVERY_S:
                saved_at = time.monotonic()
                self._storage.save_turn(changed)
            self.turn_changed.emit(changed)

        try:
            if sent_before:
                question = replace(question, resent_images=await self._request_builder.load_resent(sent_before, halve))
            prepared = await self._request_builder.build(question)
            model = model_at(settings.model, settings.host)
            by_rule = count_tokens(prepared.request, model)
            expected = estimate_request(prepared.request, model, calibration).tokens
            show(turn := turn.as_waiting(prepared.sent, expected))
            self._storage.save_turn(turn, tuple(parcel.encoded for parcel in prepared.new_images))
            if settings.private_text == "insist" and not settings.is_local:
                await self._guard.check(question.new_images, prepared.request.images, question.injection_notice)
            provider = await self._provider(settings.endpoint)
            key = None if settings.is_local else await self._key(settings.host)
            latest = await answer(provider, prepared.request, key, turn, show, self._timeouts)
        except AskanceError as error:
            latest = latest.failed(error.problem)
        except Exception:
            latest = latest.failed(Problem(ProblemKind.INTERNAL_ERROR))
            raise
        finally:
            if not latest.stage.ended:
                latest = latest.stopped()
            self._say(latest)
            if by_rule is not None and latest.usage is not None:
                self.counted.emit(latest, by_rule)


def _name(conversation_id: str) -> str:
    return f"ask {conversation_id}"
