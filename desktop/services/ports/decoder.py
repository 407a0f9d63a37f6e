"""Decoding of images."""

from typing import Protocol

from desktop.core.geometry.rect import Rect
from desktop.core.image.pixel_buffer import DecodedImage
from desktop.core.image.text.page_text import PageText


class ImageDecoder(Protocol):
    """Decodes untrusted bytes. Every method blocks; those that decode raise ImageRejectedError."""

    def warm(self) -> None: ...
    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Rect, ...] = ()
    ) -> DecodedImage: ...
    def page_text(self, data: bytes, name: str, page: int, side: int) -> PageText: ...
    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> bytes: ...
