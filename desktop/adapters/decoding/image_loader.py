"""Untrusted bytes → upright, opaque sRGB pixels, band by band, by Pillow. Runs in the decoder's child process only.

Formats are an allow-list: each media type opens with the one plugin made for it. Whatever goes wrong ends as
`ImageOpenError` with the kind of problem. Colours are converted a band at a time, so that an image of a hundred million
pixels exists once, in its stored mode, and never as a whole in the form of the reply.
"""

import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from PIL import Image

from desktop.adapters.decoding.color_management import FEW_BITS, ColorConversion, StoredColors
from desktop.adapters.decoding.colors.declared_colors import declared_colors
from desktop.adapters.decoding.colors.grey_range import FULL
from desktop.adapters.decoding.files.bitmap_fields import bit_fields, read_bit_fields
from desktop.adapters.decoding.files.bounds import check_size, page_count
from desktop.adapters.decoding.files.jpeg_scans import load_watched
from desktop.adapters.decoding.files.mending import filled_up, going_on, is_whole_png, remark_on, without_guesses
from desktop.adapters.decoding.files.pixel_shape import PixelShape, pixel_shape
from desktop.adapters.decoding.files.sixteen_bits import read_numbers
from desktop.adapters.decoding.files.tiff_compression import unread_compression
from desktop.adapters.decoding.files.tiff_numbers import take_native_order
from desktop.adapters.decoding.files.variants import (
    as_meant,
    as_opened,
    check_head,
    check_variant,
    declared_white,
    zero_is_white,
)
from desktop.adapters.decoding.image_metadata import compression_blocks_of, metadata_of, moved, orientation_of
from desktop.adapters.decoding.open_errors import NOT_INSTALLED, ImageOpenError, open_error, unread_variant
from desktop.core.errors import ProblemKind
from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.files.image_remark import ImageRemark
from desktop.core.image.redaction_fill import fill_redactions
from desktop.core.image.sent.scaled_view import scaled_view
from desktop.core.image.source_image import start_and_type
from desktop.core.image_formats import BY_MIME, Opener
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.decoding import pdf
else:
    pdf = deferred("desktop.adapters.decoding.pdf")

_T = Image.Transpose
_TURNS = {  # EXIF orientation → the transposition after which the image is upright
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_270,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_90,
}
PNG, TIFF, WEBP = "image/png", "image/tiff", "image/webp"
FIRST_SWAPPED = 5  # of the orientations, from which width and height are exchanged
BAND_BYTES = 500_000  # one is made while the parent takes the one before; measured
LARGEST_PNG = 60_000_000
PACKED = "BGR;16"  # the raw mode of 5, 6 and 5 bits in one number, not of 16 for each colour


