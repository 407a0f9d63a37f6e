"""Applies crop, rotation and redactions to an image's pixels. The result may leave this computer.

The order makes a redaction safe: first it is filled at full size, then comes everything that mixes neighbouring pixels.
Cropping before filling is equivalent (it only chooses pixels), and so is turning after resizing; resizing before
filling is not, and never happens.
"""

from collections.abc import Callable

from PIL import Image

from desktop.core.geometry.rect import Rect, Size, rotate_size
from desktop.core.image.annotated_image import AnnotatedImage
from desktop.core.image.pixel_buffer import PixelBuffer
from desktop.core.image.redaction_fill import fill_redactions
from desktop.core.image.sent.scaled_view import scaled_view

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
    result = scaled_view(crop, (wide, high), lambda part: _redacted(pixels, part, redacted))
    return result.transpose(_TURNS[image.quarter_turns]) if image.quarter_turns else result


def _redacted(pixels: PixelBuffer, part: Rect, redacted: list[Rect]) -> Image.Image:
    image = pixels.image(part)
    fill_redactions(image, (rect.moved(-part.left, -part.top) for rect in redacted))
    return image
