"""A sheet and its picture's pixels → the pixels that may leave.

The order is what makes a cover safe: first what is covered is painted over at full size, then crop, turn and
everything that mixes neighbouring pixels. Cropping before covering is the same (both only choose pixels), and spares
the copy of a large picture; resizing before covering is not, and never happens.
"""

from collections.abc import Callable

from PIL import Image

from desktop.core.area import Area
from desktop.core.pixels import Pixels
from desktop.core.sheet import Sheet

COVER = (0, 0, 0)
Draw = Callable[[Sheet, Image.Image], Image.Image]
"""Draws a sheet's marks (not its redactions, which are pixels by then) on the flattened image, at whatever size.

It is given from outside because the window draws marks with the same hand on the canvas, in any script, and the core
has no fonts.
"""

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


def flattened(sheet: Sheet, pixels: Pixels) -> Image.Image:
    """What the sheet shows, covers burnt in, without its other marks.

    `pixels` are the picture's own, or a level of its pyramid: a pixel there is the mean of a block, so a cover takes
    every block that it touches.
    """
    across, down = pixels.width / sheet.picture.width, pixels.height / sheet.picture.height
    level = Area(0, 0, pixels.width, pixels.height)
    crop = sheet.frame.crop.scaled(across, down).within(level)
    image = pixels.image(crop)
    for area in sheet.covered:
        cover = area.scaled(across, down).within(crop).moved(-crop.left, -crop.top)
        if not cover.empty:
            image.paste(COVER, (cover.left, cover.top, cover.right, cover.bottom))
    return image.transpose(_TURNS[sheet.turn]) if sheet.turn else image


def covered_picture(sheet: Sheet, pixels: Pixels) -> Image.Image:
    """All of the picture, upright and uncropped, with its covers burnt in: the form in which it may be kept."""
    image = pixels.image()
    for area in sheet.covered:
        image.paste(COVER, (area.left, area.top, area.right, area.bottom))
    return image
