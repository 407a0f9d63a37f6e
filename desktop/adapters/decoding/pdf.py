"""A page of a PDF → pixels, by pdfium. Runs in the decoder's child process only.

Scripts are never started: this pdfium has no engine for them. What is filled in or drawn on a page is rendered with it.
A page is rendered at the requested size, whatever size it states.
"""

import contextlib
import ctypes
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from desktop.adapters.decoding.image_metadata import compression_blocks_of
from desktop.adapters.decoding.pdf_remarks import remarks_on
from desktop.core.errors import ProblemKind
from desktop.core.image.compression_blocks import CompressionBlocks
from desktop.core.image.files.image_remark import ImageRemark
from desktop.core.image.source_image import MAX_BYTES, MAX_PIXELS, MOST_PAGES

USUAL_SIDE = 2400
LARGEST_JPEG = (32, 32, 8)
JPX_BLOCK = 128.0
INTERPOLATION = 1.0
"""Pixels of an image on a page by which the renderer mixes neighbours when it enlarges it. In a lossy one a whole block
leaves room for it: its content reaches one pixel less than the block's side.
"""
UNKNOWN_SPREAD = CompressionBlocks(1, 1, 200, is_exact=False)
MOST_OBJECTS, DEEPEST = 20_000, 24
Matrix = tuple[float, float, float, float]  # without the shift, which does not matter for how far something spreads
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0)


class PdfError(Exception):
    """Raised for a PDF that cannot be rendered, with the kind of problem."""

    def __init__(self, kind: ProblemKind) -> None:
        super().__init__(kind.value)
        self.kind = kind


@dataclass(frozen=True)
class RenderedPage:
    """A page as RGB, with the number of pages and what else there is to know about it."""

    image: Image.Image
    pages: int
    compression: CompressionBlocks
    metadata: tuple[str, ...]
    remarks: tuple[ImageRemark, ...]


def render_page(data: bytes, page: int, side: int) -> RenderedPage:
    """Returns a page, counted from 0, whose longer side is `side` pixels. Raises PdfError."""
    with opened_page(data, page) as (document, opened):
        scale = scale_of(opened, side)
        image = picture_of(opened, scale)
        described = [name for name, words in document.get_metadata_dict().items() if words]
        compression = replace(_compression(opened, scale), is_exact=not _may_hide_lossy(data))
        metadata = ("document properties",) if described else ()
        pages = min(MOST_PAGES, len(document))
        return RenderedPage(image, pages, compression, metadata, remarks_on(document, opened, image))


