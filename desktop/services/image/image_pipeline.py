"""Decodes images and encodes them for the model, in the background, and caches both within bounds.

Encoding starts when an image is imported or edited, so that Enter only has to send.
"""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace

from PIL import Image

from desktop.core.geometry.rect import Rect
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import EncodedImage, encode_for_model, encode_full_size
from desktop.core.image.flattening import Draw, flatten
from desktop.core.image.legibility import looked_at, x_height
from desktop.core.image.pixel_buffer import DecodedImage, PixelBuffer, build_mipmaps
from desktop.core.image.source_image import SourceImage, sniff_mime_type
from desktop.core.model_catalog import model_named
from desktop.core.model_terms import Detail
from desktop.core.models.model import Model
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.tasks import Tasks

PIXEL_BYTES = 800_000_000  # of decoded pixels in memory; chosen
PREPARED_BYTES = 200_000_000  # of encoded images in memory; chosen
THUMBNAIL_SIDE = 240  # pixels of the longer side; chosen
MOST_REMEMBERED = 500  # letter heights; chosen

MipLevels = tuple[PixelBuffer, ...]
"""The pixels of an image, and below them their halves, each half as wide and high as the one before."""


@dataclass(frozen=True, slots=True)
class DecodedLevels:
    """The mip levels of an image; `redact_before_color_from_px` is that of its `DecodedImage`."""

    levels: MipLevels
    redact_before_color_from_px: int | None = None


