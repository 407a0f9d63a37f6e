"""A sheet and its picture's pixels → the pixels that may leave.

The order is what makes a cover safe: first what is covered is painted over at full size, then everything that mixes
neighbouring pixels. Cropping before covering is the same (it only chooses pixels), and so is turning after resizing;
resizing before covering is not, and never happens.

A large picture goes through in strips: an image of its whole size would not only take memory twice, giving it back
holds the interpreter's lock, and the window, for a tenth of a second.
"""

import itertools
import math
from collections.abc import Callable, Iterator

from PIL import Image

from desktop.core.geometry.rect import Rect, Size, rotate_size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.redaction_fill import fill_redactions

STRIP_PIXELS = 6_000_000
SUPPORT = 3  # how many of its pixels LANCZOS looks to each side
Draw = Callable[[AnnotatedImage, Image.Image], Image.Image]
"""Draws a sheet's marks (not its redactions, which are pixels by then) on the flattened image, at whatever size.

It is given from outside because the window draws marks with the same hand on the canvas, in any script, and the core
has no fonts.
"""

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def flatten(image: AnnotatedImage, pixels: PixelBuffer, size: Size | None = None) -> Image.Image:
    """What the sheet shows, covers burnt in, without its other marks, at `size` (at its own size if None).

    `pixels` are the picture's own, or a level of its pyramid: a pixel there is the mean of a block, so a cover takes
    every block that it touches.
    """
    across, down = pixels.width / image.source.width, pixels.height / image.source.height
    crop = image.view.crop.scaled(across, down).intersection(Rect(0, 0, pixels.width, pixels.height))
    covers = [rect.scaled(across, down) for rect in image.redacted_rects]
    wide, high = rotate_size(size, -image.quarter_turns) if size else crop.size
    made = Image.new("RGB", (wide, high))
    scale = crop.height / high
    for top, rows in _strips(crop.size, high):
        first, last = top * scale, (top + rows) * scale
        margin = math.ceil(SUPPORT * max(1.0, scale)) + 1 if (wide, high) != crop.size else 0
        read = Rect(0, max(0, math.floor(first) - margin), crop.width, min(crop.height, math.ceil(last) + margin))
        strip = _covered(pixels, read.moved(crop.left, crop.top), covers)
        if (wide, rows) != strip.size:
            box = 0.0, first - read.top, float(crop.width), last - read.top
            strip = strip.resize((wide, rows), Image.Resampling.LANCZOS, box=box)
        made.paste(strip, (0, top))
    return made.transpose(_TURNS[image.quarter_turns]) if image.quarter_turns else made


def _strips(crop: Size, high: int) -> Iterator[tuple[int, int]]:
    """Top and rows of strips of the result, each made from about `STRIP_PIXELS` at the most."""
    count = max(1, min(high, math.ceil(crop[0] * crop[1] / STRIP_PIXELS)))
    edges = [high * at // count for at in range(count + 1)]
    for top, bottom in itertools.pairwise(edges):
        yield top, bottom - top


def _covered(pixels: PixelBuffer, part: Rect, covers: list[Rect]) -> Image.Image:
    image = pixels.image(part)
    fill_redactions(image, (rect.moved(-part.left, -part.top) for rect in covers))
    return image
