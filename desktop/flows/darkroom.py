"""The darkroom: decodes pictures and prepares them for the model, in the background, and remembers both.

Preparing starts when a picture arrives, so that Enter only has to send. What is remembered is bounded; pictures that
are on the desk stay.
"""

import asyncio
from collections import OrderedDict
from typing import Protocol

from desktop.core.models import Detail, Model, model_named
from desktop.core.picture import Picture
from desktop.core.pixels import Decoded, Pixels, pyramid
from desktop.core.prepare import Prepared, prepare
from desktop.core.sheet import Sheet
from desktop.flows.tasks import Tasks

PIXEL_BYTES = 800_000_000
PREPARED_BYTES = 200_000_000

Levels = tuple[Pixels, ...]


class Decoder(Protocol):
    """Bytes → pixels; blocks, and raises PictureRefused."""

    def warm(self) -> None: ...
    def decode(self, data: bytes, name: str = "") -> Decoded: ...


class Darkroom:
    """Pixels and prepared pictures, made once each. Used on the loop's thread; the work is done in others."""

    def __init__(self, tasks: Tasks, decoder: Decoder) -> None:
        self._tasks = tasks
        self._decoder = decoder
        self._levels: OrderedDict[str, Levels] = OrderedDict()
        self._prepared: OrderedDict[tuple[str, Model, Detail], Prepared] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    async def warm(self) -> None:
        """Have the decoder ready, so that the first picture need not wait for it."""
        await self._tasks.in_thread(self._decoder.warm)

    async def decoded(self, data: bytes, name: str) -> Decoded:
        """A new picture's pixels. Raises PictureRefused."""
        return await self._tasks.in_thread(self._decoder.decode, data, name)

    async def levels_of(self, picture: Picture) -> Levels:
        """The picture's pixels and their halves. Raises PictureRefused when it no longer decodes."""
        async with self._locks.setdefault(picture.id, asyncio.Lock()):
            if picture.id not in self._levels:
                decoded = await self.decoded(picture.data, picture.name)
                self.remember(picture.id, await self.halved(decoded.pixels))
            self._levels.move_to_end(picture.id)
            return self._levels[picture.id]

    async def halved(self, pixels: Pixels) -> Levels:
        """The pyramid of new pixels."""
        return await self._tasks.in_thread(pyramid, pixels)

    def remember(self, picture_id: str, levels: Levels) -> None:
        """Keep the levels of a picture that was just decoded."""
        self._tasks.let_go([self._levels.pop(picture_id, ())])
        self._levels[picture_id] = levels
        while len(self._levels) > 1 and self._held_bytes() > PIXEL_BYTES:
            self._tasks.let_go([self._levels.popitem(last=False)])

    def _held_bytes(self) -> int:
        return sum(len(level.data) for levels in self._levels.values() for level in levels)

    def ready(self, sheet: Sheet, model_name: str, detail: Detail) -> Prepared | None:
        """The sheet as it would be sent, if that is known already."""
        return self._prepared.get((sheet.picture.id, model_named(model_name), detail))

    async def prepared(self, sheet: Sheet, model_name: str, detail: Detail) -> Prepared:
        """The sheet as it is sent. Raises PictureRefused."""
        model = model_named(model_name)
        place = sheet.picture.id, model, detail
        levels = await self.levels_of(sheet.picture)
        async with self._locks.setdefault("prepare " + sheet.picture.id, asyncio.Lock()):
            if place not in self._prepared:
                self._prepared[place] = await self._tasks.in_thread(prepare, levels[0], model, detail)
                while len(self._prepared) > 1 and sum(len(p.data) for p in self._prepared.values()) > PREPARED_BYTES:
                    self._prepared.popitem(last=False)
            return self._prepared[place]
