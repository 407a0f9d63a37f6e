"""Crops pixels and shrinks them to the size at which they are sent, in strips.

An image of the whole size would take the memory twice, and freeing it blocks the interpreter, and with it the window,
for a tenth of a second.
"""

import itertools
import math
from collections.abc import Callable

from PIL import Image

from desktop.core.geometry.rect import Rect, Size

STRIP_PIXELS = 6_000_000  # chosen
SUPPORT = 3  # how many result pixels LANCZOS looks to each side


def scaled_view(crop: Rect, size: Size, read: Callable[[Rect], Image.Image]) -> Image.Image:
    """Returns the pixels (RGB) of `crop` at `size`. `read` returns a copy of those in a rectangle."""
    wide, high = size
    strips = _strips(crop.size, high)
    result = Image.new("RGB", (wide, high), None) if len(strips) > 1 else None  # the strips cover all of it
    scale = crop.height / high
    for top, rows in strips:
        first, last = top * scale, (top + rows) * scale
        margin = math.ceil(SUPPORT * max(1.0, scale)) + 1 if (wide, high) != crop.size else 0
        part = Rect(0, max(0, math.floor(first) - margin), crop.width, min(crop.height, math.ceil(last) + margin))
        strip = read(part.moved(crop.left, crop.top))
        if (wide, rows) != strip.size:
            box = 0.0, first - part.top, float(crop.width), last - part.top
            strip = strip.resize((wide, rows), Image.Resampling.LANCZOS, box=box)
        if result is None:  # one strip is the whole: a copy takes a quarter of the time of shrinking it
            result = strip
        else:
            result.paste(strip, (0, top))
    assert result is not None  # there is a strip
    return result


def _strips(crop: Size, high: int) -> list[tuple[int, int]]:
    """Returns top and height of strips of the result, each made of about `STRIP_PIXELS` source pixels at most."""
    count = max(1, min(high, math.ceil(crop[0] * crop[1] / STRIP_PIXELS)))
    edges = [high * at // count for at in range(count + 1)]
    return [(top, bottom - top) for top, bottom in itertools.pairwise(edges)]
