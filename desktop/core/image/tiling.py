"""Splits an image into overlapping crops, each of which the model sees larger than it would see the whole.

Among the grids on which every tile is seen at the wanted scale, the one with the fewest tokens is chosen.
"""

import itertools
import math

from desktop.core.geometry.rect import Rect, Size
from desktop.core.image.text.page_text import PageText
from desktop.core.model_terms import Detail
from desktop.core.models.model import Model

MOST_TILES = 16  # chosen
OVERLAP = 0.04  # of the side of the image; chosen


def tiles(size: Size, model: Model, detail: Detail, wanted_scale: float = 1.0) -> tuple[Rect, ...]:
    """Returns the crops of an image of `size` that `model` sees at `wanted_scale` or larger, row by row.

    The result is the whole image alone if tiles win nothing, and the grid seen best if no grid of `MOST_TILES` is
    enough.
    """
    grids = [
        _grid(size, columns, rows) for columns in range(1, 9) for rows in range(1, 9) if columns * rows <= MOST_TILES
    ]
    enough = [grid for grid in grids if scale_of(grid, model, detail) >= min(1.0, wanted_scale) - 1e-6]
    if enough:
        return min(enough, key=lambda grid: (tokens_of(grid, model, detail), len(grid)))
    return max(grids, key=lambda grid: (scale_of(grid, model, detail), -len(grid)))


def parts_with_whole_letters(crops: tuple[Rect, ...], page_text: PageText | None) -> tuple[Rect, ...]:
    """Returns the crops (source pixels) with all letters of the text of a page whole in one of them at least.

    The crop that has the middle of a letter which is whole in none grows around it: only whole letters go.
    """
    parts = list(crops)
    for letter in page_text or ():
        if any(part.intersection(letter.ink) == letter.ink for part in parts):
            continue
        at = next((at for at, crop in enumerate(crops) if crop.contains(letter.ink.center)), None)
        if at is not None:
            part, ink = parts[at], letter.ink
            left, top = min(part.left, ink.left), min(part.top, ink.top)
            parts[at] = Rect(left, top, max(part.right, ink.right), max(part.bottom, ink.bottom))
    return tuple(parts)


def scale_of(grid: tuple[Rect, ...], model: Model, detail: Detail) -> float:
    """Returns the scale at which the model sees the crop that it shrinks most."""
    return min(model.view_of(rect.size, detail).width / rect.width for rect in grid)


def tokens_of(grid: tuple[Rect, ...], model: Model, detail: Detail) -> int:
    """Returns the tokens of all these crops together."""
    return sum(model.view_of(rect.size, detail).tokens for rect in grid)


def _grid(size: Size, columns: int, rows: int) -> tuple[Rect, ...]:
    xs, ys = _spans(size[0], columns), _spans(size[1], rows)
    return tuple(Rect(left, top, right, bottom) for top, bottom in ys for left, right in xs)


def _spans(length: int, parts: int) -> list[tuple[int, int]]:
    more = math.ceil(length * OVERLAP / parts) if parts > 1 else 0
    edges = [length * at // parts for at in range(parts + 1)]
    return [(max(0, low - more), min(length, high + more)) for low, high in itertools.pairwise(edges)]
