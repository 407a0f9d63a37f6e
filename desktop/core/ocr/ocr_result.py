"""What a picture says: words with their places, as they are read on this computer. No words are made up here.

Areas are in the pixels of the picture that was read. A *line* is one run of words on one base line; a table's row or a
page in two columns has several of them side by side. Lines come in the order in which a person would read them
(layout_analysis.py finds it).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from desktop.core.geometry.rect import Point, Rect, Size
from desktop.core.geometry.rect_index import RectIndex
from desktop.core.image.annotated_image import AnnotatedImage

UPRIGHT = 2.2  # what is this much higher than wide is a line that stands on its end, not a letter


@dataclass(frozen=True, slots=True)
class OcrWord:
    """Letters without a gap. `sure` is how sure the reader is of them, 0–1."""

    text: str
    rect: Rect
    confidence: float = 1.0

    def part(self, start: int, end: int, stands: bool = False) -> Rect:
        """About where its letters from `start` to `end` are; they go down when its line `stands` on its end."""
        count, rect = max(1, len(self.text)), self.rect
        if stands:
            top, bottom = (rect.top + rect.height * at / count for at in (start, end))
            return Rect.from_corners((rect.left, top), (rect.right, bottom))
        left, right = (rect.left + rect.width * at / count for at in (start, end))
        return Rect.from_corners((left, rect.top), (right, rect.bottom))


@dataclass(frozen=True, slots=True)
class OcrLine:
    """Words side by side. `pitch` is how wide its letters are, in pixels, where they are all as wide; 0 where they are
    not, None where they are too few to tell.

    `faint`: its letters hardly differ from their ground, so that people overlook them.
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
        """Whether it goes down the picture instead of across, as beside the axis of a chart."""
        return len(self.text) > 1 and self.rect.height > UPRIGHT * self.rect.width

    def within(self, size: Size) -> "OcrLine":
        """Cut off at the edges of a picture of that size."""
        cut = (replace(word, rect=word.rect.intersection(Rect.from_size(size))) for word in self.words)
        return replace(self, words=tuple(word for word in cut if not word.rect.is_empty))

    @property
    def confidence(self) -> float:
        """How sure the reader is of its letters, 0–1."""
        letters = sum(len(word.text) for word in self.words)
        return sum(word.confidence * len(word.text) for word in self.words) / letters if letters else 0.0

    def spans(self) -> Iterator[tuple[int, int, OcrWord]]:
        """Each word with its start and end in `text`."""
        at = 0
        for word in self.words:
            yield at, at + len(word.text), word
            at += len(word.text) + 1

    def rects(self, start: int, end: int) -> tuple[Rect, ...]:
        """Where the letters of `text` from `start` to `end` are, word by word."""
        stands = self.is_vertical
        return tuple(
            word.part(max(start, first) - first, min(end, last) - first, stands)
            for first, last, word in self.spans()
            if start < last and end > first
        )


@dataclass(frozen=True, slots=True)
class Barcode:
    """A QR or bar code: what it says, and its kind ("QR Code", "EAN-13", …)."""

    text: str
    kind: str
    rect: Rect


