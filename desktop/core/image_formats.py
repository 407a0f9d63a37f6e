"""The image formats that can be read, each one entry: facts only, so that every layer may ask.

Sniffing, the decoder's allow-list, the clipboard, file dialogs, the package and the tests read this table; a new format
that Pillow opens is one more entry in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}


class Opener(StrEnum):
    """The library that opens a format; the decoder's child knows how."""

    PILLOW = "pillow"
    PILLOW_HEIF = "pillow_heif"  # as a plugin of Pillow
    PDFIUM = "pdfium"


class PageCount(StrEnum):
    """The way to learn how many pages or frames a file has."""

    ONE = "one"  # several sizes of one image count as one
    STATED = "stated"  # by the file
    COUNTED = "counted"  # one by one: the file's own count has no bound


class Compression(StrEnum):
    """The reach of a pixel to its neighbours; adapters/decoding/image_metadata.py derives it from a file."""

    LOSSLESS = "lossless"
    JPEG = "jpeg"
    TIFF = "tiff"
    WEBP = "webp"
    UNBOUNDED = "unbounded"  # lossy, and no bound is known


@dataclass(frozen=True, slots=True)
class ImageFormat:
    """A format. `matches` looks at the first bytes of a file (64 are given, 32 are enough)."""

    name: str  # as people read it
    mime: str
    suffixes: tuple[str, ...]
    matches: Callable[[bytes], bool]
    plugin: str = ""  # Pillow's name of the one plugin that may open it
    plugin_module: str = ""
    opener: Opener = Opener.PILLOW
    pages: PageCount = PageCount.STATED
    compression: Compression = Compression.LOSSLESS
    empty_alpha_is_opaque: bool = False  # Windows programs leave alpha at zero and mean opaque
    loads_separately: bool = False  # its library is large or rarely needed: the decoder loads it when it is needed


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _brands(head: bytes) -> set[bytes]:
    """Return the brands of an ISO media file, by which AVIF and HEIF, which share that container, differ."""
    if head[4:8] != b"ftyp":
        return set()
    return {head[8:12]} | {head[at : at + 4] for at in range(16, len(head) - 3, 4)}


def _is_avif(head: bytes) -> bool:
    return bool(_brands(head) & _AVIF_BRANDS)


def _is_heif(head: bytes) -> bool:
    return bool(_brands(head) & _HEIF_BRANDS) and not _is_avif(head)


def _is_icon(head: bytes) -> bool:
    return head.startswith(b"\0\0\1\0") and len(head) >= 6 and head[4:6] != b"\0\0"


FORMATS = (
    ImageFormat("PNG", "image/png", ("png",), _begins(b"\x89PNG\r\n\x1a\n"), "PNG", "PngImagePlugin"),
    ImageFormat(
        *("JPEG", "image/jpeg", ("jpg", "jpeg"), _begins(b"\xff\xd8\xff"), "JPEG", "JpegImagePlugin"),
        compression=Compression.JPEG,
    ),
    ImageFormat(
        *("WebP", "image/webp", ("webp",), lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP"),
        *("WEBP", "WebPImagePlugin"),
        compression=Compression.WEBP,
    ),
    ImageFormat("GIF", "image/gif", ("gif",), _begins(b"GIF87a", b"GIF89a"), "GIF", "GifImagePlugin"),
    ImageFormat(
        *("TIFF", "image/tiff", ("tif", "tiff"), _begins(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")),
        *("TIFF", "TiffImagePlugin"),
        pages=PageCount.COUNTED,
        compression=Compression.TIFF,
    ),
    ImageFormat(
        *("BMP", "image/bmp", ("bmp",), lambda head: head.startswith(b"BM") and len(head) >= 18),
        *("BMP", "BmpImagePlugin"),
        empty_alpha_is_opaque=True,
    ),
    ImageFormat(
        *("AVIF", "image/avif", ("avif",), _is_avif, "AVIF", "AvifImagePlugin"),
        compression=Compression.UNBOUNDED,
        loads_separately=True,
    ),
    ImageFormat(
        *("HEIC", "image/heic", ("heic", "heif"), _is_heif, "HEIF"),
        opener=Opener.PILLOW_HEIF,
        compression=Compression.UNBOUNDED,
        loads_separately=True,
    ),
    ImageFormat("ICO", "image/x-icon", ("ico",), _is_icon, "ICO", "IcoImagePlugin", pages=PageCount.ONE),
    ImageFormat(
        *("PDF", "application/pdf", ("pdf",), _begins(b"%PDF-")),
        opener=Opener.PDFIUM,
        loads_separately=True,
    ),
)
"""In the order in which one of several forms on the clipboard is taken; documents last."""
BY_MIME = {image_format.mime: image_format for image_format in FORMATS}


def file_patterns() -> str:
    """Return the patterns of file names for a dialog: `*.png *.jpg …`."""
    return " ".join(f"*.{suffix}" for image_format in FORMATS for suffix in image_format.suffixes)
