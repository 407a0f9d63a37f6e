"""The ground for an image with transparency: white, or another where white would hide what the image shows."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from PIL import Image, ImageChops

from desktop.core.geometry.rect import Rect
from desktop.core.image.files.image_remark import ImageRemark

STRIP_ROWS = 16
MOST_LOOKED_AT = 2_000_000  # pixels; of larger images, strips of them are enough
VISIBLE_STEP = 24  # of 255, between neighbours; chosen
ENOUGH = 0.8  # of the edges that can be seen on the best ground; chosen
ALPHA = ("RGBA", "LA", "PA", "RGBa", "La")  # the modes with transparency


class Ground(NamedTuple):
    """A colour, and the remark that tells of it; white needs none."""

    color: tuple[int, int, int]
    remark: ImageRemark | None = None


WHITE = Ground((255, 255, 255))
DARK = Ground((30, 30, 30), ImageRemark.ON_DARK)
GREY = Ground((128, 128, 128), ImageRemark.ON_GREY)


def ground_for(image: Image.Image, layer_of: Callable[[Image.Image], Image.Image], covers: tuple[Rect, ...]) -> Ground:
    """Returns the first of white, dark and grey on which nearly as many edges can be seen as on the best of them.

    `layer_of` turns a part of `image` into RGBA. What lies under `covers` (pixels of the image) does not count.
    """
    seen = dict.fromkeys((WHITE, DARK, GREY), 0)
    for area in _strips(image.size):
        layer = layer_of(image.crop((area.left, area.top, area.right, area.bottom)))
        for cover in covers:
            hidden = cover.moved(-area.left, -area.top).intersection(Rect.from_size(layer.size))
            if not hidden.is_empty:
                layer.paste((0, 0, 0, 0), (hidden.left, hidden.top, hidden.right, hidden.bottom))
        for ground in seen:
            seen[ground] += _edges(layer, ground.color)
    best = max(seen.values())
    return next((ground for ground, edges in seen.items() if edges >= ENOUGH * best), WHITE)


def _strips(size: tuple[int, int]) -> Iterator[Rect]:
    width, height = size
    step = STRIP_ROWS * max(1, -(-width * height // MOST_LOOKED_AT))
    for top in range(0, height, step):
        yield Rect(0, top, width, min(height, top + STRIP_ROWS))


def _edges(layer: Image.Image, color: tuple[int, int, int]) -> int:
    """Returns how many neighbours differ visibly, across and down, with the layer on a ground of that colour."""
    paper = Image.new("RGB", layer.size, color)
    paper.paste(layer, mask=layer.getchannel("A"))
    grey, (width, height) = paper.convert("L"), layer.size
    pairs = ((0, 0, width - 1, height), (1, 0, width, height)), ((0, 0, width, height - 1), (0, 1, width, height))
    found = 0
    for first, second in pairs:
        if first[2] > 0 and first[3] > 0:
            found += sum(ImageChops.difference(grey.crop(first), grey.crop(second)).histogram()[VISIBLE_STEP:])
    return found


def is_opaque(image: Image.Image, covers: tuple[Rect, ...]) -> bool:
    """Returns True if nothing outside of `covers` is transparent."""
    if image.mode not in ALPHA:
        return True
    alpha = image.getchannel(image.getbands()[-1])
    for cover in covers:
        inside = cover.intersection(Rect.from_size(image.size))
        if not inside.is_empty:
            alpha.paste(255, (inside.left, inside.top, inside.right, inside.bottom))
    return alpha.getextrema()[0] == 255
