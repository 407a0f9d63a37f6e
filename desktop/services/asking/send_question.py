"""Sends a prepared request, and keeps the answer as it grows."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Protocol

from desktop.core.asking.prepared_request import PreparedRequest
from desktop.core.asking.question import Question
from desktop.core.conversation.turn import Turn
from desktop.core.errors import AskanceError, Problem, ProblemKind
from desktop.core.image.encoding import EncodedImage
from desktop.core.image.sent_image import SentImage
from desktop.core.model_catalog import model_at
from desktop.core.models.model import Model
from desktop.core.settings.settings import Settings
from desktop.core.usage.calibration import TokenCalibration
from desktop.core.usage.estimator import TokenCount, count_tokens, estimate_request
from desktop.services.asking.answering.answer_stream import Timeouts, answer
from desktop.services.asking.answering.retry_rule import RetryRule
from desktop.services.asking.spending_account import Enter, account_entry, no_account
from desktop.services.ports.provider import Provider
from desktop.services.privacy.send_guard import SendGuard
from desktop.services.settings.v1_path import problem_with_offer

SAVE_EVERY_S = 0.25  # chosen: a write takes 1 ms of processor time, and a busy computer may put it off for a while

FindProvider = Callable[[str], Awaitable[Provider]]
FindKey = Callable[[Settings], Awaitable[str | None]]
"""Returns the key for the endpoint of the settings that a question was asked with. Raises StorageError."""
OpenAnswerImage = Callable[[str], Awaitable[EncodedImage]]
"""Opens the image inside a `data:` URL of an answer. Raises ImageRejectedError."""


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


class _Saver:
    """Saves the states of a turn: the first and an ended one at once, the newest within `SAVE_EVERY_S`."""

    def __init__(self, log: TurnLog) -> None:
        self._log = log
        self._newest: Turn | None = None
        self._saved_at = 0.0
        self._planned: asyncio.TimerHandle | None = None

    def save(self, turn: Turn, at_once: bool) -> None:
        self._newest = turn
        wait_s = self._saved_at + SAVE_EVERY_S - time.monotonic()
        if at_once or wait_s <= 0:
            self._save_newest()
        elif self._planned is None:
            self._planned = asyncio.get_running_loop().call_later(wait_s, self._save_newest)

    def keep(self, image: EncodedImage) -> SentImage:
        """Saves an image that came with the answer. Returns its record."""
        assert self._newest is not None  # nothing comes before the turn waits
        self._log.save(self._newest, (image,))
        return image.to_sent_image()

    def close(self) -> None:
        """Forgets a state that is not saved yet."""
        if self._planned is not None:
            self._planned.cancel()
            self._planned = None

    def _save_newest(self) -> None:
        self.close()
        self._saved_at = time.monotonic()
        if self._newest is not None:
            self._log.save(self._newest)


class QuestionSender:
    """Sends requests to the provider of their endpoint, behind the guard that reads the bytes themselves."""

    def __init__(
        self,
        provider: FindProvider,
        key: FindKey,
        guard: SendGuard,
        log: TurnLog,
        open_answer_image: OpenAnswerImage,
        timeouts: Timeouts = Timeouts(),  # noqa: B008 (a frozen value)
        enter_cost: Enter = no_account,
        retry_rule: RetryRule = RetryRule(),  # noqa: B008 (a frozen value)
    ) -> None:
        """`enter_cost` enters what questions cost into the account of the spending limits, where one is set."""
        self._provider = provider
        self._key = key
        self._guard = guard
        self._log = log
        self._open_answer_image = open_answer_image
        self._timeouts = timeouts
        self._enter_cost = enter_cost
        self._retry_rule = retry_rule

    async def send(
        self, question: Question, prepared: PreparedRequest, turn: Turn, calibration: TokenCalibration
    ) -> Turn:
        """Sends the request and follows its answer. Returns the last state of the turn.

        An AskanceError becomes a failed turn; if the task is cancelled, the turn keeps what has come so far.
        """
        settings = question.inputs.settings
        model = model_at(settings.model, settings.host)
        expected = estimate_request(prepared.request, model, calibration)
        account = account_entry(self._enter_cost, settings, model, expected.cost_usd)
        latest, saver = turn, _Saver(self._log)

        def show(changed: Turn) -> None:
            nonlocal latest
            has_ended = changed.stage.ended and not latest.stage.ended
            latest = changed
            saver.save(changed, at_once=has_ended)
            self._log.show(changed)

        async def open_image(address: str) -> SentImage:
            return saver.keep(await self._open_answer_image(address))

        try:
            show(turn := turn.as_waiting(prepared.sent, expected.tokens))
            self._log.save(turn, tuple(image.encoded for image in prepared.new_images))
            await self._check(question, prepared)
            provider = await self._provider(settings.endpoint)
            key = None if settings.is_local else await self._key(settings)
            account.open()
            rules = self._timeouts, self._retry_rule
            latest = await answer(provider, prepared.request, key, turn, show, open_image, *rules)
            latest = await _with_offer(latest, provider, settings.endpoint, key)
        except AskanceError as error:
            latest = latest.failed(error.problem)
        except Exception:
            latest = latest.failed(Problem(ProblemKind.INTERNAL_ERROR))
            raise
        finally:
            saver.close()
            if not latest.stage.ended:
                latest = latest.stopped()
            account.close(latest)
            self._keep_end(latest, prepared, model)
        return latest

    def _keep_end(self, turn: Turn, prepared: PreparedRequest, model: Model) -> None:
        self._log.save(turn)
        self._log.show(turn)
        if turn.usage is not None:
            self._log.record(turn, count_tokens(prepared.request, model))

    async def _check(self, question: Question, prepared: PreparedRequest) -> None:
        """Raises SendBlockedError if the settings insist that nothing private leaves, and something may."""
        inputs, request = question.inputs, prepared.request
        if inputs.settings.private_text == "insist" and not inputs.settings.is_local:
            asked = [text for message in request.messages if message.role == "user" for text in message.texts]
            typed = (inputs.settings.instructions, *asked)
            await self._guard.check(inputs.new_images, request.images, inputs.injection_notice, typed)


async def _with_offer(turn: Turn, provider: Provider, endpoint: str, key: str | None) -> Turn:
    """Returns the turn; one that met no API names the endpoint that is one, if there is one with /v1 added."""
    if turn.problem is None:
        return turn
    problem = await problem_with_offer(turn.problem, provider, endpoint, key)
    return turn if problem is turn.problem else replace(turn, problem=problem)
