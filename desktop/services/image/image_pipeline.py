"""The darkroom: decodes pictures and prepares sheets for the model, in the background, and remembers both.

Preparing starts when a picture arrives or an edit is made, so that Enter only has to send. What is remembered is
bounded; pictures that are on the desk stay.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace

from PIL import Image

from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import EncodedImage, encode_for_model
from desktop.core.image.flattening import Draw, flatten
from desktop.core.image.legibility import looked_at, x_height
from desktop.core.image.pixel_buffer import DecodedImage, PixelBuffer, build_mipmaps
from desktop.core.image.source_image import SourceImage, sniff_mime_type
from desktop.core.model_catalog import Detail, Model, model_named
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.tasks import Tasks

PIXEL_BYTES = 800_000_000
PREPARED_BYTES = 200_000_000
THUMBNAIL_SIDE = 240
MOST_REMEMBERED = 500

MipLevels = tuple[PixelBuffer, ...]


@dataclass(frozen=True, slots=True)
class DecodedLevels:
    """A picture's pixels with their halves; `tips_at` as in `Decoded`."""

    levels: MipLevels
    redact_before_color_from_px: int | None = None


class ImagePipeline:
    """Pixels and prepared pictures, made once each. Used on the loop's thread; the work is done in others."""

    def __init__(self, tasks: Tasks, decoder: ImageDecoder, draw: Draw) -> None:
        self._tasks = tasks
        self._decoder = decoder
        self._draw = draw
        self._decoded: OrderedDict[str, DecodedLevels] = OrderedDict()
        self._prepared: OrderedDict[tuple[AnnotatedImage, Model, Detail], EncodedImage] = OrderedDict()
        self._letters: dict[AnnotatedImage, float | None] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def warm(self) -> None:
        """Have the decoder ready, so that the first picture need not wait for it."""
        await self._tasks.run_blocking(self._decoder.warm)

    # pictures

    async def decode(self, data: bytes, name: str, page: int = 0, side: int = 0) -> tuple[SourceImage, MipLevels]:
        """A new picture, whose pixels are remembered. Raises PictureRefused."""
        decoded = await self._tasks.run_blocking(self._decoder.decode, data, name, page, side)
        image = await self._tasks.run_blocking(decoded.image, data, name, page)
        levels = await self._tasks.run_blocking(build_mipmaps, decoded.pixels)
        self._remember(image.key, DecodedLevels(levels, decoded.redact_before_color_from_px))
        return image, levels

    async def mipmaps(self, image: SourceImage) -> MipLevels:
        """The picture's pixels and their halves. Raises PictureRefused when it no longer decodes."""
        async with self._locks.setdefault(image.key, asyncio.Lock()):
            if image.key not in self._decoded:
                decoded = await self._tasks.run_blocking(decoded_again, self._decoder, image)
                levels = await self._tasks.run_blocking(build_mipmaps, decoded.pixels)
                self._remember(image.key, DecodedLevels(levels, decoded.redact_before_color_from_px))
            self._decoded.move_to_end(image.key)
            return self._decoded[image.key].levels

    def _remember(self, key: str, decoded: DecodedLevels) -> None:
        self._tasks.clear_in_thread([self._decoded.pop(key, ())])
        self._decoded[key] = decoded
        while len(self._decoded) > 1 and self._held_bytes() > PIXEL_BYTES:
            self._tasks.clear_in_thread([self._decoded.popitem(last=False)])

    def _held_bytes(self) -> int:
        return sum(len(level.data) for each in self._decoded.values() for level in each.levels)

    async def _pixels_for(self, image: AnnotatedImage) -> PixelBuffer:
        """The whole pixels to flatten `sheet` from: covered before their colours were made, where that matters."""
        levels = await self.mipmaps(image.source)
        redact_before_color_from_px = self._decoded[image.source.key].redact_before_color_from_px
        return await self._tasks.run_blocking(
            before_colors, self._decoder, image, levels[0], redact_before_color_from_px
        )

    async def small_page(self, image: SourceImage, page: int, side: int) -> PixelBuffer:
        """A small form of any page of the picture's bytes. Raises PictureRefused."""

        def made() -> PixelBuffer:
            decoded = self._decoder.decode(image.data, image.name, page, side)
            levels = build_mipmaps(decoded.pixels)
            return next((level for level in levels if max(level.width, level.height) <= side), levels[-1])

        return await self._tasks.run_blocking(made)

    # sheets

    def cached_encoding(self, image: AnnotatedImage, model_name: str, detail: Detail) -> EncodedImage | None:
        """The sheet as it would be sent, if that is known already."""
        return self._prepared.get((_plain(image), model_named(model_name), detail))

    async def encode(self, image: AnnotatedImage, model_name: str, detail: Detail) -> EncodedImage:
        """The sheet as it is sent. Raises PictureRefused."""
        model = model_named(model_name)
        place = _plain(image), model, detail
        async with self._locks.setdefault("prepare " + image.id, asyncio.Lock()):
            if place not in self._prepared:
                pixels = await self._pixels_for(image)
                self._prepared[place] = await self._tasks.run_blocking(
                    encode_for_model, image, pixels, model, detail, self._draw
                )
                while len(self._prepared) > 1 and sum(len(p.data) for p in self._prepared.values()) > PREPARED_BYTES:
                    self._prepared.popitem(last=False)
            return self._prepared[place]

    async def thumbnail(self, image: AnnotatedImage) -> PixelBuffer:
        """A small form of what the sheet shows. Raises PictureRefused."""
        levels = await self.mipmaps(image.source)
        return await self._tasks.run_blocking(_thumbnail, image, levels, self._draw)

    async def letters_px(self, image: AnnotatedImage) -> float | None:
        """About how high the sheet's smallest letters are (see core/image/legibility.py). Raises PictureRefused."""
        bare = replace(_plain(image), annotations=())
        if bare not in self._letters:
            levels = await self.mipmaps(image.source)
            self._letters[bare] = await self._tasks.run_blocking(lambda: x_height(looked_at(bare, levels[0])))
            while len(self._letters) > MOST_REMEMBERED:
                del self._letters[next(iter(self._letters))]
        return self._letters[bare]

    async def pixels_of(self, prepared: EncodedImage) -> MipLevels:
        """What a prepared picture shows, for the canvas."""
        return await self._tasks.run_blocking(lambda: build_mipmaps(PixelBuffer.of(prepared.image())))

    async def smaller(self, prepared: EncodedImage, side: int, detail: Detail) -> EncodedImage:
        """A prepared picture, shrunk further."""
        return await self._tasks.run_blocking(prepared.downscaled, side, detail)

    def for_storage(self, image: AnnotatedImage) -> AnnotatedImage:
        """The sheet in the form in which it may lie on the disk: what is covered is not in its picture any more.

        Blocks; may be called in any thread. Raises PictureRefused.
        """
        if not image.redacted_rects:
            return image
        before = image.source
        data = self._decoder.covered(
            before.data, before.name, before.page_index, max(before.size), image.redacted_rects
        )
        mime = sniff_mime_type(data[:64]) or "image/png"
        kept = SourceImage(sha256_hex(data), data, *before.size, mime, before.name, metadata=before.metadata)
        return replace(image, source=kept)


