"""Decodes images and encodes them for the model, in the background, and caches both within bounds.

Encoding starts when an image is imported or edited, so that Enter only has to send.
"""

import asyncio
from collections.abc import Hashable
from dataclasses import replace
from typing import Any

from PIL import Image

from desktop.core.asking.pages.page_texts import text_beside
from desktop.core.ids import sha256_hex
from desktop.core.image.annotated_image import AnnotatedImage, ResendPolicy
from desktop.core.image.encoding import EncodedImage, encode_for_model, encode_full_size
from desktop.core.image.flattening import Draw, flatten
from desktop.core.image.legibility import looked_at, x_height
from desktop.core.image.pixel_buffer import DecodedImage, PixelBuffer, build_mipmaps
from desktop.core.image.source_image import SourceImage
from desktop.core.model_catalog import model_named
from desktop.core.model_terms import Detail
from desktop.core.models.model import Model
from desktop.core.workspace.draft import Draft
from desktop.services.image.decoded_levels import (
    DecodedLevels,
    MipLevels,
    decoded_again,
    redacted_before_color,
    redacted_source,
)
from desktop.services.image.pixel_cache import PixelCache
from desktop.services.ports.decoder import ImageDecoder
from desktop.services.tasks import Tasks

PIXEL_BYTES = 400_000_000  # of decoded pixels in memory; chosen
PREPARED_BYTES = 200_000_000  # of encoded images in memory; chosen
THUMBNAIL_SIDE = 240  # pixels of the longer side; chosen
MOST_SHOWN_PIXELS = 30_000_000  # of what is shown beside what leaves; chosen
MOST_REMEMBERED = 500  # letter heights; chosen


