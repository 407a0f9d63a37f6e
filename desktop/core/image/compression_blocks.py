"""The grain of a picture: how far a pixel's content spreads when the picture was saved lossily.

JPEG spreads every pixel over its block of 8×8 or 16×16, and colour filters a little further. Who covers a name in
such a picture to the pixel leaves traces of it beside the cover. So covers are widened to the blocks, counted from the
corner where the file's own rows begin, plus the reach of the filters.
"""

import math
from dataclasses import dataclass

from desktop.core.geometry.rect import Rect, Size


@dataclass(frozen=True, slots=True)
class CompressionBlocks:
    """Blocks of `across`×`down` pixels, counted from the left or right, top or bottom, and `reach` pixels beyond.

    `proven`: nothing spreads further. Where nobody has shown that, the numbers are only generous.
    """

    block_width: int = 1
    block_height: int = 1
    filter_radius: int = 0
    from_right: bool = False
    from_bottom: bool = False
    is_exact: bool = True

    @property
    def is_lossless(self) -> bool:
        """Whether a pixel stays where it is."""
        return self == CompressionBlocks()

    def affected_rect(self, rect: Rect, size: Size) -> Rect:
        """The pixels that may hold traces of `area`, in a picture of `size`; `area` itself where nothing spreads."""
        rect = rect.intersection(Rect.from_size(size))
        if rect.is_empty:
            return rect
        left, right = _blocks(rect.left, rect.right, self.block_width, size[0], self.from_right)
        top, bottom = _blocks(rect.top, rect.bottom, self.block_height, size[1], self.from_bottom)
        return Rect(left, top, right, bottom).expanded(self.filter_radius).intersection(Rect.from_size(size))


def _blocks(low: int, high: int, step: int, length: int, from_end: bool) -> tuple[int, int]:
    if from_end:
        low, high = length - high, length - low
    low, high = low // step * step, math.ceil(high / step) * step
    return (length - high, length - low) if from_end else (low, high)
