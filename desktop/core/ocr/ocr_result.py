"""OCR results: the words of an image with their places, as recognized on this computer.

Rectangles are in pixels of the image that was read. A *line* is one run of words on one baseline; a table row or a page
in two columns has several side by side. Lines are in reading order (found by layout_analysis.py).
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from desktop.core.geometry.rect import Rect, Size
from desktop.core.geometry.rect_index import RectIndex
from desktop.core.image.annotated_image import AnnotatedImage

NOT_REACHED = ""  # in the place of a script: the text there was not read, because that would have taken too long
UPRIGHT = 2.2  # a line so much higher than wide is vertical; chosen


@dataclass(frozen=True, slots=True)
class OcrWord:
    """Characters without a gap. `confidence` is that of the recognition, 0–1."""

    text: str
    rect: Rect
    confidence: float = 1.0

    def part(self, start: int, end: int, is_vertical: bool = False) -> Rect:
        """Returns the approximate rectangle of the characters from `start` to `end`."""
        count, rect = max(1, len(self.text)), self.rect
        if is_vertical:
            top, bottom = (rect.top + rect.height * at / count for at in (start, end))
            return Rect.from_corners((rect.left, top), (rect.right, bottom))
        if is_right_to_left(self.text):
            start, end = count - end, count - start
        left, right = (rect.left + rect.width * at / count for at in (start, end))
        return Rect.from_corners((left, rect.top), (right, rect.bottom))


@dataclass(frozen=True, slots=True)
class OcrLine:
    """Words side by side.

    `char_width` is the width of its characters in pixels if all are equally wide, 0 if they are not, None if there are
    too few to tell. `faint` is True if they hardly differ from the background, so that people overlook them.
    """

    words: tuple[OcrWord, ...]
    char_width: float | None = None
    faint: bool = False
    text: str = field(init=False, compare=False, repr=False)
    rect: Rect = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join(word.text for word in self.words))
        object.__setattr__(self, "rect", bounding_rect(word.rect for word in self.words))

    @property
    def is_vertical(self) -> bool:
        """True if it runs down the image instead of across, as beside the axis of a chart."""
        return len(self.text) > 1 and self.rect.height > UPRIGHT * self.rect.width

    def within(self, size: Size) -> "OcrLine":
        """Returns the line cut off at the edges of an image of that size."""
        cut = (replace(word, rect=word.rect.intersection(Rect.from_size(size))) for word in self.words)
        return replace(self, words=tuple(word for word in cut if not word.rect.is_empty))

    @property
    def confidence(self) -> float:
        """The mean confidence of its characters, 0–1."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    def spans(self) -> Iterator[tuple[int, int, OcrWord]]:
        """Yields each word with its start and end in `text`."""
        at = 0
        for word in self.words:
            yield at, at + len(word.text), word
            at += len(word.text) + 1

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        """Returns the rectangles of the characters of `text` from `start` to `end`, word by word."""
        is_vertical = self.is_vertical
        return tuple(
            word.part(max(start, first) - first, min(end, last) - first, is_vertical)
            for first, last, word in self.spans()
            if start < last and end > first
        )


@dataclass(frozen=True, slots=True)
class Barcode:
    """A QR code or barcode: its text and its kind ("QR Code", "EAN-13", …)."""

    text: str
    kind: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line of text in a script that is not read here, or a place that was not read: nothing in it is known.

    `script` is the name of the script in Unicode, in small letters ("cyrillic"), or NOT_REACHED.
    """

    rect: Rect
    script: str


class TextBlockKind(StrEnum):
    """The kind of a block of lines. The values are stored."""

    TEXT = "text"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together, in rows from top to bottom; a table row has one line per cell."""

    kind: TextBlockKind
    rows: tuple[tuple[OcrLine, ...], ...]

    @property
    def lines(self) -> Iterator[OcrLine]:
        return (line for row in self.rows for line in row)


