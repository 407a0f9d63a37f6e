"""Remarks about a rendered page: text and images of it that are not there. Runs in the decoder's child process only.

pdfium draws nothing, and says nothing, where a font is neither in the file nor on this computer, or where it cannot
decode an image. Such a place is known by being of one colour.
"""

import ctypes
import sys
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image

from desktop.core.image.files.image_remark import ImageRemark

MOST_LETTERS, MOST_IMAGES = 5000, 100  # that are looked at on a page; chosen
FEW = 3  # letters that may be blank for reasons of their own, unless they are all there are; chosen
INVISIBLE = 3  # the text render mode of text that lies under a scanned page
SMALLEST_IMAGE = 4  # pixels of a side; rules and dots are of one colour
NEVER_BLANK = range(0x2E80, 0xFB00)  # letters of Chinese, Japanese, Korean and others, below the forms of Arabic ones
FILLERS = (0x115F, 0x1160, 0x3164, 0xFFA0)  # of Hangul: letters that are blank
MOST_ANNOTATIONS, MOST_NOTES, LONGEST_NOTE = 1000, 100, 100_000  # the last in bytes; chosen
NEVER_MADE_UP = (raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_POLYLINE)
"""Annotations that pdfium draws only as the file itself draws them."""
MADE_UP = b"PDFIUM_HasGeneratedAP"  # the key that pdfium adds beside a look of its own making
FRAME = 2  # points within the edges of a note, where its frame is not; chosen
UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
FORMS_OF_XFA = (2, 3)  # FORMTYPE_XFA_FULL, FORMTYPE_XFA_FOREGROUND of fpdf_formfill.h
Box = tuple[int, int, int, int]


def remarks_on(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, image: Image.Image) -> tuple[ImageRemark, ...]:
    """Returns what is to be said about a page that was rendered as `image`."""
    found = []
    if _lacks_letters(page, image):
        found.append(ImageRemark.FONT_MISSING)
    is_xfa = raw.FPDF_GetFormType(document) in FORMS_OF_XFA
    if is_xfa or _lacks_images(page, image) or _lacks_annotations(page, image):
        found.append(ImageRemark.PARTLY_DRAWN)
    return tuple(found)


def _lacks_letters(page: pypdfium2.PdfPage, image: Image.Image) -> bool:
    """Returns True if letters in fonts that the file does not carry have left no trace."""
    text = page.get_textpage()
    blank = looked_at = 0
    fonts: dict[int, bool] = {}
    for at in range(min(raw.FPDFText_CountChars(text), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, at)
        if not _is_letter(code):
            continue
        item = raw.FPDFText_GetTextObject(text, at)
        if not item or raw.FPDFTextObj_GetTextRenderMode(item) >= INVISIBLE or _is_in_file(item, fonts):
            continue
        edges = raw.FS_RECTF()
        if not raw.FPDFText_GetLooseCharBox(text, at, edges):
            continue
        box = _box(page, image, edges.left, edges.bottom, edges.right, edges.top)
        if box is not None:
            looked_at += 1
            if _is_flat(image, box) and not _has_color_of(item, image, box):
                blank += FEW if code in NEVER_BLANK else 1
    return blank > 0 and (blank >= FEW or blank == looked_at)


def _is_letter(code: int) -> bool:
    return code <= sys.maxunicode and code not in FILLERS and chr(code).isalnum()


def _is_in_file(item: Any, fonts: dict[int, bool]) -> bool:
    font = raw.FPDFTextObj_GetFont(item)
    key = ctypes.cast(font, ctypes.c_void_p).value or 0
    if key not in fonts:
        fonts[key] = raw.FPDFFont_GetIsEmbedded(font) != 0
    return fonts[key]


def _has_color_of(item: Any, image: Image.Image, box: Box) -> bool:
    """Returns True if the text has the colour of its ground, so that nothing could be seen of it anyway."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    shown = image.getpixel(box[:2])
    return alpha.value == 0 or shown == (red.value, green.value, blue.value)


def _lacks_images(page: pypdfium2.PdfPage, image: Image.Image) -> bool:
    """Returns True if an image on the page cannot be decoded, and its place is blank."""
    for at in range(min(raw.FPDFPage_CountObjects(page), MOST_IMAGES)):
        item = raw.FPDFPage_GetObject(page, at)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_IMAGE:
            continue
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        box = _box(page, image, left.value, bottom.value, right.value, top.value)
        if box is None or not _is_flat(image, box):
            continue
        width, height = ctypes.c_uint(), ctypes.c_uint()
        raw.FPDFImageObj_GetImagePixelSize(item, width, height)
        if min(width.value, height.value) >= SMALLEST_IMAGE or not width.value:
            bitmap = raw.FPDFImageObj_GetBitmap(item)
            if not bitmap:
                return True
            raw.FPDFBitmap_Destroy(bitmap)
    return False


def _lacks_annotations(page: pypdfium2.PdfPage, image: Image.Image) -> bool:
    """Returns True if a line, or the text of a note, is left out: the file does not say how it looks."""
    for at in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        try:
            has_look, is_made_up = (raw.FPDFAnnot_HasKey(annotation, key) for key in (b"AP", MADE_UP))
            if raw.FPDFAnnot_GetFlags(annotation) & UNSEEN or (has_look and not is_made_up):
                continue
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            if kind in NEVER_MADE_UP:
                return True
            if kind == raw.FPDF_ANNOT_FREETEXT and at < MOST_NOTES and _is_blank_note(page, image, annotation):
                return True
        finally:
            raw.FPDFPage_CloseAnnot(annotation)
    return False


def _is_blank_note(page: pypdfium2.PdfPage, image: Image.Image, annotation: Any) -> bool:
    """Returns True for a note with a text of which there is nothing within its frame: pdfium finds no font for it."""
    size = raw.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    if size > LONGEST_NOTE:
        return False
    text = (ctypes.c_ushort * (size // 2))()
    raw.FPDFAnnot_GetStringValue(annotation, b"Contents", text, size)
    edges = raw.FS_RECTF()
    if not any(map(_is_letter, text)) or not raw.FPDFAnnot_GetRect(annotation, edges):
        return False
    inside = edges.left + FRAME, edges.bottom + FRAME, edges.right - FRAME, edges.top - FRAME
    box = _box(page, image, *inside) if inside[0] < inside[2] and inside[1] < inside[3] else None
    return box is not None and _is_flat(image, box)


def _box(
    page: pypdfium2.PdfPage, image: Image.Image, left: float, bottom: float, right: float, top: float
) -> Box | None:
    """Returns edges on the page as pixels of the image, within it; None if there is no pixel."""
    corners = [_pixel(page, image, x, y) for x, y in ((left, bottom), (right, top))]
    (x1, y1), (x2, y2) = corners
    box = max(0, min(x1, x2)), max(0, min(y1, y2)), min(image.width, max(x1, x2)), min(image.height, max(y1, y2))
    return box if box[0] < box[2] and box[1] < box[3] else None


def _pixel(page: pypdfium2.PdfPage, image: Image.Image, x: float, y: float) -> tuple[int, int]:
    across, down = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, image.width, image.height, 0, x, y, across, down)
    return across.value, down.value


def _is_flat(image: Image.Image, box: Box) -> bool:
    return all(low == high for low, high in image.crop(box).getextrema())  # type: ignore[misc]
