"""The own text of a page of a PDF, by pdfium: each letter that can be seen, with its place in the rendered page.

Runs in the decoder's child process only. What is seen is decided by the picture: a letter counts if the page looks
different without it, over most of the letter's shape. So white text, text under a picture or under other letters, in a
hidden layer or beyond the page is none.
"""

import ctypes
import time
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw as raw
from PIL import Image, ImageChops

from desktop.adapters.decoding.letters.drawn_letters import DrawnLetter, address_of, drawn_letters, page_objects_of
from desktop.adapters.decoding.letters.layers import layers_of, legible
from desktop.adapters.decoding.pdf import DEEPEST, MOST_OBJECTS, PdfError, opened_page, picture_of, scale_of
from desktop.core.errors import ProblemKind
from desktop.core.geometry.rect import Rect
from desktop.core.image.text.page_text import MOST_PAGE_LETTERS, Letter, PageText

SEEN = 40  # of 255, by which the strongest pixel of a letter differs that counts as seen; all are chosen
EDGE = 12  # of the same, by which a pixel differs that belongs to it
SHOWN = 0.7  # of the width and of the height of its shape, and of its ink, that has to show
SMALLEST = 4  # pixels of the height of a line, below which nobody reads it
MOST_JUDGED = 500_000_000  # pixels of all letters' shapes: two seconds of work; a page without overlaps has 120 million
MOST_CPU_S = 10.0  # of this process, after which no further letter is judged
THINNEST = 0.1  # points; a text that is thinner is not told by pdfium

_THRESHOLDS = [[0] * least + [255] * (256 - least) for least in range(256)]


def text_of_page(data: bytes, page: int, side: int) -> PageText:
    """Returns the text of a page, counted from 0, whose longer side has `side` pixels; without a name.

    Fields and annotations are drawn into the page first, so that what is filled in is text like any other. Raises
    PdfError, also for one whose letters take too long to judge.
    """
    began_s = time.process_time()
    with opened_page(data, page) as (document, opened):
        scale = scale_of(opened, side)
        shown = picture_of(opened, scale)
        raw.FPDFPage_Flatten(opened, raw.FLAT_NORMALDISPLAY)
        opened.close()
        opened = document[page]
        text_page = opened.get_textpage()
        found = list(drawn_letters(opened, text_page, shown.size))
        _refuse_endless_work(found, shown.size)
        _refuse_after(began_s)
        flat = picture_of(opened, scale)
        if flat.size != shown.size:
            return PageText("")
        layers, on_text_page = _layers(found, text_page, flat.size), page_objects_of(text_page, 0)
        alike, items, strokes = _alike(shown, flat), _items(opened), dict[int, Image.Image]()
        for layer in sorted(set(layers.values())):
            _refuse_after(began_s)
            hidden = [item for item in items if _is_in(layers, layer, item, on_text_page)]
            strokes[layer] = ImageChops.darker(
                ImageChops.difference(flat, _without(opened, hidden, scale)).convert("L"), alike
            )  # where the texts draw, and the page shows it just so
        seen = set[int]()
        for layer, shows in strokes.items():
            _refuse_after(began_s)
            alone = _alone(opened, items, {item for item, its in layers.items() if its == layer}, scale)
            own = [at for at, letter in enumerate(found) if layers.get(letter.page_object) == layer]
            seen |= _seen([at for at in own if _may_show(found[at], flat.size)], found, shows, alone)
        left = [drawn.letter for drawn in legible([found[at] for at in sorted(seen)])]
        return PageText.of("", left, sum(1 for drawn in found if drawn.letter.text) - len(left))


def _refuse_endless_work(found: list[DrawnLetter], size: tuple[int, int]) -> None:
    """Raises PdfError if the shapes of the letters cover the page so often that judging them would not end."""
    whole = Rect.from_size(size)
    shapes = (drawn.shape.intersection(whole) for drawn in found if _may_show(drawn, size))
    if sum(shape.width * shape.height for shape in shapes) > MOST_JUDGED:
        raise PdfError(ProblemKind.PAGE_TEXT_TOO_DENSE)


def _refuse_after(began_s: float) -> None:
    """Raises PdfError if a page took too much processor time since then."""
    if time.process_time() - began_s > MOST_CPU_S:
        raise PdfError(ProblemKind.PAGE_TEXT_TOO_DENSE)


