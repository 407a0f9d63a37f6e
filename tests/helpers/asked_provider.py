"""Questions to the real provider, and what came of them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from desktop.adapters.providers.openai_provider import OpenAIProvider
from desktop.core.asking.answer_limits import ENDPOINTS_OWN, AnswerLimits
from desktop.core.asking.request import build_request
from desktop.core.conversation.conversation import Conversation
from desktop.core.conversation.turn import Usage
from desktop.core.errors import AskanceError, Problem
from desktop.core.settings.settings import Settings
from desktop.services.ports.provider import AnswerChunk
from tests.helpers.images import prepared, quarters
from tests.loopback import Answer, Endpoint

KEY = "sk-canary-0123456789"


@dataclass
class Outcome:
    """The chunks of an answer, and the problem that ended it."""

    pieces: list[AnswerChunk] = field(default_factory=list)
    problem: Problem | None = None

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def finish(self) -> str | None:
        return next((piece.finish for piece in reversed(self.pieces) if piece.finish), None)

    @property
    def usage(self) -> Usage | None:
        return next((piece.usage for piece in reversed(self.pieces) if piece.usage), None)


def ask(
    url: str,
    key: str | None = KEY,
    model: str = "gpt-4o",
    times: int = 1,
    with_image: bool = True,
    limits: AnswerLimits = ENDPOINTS_OWN,
    parameters: str = "",
    heard: Callable[[str], object] = lambda _: None,
    **options: Any,
) -> Outcome:
    """Asks the endpoint at `url` a question with an image (or without), `times` times. Returns the last outcome.

    `heard` is called with each piece of text as it comes. `options` are those of the provider.
    """

    async def run() -> Outcome:
        provider = OpenAIProvider(**options)
        outcome = Outcome()
        images = (prepared(quarters(), model),) if with_image else ()
        settings = Settings(endpoint=url, model=model, parameters=parameters)
        request = build_request(settings, Conversation("c"), "What?", images, {}, limits=limits)
        try:
            for _ in range(times):
                outcome = Outcome()
                try:
                    async for piece in provider.stream(request, key):
                        outcome.pieces.append(piece)
                        heard(piece.text)
                except AskanceError as error:
                    outcome.problem = error.problem
        finally:
            await provider.close()
        return outcome

    return asyncio.run(run())


def served(answer: Answer, **how: Any) -> tuple[Outcome, Endpoint]:
    """Asks a server that gives this answer."""
    with Endpoint(answer=answer) as endpoint:
        return ask(endpoint.url, **how), endpoint
