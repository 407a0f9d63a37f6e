"""Decoders behind one port, so that the pictures of rows are decoded side by side."""

import contextlib
import queue
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import DecodedImage
from desktop.core.image.text.page_text import PageText
from desktop.services.ports.decoder import ChooseView, ImageDecoder

if TYPE_CHECKING:
    from PIL import Image


class ClosableDecoder(ImageDecoder, Protocol):
    """A decoder that is ended by whoever made it."""

    def close(self) -> None: ...


class Decoders:
    """Fulfils `ImageDecoder`. An image goes to the decoder that was free last, so that a series of them uses only one.

    A decoder whose child has not started yet takes no memory.
    """

    def __init__(self, decoders: Sequence[ClosableDecoder]) -> None:
        self._all = tuple(decoders)
        self._free = queue.LifoQueue[ClosableDecoder]()
        for decoder in reversed(self._all):
            self._free.put(decoder)

    @contextlib.contextmanager
    def _one(self) -> Iterator[ClosableDecoder]:
        decoder = self._free.get()
        try:
            yield decoder
        finally:
            self._free.put(decoder)

    def warm(self) -> None:
        """Starts one child."""
        with self._one() as decoder:
            decoder.warm()

    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Rect, ...] = ()
    ) -> DecodedImage:
        with self._one() as decoder:
            return decoder.decode(data, name, page, side, covers)

    def view(self, data: bytes, name: str, page: int, side: int, choose: ChooseView) -> "Image.Image":
        with self._one() as decoder:
            return decoder.view(data, name, page, side, choose)

    def page_text(self, data: bytes, name: str, page: int, side: int) -> PageText:
        with self._one() as decoder:
            return decoder.page_text(data, name, page, side)

    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> bytes:
        with self._one() as decoder:
            return decoder.covered(data, name, page, side, covers)

    def close(self) -> None:
        """Ends every child, even in the middle of an image."""
        for decoder in self._all:
            decoder.close()
