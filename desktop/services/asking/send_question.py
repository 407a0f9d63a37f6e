"""Sends a prepared request, and keeps the answer as it grows."""

import time
from collections.abc import Awaitable, Callable
from typing import Protocol

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.encoding import EncodedImage
from desktop.core.model_catalog import model_at
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import TokenCalibration
from desktop.core.usage.estimator import TokenCount, count_tokens, estimate_request
from desktop.services.asking.answer_stream import Timeouts, answer
from desktop.services.ports.provider import Provider
from desktop.services.privacy.send_guard import SendGuard

SAVE_EVERY_S = 0.5

FindProvider = Callable[[str], Awaitable[Provider]]
FindKey = Callable[[Settings], Awaitable[str | None]]
"""Returns the key for the endpoint of the settings that a question was asked with. Raises StorageError."""


class TurnLog(Protocol):
    """Keeps and shows every state of a turn."""

    def save(self, turn: Turn, images: tuple[EncodedImage, ...] = ()) -> None:
        """Writes a state of the turn, and the images that its request brings."""
        ...

    def show(self, turn: Turn) -> None:
        """Shows a state of the turn."""
        ...

    def record(self, turn: Turn, by_rule: TokenCount) -> None:
        """Hands on a turn whose tokens the endpoint has counted; `by_rule` is the count by the published rules."""
        ...


class QuestionSender:
    """Sends requests to the provider of their endpoint, behind the guard that reads the bytes themselves."""

    def __init__(
        self,
        provider: FindProvider,
        key: FindKey,
        guard: SendGuard,
        log: TurnLog,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 (a frozen value)
    ) -> None:
        self._provider = provider
        self._key = key
        self._guard = guard
        self._log = log
        self._timeouts = timeouts

    async def send(
        self, question: Question, prepared: PreparedRequest, turn: Turn, calibration: TokenCalibration
    ) -> Turn:
        """Sends the request and follows its answer. Returns the last state of the turn.

        An AskanceError becomes a failed turn; if the task is cancelled, the turn keeps what has come so far.
        """
        settings = question.inputs.settings
        model = model_at(settings.model, settings.host)
        by_rule = count_tokens(prepared.request, model)
        latest, saved_at = turn, 0.0

        def show(changed: Turn) -> None:
            nonlocal latest, saved_at
            latest = changed
            if time.monotonic() - saved_at > SAVE_EVERY_S:
                saved_at = time.monotonic()
                self._log.save(changed)
            self._log.show(changed)

        try:
            expected = estimate_request(prepared.request, model, calibration).tokens
            show(turn := turn.as_waiting(prepared.sent, expected))
            self._log.save(turn, tuple(image.encoded for image in prepared.new_images))
            if settings.private_text == "insist" and not settings.is_local:
                inputs = question.inputs
                await self._guard.check(inputs.new_images, prepared.request.images, inputs.injection_notice)
            provider = await self._provider(settings.endpoint)
            key = None if settings.is_local else await self._key(settings)
            latest = await answer(provider, prepared.request, key, turn, show, self._timeouts)
        except AskanceError as error:
            latest = latest.failed(error.problem)
        except Exception:
            latest = latest.failed(Problem(ProblemKind.INTERNAL_ERROR))
            raise
        finally:
            if not latest.stage.ended:
                latest = latest.stopped()
            self._log.save(latest)
            self._log.show(latest)
            if latest.usage is not None:
                self._log.record(latest, by_rule)
        return latest
