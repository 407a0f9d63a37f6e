"""A stranger's bytes → upright sRGB pixels on white, band by band, by Pillow. Runs in the decoder's child process only.

Formats are an allow-list: each media type opens with the one plugin made for it. Whatever goes wrong ends as
`Unopened`, with the kind of trouble as its reason. Colours are made a band at a time, so that a picture of a hundred
million pixels exists once, as it was saved, and never as a whole in the form that is handed on.
"""

import io
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from desktop.adapters.decoding.color_management import Colours
from desktop.adapters.decoding.image_metadata import grain_of, metadata_of
from desktop.core.errors import Kind
from desktop.core.geometry.rect import Area
from desktop.core.image.compression_blocks import Grain
from desktop.core.image.redaction import paint_over
from desktop.core.image.source_image import MAX_PIXELS, MOST_PAGES, PDF

PLUGINS = {
    "image/png": "PNG",
    "image/jpeg": "JPEG",
    "image/gif": "GIF",
    "image/bmp": "BMP",
    "image/tiff": "TIFF",
    "image/x-icon": "ICO",
    "image/webp": "WEBP",
    "image/avif": "AVIF",
    "image/heic": "HEIF",
}
BAND_BYTES = 8_000_000
LARGEST_PNG = 60_000_000


class Unopened(Exception):
    """The bytes are not a picture that we take."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.value)
        self.kind = kind


@dataclass(frozen=True)
class Opened:
    """One page, upright, still in the mode in which it was saved, and how its colours are made."""

    image: Image.Image
    colours: Colours
    pages: int = 1
    grain: Grain = Grain()
    metadata: tuple[str, ...] = ()

    def bands(self) -> Iterator[Image.Image]:
        """The picture in RGB, from the top."""
        width, height = self.image.size
        rows = max(1, BAND_BYTES // (width * 4))
        for top in range(0, height, rows):
            yield self.colours.of(self.image.crop((0, top, width, min(top + rows, height))))

    def covered(self, covers: Iterable[Area]) -> bytes:
        """The whole picture with these covers burnt in, as a PNG; a huge photo as a JPEG, which can be read again."""
        made, top = Image.new("RGB", self.image.size), 0
        for band in self.bands():
            made.paste(band, (0, top))
            top += band.height
        paint_over(made, covers)
        out = io.BytesIO()
        made.save(out, "PNG", compress_level=1)
        if out.tell() > LARGEST_PNG:
            out = io.BytesIO()
            made.save(out, "JPEG", quality=95, subsampling=0)
        return out.getvalue()


def opened(data: bytes, mime: str, page: int = 0, side: int = 0, covers: Iterable[Area] = ()) -> Opened:
    """Page `page` of the picture in `data`, whose first bytes say `mime`. Raises Unopened.

    `side` is how long the longer side of a drawn page (of a PDF) becomes; `covers` are painted over before colours
    are made, for the pictures whose colours depend on all pixels.
    """
    warnings.simplefilter("ignore")
    Image.MAX_IMAGE_PIXELS = None  # our own bound below is an error, Pillow's is a warning
    try:
        if mime == PDF:
            from desktop.adapters.decoding.pdf import drawn_page  # brings pdfium, which most pictures never need

            image, pages, grain, metadata = drawn_page(data, page, side)
            return Opened(image, Colours.plain(), pages, grain, metadata)
        if mime == "image/heic":
            import pi_heif  # 30 ms and a codec that most pictures never need

            pi_heif.register_heif_opener(thumbnails=False)
        return _opened(data, mime, page, tuple(covers))
    except Unopened:
        raise
    except MemoryError:
        raise Unopened(Kind.TOO_MANY_PIXELS) from None
    except UnidentifiedImageError:
        raise Unopened(Kind.NOT_A_PICTURE) from None
    except Exception as error:
        # Pillow's plugins raise nearly anything on damaged bytes: OSError, SyntaxError, ValueError, struct.error, …
        raise Unopened(getattr(error, "kind", Kind.TRUNCATED)) from None


def _opened(data: bytes, mime: str, page: int, covers: tuple[Area, ...]) -> Opened:
    with Image.open(io.BytesIO(data), formats=[PLUGINS[mime]]) as image:
        _bound(image)
        pages = _pages(image, mime)
        if page >= pages:
            raise Unopened(Kind.NO_SUCH_PAGE)
        image.seek(page)
        _bound(image)
        grain, metadata = grain_of(image, mime, data), metadata_of(image)
        profile = image.info.get("icc_profile")
        transparent = "transparency" in image.info
        image.load()
        upright = _upright(image)
    paint_over(upright, covers)
    return Opened(upright, Colours.for_image(upright, profile, transparent), pages, grain, metadata)


def _pages(image: Image.Image, mime: str) -> int:
    """How many pages or frames, up to `MOST_PAGES`. A TIFF's are looked for one by one: its own count has no bound."""
    if mime == "image/x-icon":
        return 1
    if mime != "image/tiff":
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
        raise Unopened(Kind.TOO_MANY_PIXELS)
    if image.width < 1 or image.height < 1:
        raise Unopened(Kind.TRUNCATED)


def _upright(image: Image.Image) -> Image.Image:
    """A copy of its own, turned as its EXIF says; a broken EXIF turns nothing."""
    try:
        return ImageOps.exif_transpose(image)
    except Exception:
        # EXIF is parsed by hand in Pillow and raises nearly anything; the pixels are good without it.
        return image.copy()
