"""Facts in an image file beside its pixels: how far a pixel spreads, and the kinds of metadata.

Runs in the decoder's child process only. Metadata is named, never passed on; the names are ours, not the file's.
"""

from typing import Any, assert_never

from PIL import ExifTags, Image

from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image_formats import BY_MIME, Compression

GENEROUS = CompressionBlocks(64, 64, 16, is_exact=False)
"""The spread assumed for lossy formats for which no bound is known: WebP, HEIC, AVIF. Chosen; not measured."""
PHOTOMETRIC, YCBCR = 262, 6
XMP = 700  # a tag of TIFF

_TEXT_NAMES = {"comment", "Comment", "Software", "Author", "Title", "Description", "Copyright", "Creation Time"}
_TURNED = {  # EXIF orientation → (sides swapped, blocks begin at the right, at the bottom) once upright
    1: (False, False, False),
    2: (False, True, False),
    3: (False, True, True),
    4: (False, False, True),
    5: (True, False, False),
    6: (True, True, False),
    7: (True, True, True),
    8: (True, False, True),
}


def moved(stored: CompressionBlocks) -> CompressionBlocks:
    """Returns the blocks of an image that was cropped after it had been made: they may begin anywhere."""
    return stored if stored.is_lossless else CompressionBlocks(1, 1, stored.reach, is_exact=False)


def compression_blocks_of(image: Image.Image, mime: str, data: bytes) -> CompressionBlocks:
    """Returns the blocks by which a pixel of the upright image spreads. To be called before the pixels are loaded."""
    stored = _stored_compression(image, mime, data)
    if stored.is_lossless:
        return stored
    swapped, from_right, from_bottom = _TURNED[orientation_of(image)]
    across, down = (stored.block_height, stored.block_width) if swapped else (stored.block_width, stored.block_height)
    return CompressionBlocks(across, down, stored.filter_radius, from_right, from_bottom, stored.is_exact)


def _stored_compression(image: Image.Image, mime: str, data: bytes) -> CompressionBlocks:
    compression = BY_MIME[mime].compression
    match compression:
        case Compression.LOSSLESS:
            return CompressionBlocks()
        case Compression.JPEG:
            layers = getattr(image, "layer", None) or [(1, 2, 2, 0)]
            return _of_jpeg(
                max(max(1, int(layer[1])) for layer in layers),
                max(max(1, int(layer[2])) for layer in layers),
                bool(image.info.get("progressive") or image.info.get("progression")),
            )
        case Compression.TIFF:
            return _of_tiff(image)
        case Compression.WEBP:
            return CompressionBlocks() if _is_lossless_webp(data) else GENEROUS
        case Compression.BLOCKS_OF_4:
            return CompressionBlocks(4, 4)
        case Compression.UNBOUNDED:
            return GENEROUS
    assert_never(compression)


def _of_jpeg(across: int, down: int, progressive: bool) -> CompressionBlocks:
    """Returns the blocks for the largest sampling factors. Colour is interpolated over its neighbours; and the library
    smooths a progressive file whose last scans are missing over two blocks to each side.
    """
    reach = 1 if across == down == 1 else 2 * max(across, down)
    return CompressionBlocks(8 * across, 8 * down, reach + (16 * max(across, down) if progressive else 0))


def _of_tiff(image: Image.Image) -> CompressionBlocks:
    """Returns the blocks of a TIFF, which may contain whole JPEGs in strips or tiles of any size, or share colour."""
    compression = str(image.info.get("compression", ""))
    if compression in ("jpeg", "tiff_jpeg"):
        return CompressionBlocks(32, 32, 32)
    if compression in ("webp", "jpeg2000", "lerc"):
        return GENEROUS
    ycbcr = getattr(image, "tag_v2", {}).get(PHOTOMETRIC) == YCBCR
    return CompressionBlocks(4, 4, 4) if ycbcr else CompressionBlocks()


def _is_lossless_webp(data: bytes) -> bool:
    """Returns True if the first chunk with pixels is lossless. An animation counts as lossy."""
    at = 12
    while at + 8 <= len(data):
        name, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        if name in (b"VP8L", b"VP8 ", b"ANMF"):
            return name == b"VP8L"
        at += 8 + size + size % 2
    return False


def orientation_of(image: Image.Image) -> int:
    """Returns the orientation (1–8) by EXIF, or by the tag of a TIFF. XMP has none for browsers, and none here."""
    try:
        tags = getattr(image, "tag_v2", None)
        if tags is None:
            tags = Image.Exif()
            tags.load(image.info.get("exif", b""))
        orientation = int(tags.get(ExifTags.Base.Orientation, 1))
    except Exception:
        # EXIF is parsed by hand in Pillow and raises nearly anything; such an image is shown as it is stored.
        return 1
    return orientation if orientation in _TURNED else 1


def _taken_xmp(image: Image.Image) -> bool:
    """Takes XMP from an image, so that Pillow does not turn a TIFF by it. Returns True if there was any."""
    found = [image.info.pop(name, None) for name in ("xmp", "XML:com.adobe.xmp")]
    return any((*found, getattr(image, "tag_v2", {}).pop(XMP, None)))


def metadata_of(image: Image.Image) -> tuple[str, ...]:
    """Returns the names of the kinds of metadata, the most sensitive first. To be called before the pixels are loaded,
    and once: it takes XMP from the image.
    """
    has_xmp = _taken_xmp(image)
    info: dict[Any, Any] = image.info
    found = []
    try:
        exif = image.getexif()
        if exif.get_ifd(ExifTags.IFD.GPSInfo):
            found.append("position")
        if len(exif):
            found.append("EXIF")
        if exif.get_ifd(ExifTags.IFD.IFD1):
            found.append("thumbnail")
    except Exception:
        # as above; metadata that cannot be parsed is still not sent
        found.append("EXIF")
    if has_xmp:
        found.append("XMP")
    if info.get("icc_profile"):
        found.append("colour profile")
    if any(name in info for name in ("photoshop", "iptc")):
        found.append("IPTC")
    if getattr(image, "text", None) or _TEXT_NAMES & set(info):
        found.append("comments")
    return tuple(dict.fromkeys(found))
