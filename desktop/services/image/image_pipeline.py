"""The darkroom: decodes pictures and prepares sheets for the model, in the background, and remembers both.

Preparing starts when a picture arrives or an edit is made, so that Enter only has to send. What is remembered is
bounded; pictures that are on the desk stay.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import Protocol

from PIL import Image

from desktop.core.geometry.rect import Area
from desktop.core.image.annotated_image import Fate, Sheet
from desktop.core.image.encoding import Prepared, prepare
from desktop.core.image.flattening import Draw, flattened
from desktop.core.image.legibility import looked_at, x_height
from desktop.core.image.pixel_buffer import Decoded, Pixels, pyramid
from desktop.core.image.source_image import Picture, hash_of, sniffed
from desktop.core.model_catalog import Detail, Model, model_named
from desktop.services.tasks import Tasks

PIXEL_BYTES = 800_000_000
PREPARED_BYTES = 200_000_000
THUMBNAIL_SIDE = 240
MOST_REMEMBERED = 500

Levels = tuple[Pixels, ...]


class Decoder(Protocol):
    """Bytes → pixels, or → the bytes of a picture with covers burnt in; blocks, and raises PictureRefused."""

    def warm(self) -> None: ...
    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Area, ...] = ()
    ) -> Decoded: ...
    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Area, ...]) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture's pixels with their halves; `tips_at` as in `Decoded`."""

    levels: Levels
    tips_at: int | None = None


class Darkroom:
    """Pixels and prepared pictures, made once each. Used on the loop's thread; the work is done in others."""

    def __init__(self, tasks: Tasks, decoder: Decoder, draw: Draw) -> None:
        self._tasks = tasks
        self._decoder = decoder
        self._draw = draw
        self._developed: OrderedDict[str, Developed] = OrderedDict()
        self._prepared: OrderedDict[tuple[Sheet, Model, Detail], Prepared] = OrderedDict()
        self._letters: dict[Sheet, float | None] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def warm(self) -> None:
        """Have the decoder ready, so that the first picture need not wait for it."""
        await self._tasks.in_thread(self._decoder.warm)

    # pictures

    async def developed(self, data: bytes, name: str, page: int = 0, side: int = 0) -> tuple[Picture, Levels]:
        """A new picture, whose pixels are remembered. Raises PictureRefused."""
        decoded = await self._tasks.in_thread(self._decoder.decode, data, name, page, side)
        picture = await self._tasks.in_thread(decoded.picture, data, name, page)
        levels = await self._tasks.in_thread(pyramid, decoded.pixels)
        self._remember(picture.key, Developed(levels, decoded.tips_at))
        return picture, levels

    async def levels_of(self, picture: Picture) -> Levels:
        """The picture's pixels and their halves. Raises PictureRefused when it no longer decodes."""
        async with self._locks.setdefault(picture.key, asyncio.Lock()):
            if picture.key not in self._developed:
                decoded = await self._tasks.in_thread(decoded_again, self._decoder, picture)
                levels = await self._tasks.in_thread(pyramid, decoded.pixels)
                self._remember(picture.key, Developed(levels, decoded.tips_at))
            self._developed.move_to_end(picture.key)
            return self._developed[picture.key].levels

    def _remember(self, key: str, developed: Developed) -> None:
        self._tasks.let_go([self._developed.pop(key, ())])
        self._developed[key] = developed
        while len(self._developed) > 1 and self._held_bytes() > PIXEL_BYTES:
            self._tasks.let_go([self._developed.popitem(last=False)])

    def _held_bytes(self) -> int:
        return sum(len(level.data) for each in self._developed.values() for level in each.levels)

    async def _pixels_for(self, sheet: Sheet) -> Pixels:
        """The whole pixels to flatten `sheet` from: covered before their colours were made, where that matters."""
        levels = await self.levels_of(sheet.picture)
        tips_at = self._developed[sheet.picture.key].tips_at
        return await self._tasks.in_thread(before_colours, self._decoder, sheet, levels[0], tips_at)

    async def small_page(self, picture: Picture, page: int, side: int) -> Pixels:
        """A small form of any page of the picture's bytes. Raises PictureRefused."""

        def made() -> Pixels:
            decoded = self._decoder.decode(picture.data, picture.name, page, side)
            levels = pyramid(decoded.pixels)
            return next((level for level in levels if max(level.width, level.height) <= side), levels[-1])

        return await self._tasks.in_thread(made)

    # sheets

    def ready(self, sheet: Sheet, model_name: str, detail: Detail) -> Prepared | None:
        """The sheet as it would be sent, if that is known already."""
        return self._prepared.get((_plain(sheet), model_named(model_name), detail))

    async def prepared(self, sheet: Sheet, model_name: str, detail: Detail) -> Prepared:
        """The sheet as it is sent. Raises PictureRefused."""
        model = model_named(model_name)
        place = _plain(sheet), model, detail
        async with self._locks.setdefault("prepare " + sheet.id, asyncio.Lock()):
            if place not in self._prepared:
                pixels = await self._pixels_for(sheet)
                self._prepared[place] = await self._tasks.in_thread(prepare, sheet, pixels, model, detail, self._draw)
                while len(self._prepared) > 1 and sum(len(p.data) for p in self._prepared.values()) > PREPARED_BYTES:
                    self._prepared.popitem(last=False)
            return self._prepared[place]

    async def thumbnail(self, sheet: Sheet) -> Pixels:
        """A small form of what the sheet shows. Raises PictureRefused."""
        levels = await self.levels_of(sheet.picture)
        return await self._tasks.in_thread(_thumbnail, sheet, levels, self._draw)

    async def letters_px(self, sheet: Sheet) -> float | None:
        """About how high the sheet's smallest letters are (see core/image/legibility.py). Raises PictureRefused."""
        bare = replace(_plain(sheet), marks=())
        if bare not in self._letters:
            levels = await self.levels_of(sheet.picture)
            self._letters[bare] = await self._tasks.in_thread(lambda: x_height(looked_at(bare, levels[0])))
            while len(self._letters) > MOST_REMEMBERED:
                del self._letters[next(iter(self._letters))]
        return self._letters[bare]

    async def pixels_of(self, prepared: Prepared) -> Levels:
        """What a prepared picture shows, for the canvas."""
        return await self._tasks.in_thread(lambda: pyramid(Pixels.of(prepared.image())))

    async def smaller(self, prepared: Prepared, side: int, detail: Detail) -> Prepared:
        """A prepared picture, shrunk further."""
        return await self._tasks.in_thread(prepared.within, side, detail)

    def as_kept(self, sheet: Sheet) -> Sheet:
        """The sheet in the form in which it may lie on the disk: what is covered is not in its picture any more.

        Blocks; may be called in any thread. Raises PictureRefused.
        """
        if not sheet.covered:
            return sheet
        before = sheet.picture
        data = self._decoder.covered(before.data, before.name, before.page, max(before.size), sheet.covered)
        mime = sniffed(data[:64]) or "image/png"
        kept = Picture(hash_of(data), data, *before.size, mime, before.name, metadata=before.metadata)
        return replace(sheet, picture=kept)