def _layers(found: list[DrawnLetter], text_page: Any, size: tuple[int, int]) -> dict[int, int]:
    """Returns the layer of each object that draws letters which may show."""
    shown = {drawn.page_object for drawn in found if _may_show(drawn, size)}
    shown -= page_objects_of(text_page, MOST_PAGE_LETTERS)
    whole = Rect.from_size(size)
    return layers_of(
        [drawn._replace(shape=drawn.shape.intersection(whole)) for drawn in found if drawn.page_object in shown]
    )


def _alike(first: Image.Image, second: Image.Image) -> Image.Image:
    """Returns white where two pictures of a page are alike, black elsewhere."""
    return ImageChops.difference(first, second).convert("L").point(lambda value: 0 if value >= SEEN else 255)


def _may_show(drawn: DrawnLetter, size: tuple[int, int]) -> bool:
    """Returns True if a letter is drawn, on the page, and large enough to be read."""
    letter = drawn.letter
    inside = letter.ink.intersection(Rect.from_size(size))
    return bool(
        letter.text
        and drawn.page_object
        and inside == letter.ink
        and min(letter.line.size) >= 1
        and _height(letter) >= SMALLEST
    )


def _seen(places: Sequence[int], found: Sequence[DrawnLetter], strokes: Image.Image, alone: Image.Image) -> set[int]:
    """Returns those of the places in `found` at which enough of a letter shows.

    `strokes` are those that its layer adds to the page, `alone` is what it draws on an empty one.
    """
    seen = set[int]()
    for at in places:
        shape, exact = found[at].shape, found[at].exact
        box = shape.left, shape.top, shape.right, shape.bottom
        own = strokes.crop(box)
        most: Any = own.getextrema()
        if most[1] < SEEN:
            continue
        shown = own.point(_THRESHOLDS[max(EDGE, most[1] // 4)])
        left, top, right, bottom = shown.getbbox() or (0, 0, 0, 0)
        sides = zip((right - left, bottom - top), exact, strict=True)
        whole = alone.crop(box).point(_THRESHOLDS[64]).histogram()[255]
        if all(side >= SHOWN * full - 0.5 for side, full in sides) and shown.histogram()[255] >= SHOWN * whole:
            seen.add(at)
    return seen


def _height(letter: Letter) -> int:
    return letter.line.width if letter.turns % 2 else letter.line.height


def _is_in(layers: dict[int, int], layer: int, item: Any, on_text_page: set[int]) -> bool:
    """Returns True if an object is a text of a layer, or one that pdfium does not tell since it repeats another."""
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
        return False
    address = address_of(item)
    return layers.get(address) == layer or (address not in on_text_page and _is_wide(item))


def _is_wide(text: Any) -> bool:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    known = raw.FPDFPageObj_GetBounds(text, left, bottom, right, top)
    return bool(known) and min(right.value - left.value, top.value - bottom.value) > THINNEST


def _without(page: pypdfium2.PdfPage, texts: Sequence[Any], scale: float) -> Image.Image:
    """Returns the picture of a page without these texts."""
    modes = [raw.FPDFTextObj_GetTextRenderMode(text) for text in texts]
    for text in texts:
        raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    picture = picture_of(page, scale)
    for text, mode in zip(texts, modes, strict=True):
        raw.FPDFTextObj_SetTextRenderMode(text, mode)
    return picture


def _alone(page: pypdfium2.PdfPage, items: list[Any], shown: set[int], scale: float) -> Image.Image:
    """Returns how these texts look alone, white on black. The page is no more what it was afterwards."""
    for item in items:
        is_shown = address_of(item) in shown
        raw.FPDFPageObj_SetIsActive(item, is_shown)
        if is_shown:
            raw.FPDFPageObj_SetFillColor(item, 0, 0, 0, 255)
            raw.FPDFPageObj_SetStrokeColor(item, 0, 0, 0, 255)
    picture: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return ImageChops.invert(picture.convert("L"))


def _items(page: pypdfium2.PdfPage) -> list[Any]:
    """Returns all that is drawn on a page, with what is in its forms."""
    count = min(raw.FPDFPage_CountObjects(page), MOST_OBJECTS)
    return [item for at in range(count) for item in _items_in(raw.FPDFPage_GetObject(page, at), 0)]


def _items_in(item: Any, depth: int) -> Iterator[Any]:
    if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
        yield item
    elif depth <= DEEPEST:
        for at in range(raw.FPDFFormObj_CountObjects(item)):
            yield from _items_in(raw.FPDFFormObj_GetObject(item, at), depth + 1)