def decoded_again(decoder: ImageDecoder, image: SourceImage, covers: tuple[Rect, ...] = ()) -> DecodedImage:
    """The pixels of a picture that was decoded before. Blocks; raises PictureRefused."""
    return decoder.decode(image.data, image.name, image.page_index, max(image.size), covers)


def before_colors(
    decoder: ImageDecoder, image: AnnotatedImage, pixels: PixelBuffer, redact_before_color_from_px: int | None
) -> PixelBuffer:
    """The pixels to flatten `sheet` from: `pixels`, or others whose covers came before their colours, where what is
    covered may decide how all else looks (`Decoded.tips_at`). Blocks; raises PictureRefused.
    """
    covers = image.redacted_rects
    if (
        redact_before_color_from_px is None
        or not covers
        or sum(rect.width * rect.height for rect in covers) < redact_before_color_from_px
    ):
        return pixels
    return decoded_again(decoder, image.source, covers).pixels


def _plain(image: AnnotatedImage) -> AnnotatedImage:
    """The sheet without what does not show on it."""
    return replace(image, detail=None, resend_policy=ResendPolicy.FULL)


def _thumbnail(sheet: AnnotatedImage, levels: MipLevels, draw: Draw) -> PixelBuffer:
    """From the smallest level that is large enough for the part that shows."""
    share = max(sheet.view.size) / max(sheet.source.size)
    enough = [level for level in levels if max(level.width, level.height) * share >= THUMBNAIL_SIDE]
    image = flatten(sheet, enough[-1] if enough else levels[0])
    image.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return PixelBuffer.of(draw(sheet, image) if sheet.visible_annotations else image)