@dataclass(frozen=True)
class OpenedImage:
    """One page, upright, still in its stored mode, with the conversion of its colours."""

    image: Image.Image
    color_conversion: ColorConversion
    pages: int = 1
    compression: CompressionBlocks = CompressionBlocks()
    metadata: tuple[str, ...] = ()
    remarks: tuple[ImageRemark, ...] = ()

    def bands(self) -> Iterator[Image.Image]:
        """Yields the image in RGB, in bands from the top."""
        width, height = self.image.size
        rows = max(1, BAND_BYTES // (width * 4))
        for top in range(0, height, rows):
            yield self.color_conversion.of(self.image.crop((0, top, width, min(top + rows, height))))

    def view(self, crop: Rect, size: Size) -> Image.Image:
        """Returns a part of the image in RGB at `size`."""
        return scaled_view(crop, size, lambda part: self.color_conversion.of(self.image.crop(astuple(part))))

    def covered(self, covers: Iterable[Rect]) -> bytes:
        """Returns the whole image with these covers filled, as PNG; a huge photo as JPEG, which can be opened again."""
        whole, top = Image.new("RGB", self.image.size), 0
        for band in self.bands():
            whole.paste(band, (0, top))
            top += band.height
        fill_redactions(whole, covers)
        out = io.BytesIO()
        whole.save(out, "PNG", compress_level=1)
        if out.tell() > LARGEST_PNG:
            out = io.BytesIO()
            whole.save(out, "JPEG", quality=95, subsampling=0)
        return out.getvalue()


def open_image(data: bytes, mime: str, page: int = 0, side: int = 0, covers: Iterable[Rect] = ()) -> OpenedImage:
    """Returns an image of type `mime`, or one page of it. Raises ImageOpenError. `covers` are filled before all else.

    The colours of a transparent image are laid on white, or on another ground where white would hide them.
    """
    warnings.simplefilter("ignore")  # Pillow's own bound on pixels only warns, and later than `check_size`
    hidden = tuple(covers)
    try:
        start = start_and_type(data)[0]
        file = as_opened(data[start:] if start else data, mime)
        if BY_MIME[mime].opener is Opener.PDFIUM:
            return _opened_page(file, page, side, hidden)
        found = _loaded(file, mime, page)
        return _opened(found, file, mime, hidden)
    except Exception as error:
        # Pillow's plugins raise nearly anything on damaged bytes: OSError, SyntaxError, ValueError, struct.error, …
        raise open_error(error, mime) from None


def _opened_page(data: bytes, page: int, side: int, covers: tuple[Rect, ...]) -> OpenedImage:
    rendered = pdf.render_page(data, page, side)
    fill_redactions(rendered.image, covers)
    facts = rendered.pages, rendered.compression, rendered.metadata, rendered.remarks
    return OpenedImage(rendered.image, ColorConversion.plain(), *facts)


@dataclass(frozen=True)
class _Loaded:
    """A page with its pixels, upright and in the mode of the file, and what was done to get at them."""

    image: Image.Image
    pages: int
    compression: CompressionBlocks
    metadata: tuple[str, ...]
    shape: PixelShape
    white: int | None = None
    zero_is_white: bool = False
    few_bits: int = 0
    turned: Image.Transpose | None = None
    remark: ImageRemark | None = None
    is_damaged: bool = False
    data: bytes = b""  # of the file, without what is damaged in it and has no pixels
    page: int = 0

    def upright(self, image: Image.Image) -> Image.Image:
        """Returns another image of the file, turned as this one."""
        return image.transpose(self.turned) if self.turned is not None else image


def _loaded(data: bytes, mime: str, page: int) -> _Loaded:
    """Returns a page; of a damaged file as long as most of it is there."""
    try:
        found = _page(data, mime, page)
    except (ImageOpenError, MemoryError):
        raise
    except Exception as error:  # whatever it is, a second attempt shows how much can be saved
        if mime == "image/bmp" and (fields := bit_fields(data)):
            return _Loaded(read_bit_fields(data, fields), 1, CompressionBlocks(), (), PixelShape())
        with going_on():
            try:
                found = _page(filled_up(data, mime), mime, page)
                if mime == WEBP:
                    other = _page(filled_up(data, mime, b"\x55"), mime, page)
                    found = replace(found, image=without_guesses(found.image, other.image))
            except Exception:
                raise error from None
        remark = remark_on(found.image, mime, data, found.is_damaged)
        if remark is None:
            raise
        return replace(found, remark=remark)
    if not found.is_damaged and (mime != PNG or is_whole_png(data)):
        return found
    remark = remark_on(found.image, mime, data, found.is_damaged)
    if remark is None:
        raise ImageOpenError(ProblemKind.TRUNCATED)
    return replace(found, remark=remark)


def _page(data: bytes, mime: str, page: int) -> _Loaded:
    check_head(data, mime)
    with _identified(data, mime) as image:
        check_size(image, mime)
        pages = page_count(image, mime)
        if page >= pages:
            raise ImageOpenError(ProblemKind.NO_SUCH_PAGE)
        if page:
            image.seek(page)
            check_size(image, mime)
        check_variant(image, mime)
        raw_modes = " ".join(str(tile[3]) for tile in getattr(image, "tile", ()))
        few_bits = FEW_BITS if ";16" in raw_modes and PACKED not in raw_modes else 0
        take_native_order(image)
        blocks = compression_blocks_of(image, mime, data)
        metadata = metadata_of(image)  # of a PNG, this loads the pixels
        shape, orientation = pixel_shape(image, mime, data), orientation_of(image)
        white = declared_white(image, mime), zero_is_white(image, mime)
        is_damaged = load_watched(image, data)
        check_size(image, mime)
        meant = as_meant(image, mime, data)
        blocks = blocks if meant.size == image.size else moved(blocks)
        turned = _TURNS.get(orientation) if mime != TIFF else None  # Pillow has turned it while it loaded
        upright = meant.transpose(turned) if turned is not None else meant
        across = shape.swapped if orientation >= FIRST_SWAPPED else shape
        return _Loaded(upright, pages, blocks, metadata, across, *white, few_bits, turned, None, is_damaged, data, page)


def _identified(data: bytes, mime: str) -> Image.Image:
    """Returns the opened image. Unlike `Image.open`, this raises the plugin's own exception."""
    opener = Image.OPEN.get(BY_MIME[mime].plugin)
    if opener is None:
        raise unread_variant(mime, NOT_INSTALLED)
    try:
        return opener[0](io.BytesIO(data), "")
    except SyntaxError as error:
        unread = unread_compression(data) if mime == TIFF else None
        raise (unread or error) from None


def _opened(found: _Loaded, data: bytes, mime: str, covers: tuple[Rect, ...]) -> OpenedImage:
    upright, few_bits, white = found.image, found.few_bits, found.white

    def as_shown(image: Image.Image) -> Image.Image:
        shown = found.shape.made_square(image)
        fill_redactions(shown, covers)
        return shown

    square = as_shown(upright)
    file = found.data, found.page
    if few_bits and not white and (numbers := read_numbers(upright, file, few_bits, found.upright, as_shown, covers)):
        square, few_bits, white = as_shown(numbers.image), 8, FULL if numbers.is_declared else None
    stored = StoredColors(
        upright.info.get("icc_profile"),
        declared_colors(data, mime, upright.info),
        "transparency" in upright.info,
        BY_MIME[mime].empty_alpha_is_opaque,
        white,
        found.zero_is_white,
        few_bits,
    )
    conversion = ColorConversion.for_image(square, stored, covers)
    remarks = found.remark, *conversion.remarks, None if square.size == upright.size else ImageRemark.STRETCHED
    compression = found.compression if square.size == upright.size else found.shape.compression(found.compression)
    return OpenedImage(square, conversion, found.pages, compression, found.metadata, tuple(filter(None, remarks)))
