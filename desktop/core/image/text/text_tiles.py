"""Measures how much of an image looks like text, by tiles of 32×32 pixels. Text is never blurred for a smaller file."""

from collections.abc import Iterable

from PIL import Image, ImageChops

from desktop.core.geometry.rect import Rect

TILE = 32  # pixels
TEXT_TILES = 0.02  # the share of text tiles from which an image is never a JPEG; chosen on screenshots and photographs


def text_fraction(image: Image.Image, ignored: Iterable[Rect] = ()) -> float:
    """Returns the share (0–1) of 32-pixel tiles that look like text: flat ground with some hard edges.

    A tile counts when at least 25 % of its neighbouring pixels are equal and at least 1 % differ sharply. Tiles that
    depend on any pixel of the rectangles in `ignored` count as none.
    """
    grey = image.convert("L")
    steps = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    flat = steps.point([255 if step <= 2 else 0 for step in range(256)])
    hard = steps.point([255 if step >= 64 else 0 for step in range(256)])
    flat_means, hard_means = _tile_means(flat), _tile_means(hard)
    without = _tiles_of(ignored, image.width)
    columns = -(-image.width // TILE)
    text = sum(
        1
        for at, (f, h) in enumerate(zip(flat_means, hard_means, strict=True))
        if f >= 64 and h >= 3 and (at % columns, at // columns) not in without
    )
    return text / len(flat_means)


def _tiles_of(rects: Iterable[Rect], width: int) -> frozenset[tuple[int, int]]:
    """Returns column and row of the tiles that depend on `rects`: a pixel also counts for the one to its right."""
    found = set[tuple[int, int]]()
    for rect in rects:
        columns = {*range(rect.left // TILE, rect.right // TILE + 1)}
        columns |= {0} if rect.right >= width else set()  # the first column is compared with the last
        rows = range(rect.top // TILE, (rect.bottom - 1) // TILE + 1)
        found |= {(column, row) for column in columns for row in rows}
    return frozenset(found)


def _tile_means(image: Image.Image) -> bytes:
    """Returns the mean (0–255) of each 32×32 tile, row by row."""
    return image.reduce(TILE).tobytes()
