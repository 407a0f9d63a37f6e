"""Lines made from what a recognition engine knows: a box, a text, and the middle of each character."""

from itertools import pairwise

from desktop.core.geometry.rect import Point, Rect
from desktop.core.ocr.ocr_result import OcrLine, OcrWord, is_right_to_left

FIXED_SPREAD = 0.125  # standard deviation of widths; on real fonts up to 0.11 for fixed width, from 0.13 for others
MIN_CHARACTERS = 8  # fewer do not tell


def line_from_glyphs(
    text: str, corners: tuple[Point, ...], middles: tuple[float, ...], sure: tuple[float, ...], faint: bool = False
) -> OcrLine:
    """Returns the line of a recognized text.

    `corners` are those of its box, clockwise from the top left, in pixels. For each character except spaces, in the
    order in which it is read, `middles` is its middle along the box and `sure` its confidence, both 0–1.
    """
    length = ((corners[1][0] - corners[0][0]) ** 2 + (corners[1][1] - corners[0][1]) ** 2) ** 0.5
    pieces = text.split()
    pitch = _pitch(pieces, middles, length)
    edges = _edges(middles, pitch / length if pitch else None)
    words, at = [], 0
    for piece in pieces:
        span = edges[at : at + len(piece)]
        first, last = min(start for start, _ in span), max(end for _, end in span)  # they fall from right to left
        certain = sure[at : at + len(piece)]
        words.append(OcrWord(piece, _cut(corners, first, last), sum(certain) / len(certain)))
        at += len(piece)
    return OcrLine(tuple(words), pitch, faint)


def _edges(middles: tuple[float, ...], pitch: float | None) -> list[tuple[float, float]]:
    """Returns the start and end of each character, 0–1 along the line: half a usual width beside its middle."""
    steps = sorted(abs(b - a) for a, b in pairwise(middles) if a != b)
    usual = steps[len(steps) // 3] * 1.2 if steps else 1.0
    half = (pitch or usual) / 2
    return [(max(0.0, at - half), min(1.0, at + half)) for at in middles]


def _cut(corners: tuple[Point, ...], first: float, last: float) -> Rect:
    """Returns the bounding rectangle of the part of a box between two positions along it (0–1)."""
    top_left, top_right, bottom_right, bottom_left = corners

    def along(a: Point, b: Point, at: float) -> Point:
        return a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at

    points = [along(top_left, top_right, at) for at in (first, last)]
    points += [along(bottom_left, bottom_right, at) for at in (first, last)]
    xs, ys = zip(*points, strict=True)
    return Rect.from_corners((min(xs), min(ys)), (max(xs), max(ys)))


def _pitch(pieces: list[str], middles: tuple[float, ...], length: float) -> float | None:
    """Returns the width of a character in pixels, 0.0 if they differ, None if there are too few to tell."""
    widths, at = list[float](), 0
    for piece in pieces:
        for number in range(1, len(piece) - 1):
            if not piece[number].isdigit():  # digits have one width in most fonts
                widths.append((middles[at + number + 1] - middles[at + number - 1]) / 2 * length)
        at += len(piece)
    letters = [letter for piece in pieces for letter in piece]
    if len(widths) < MIN_CHARACTERS or any(ord(letter) > 0x2E7F or is_right_to_left(letter) for letter in letters):
        return None
    mean = sum(widths) / len(widths)
    spread = (sum((width - mean) ** 2 for width in widths) / len(widths)) ** 0.5
    return mean if spread <= FIXED_SPREAD * mean else 0.0
