"""Decoding of images."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.pixel_buffer import DecodedFacts, DecodedImage
from desktop.core.image.text.page_text import PageText

if TYPE_CHECKING:
    from PIL import Image

ChooseView = Callable[[DecodedFacts], tuple[Rect, Size]]
"""Returns which part of an image is wanted (source pixels), and at which size."""


class ImageDecoder(Protocol):
    """Decodes untrusted bytes. Every method blocks; those that decode raise ImageRejectedError."""

    def warm(self) -> None: ...
    def decode(
        self, data: bytes, name: str = "", page: int = 0, side: int = 0, covers: tuple[Rect, ...] = ()
    ) -> DecodedImage: ...
    def view(self, data: bytes, name: str, page: int, side: int, choose: ChooseView) -> "Image.Image": ...
    def page_text(self, data: bytes, name: str, page: int, side: int) -> PageText: ...
    def covered(self, data: bytes, name: str, page: int, side: int, covers: tuple[Rect, ...]) -> bytes: ...
