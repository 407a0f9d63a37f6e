"""What may be imported: an image or a text, from wherever it comes."""

from dataclasses import dataclass
from pathlib import Path

from desktop.core.conversation.attached_text import TextPart
from desktop.core.image.pixel_buffer import PixelBuffer


@dataclass(frozen=True, slots=True)
class ImportItem:
    """Something that may be an image or, if it is a file, a text: exactly one of a file, bytes, or an address that the
    user agreed to fetch.

    `ip_addresses` are those that the address leads to, if the user was shown them. With `is_temporary`, the file was
    written for this import and is deleted once it has been read. `fallbacks` are tried in turn if it is no image. Of a
    text, `part` is taken. `pixels` are those of `data`, if this program made it of them.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    address: str = ""
    ip_addresses: tuple[str, ...] = ()
    is_temporary: bool = False
    fallbacks: tuple["ImportItem", ...] = ()
    part: TextPart = TextPart.WHOLE
    pixels: PixelBuffer | None = None