class ImagePipeline:
    """Computes pixels and encoded images, each once. Used on the loop's thread; the work is done in worker threads."""

    def __init__(self, tasks: Tasks, decoder: ImageDecoder, draw: Draw) -> None:
        self._tasks = tasks
        self._decoder = decoder
        self._draw = draw
        self._decoded: OrderedDict[str, DecodedLevels] = OrderedDict()
        self._prepared: OrderedDict[tuple[AnnotatedImage, Model, Detail], EncodedImage] = OrderedDict()
        self._letters: dict[AnnotatedImage, float | None] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def warm(self) -> None:
        """Starts the decoder, so that the first image need not wait for it."""
        await self._tasks.run_blocking(self._decoder.warm)

    # source images

    async def decode(self, data: bytes, name: str, page: int = 0, side: int = 0) -> tuple[SourceImage, MipLevels]:
        """Returns a new source image, and its pixels, which are cached. Raises ImageRejectedError.

        `page` counts from 0; `side` is the longest side to render a page at, in pixels, or 0 for the default.
        """
        decoded = await self._tasks.run_blocking(self._decoder.decode, data, name, page, side)
        image = await self._tasks.run_blocking(decoded.image, data, name, page)
        levels = await self._tasks.run_blocking(build_mipmaps, decoded.pixels)
        self._remember(image.key, DecodedLevels(levels, decoded.redact_before_color_from_px))
        return image, levels

    async def mipmaps(self, image: SourceImage) -> MipLevels:
        """Returns the mip levels of a source image. Raises ImageRejectedError if it no longer decodes."""
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
        return sum(len(level.data) for decoded in self._decoded.values() for level in decoded.levels)

    async def _levels_for(self, image: AnnotatedImage) -> MipLevels:
        """Returns the levels to flatten an image from: one alone if it had to be redacted before colour conversion."""
        levels = await self.mipmaps(image.source)
        redact_before_color_from_px = self._decoded[image.source.key].redact_before_color_from_px
        pixels = await self._tasks.run_blocking(
            redacted_before_color, self._decoder, image, levels[0], redact_before_color_from_px
        )
        return levels if pixels is levels[0] else (pixels,)

    async def small_page(self, image: SourceImage, page: int, side: int) -> PixelBuffer:
        """Returns a page (counted from 0) of the image file, at most `side` pixels long. Raises ImageRejectedError."""

        def page_pixels() -> PixelBuffer:
            decoded = self._decoder.decode(image.data, image.name, page, side)
            levels = build_mipmaps(decoded.pixels)
            return next((level for level in levels if max(level.width, level.height) <= side), levels[-1])

        return await self._tasks.run_blocking(page_pixels)

    # annotated images

    def cached_encoding(self, image: AnnotatedImage, model_name: str, detail: Detail) -> EncodedImage | None:
        """Returns an image as it would be sent, or None if it has not been encoded yet."""
        return self._prepared.get((_plain(image), model_named(model_name), detail))

    async def encode(self, image: AnnotatedImage, model_name: str, detail: Detail) -> EncodedImage:
        """Returns an image as it is sent. Raises ImageRejectedError."""
        model = model_named(model_name)
        key = _plain(image), model, detail
        async with self._locks.setdefault("prepare " + image.id, asyncio.Lock()):
            if key not in self._prepared:
                levels = await self._levels_for(image)
                self._prepared[key] = await self._tasks.run_blocking(
                    encode_for_model, image, levels[0], model, detail, self._draw
                )
                while len(self._prepared) > 1 and sum(len(p.data) for p in self._prepared.values()) > PREPARED_BYTES:
                    self._prepared.popitem(last=False)
            return self._prepared[key]

    async def encode_full_size(self, image: AnnotatedImage, mime: str) -> bytes:
        """Returns an image at the size of its view, as other programs get it. Raises ImageRejectedError."""
        levels = await self._levels_for(image)
        return await self._tasks.run_blocking(encode_full_size, image, levels[0], mime, self._draw)

    async def thumbnail(self, image: AnnotatedImage) -> PixelBuffer:
        """Returns a thumbnail of an image as it is shown, with its annotations. Raises ImageRejectedError."""
        return await self._tasks.run_blocking(_thumbnail, image, await self._levels_for(image), self._draw)

    async def letters_px(self, image: AnnotatedImage) -> float | None:
        """Returns the approximate height of the smallest letters in view pixels (see core/image/legibility.py), or
        None.

        Raises ImageRejectedError.
        """
        bare = _plain(image).with_redactions_only
        if bare not in self._letters:
            levels = await self._levels_for(bare)
            self._letters[bare] = await self._tasks.run_blocking(lambda: x_height(looked_at(bare, levels[0])))
            while len(self._letters) > MOST_REMEMBERED:
                del self._letters[next(iter(self._letters))]
        return self._letters[bare]

    async def pixels_of(self, prepared: EncodedImage) -> MipLevels:
        """Returns the mip levels of an encoded image, for the canvas."""
        return await self._tasks.run_blocking(lambda: build_mipmaps(PixelBuffer.of(prepared.image())))

    async def smaller(self, prepared: EncodedImage, side: int, detail: Detail) -> EncodedImage:
        """Returns an encoded image, shrunk so that its longer side has `side` pixels."""
        return await self._tasks.run_blocking(prepared.downscaled, side, detail)

    def for_storage(self, image: AnnotatedImage) -> AnnotatedImage:
        """Returns the image as it may be stored: redacted pixels are no longer in its source image.

        Blocks; may be called in any thread. Raises ImageRejectedError.
        """
        if not image.redacted_rects:
            return image
        before = image.source
        data = self._decoder.covered(
            before.data, before.name, before.page_index, max(before.size), image.redacted_rects
        )
        mime = sniff_mime_type(data) or "image/png"
        redacted = SourceImage(sha256_hex(data), data, *before.size, mime, before.name)
        redacted = replace(redacted, metadata=before.metadata, remarks=before.remarks)
        return replace(image, source=redacted)


def decoded_again(decoder: ImageDecoder, image: SourceImage, covers: tuple[Rect, ...] = ()) -> DecodedImage:
    """Returns the pixels of an image that was decoded before. Blocks; raises ImageRejectedError."""
    return decoder.decode(image.data, image.name, image.page_index, max(image.size), covers)


def redacted_before_color(
    decoder: ImageDecoder, image: AnnotatedImage, pixels: PixelBuffer, redact_before_color_from_px: int | None
) -> PixelBuffer:
    """Returns the source pixels to flatten an image from. Blocks; raises ImageRejectedError.

    They are `pixels`, or newly decoded ones that were redacted before the colour conversion, if the redactions are
    large enough to change the colours of the rest (`DecodedImage.redact_before_color_from_px`).
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
    """Returns the image without properties that do not show in its pixels."""
    return replace(image, detail=None, resend_policy=ResendPolicy.FULL)


def _thumbnail(image: AnnotatedImage, levels: MipLevels, draw: Draw) -> PixelBuffer:
    """Returns a thumbnail, drawn from the smallest level that is large enough for the view."""
    share = max(image.view.size) / max(image.source.size)
    enough = [level for level in levels if max(level.width, level.height) * share >= THUMBNAIL_SIDE]
    flat = flatten(image, enough[-1] if enough else levels[0])
    flat.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return PixelBuffer.of(draw(image, flat) if image.visible_annotations else flat)