@dataclass(frozen=True, slots=True)
class OcrResult:
    """Everything recognized on an image of `size` pixels, block by block in reading order.

    `unread` are places of text that nobody may search, quote or call harmless. `faces` are those that were found; None
    if none were looked for.
    """

    size: Size
    blocks: tuple[TextBlock, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    unread: tuple[UnreadLine, ...] = ()
    faces: tuple[Rect, ...] | None = None
    lines: tuple[OcrLine, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(line for block in self.blocks for line in block.lines))

    @property
    def text(self) -> str:
        """All words, one text line per line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def word_count(self) -> int:
        """The number of words."""
        return sum(len(line.words) for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """True if there is neither text, read or unread, nor a barcode."""
        return not self.lines and not self.barcodes and not self.unread

    def visible_in(self, image: AnnotatedImage) -> "OcrResult":
        """Returns the text that an annotated image shows, in view pixels, without cropped and redacted words.

        The result of the whole image, in source pixels, is expected here.
        """
        frame, covers = image.view, RectIndex(image.redacted_rects)

        def shown(rect: Rect) -> Rect | None:
            seen = rect.intersection(frame.crop)
            is_cut = seen.width * 2 < rect.width or seen.height * 2 < rect.height
            return None if is_cut or covers.intersects(rect) else frame.rect_to_view(seen)

        def unread(rect: Rect) -> Rect | None:
            seen = rect.intersection(frame.crop)
            return None if covers.covers(seen) else frame.rect_to_view(seen)

        return self.transformed(shown, frame.size, unread)

    def without_words_under(self, covers: tuple[Rect, ...]) -> "OcrResult":
        """Returns the result without the words and barcodes that any of these rectangles touches, and without the
        unread places that lie under them.
        """
        index = RectIndex(covers)
        return self.transformed(
            lambda rect: None if index.intersects(rect) else rect,
            self.size,
            lambda rect: None if index.covers(rect) else rect,
        )

    def scaled(self, size: Size) -> "OcrResult":
        """Returns the result for the image at another size, in pixels."""
        across, down = size[0] / max(1, self.size[0]), size[1] / max(1, self.size[1])
        return self.transformed(lambda rect: rect.scaled(across, down), size)

    def transformed(
        self, to: Callable[[Rect], Rect | None], size: Size, unread_to: Callable[[Rect], Rect | None] | None = None
    ) -> "OcrResult":
        """Returns the result with all rectangles mapped by `to`, without the words for which it returns None.

        `unread_to` maps those of unread places, where that is another way.
        """
        blocks = (replace(block, rows=_mapped_rows(block.rows, to)) for block in self.blocks)
        barcodes = tuple(
            replace(barcode, rect=rect) for barcode in self.barcodes if (rect := to(barcode.rect)) is not None
        )
        to_place = unread_to or to
        unread = tuple(replace(line, rect=rect) for line in self.unread if (rect := to_place(line.rect)) is not None)
        faces = None if self.faces is None else tuple(rect for face in self.faces if (rect := to(face)) is not None)
        return OcrResult(size, tuple(block for block in blocks if block.rows), barcodes, unread, faces)


def _mapped_rows(
    rows: tuple[tuple[OcrLine, ...], ...], to: Callable[[Rect], Rect | None]
) -> tuple[tuple[OcrLine, ...], ...]:
    mapped = (tuple(moved for line in row if (moved := _mapped_line(line, to)).words) for row in rows)
    return tuple(row for row in mapped if row)


def _mapped_line(line: OcrLine, to: Callable[[Rect], Rect | None]) -> OcrLine:
    moved = ((word, to(word.rect)) for word in line.words)
    words = tuple(replace(word, rect=rect) for word, rect in moved if rect is not None)
    before, after = line.rect.size, bounding_rect(word.rect for word in words).size
    scale = max(after) / max(1, max(before)) if len(words) == len(line.words) else 1.0
    return replace(line, words=words, char_width=line.char_width and line.char_width * scale)


def bounding_rect(rects: Iterable[Rect]) -> Rect:
    """Returns the smallest rectangle around all of these; an empty one at 0 if there are none."""
    parts = tuple(rects)
    if not parts:
        return Rect(0, 0, 0, 0)
    if len(parts) == 1:
        return parts[0]
    lefts, tops, rights, bottoms = zip(*((part.left, part.top, part.right, part.bottom) for part in parts), strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


def is_right_to_left(text: str) -> bool:
    """Returns True if the first letter of a text with a direction is of a script that runs from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in directions if way in ("L", "R", "AL")), "L") != "L"


def median(values: Iterable[float]) -> float:
    """Returns the median (of two middle values the greater one); 0 if there are none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0
