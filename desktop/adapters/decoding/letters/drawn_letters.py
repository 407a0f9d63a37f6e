"""Where the letters of a page of a PDF are drawn, by pdfium. Runs in the decoder's child process only."""

import ctypes
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as raw

from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import LONGEST_LETTER, MOST_PAGE_LETTERS, Letter

SUBPIXELS = 16  # parts of a pixel that pdfium's whole numbers tell apart
SLANT = 0.2  # of a letter's length, by which its line may rise; slanted text is left out
_NO_LETTERS = {0, 2, 0xFFFE, 0xFFFF}


class DrawnLetter(NamedTuple):
    """A letter, the pixels that its shape touches, how large that is exactly, and the object of the page that draws it.

    Its text is empty for a shape that is no letter, `page_object` is 0 for one that is not drawn at all.
    """

    letter: Letter
    shape: Rect
    exact: tuple[float, float]
    page_object: int


class _LetterPlace(NamedTuple):
    ink: Rect
    line: Rect
    turns: int
    shape: Rect
    exact: tuple[float, float]


def drawn_letters(page: pypdfium2.PdfPage, text_page: Any, size: tuple[int, int]) -> Iterator[DrawnLetter]:
    """Yields the letters of a page in pixels of a picture of `size`, and what else its texts draw."""
    last: DrawnLetter | None = None
    for at in range(min(text_page.count_chars(), MOST_PAGE_LETTERS)):
        if raw.FPDFText_IsGenerated(text_page, at) == 1 or (placed := _placed(page, text_page, at, size)) is None:
            continue
        text, page_object = _text(text_page, at), _page_object(text_page, at)
        before = last.letter if last is not None and last.page_object == page_object else None
        if last is not None and before and before.ink == placed.ink and len(before.text + text) <= LONGEST_LETTER:
            last = last._replace(letter=before._replace(text=before.text + text))  # the next letter of a ligature
            continue
        if last is not None:
            yield last
        letter = Letter(text, placed.ink, placed.line, placed.turns)
        last = DrawnLetter(letter, placed.shape, placed.exact, page_object)
    if last is not None:
        yield last


def page_objects_of(text_page: Any, first: int) -> set[int]:
    """Returns the objects that draw the characters of a page from the one at `first` on."""
    return {address_of(raw.FPDFText_GetTextObject(text_page, at)) for at in range(first, text_page.count_chars())}


def address_of(page_object: Any) -> int:
    """Returns a number by which an object of a page is known."""
    return int(ctypes.cast(page_object, ctypes.c_void_p).value or 0)


def _text(text_page: Any, at: int) -> str:
    """Returns a character; nothing for a space, half of one, and one that the file does not tell."""
    code = raw.FPDFText_GetUnicode(text_page, at)
    if code in _NO_LETTERS or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return "" if raw.FPDFText_HasUnicodeMapError(text_page, at) == 1 else chr(code).strip()


def _page_object(text_page: Any, at: int) -> int:
    """Returns the object that draws a character, 0 if none does."""
    found = raw.FPDFText_GetTextObject(text_page, at)
    hidden = raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP
    return address_of(found) if found and raw.FPDFTextObj_GetTextRenderMode(found) not in hidden else 0


def _placed(page: pypdfium2.PdfPage, text_page: Any, at: int, size: tuple[int, int]) -> _LetterPlace | None:
    """Returns the place of a letter; None for a slanted one."""
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
    first, second = (_pixel(page, size, (x.value, y.value)) for x, y in ((left, top), (right, bottom)))
    tight, exact = Rect.from_corners(first, second), (abs(first[0] - second[0]), abs(first[1] - second[1]))
    line = _rect(page, size, (loose.left, loose.top), (loose.right, loose.bottom))
    if tight.is_empty or line.is_empty:
        return None
    return _LetterPlace(_ink(tight, line, turns), _upright(line, turns, matrix), turns, tight, exact)


def _upright(line: Rect, turns: int, matrix: Any) -> Rect:
    """Returns the line box without the extra width of slanted letters."""
    area = abs(matrix.a * matrix.d - matrix.b * matrix.c)
    lean = abs(matrix.a * matrix.c + matrix.b * matrix.d) / area if area else 0.0
    along, high = (line.height, line.width) if turns % 2 else (line.width, line.height)
    side = int(min(lean * high, along - 1) / 2)
    if turns % 2:
        return Rect(line.left, line.top + side, line.right, line.bottom - side)
    return Rect(line.left + side, line.top, line.right - side, line.bottom)


def _ink(tight: Rect, line: Rect, turns: int) -> Rect:
    """Returns all that may show of a letter: as high as it is drawn, as wide as it is drawn or moves on the next."""
    if turns % 2:
        return Rect(tight.left, min(tight.top, line.top), tight.right, max(tight.bottom, line.bottom))
    return Rect(min(tight.left, line.left), tight.top, max(tight.right, line.right), tight.bottom)


def _direction(page: pypdfium2.PdfPage, size: tuple[int, int], matrix: Any) -> int | None:
    """Returns the quarters by which a letter's line is turned clockwise in the picture; None if it is slanted."""
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
    raw.FPDF_PageToDevice(page, 0, 0, size[0] * SUBPIXELS, size[1] * SUBPIXELS, 0, *map(_finite, point), x, y)
    return x.value / SUBPIXELS, y.value / SUBPIXELS


def _finite(value: float) -> float:
    return max(-1e6, min(1e6, value)) if math.isfinite(value) else 0.0
