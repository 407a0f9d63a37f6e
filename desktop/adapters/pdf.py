"""A page of a PDF → pixels, by pdfium. Runs in the decoder's child process only.

Scripts and forms are never started. A page is drawn at the size that was asked for, whatever it says of itself.
"""

import contextlib

import pypdfium2
import pypdfium2.raw
from PIL import Image

from desktop.core.errors import Kind
from desktop.core.grain import Grain
from desktop.core.picture import MAX_PIXELS

MOST_PAGES = 2000
USUAL_SIDE = 2400
LOSSY_BLOCK = 18  # a JPEG's block of 16 pixels and its filter, in the stored picture's own pixels
UNKNOWN_SPREAD = Grain(1, 1, 64)


class PdfRefused(Exception):
    """Why a PDF was not drawn."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(kind.value)
        self.kind = kind


def drawn_page(data: bytes, page: int, side: int) -> tuple[Image.Image, int, Grain, tuple[str, ...]]:
    """The page as an image whose longer side is `side`, the number of pages, its grain, and what metadata it has."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise PdfRefused(Kind.PDF_LOCKED if locked else Kind.TRUNCATED) from None
    with contextlib.closing(document):
        pages = min(MOST_PAGES, len(document))
        if page >= pages:
            raise PdfRefused(Kind.NO_SUCH_PAGE if pages else Kind.TRUNCATED)
        opened = document[page]
        width, height = opened.get_size()
        scale = (side or USUAL_SIDE) / max(width, height, 1.0)
        if not 1 <= width * scale * height * scale <= MAX_PIXELS:
            raise PdfRefused(Kind.TOO_MANY_PIXELS)
        image = opened.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        described = [name for name, words in document.get_metadata_dict().items() if words]
        return image, pages, _grain(opened, scale), ("document properties",) if described else ()


def _grain(page: pypdfium2.PdfPage, scale: float) -> Grain:
    """Lines and letters stay where they are; a lossy picture on the page spreads by its block, as large as it is drawn.

    The blocks lie anywhere on the page, so there is no grid to widen to, only a reach.
    """
    reach = 0.0
    try:
        for part in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
            lossy = {"DCTDecode", "JPXDecode"} & set(part.get_filters())
            if lossy:
                left, bottom, right, top = part.get_bounds()
                across, down = part.get_px_size()
                enlarged = max((right - left) / max(1, across), (top - bottom) / max(1, down)) * scale
                reach = max(reach, LOSSY_BLOCK * enlarged * (4 if "JPXDecode" in lossy else 1) + 2)
    except (pypdfium2.PdfiumError, AttributeError, ValueError):
        return UNKNOWN_SPREAD
    return Grain(1, 1, min(400, round(reach + 0.5))) if reach else Grain()
