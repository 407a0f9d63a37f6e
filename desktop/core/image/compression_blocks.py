"""The blocks of lossy compression, over which the content of a pixel spreads.

JPEG spreads every pixel over its block of 8×8 or 16×16, and colour filters a little further, so that a redaction exact
to the pixel would leave traces beside it. Redactions are therefore widened to whole blocks, counted from the corner
where the file's own rows begin, plus the radius of the filters.
"""

import math
from dataclasses import dataclass

from desktop.core.geometry.rect import Rect, Size


@dataclass(frozen=True, slots=True)
class CompressionBlocks:
    """Blocks of `block_width`×`block_height` source pixels, counted from the left or right and the top or bottom.

    `filter_radius` is how many pixels beyond a block its content may reach. `is_exact` True means that this is proven
    for the format; otherwise the numbers are a generous guess.
    """

    block_width: int = 1
    block_height: int = 1
    filter_radius: int = 0
    from_right: bool = False
    from_bottom: bool = False
    is_exact: bool = True

    @property
    def is_lossless(self) -> bool:
        """True if no pixel influences another."""
        return self == CompressionBlocks()

    @property
    def reach(self) -> int:
        """How far a pixel spreads at most, in source pixels, wherever the blocks begin."""
        return max(self.block_width, self.block_height) + self.filter_radius

    def affected_rect(self, rect: Rect, size: Size) -> Rect:
        """Returns the pixels that may contain traces of `rect`, in an image of `size`: `rect` itself if lossless."""
        rect = rect.intersection(Rect.from_size(size))
        if rect.is_empty:
            return rect
        left, right = _blocks(rect.left, rect.right, self.block_width, size[0], self.from_right)
        top, bottom = _blocks(rect.top, rect.bottom, self.block_height, size[1], self.from_bottom)
        return Rect(left, top, right, bottom).expanded(self.filter_radius).intersection(Rect.from_size(size))


SENT_JPEG = CompressionBlocks(8, 8, 1)  # as core/image/encoding.py makes them: 4:4:4, not progressive


def _blocks(low: int, high: int, step: int, length: int, from_end: bool) -> tuple[int, int]:
    if from_end:
        low, high = length - high, length - low
    low, high = low // step * step, math.ceil(high / step) * step
    return (length - high, length - low) if from_end else (low, high)