class TextBlockKind(StrEnum):
    """What lines that belong together are."""

    TEXT = "text"
    CODE = "code"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines that belong together, in rows from top to bottom; a row of a table has a line for each cell."""

    kind: TextBlockKind
    rows: tuple[tuple[OcrLine, ...], ...]

    @property
    def lines(self) -> Iterator[OcrLine]:
        return (line for row in self.rows for line in row)


@dataclass(frozen=True, slots=True)
class OcrResult:
    """Everything that was read on a picture of `size`, block by block in reading order."""

    size: Size
    blocks: tuple[TextBlock, ...] = ()
    barcodes: tuple[Barcode, ...] = ()
    lines: tuple[OcrLine, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(line for block in self.blocks for line in block.lines))

    @property
    def text(self) -> str:
        """All words, a line for each line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def word_count(self) -> int:
        """How many words there are."""
        return sum(len(line.words) for line in self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read."""
        return not self.lines and not self.barcodes

    def visible_in(self, image: AnnotatedImage) -> "OcrResult":
        """What of it a sheet of the picture shows, in shown pixels: what is cropped away or covered is not in it."""
        frame, covers = image.view, RectIndex(image.redacted_rects)

        def shown(rect: Rect) -> Rect | None:
            seen = rect.intersection(frame.crop)
            return (
                None
                if covers.intersects(rect) or seen.width * 2 < rect.width or seen.height * 2 < rect.height
                else seen
            )

        return self.transformed(
            lambda rect: None if (seen := shown(rect)) is None else frame.rect_to_view(seen), frame.size
        )

    def scaled(self, size: Size) -> "OcrResult":
        """The same on the picture at another size."""
        across, down = size[0] / max(1, self.size[0]), size[1] / max(1, self.size[1])
        return self.transformed(lambda rect: rect.scaled(across, down), size)

    def transformed(self, to: Callable[[Rect], Rect | None], size: Size) -> "OcrResult":
        """With every area moved; what has none any more is left out."""
        blocks = (replace(block, rows=_mapped_rows(block.rows, to)) for block in self.blocks)
        barcodes = tuple(replace(each, rect=rect) for each in self.barcodes if (rect := to(each.rect)) is not None)
        return OcrResult(size, tuple(block for block in blocks if block.rows), barcodes)


def _mapped_rows(
    rows: tuple[tuple[OcrLine, ...], ...], to: Callable[[Rect], Rect | None]
) -> tuple[tuple[OcrLine, ...], ...]:
    made = (tuple(line for each in row if (line := _mapped_line(each, to)).words) for row in rows)
    return tuple(row for row in made if row)


def _mapped_line(line: OcrLine, to: Callable[[Rect], Rect | None]) -> OcrLine:
    moved = ((word, to(word.rect)) for word in line.words)
    words = tuple(replace(word, rect=rect) for word, rect in moved if rect is not None)
    before, after = line.rect.size, bounding_rect(word.rect for word in words).size
    scale = max(after) / max(1, max(before)) if len(words) == len(line.words) else 1.0
    return replace(line, words=words, char_width=line.char_width and line.char_width * scale)


def bounding_rect(rects: Iterable[Rect]) -> Rect:
    """The smallest area that holds all of these; a point at 0 where there are none."""
    held = tuple(rects)
    if not held:
        return Rect(0, 0, 0, 0)
    if len(held) == 1:
        return held[0]
    lefts, tops, rights, bottoms = zip(*((each.left, each.top, each.right, each.bottom) for each in held), strict=True)
    return Rect(min(lefts), min(tops), max(rights), max(bottoms))


def median(values: Iterable[float]) -> float:
    """The one in the middle when they are in order; 0 where there are none."""
    ordered = sorted(values)
    return ordered[len(ordered) // 2] if ordered else 0.0


def line_from_glyphs(
    text: str, corners: tuple[Point, ...], middles: tuple[float, ...], sure: tuple[float, ...], faint: bool = False
) -> OcrLine:
    """A line as a recogniser has it: its box's `corners` clockwise from the top left, and for each letter that is no
    space where its middle is (0–1 along the box), and how sure it is.
    """
    length = ((corners[1][0] - corners[0][0]) ** 2 + (corners[1][1] - corners[0][1]) ** 2) ** 0.5
    pieces = text.split()
    pitch = _pitch(pieces, middles, length)
    edges = _edges(middles, pitch / length if pitch else None)
    words, at = [], 0
    for piece in pieces:
        first, last = edges[at][0], edges[at + len(piece) - 1][1]
        certain = sure[at : at + len(piece)]
        words.append(OcrWord(piece, _cut(corners, first, last), sum(certain) / len(certain)))
        at += len(piece)
    return OcrLine(tuple(words), pitch, faint)


def _edges(middles: tuple[float, ...], pitch: float | None) -> list[tuple[float, float]]:
    """Where each letter begins and ends, 0–1 along the line: half a usual letter beside its middle."""
    steps = sorted(b - a for a, b in pairwise(middles) if b > a)
    usual = steps[len(steps) // 3] * 1.2 if steps else 1.0
    half = (pitch or usual) / 2
    return [(max(0.0, at - half), min(1.0, at + half)) for at in middles]


def _cut(corners: tuple[Point, ...], first: float, last: float) -> Rect:
    """The area around the part of a box between two places along it."""
    top_left, top_right, bottom_right, bottom_left = corners

    def along(a: Point, b: Point, at: float) -> Point:
        return a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at

    points = [along(top_left, top_right, at) for at in (first, last)]
    points += [along(bottom_left, bottom_right, at) for at in (first, last)]
    xs, ys = zip(*points, strict=True)
    return Rect.from_corners((min(xs), min(ys)), (max(xs), max(ys)))


FIXED_SPREAD, FEWEST_LETTERS = 0.125, 8  # on real fonts: up to 0.11 where letters are of one width, from 0.13 where not


def _pitch(pieces: list[str], middles: tuple[float, ...], length: float) -> float | None:
    """How wide a letter is where all take about the same room."""
    rooms, at = list[float](), 0
    for piece in pieces:
        for number in range(1, len(piece) - 1):
            if not piece[number].isdigit():  # these are of one width in most fonts
                rooms.append((middles[at + number + 1] - middles[at + number - 1]) / 2 * length)
        at += len(piece)
    if len(rooms) < FEWEST_LETTERS or any(ord(letter) > 0x2E7F for piece in pieces for letter in piece):
        return None
    mean = sum(rooms) / len(rooms)
    spread = (sum((room - mean) ** 2 for room in rooms) / len(rooms)) ** 0.5
    return mean if spread <= FIXED_SPREAD * mean else 0.0