def decoded_again(decoder: Decoder, picture: Picture, covers: tuple[Area, ...] = ()) -> Decoded:
    """The pixels of a picture that was decoded before. Blocks; raises PictureRefused."""
    return decoder.decode(picture.data, picture.name, picture.page, max(picture.size), covers)


def before_colours(decoder: Decoder, sheet: Sheet, pixels: Pixels, tips_at: int | None) -> Pixels:
    """The pixels to flatten `sheet` from: `pixels`, or others whose covers came before their colours, where what is
    covered may decide how all else looks (`Decoded.tips_at`). Blocks; raises PictureRefused.
    """
    covers = sheet.covered
    if tips_at is None or not covers or sum(area.width * area.height for area in covers) < tips_at:
        return pixels
    return decoded_again(decoder, sheet.picture, covers).pixels


def _plain(sheet: Sheet) -> Sheet:
    """The sheet without what does not show on it."""
    return replace(sheet, detail=None, fate=Fate.AGAIN)


def _thumbnail(sheet: Sheet, levels: Levels, draw: Draw) -> Pixels:
    """From the smallest level that is large enough for the part that shows."""
    share = max(sheet.frame.size) / max(sheet.picture.size)
    enough = [level for level in levels if max(level.width, level.height) * share >= THUMBNAIL_SIDE]
    image = flattened(sheet, enough[-1] if enough else levels[0])
    image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return Pixels.of(draw(sheet, image) if sheet.drawn else image)
