"""The images of one answer, opened one after another while its text goes on."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

from desktop.core.errors import ImageRejectedError, Problem, ProblemKind
from desktop.core.image.sent_image import SentImage
from desktop.log import log

MAX_IMAGES = 20  # of one answer; chosen

OpenImage = Callable[[str], Awaitable[SentImage]]
"""Opens the image inside a `data:` URL and keeps its bytes. Raises ImageRejectedError."""


class AnswerImages:
    """Opens images in the order in which they came. `opened` is called after each; `found` are those so far."""

    def __init__(self, open_image: OpenImage, opened: Callable[[], None]) -> None:
        self._open_image = open_image
        self._opened = opened
        self._waiting: deque[str] = deque()
        self._task: asyncio.Task[None] | None = None
        self._received = 0
        self.found: tuple[SentImage, ...] = ()
        self.rejected: Problem | None = None  # the first image that is not shown

    @property
    def any_came(self) -> bool:
        """True once an image has come, whether it can be opened or not."""
        return self._received > 0

    def take(self, addresses: tuple[str, ...]) -> None:
        """Opens more images, by their `data:` URLs."""
        for address in addresses:
            self._received += 1
            if self._received > MAX_IMAGES:
                self.rejected = self.rejected or Problem(ProblemKind.TOO_MANY_IMAGES)
            else:
                self._waiting.append(address)
        if self._waiting and (self._task is None or self._task.done()):
            self._task = asyncio.ensure_future(self._run())

    async def settled(self) -> None:
        """Waits until every image that came has been opened or rejected."""
        if self._task is not None:
            await self._task

    def drop(self) -> None:
        """Opens no more images."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    async def _run(self) -> None:
        while self._waiting:
            try:
                image = await self._open_image(self._waiting.popleft())
            except ImageRejectedError as error:
                self.rejected = self.rejected or error.problem
                continue
            except Exception as error:  # one image must not end the answer
                log.error("opening an image of an answer failed", exc_info=error)
                self.rejected = self.rejected or Problem(ProblemKind.IMAGE_INTERNAL_ERROR)
                continue
            if all(image.id != known.id for known in self.found):  # some endpoints repeat it in their last chunk
                self.found += (image,)
                self._opened()
