"""A picture in tiles: crops that overlap a little, so that the model sees each one larger, each with its price.

The fewest tokens win among the grids on which every tile is seen at the wanted scale.
"""

import itertools
import math

from desktop.core.geometry.rect import Rect, Size
from desktop.core.model_catalog import Detail, Model

MOST_TILES = 16
OVERLAP = 0.04


def tiles(size: Size, model: Model, detail: Detail, wanted_scale: float = 1.0) -> tuple[Rect, ...]:
    """The crops of a picture of `size` on which `model` sees at least `wanted_scale` of each pixel's width.

    Row by row; one area, the whole, where nothing is won. Where no grid of `MOST_TILES` is enough, the one seen best.
    """
    grids = [
        _grid(size, columns, rows) for columns in range(1, 9) for rows in range(1, 9) if columns * rows <= MOST_TILES
    ]
    enough = [grid for grid in grids if scale_of(grid, model, detail) >= min(1.0, wanted_scale) - 1e-6]
    if enough:
        return min(enough, key=lambda grid: (tokens_of(grid, model, detail), len(grid)))
    return max(grids, key=lambda grid: (scale_of(grid, model, detail), -len(grid)))


def scale_of(grid: tuple[Rect, ...], model: Model, detail: Detail) -> float:
    """At how much of its width the worst seen of these crops is looked at."""
    return min(model.view_of(rect.size, detail).width / rect.width for rect in grid)


def tokens_of(grid: tuple[Rect, ...], model: Model, detail: Detail) -> int:
    """What these crops take together."""
    return sum(model.view_of(rect.size, detail).tokens for rect in grid)


def _grid(size: Size, columns: int, rows: int) -> tuple[Rect, ...]:
    xs, ys = _spans(size[0], columns), _spans(size[1], rows)
    return tuple(Rect(left, top, right, bottom) for top, bottom in ys for left, right in xs)


def _spans(length: int, parts: int) -> list[tuple[int, int]]:
    more = math.ceil(length * OVERLAP / parts) if parts > 1 else 0
    edges = [length * at // parts for at in range(parts + 1)]
    return [(max(0, low - more), min(length, high + more)) for low, high in itertools.pairwise(edges)]