class ImagePipeline:
    """Computes pixels and encoded images, each once. Used on the loop's thread; the work is done in worker threads."""

    def __init__(self, tasks: Tasks, decoder: ImageDecoder, draw: Draw) -> None:
        self._tasks = tasks
        self._decoder = decoder
        self._draw = draw
        self._decoded: PixelCache[DecodedLevels] = PixelCache(lambda found: found.size, PIXEL_BYTES, self._free)
        self._prepared: PixelCache[EncodedImage] = PixelCache(lambda sent: len(sent.data), PREPARED_BYTES, self._free)
        self._letters: dict[tuple[str, str], float | None] = {}  # by source key and content key
        self._locks: dict[str, asyncio.Lock] = {}

    async def warm(self) -> None:
        """Starts the decoder, so that the first image need not wait for it."""
        await self._tasks.run_blocking(self._decoder.warm)

    def show_draft(self, draft: Draft) -> None:
        """Notes which images are in the draft: pixels of others are dropped soon after their last use."""
        source_keys = frozenset(image.source.key for image in draft.images)
        self._decoded.show_draft(source_keys)
        self._prepared.show_draft(source_keys)

    @property
    def pixel_bytes(self) -> int:
        """The bytes of all decoded pixels in memory."""
        return self._decoded.total_bytes

    def _free(self, dropped: list[Any]) -> None:
        self._tasks.clear_in_thread(dropped)

    # source images

    async def decode(self, data: bytes, name: str, page: int = 0, side: int = 0) -> SourceImage:
        """Returns a new source image, whose pixels are cached. Raises ImageRejectedError.

        `page` counts from 0; `side` is the longest side to render a page at, in pixels, or 0 for the default.
        """
        decoded, image_id = await self._tasks.run_both(
            lambda: self._decoder.decode(data, name, page, side), lambda: sha256_hex(data)
        )
        return self._arrived(decoded, decoded.facts.image(data, name, page, image_id))

    async def take_own(self, data: bytes, name: str, pixels: PixelBuffer) -> SourceImage:
        """Returns a new source image of a PNG that this program made of `pixels` itself: it need not be decoded."""
        decoded, image_id = DecodedImage.of(pixels, "image/png"), await self._tasks.run_blocking(sha256_hex, data)
        return self._arrived(decoded, decoded.facts.image(data, name, image_id=image_id))

    def _arrived(self, decoded: DecodedImage, image: SourceImage) -> SourceImage:
        levels = DecodedLevels((decoded.pixels,), decoded.facts.redact_before_color_from_px, are_all=False)
        self._decoded.keep(image.key, levels, image.key, is_arriving=True)
        return image

    async def pixels(self, image: SourceImage) -> MipLevels:
        """Returns the mip levels of a source image that are there: the full size, and its halves if they were made.

        Raises ImageRejectedError if the image no longer decodes.
        """
        return (await self._pixels(image)).levels

    async def mipmaps(self, image: SourceImage) -> MipLevels:
        """Returns all mip levels of a source image. Raises ImageRejectedError if it no longer decodes."""
        return (await self._all_levels(image)).levels

    async def _pixels(self, image: SourceImage) -> DecodedLevels:
        async with self._locks.setdefault(image.key, asyncio.Lock()):
            found = self._decoded.get(image.key)
            if found is None:
                decoded = await self._tasks.run_blocking(decoded_again, self._decoder, image)
                found = DecodedLevels((decoded.pixels,), decoded.facts.redact_before_color_from_px, are_all=False)
                self._decoded.keep(image.key, found, image.key)
            return found

    async def _all_levels(self, image: SourceImage) -> DecodedLevels:
        async with self._locks.setdefault("halve " + image.key, asyncio.Lock()):
            found = await self._pixels(image)
            if not found.are_all:
                levels = await self._tasks.run_blocking(build_mipmaps, found.levels[0])
                found = replace(found, levels=levels, are_all=True)
                self._decoded.keep(image.key, found, image.key)
            return found

    async def _levels_for(self, image: AnnotatedImage) -> MipLevels:
        """Returns the levels to flatten an image from: one alone if it had to be redacted before colour conversion."""
        found = await self._all_levels(image.source)
        pixels = await self._redacted(image, found)
        return found.levels if pixels is found.levels[0] else (pixels,)

    async def _pixels_for(self, image: AnnotatedImage) -> PixelBuffer:
        """Returns the first of these levels, and does not wait for the others."""
        return await self._redacted(image, await self._pixels(image.source))

    async def _redacted(self, image: AnnotatedImage, found: DecodedLevels) -> PixelBuffer:
        from_px = found.redact_before_color_from_px
        return await self._tasks.run_blocking(redacted_before_color, self._decoder, image, found.levels[0], from_px)

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
        return self._prepared.get(_encoding_key(image, model_named(model_name), detail))

    async def encode(self, image: AnnotatedImage, model_name: str, detail: Detail) -> EncodedImage:
        """Returns an image as it is sent. Raises ImageRejectedError."""
        model = model_named(model_name)
        key = _encoding_key(image, model, detail)
        async with self._locks.setdefault("prepare " + image.id, asyncio.Lock()):
            encoded = self._prepared.get(key)
            if encoded is None:
                pixels = await self._pixels_for(image)
                encoded = await self._tasks.run_blocking(encode_for_model, image, pixels, model, detail, self._draw)
                await self._tasks.run_blocking(text_beside, encoded.page_text)  # is known from now on
                self._prepared.keep(key, encoded, image.source.key)
            return encoded

    async def encode_full_size(self, image: AnnotatedImage, mime: str) -> bytes:
        """Returns an image at the size of its view, as other programs get it. Raises ImageRejectedError."""
        pixels = await self._pixels_for(image)
        return await self._tasks.run_blocking(encode_full_size, image, pixels, mime, self._draw)

    async def shown(self, image: AnnotatedImage) -> PixelBuffer:
        """Returns the pixels of an image at the size of its view, with its annotations. Raises ImageRejectedError."""
        return await self._tasks.run_blocking(_drawn, image, await self._pixels_for(image), self._draw)

    async def thumbnail(self, image: AnnotatedImage) -> PixelBuffer:
        """Returns a thumbnail of an image as it is shown, with its annotations. Raises ImageRejectedError."""
        return await self._tasks.run_blocking(_thumbnail, image, await self._levels_for(image), self._draw)

    async def uncovered(self, image: AnnotatedImage) -> PixelBuffer:
        """Returns the view of an image as it is here, without covers and marks: for the screen alone.

        A very large one is made smaller. Raises ImageRejectedError.
        """
        levels = await self._all_levels(image.source)
        return await self._tasks.run_blocking(_uncovered, replace(image, annotations=()), levels.levels)

    async def letters_px(self, image: AnnotatedImage) -> float | None:
        """Returns the approximate height of the smallest letters in view pixels (see core/image/legibility.py), or
        None.

        Raises ImageRejectedError.
        """
        bare = _plain(image).with_redactions_only
        key = bare.source.key, bare.content_key
        if key not in self._letters:
            pixels = await self._pixels_for(bare)
            self._letters[key] = await self._tasks.run_blocking(lambda: x_height(looked_at(bare, pixels)))
            while len(self._letters) > MOST_REMEMBERED:
                del self._letters[next(iter(self._letters))]
        return self._letters[key]

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
        return replace(image, source=redacted_source(self._decoder, image))


def _plain(image: AnnotatedImage) -> AnnotatedImage:
    """Returns the image without properties that do not show in its pixels."""
    return replace(image, detail=None, resend_policy=ResendPolicy.FULL)


def _encoding_key(image: AnnotatedImage, model: Model, detail: Detail) -> Hashable:
    """Returns the key of an image as it would be sent."""
    return _plain(image), model, detail


def _uncovered(image: AnnotatedImage, levels: MipLevels) -> PixelBuffer:
    """Returns the view of an image, from the largest level that is not too large."""
    level = next((level for level in levels if level.width * level.height <= MOST_SHOWN_PIXELS), levels[-1])
    return PixelBuffer.of(flatten(image, level))


def _drawn(image: AnnotatedImage, pixels: PixelBuffer, draw: Draw) -> PixelBuffer:
    flat = flatten(image, pixels)
    return PixelBuffer.of(draw(image, flat) if image.visible_annotations else flat)


def _thumbnail(image: AnnotatedImage, levels: MipLevels, draw: Draw) -> PixelBuffer:
    """Returns a thumbnail, drawn from the smallest level that is large enough for the view."""
    share = max(image.view.size) / max(image.source.size)
    enough = [level for level in levels if max(level.width, level.height) * share >= THUMBNAIL_SIDE]
    flat = flatten(image, enough[-1] if enough else levels[0])
    flat.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return PixelBuffer.of(draw(image, flat) if image.visible_annotations else flat)
