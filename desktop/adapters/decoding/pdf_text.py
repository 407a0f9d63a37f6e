"""The own text of a page of a PDF, by pdfium: each letter that can be seen, with its place in the rendered page.

Runs in the decoder's child process only. What is seen is decided by the picture: a letter counts if the page looks
different there without its texts. So white text, text under a picture, in a hidden layer or beyond the page is none.
"""

import ctypes
import math
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from desktop.adapters.decoding.pdf import DEEPEST, MOST_OBJECTS, opened_page, picture_of, scale_of
from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import LONGEST_LETTER, MOST_PAGE_LETTERS, Letter, PageText

SEEN = 40  # of 255, by which the lightest letter differs that counts as seen; chosen
FINE = 16  # parts of a pixel that pdfium's whole numbers tell
SMALLEST = 4  # pixels of the height of a line, below which nobody reads it; chosen
SLANT = 0.2  # of a letter's length, by which its line may rise; what is written across is left out
_NO_LETTERS = {0, 2, 0xFFFE, 0xFFFF}


def text_of_page(data: bytes, page: int, side: int) -> PageText:
    """Returns the text of a page, counted from 0, whose longer side has `side` pixels; without a name.

    Fields and annotations are drawn into the page first, so that what is filled in is text like any other. Raises
    PdfError.
    """
    with opened_page(data, page) as (document, opened):
        scale = scale_of(opened, side)
        shown = picture_of(opened, scale)
        raw.FPDFPage_Flatten(opened, raw.FLAT_NORMALDISPLAY)
        opened.close()
        opened = document[page]
        flat = picture_of(opened, scale)
        if flat.size != shown.size:
            return PageText("")
        found = list(_letters(opened, flat.size))
        _hide_texts(opened)
        bare = picture_of(opened, scale)
        strokes = ImageChops.darker(
            ImageChops.difference(flat, bare).convert("L"), _alike(shown, flat)
        )  # where the texts draw, and the page shows it just so
        seen = tuple(letter for letter, is_drawn in found if is_drawn and _is_seen(letter, strokes))
        return PageText.of("", seen, len(found) - len(seen))


def _alike(first: Image.Image, second: Image.Image) -> Image.Image:
    """Returns white where two pictures of a page are alike, black elsewhere."""
    return ImageChops.difference(first, second).convert("L").point(lambda value: 0 if value >= SEEN else 255)


def _is_seen(letter: Letter, strokes: Image.Image) -> bool:
    inside = letter.ink.intersection(Rect.from_size(strokes.size))
    if inside != letter.ink or min(letter.line.size) < 1 or _height(letter) < SMALLEST:
        return False
    most: Any = strokes.crop((inside.left, inside.top, inside.right, inside.bottom)).getextrema()
    return bool(most[1] >= SEEN)


def _height(letter: Letter) -> int:
    return letter.line.width if letter.turns % 2 else letter.line.height


def _letters(page: pypdfium2.PdfPage, size: tuple[int, int]) -> Iterator[tuple[Letter, bool]]:
    """Yields the letters of a page in pixels of a picture of `size`, each with whether it is drawn at all."""
    text_page = page.get_textpage()
    last: tuple[Letter, bool] | None = None
    for at in range(min(text_page.count_chars(), MOST_PAGE_LETTERS)):
        code = raw.FPDFText_GetUnicode(text_page, at)
        if code in _NO_LETTERS or raw.FPDFText_IsGenerated(text_page, at) == 1:
            continue
        text = _character(code)
        if not text.strip() or raw.FPDFText_HasUnicodeMapError(text_page, at) == 1:
            continue
        placed = _placed(page, text_page, at, size)
        if placed is None:
            continue
        if last is not None and last[0].ink == placed[0] and len(last[0].text) < LONGEST_LETTER:
            last = last[0]._replace(text=last[0].text + text), last[1]  # the next letter of a ligature
            continue
        if last is not None:
            yield last
        last = Letter(text, *placed), _is_drawn(text_page, at)
    if last is not None:
        yield last


def _character(code: int) -> str:
    """Returns the character of a code, nothing for half of one."""
    return "" if 0xD800 <= code < 0xE000 or code > 0x10FFFF else chr(code)


def _is_drawn(text_page: Any, at: int) -> bool:
    item = raw.FPDFText_GetTextObject(text_page, at)
    mode = raw.FPDFTextObj_GetTextRenderMode(item) if item else raw.FPDF_TEXTRENDERMODE_FILL
    return bool(mode not in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP))


def _placed(page: pypdfium2.PdfPage, text_page: Any, at: int, size: tuple[int, int]) -> tuple[Rect, Rect, int] | None:
    """Returns the ink, the part of the line and the direction of a letter; None for one that is written across."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFText_GetMatrix(text_page, at, matrix):
        return None
    turns = _direction(page, size, matrix)
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = raw.FS_RECTF()
    if (
        turns is None
        or not raw.FPDFText_GetCharBox(text_page, at, left, right, bottom, top)
        or not raw.FPDFText_GetLooseCharBox(text_page, at, loose)
    ):
        return None
    tight = _rect(page, size, (left.value, top.value), (right.value, bottom.value))
    line = _rect(page, size, (loose.left, loose.top), (loose.right, loose.bottom))
    if tight.is_empty or line.is_empty:
        return None
    return _ink(tight, line, turns), line, turns


def _ink(tight: Rect, line: Rect, turns: int) -> Rect:
    """Returns all that may show of a letter: as high as it is drawn, as wide as it is drawn or moves on the next."""
    if turns % 2:
        return Rect(tight.left, min(tight.top, line.top), tight.right, max(tight.bottom, line.bottom))
    return Rect(min(tight.left, line.left), tight.top, max(tight.right, line.right), tight.bottom)


def _direction(page: pypdfium2.PdfPage, size: tuple[int, int], matrix: Any) -> int | None:
    """Returns the quarters by which a letter's line is turned clockwise in the picture; None if it runs across."""
    longest = max(abs(matrix.a), abs(matrix.b), 1e-9)
    ahead = 100.0 * matrix.a / longest, 100.0 * matrix.b / longest
    (x1, y1), (x2, y2) = _pixel(page, size, (0.0, 0.0)), _pixel(page, size, ahead)
    across, down = x2 - x1, y2 - y1
    if min(abs(across), abs(down)) > SLANT * max(abs(across), abs(down)):
        return None
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 2
    return 1 if down >= 0 else 3


def _rect(page: pypdfium2.PdfPage, size: tuple[int, int], first: tuple[float, float], second: Any) -> Rect:
    return Rect.from_corners(_pixel(page, size, first), _pixel(page, size, second))


def _pixel(page: pypdfium2.PdfPage, size: tuple[int, int], point: tuple[float, float]) -> tuple[float, float]:
    """Returns a point of the page in pixels."""
    x, y = ctypes.c_int(), ctypes.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, size[0] * FINE, size[1] * FINE, 0, *map(_finite, point), x, y)
    return x.value / FINE, y.value / FINE


def _finite(value: float) -> float:
    return max(-1e6, min(1e6, value)) if math.isfinite(value) else 0.0


def _hide_texts(page: pypdfium2.PdfPage) -> None:
    """Lets no text of the page be drawn any more."""
    count = min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
    for at in range(count):
        _hide(raw.FPDFPage_GetObject(page, at), 0)


def _hide(item: Any, depth: int) -> None:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_TEXT:
        raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    elif kind == raw.FPDF_PAGEOBJ_FORM and depth <= DEEPEST:
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            _hide(raw.FPDFFormObj_GetObject(item, at), depth + 1)