@contextlib.contextmanager
def opened_page(data: bytes, page: int) -> Iterator[tuple[pypdfium2.PdfDocument, pypdfium2.PdfPage]]:
    """Yields a document and a page of it, counted from 0, with its forms. Raises PdfError."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise PdfError(ProblemKind.PDF_LOCKED if locked else ProblemKind.TRUNCATED) from None
    with contextlib.closing(document):
        pages = min(MOST_PAGES, len(document))
        if page >= pages:
            raise PdfError(ProblemKind.NO_SUCH_PAGE if pages else ProblemKind.TRUNCATED)
        document.init_forms()  # without it, pdfium leaves the fields of a form empty
        yield document, document[page]


def scale_of(page: pypdfium2.PdfPage, side: int) -> float:
    """Returns the pixels for each point, so that the longer side has `side` of them. Raises PdfError."""
    width, height = page.get_size()
    scale: float = (side or USUAL_SIDE) / max(width, height, 1.0)
    if not 1 <= width * scale * height * scale <= MAX_PIXELS:
        raise PdfError(ProblemKind.TOO_MANY_PIXELS)
    return scale


def picture_of(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    """Returns the page as RGB."""
    image: Image.Image = page.render(scale=scale, may_draw_forms=True).to_pil()
    return image.convert("RGB")


def _may_hide_lossy(data: bytes) -> bool:
    """Returns True if a lossy image may be where pdfium does not list it: in a mask, a pattern or an annotation."""
    hides = any(word in data for word in (b"/SMask", b"/Mask", b"/Pattern", b"/Annots", b"/ObjStm"))
    return hides and any(word in data for word in (b"DCT", b"JPX", b"/ObjStm"))


def _compression(page: pypdfium2.PdfPage, scale: float) -> CompressionBlocks:
    """Returns the spread on a rendered page. Lines and letters do not spread; a pixel of an image on the page spreads
    to its neighbours or, where the image (itself or its mask) is lossy, over its block, each as large as it is drawn.
    The blocks lie anywhere: a radius, no grid.

    pdfium lists no images in patterns and masks, and gives no size for those in annotations: see `_may_hide_lossy`.
    """
    try:
        count = raw.FPDFPage_CountObjects(page)
        objects = (raw.FPDFPage_GetObject(page, at) for at in range(min(count, MOST_OBJECTS)))
        spread = max((_spread(page, item, _UNIT, 0) for item in objects), default=0.0)
        if count > MOST_OBJECTS or _images_in_annotations(page):
            return UNKNOWN_SPREAD
    except (pypdfium2.PdfiumError, AttributeError, ValueError, TypeError):
        return UNKNOWN_SPREAD
    return CompressionBlocks(1, 1, math.ceil(spread * scale) + 2) if spread else CompressionBlocks()


def _spread(page: pypdfium2.PdfPage, item: Any, outer: Matrix, depth: int) -> float:
    """Returns the farthest that a pixel of any image in this object may spread, in points of the page."""
    kind = raw.FPDFPageObj_GetType(item)
    if kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
        return 0.0
    own = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, own) or depth > DEEPEST:
        raise ValueError("an image whose place is not known")
    inner = _product((own.a, own.b, own.c, own.d), outer)
    if kind == raw.FPDF_PAGEOBJ_FORM:
        parts = (raw.FPDFFormObj_GetObject(item, at) for at in range(raw.FPDFFormObj_CountObjects(item)))
        return max((_spread(page, part, inner, depth + 1) for part in parts), default=0.0)
    width, height = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(item, width, height)
    block = _block(item)
    across = block * math.hypot(inner[0], inner[1]) / max(1, width.value)
    down = block * math.hypot(inner[2], inner[3]) / max(1, height.value)
    upright = min(abs(inner[0]), abs(inner[1])) < 1e-3 * max(abs(inner[0]), abs(inner[1]))
    return max(across, down) if upright else math.hypot(across, down)


def _block(item: Any) -> float:
    """Returns how far a pixel of an image object spreads, in pixels of that image."""
    filters = [_filter(item, at) for at in range(raw.FPDFImageObj_GetImageFilterCount(item))]
    if "JPXDecode" in filters:
        return JPX_BLOCK
    if "DCTDecode" not in filters:
        return INTERPOLATION
    compression = CompressionBlocks(*LARGEST_JPEG)
    size = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
    if filters == ["DCTDecode"] and 0 < size <= MAX_BYTES:
        jpeg = ctypes.create_string_buffer(size)
        raw.FPDFImageObj_GetImageDataRaw(item, jpeg, size)
        with contextlib.suppress(Exception), Image.open(io.BytesIO(jpeg.raw), formats=["JPEG"]) as image:
            # whatever Pillow raises on a damaged header, the largest block is the answer then
            compression = compression_blocks_of(image, "image/jpeg", jpeg.raw)
    return compression.reach


def _filter(item: Any, at: int) -> str:
    name = ctypes.create_string_buffer(64)
    raw.FPDFImageObj_GetImageFilter(item, at, name, 64)
    return name.value.decode("ascii", "replace")


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    (a, b, c, d), (e, f, g, h) = inner, outer
    return a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h


def _images_in_annotations(page: pypdfium2.PdfPage) -> bool:
    for at in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_OBJECTS)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        try:
            parts = (raw.FPDFAnnot_GetObject(annotation, n) for n in range(raw.FPDFAnnot_GetObjectCount(annotation)))
            if any(raw.FPDFPageObj_GetType(part) in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) for part in parts):
                return True
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return False
