"""Untrusted bytes → upright sRGB pixels on white, band by band, by Pillow. Runs in the decoder's child process only.

Formats are an allow-list: each media type opens with the one plugin made for it. Whatever goes wrong ends as
`ImageOpenError` with the kind of problem. Colours are converted a band at a time, so that an image of a hundred million
pixels exists once, in its stored mode, and never as a whole in the form of the reply.
"""

import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from desktop.adapters.decoding.color_management import ColorConversion
from desktop.adapters.decoding.image_metadata import compression_blocks_of, metadata_of
from desktop.core.errors import ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.redaction_fill import fill_redactions
from desktop.core.image.source_image import MAX_PIXELS, MOST_PAGES
from desktop.core.image_formats import BY_MIME, Opener, PageCount
from desktop.deferred import deferred

if TYPE_CHECKING:
    from desktop.adapters.decoding import pdf
else:
    pdf = deferred("desktop.adapters.decoding.pdf")

BAND_BYTES = 8_000_000
LARGEST_PNG = 60_000_000


class ImageOpenError(Exception):
    """Raised for bytes that are not an image of an allowed kind."""

    def __init__(self, kind: ProblemKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


@dataclass(frozen=True)
class OpenedImage:
    """One page, upright, still in its stored mode, with the conversion of its colours."""

    image: Image.Image
    color_conversion: ColorConversion
    pages: int = 1
    compression: CompressionBlocks = CompressionBlocks()
    metadata: tuple[str, ...] = ()

    def bands(self) -> Iterator[Image.Image]:
        """Yields the image in RGB, in bands from the top."""
        width, height = self.image.size
        rows = max(1, BAND_BYTES // (width * 4))
        for top in range(0, height, rows):
            yield self.color_conversion.of(self.image.crop((0, top, width, min(top + rows, height))))

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
    """Opens page `page` of `data`, whose first bytes say `mime`. Raises ImageOpenError.

    `side` is the length that the longer side of a rendered page (of a PDF) gets, in pixels; `covers`, in source pixels,
    are filled before colours are converted, for images whose colours depend on all pixels.
    """
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own bound below is an error, Pillow's is a warning
    try:
        opener = BY_MIME[mime].opener
        if opener is Opener.PDFIUM:
            image, pages, compression, metadata = pdf.render_page(data, page, side)
            return OpenedImage(image, ColorConversion.plain(), pages, compression, metadata)
        return _opened(data, mime, page, tuple(covers))
    except ImageOpenError:
        raise
    except MemoryError:
        raise ImageOpenError(ProblemKind.TOO_MANY_PIXELS) from None
    except UnidentifiedImageError:
        raise ImageOpenError(ProblemKind.NOT_A_IMAGE) from None
    except Exception as error:
        # Pillow's plugins raise nearly anything on damaged bytes: OSError, SyntaxError, ValueError, struct.error, …
        raise ImageOpenError(getattr(error, "kind", ProblemKind.TRUNCATED)) from None


def _opened(data: bytes, mime: str, page: int, covers: tuple[Rect, ...]) -> OpenedImage:
    with Image.open(io.BytesIO(data), formats=[BY_MIME[mime].plugin]) as image:
        _bound(image)
        pages = _pages(image, mime)
        if page >= pages:
            raise ImageOpenError(ProblemKind.NO_SUCH_PAGE)
        image.seek(page)
        _bound(image)
        compression, metadata = compression_blocks_of(image, mime, data), metadata_of(image)
        profile = image.info.get("icc_profile")
        transparent = "transparency" in image.info
        image.load()
        upright = _upright(image)
    fill_redactions(upright, covers)
    conversion = ColorConversion.for_image(upright, profile, transparent, BY_MIME[mime].empty_alpha_is_opaque)
    return OpenedImage(upright, conversion, pages, compression, metadata)


def _pages(image: Image.Image, mime: str) -> int:
    """Returns the number of pages or frames, at most `MOST_PAGES`. A TIFF's are visited: its own count has no bound."""
    pages = BY_MIME[mime].pages
    if pages is PageCount.ONE:
        return 1
    if pages is PageCount.STATED:
        return min(MOST_PAGES, int(getattr(image, "n_frames", 1)))
    count = 1
    try:
        while count < MOST_PAGES:
            image.seek(count)
            count += 1
    except EOFError:
        pass
    image.seek(0)
    return count


def _bound(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise ImageOpenError(ProblemKind.TOO_MANY_PIXELS)
    if image.width < 1 or image.height < 1:
        raise ImageOpenError(ProblemKind.TRUNCATED)


def _upright(image: Image.Image) -> Image.Image:
    """Returns a copy, rotated as its EXIF says; a broken EXIF rotates nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # EXIF is parsed by hand in Pillow and raises nearly anything; the pixels are good without it.
        return image.copy()
