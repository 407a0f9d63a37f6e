"""The direction in which most of a page's text runs: a page that lies on its side or its head is put upright first.

Vertical Chinese and Japanese, which is read from right to left, is the same as a page that was turned clockwise.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from desktop.core.geometry.rect import Point, Rect, Size
from desktop.core.geometry.view_transform import ViewTransform
from desktop.core.ocr.layout_analysis import analyze_layout
from desktop.core.ocr.ocr_result import OcrLine, TextBlock

TURNED_SHARE = 0.6  # of the page's letters: fewer are a label beside a chart; chosen


def direction(corners: Sequence[Point]) -> int:
    """Returns the quarter turns clockwise by which a line is turned, from its corners, clockwise from the top left."""
    (left, top), (right, level) = corners[:2]
    across, down = right - left, level - top
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 2
    return 1 if down > 0 else 3


def turned_layout(lines: Iterable[tuple[OcrLine, int]], size: Size) -> tuple[TextBlock, ...]:
    """Returns the blocks of lines, each with its direction, in the order in which the page is read when it is upright.

    Rectangles stay in pixels of the image of `size`.
    """
    pairs = [(line, turns) for line, turns in lines if line.words]
    letters = Counter[int]()
    for line, turns in pairs:
        letters[turns] += len(line.text)
    turns, most = max(letters.items(), key=lambda item: item[1], default=(0, 0))
    if not turns or most < TURNED_SHARE * letters.total():
        return analyze_layout([line for line, _ in pairs])
    upright = ViewTransform(Rect.from_size(size), 4 - turns)
    blocks = analyze_layout([_mapped(line, upright.rect_to_view) for line, _ in pairs])
    return tuple(
        replace(block, rows=tuple(tuple(_mapped(line, upright.rect_to_image) for line in row) for row in block.rows))
        for block in blocks
    )


def _mapped(line: OcrLine, to: Callable[[Rect], Rect]) -> OcrLine:
    return replace(line, words=tuple(replace(word, rect=to(word.rect)) for word in line.words))
