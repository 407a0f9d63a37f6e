"""The image formats that can be read, each one entry: facts only, so that every layer may ask.

Sniffing, the decoder's allow-list, the clipboard, file dialogs, the package and the tests read this table; a new format
that Pillow opens is one more entry in it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_AVIF_BRANDS = {b"avif", b"avis"}
_JPEG_2000 = (b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")


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
    BLOCKS_OF_4 = "blocks of 4"  # 4×4 pixels, each block by itself
    UNBOUNDED = "unbounded"  # lossy, and no bound is known


@dataclass(frozen=True, slots=True)
class ImageFormat:
    """A format. `matches` looks at the first bytes of a file (64 are given, 32 are enough).

    `most_megapixels` is lower than that of all images where the decoder needs more memory or time for each pixel.
    """

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
    aliases: tuple[str, ...] = ()  # other media types under which programs put it on the clipboard
    most_megapixels: int = 120  # measured where lower: 1.5 GB of memory, or half of the decoder's 20 s
    is_sure: bool = True  # its first bytes are found in no other kind of file


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _brands(head: bytes) -> set[bytes]:
    """Returns the brands of an ISO media file, by which AVIF and HEIF, which share that container, differ."""
    if head[4:8] != b"ftyp":
        return set()
    return {head[8:12]} | {head[at : at + 4] for at in range(16, len(head) - 3, 4)}


def _is_avif(head: bytes) -> bool:
    return bool(_brands(head) & _AVIF_BRANDS)


def _is_heif(head: bytes) -> bool:
    return bool(_brands(head) & _HEIF_BRANDS) and not _is_avif(head)


def _is_icon(head: bytes) -> bool:
    return head.startswith(b"\0\0\1\0") and len(head) >= 6 and head[4:6] != b"\0\0"


def _is_cursor(head: bytes) -> bool:
    return head.startswith(b"\0\0\2\0") and len(head) >= 6 and head[4:6] != b"\0\0"


def _is_anymap(head: bytes) -> bool:
    """Returns True for the PBM, PGM and PPM family and for PFM in grey: a letter, a digit, and then only a number."""
    kind, rest = head[:2], head[2:].lstrip()
    known = kind in (b"P1", b"P2", b"P3", b"P4", b"P5", b"P6", b"Pf")
    return known and head[2:3].isspace() and (rest[:1].isdigit() or rest.startswith(b"#"))


def _is_targa(head: bytes) -> bool:
    """Returns True for a header that only TGA allows: it has no signature of its own, so every field is checked."""
    if len(head) < 18:
        return False
    palette, kind, depth, descriptor = head[1], head[2], head[16], head[17]
    depths = {1: (8, 16), 2: (15, 16, 24, 32), 3: (8, 16)}.get(kind & 7, ())
    if palette > 1 or kind not in (1, 2, 3, 9, 10, 11) or depth not in depths or descriptor & 0xC0:
        return False
    if (kind & 7 == 1) != (palette == 1) or (palette == 0 and any(head[3:8])):
        return False
    known_palette = palette == 0 or head[7] in (15, 16, 24, 32)
    return known_palette and any(head[12:14]) and any(head[14:16]) and descriptor & 15 in (0, 1, 8)


FORMATS = (
    ImageFormat(
        *("PNG", "image/png", ("png", "apng"), _begins(b"\x89PNG\r\n\x1a\n"), "PNG", "PngImagePlugin"),
        aliases=("image/x-png", "image/apng"),
    ),
    ImageFormat(
        *("JPEG", "image/jpeg", ("jpg", "jpeg", "jpe", "jfif"), _begins(b"\xff\xd8\xff"), "JPEG", "JpegImagePlugin"),
        pages=PageCount.ONE,  # what phones put behind it (depth, gain maps, a smaller copy) is no page
        compression=Compression.JPEG,
        aliases=("image/jpg", "image/pjpeg"),
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
        aliases=("image/tif", "image/x-tiff"),
    ),
    ImageFormat(
        *("BMP", "image/bmp", ("bmp", "dib"), lambda head: head.startswith(b"BM") and len(head) >= 18),
        *("BMP", "BmpImagePlugin"),
        empty_alpha_is_opaque=True,
        aliases=("image/x-bmp", "image/x-ms-bmp", "image/x-windows-bmp", "image/x-win-bitmap"),
        is_sure=False,
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
    ImageFormat(
        *("ICO", "image/x-icon", ("ico",), _is_icon, "ICO", "IcoImagePlugin"),
        pages=PageCount.ONE,
        empty_alpha_is_opaque=True,
        aliases=("image/vnd.microsoft.icon", "image/ico"),
        is_sure=False,
    ),
    ImageFormat(
        *("CUR", "image/x-cursor", ("cur",), _is_cursor, "ICO", "IcoImagePlugin"),  # an icon but for its first bytes
        pages=PageCount.ONE,
        empty_alpha_is_opaque=True,
        is_sure=False,
    ),
    ImageFormat(
        *("JPEG 2000", "image/jp2", ("jp2", "j2k", "j2c", "jpc", "jpx", "jpf"), _begins(*_JPEG_2000)),
        *("JPEG2000", "Jpeg2KImagePlugin"),
        pages=PageCount.ONE,
        compression=Compression.UNBOUNDED,
        aliases=("image/jpx", "image/jpeg2000", "image/jpeg2000-image", "image/x-jp2-codestream"),
        most_megapixels=50,
    ),
    ImageFormat(
        *("PSD", "image/vnd.adobe.photoshop", ("psd",), _begins(b"8BPS\0\1"), "PSD", "PsdImagePlugin"),
        pages=PageCount.ONE,  # the flattened image that Photoshop saves beside the layers
        aliases=("image/x-psd", "image/psd", "application/x-photoshop"),
    ),
    ImageFormat(
        *("PNM", "image/x-portable-anymap", ("pnm", "pbm", "pgm", "ppm", "pfm"), _is_anymap, "PPM", "PpmImagePlugin"),
        pages=PageCount.ONE,
        aliases=("image/x-portable-bitmap", "image/x-portable-graymap", "image/x-portable-pixmap"),
        is_sure=False,
    ),
    ImageFormat(
        *("QOI", "image/qoi", ("qoi",), _begins(b"qoif"), "QOI", "QoiImagePlugin"),
        pages=PageCount.ONE,
        aliases=("image/x-qoi",),
        most_megapixels=8,
    ),
    ImageFormat(
        *("DDS", "image/vnd-ms.dds", ("dds",), _begins(b"DDS \x7c\0\0\0"), "DDS", "DdsImagePlugin"),
        pages=PageCount.ONE,
        compression=Compression.BLOCKS_OF_4,
        aliases=("image/x-dds", "image/x-direct-draw-surface"),
        most_megapixels=8,
    ),
    ImageFormat(
        *("TGA", "image/x-tga", ("tga", "icb", "vda", "vst"), _is_targa, "TGA", "TgaImagePlugin"),
        pages=PageCount.ONE,
        empty_alpha_is_opaque=True,
        aliases=("image/x-targa", "image/targa"),
        is_sure=False,
    ),
    ImageFormat(
        *("PDF", "application/pdf", ("pdf",), _begins(b"%PDF-")),
        opener=Opener.PDFIUM,
        loads_separately=True,
    ),
)
"""In the order in which one of several forms on the clipboard is taken; documents last."""
BY_MIME = {image_format.mime: image_format for image_format in FORMATS}
BY_SUFFIX = {suffix: image_format for image_format in FORMATS for suffix in image_format.suffixes}


def file_patterns() -> str:
    """Returns the patterns of file names for a dialog: `*.png *.jpg …`."""
    return " ".join(f"*.{suffix}" for image_format in FORMATS for suffix in image_format.suffixes)
