"""Applies crop, rotation and redactions to an image's pixels. The result may leave this computer.

The order makes a redaction safe: first it is filled at full size, then comes everything that mixes neighbouring pixels.
Cropping before filling is equivalent (it only chooses pixels), and so is turning after resizing; resizing before
filling is not, and never happens.

A large image is processed in strips: an image of its whole size would take the memory twice, and freeing it blocks the
interpreter, and with it the window, for a tenth of a second.
"""

import itertools
import math
from collections.abc import Callable

from PIL import Image

from desktop.core.geometry.rect import Rect, Size, rotate_size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.redaction_fill import fill_redactions

STRIP_PIXELS = 6_000_000  # chosen
SUPPORT = 3  # how many result pixels LANCZOS looks to each side
Draw = Callable[[AnnotatedImage, Image.Image], Image.Image]
"""Paints the annotations (not the redactions, which are pixels by then) on the flattened image, at whatever size.

It is passed in because the canvas paints annotations with the same code, in any script, and core has no fonts.
"""

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def flatten(image: AnnotatedImage, pixels: PixelBuffer, size: Size | None = None) -> Image.Image:
    """Returns the view (RGB) with redactions filled and no other annotations, at `size` (None: at its own size).

    `pixels` are those of the source, or a level of its mipmaps: a pixel there is the mean of a block, and a redaction
    fills every block that it touches.
    """
    across, down = pixels.width / image.source.width, pixels.height / image.source.height
    crop = image.view.crop.scaled(across, down).intersection(Rect(0, 0, pixels.width, pixels.height))
    redacted = [rect.scaled(across, down) for rect in image.redacted_rects]
    wide, high = rotate_size(size, -image.quarter_turns) if size else crop.size
    strips = _strips(crop.size, high)
    result = Image.new("RGB", (wide, high), None) if len(strips) > 1 else None  # the strips cover all of it
    scale = crop.height / high
    for top, rows in strips:
        first, last = top * scale, (top + rows) * scale
        margin = math.ceil(SUPPORT * max(1.0, scale)) + 1 if (wide, high) != crop.size else 0
        read = Rect(0, max(0, math.floor(first) - margin), crop.width, min(crop.height, math.ceil(last) + margin))
        strip = _redacted(pixels, read.moved(crop.left, crop.top), redacted)
        if (wide, rows) != strip.size:
            box = 0.0, first - read.top, float(crop.width), last - read.top
            strip = strip.resize((wide, rows), Image.Resampling.LANCZOS, box=box)
        if result is None:  # one strip is the whole: a copy takes a quarter of the time of shrinking it
            result = strip
        else:
            result.paste(strip, (0, top))
    assert result is not None  # there is a strip
    return result.transpose(_TURNS[image.quarter_turns]) if image.quarter_turns else result


def _strips(crop: Size, high: int) -> list[tuple[int, int]]:
    """Returns top and height of strips of the result, each made of about `STRIP_PIXELS` source pixels at most."""
    count = max(1, min(high, math.ceil(crop[0] * crop[1] / STRIP_PIXELS)))
    edges = [high * at // count for at in range(count + 1)]
    return [(top, bottom - top) for top, bottom in itertools.pairwise(edges)]


def _redacted(pixels: PixelBuffer, part: Rect, redacted: list[Rect]) -> Image.Image:
    image = pixels.image(part)
    fill_redactions(image, (rect.moved(-part.left, -part.top) for rect in redacted))
    return image
