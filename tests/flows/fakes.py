"""Small real classes in place of what cannot be had in a test of a flow. They have tests of their own."""

import asyncio
from collections.abc import AsyncIterator

from desktop.core.errors import AskanceError
from desktop.core.request import Request
from desktop.flows.needs import ModelListed, Piece

Step = Piece | AskanceError | float


class ScriptedProvider:
    """Plays one script a question: pieces are handed on, errors raised, numbers are seconds of silence."""

    def __init__(self, *scripts: list[Step]) -> None:
        self.scripts = list(scripts)
        self.requests: list[Request] = []
        self.closed = 0

    async def stream(self, request: Request, key: str | None) -> AsyncIterator[Piece]:
        self.requests.append(request)
        script = self.scripts.pop(0) if len(self.scripts) > 1 else self.scripts[0]
        try:
            for step in script:
                if isinstance(step, AskanceError):
                    raise step
                if isinstance(step, float):
                    await asyncio.sleep(step)
                else:
                    yield step
        finally:
            self.closed += 1

    async def models(self, endpoint: str, key: str | None) -> tuple[ModelListed, ...]:
        return (ModelListed("gpt-4o", "2027-01-14"),)
