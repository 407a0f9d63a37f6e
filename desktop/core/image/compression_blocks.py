"""The grain of a picture: how far a pixel's content spreads when the picture was saved lossily.

JPEG spreads every pixel over its block of 8×8 or 16×16, and colour filters a little further. Who covers a name in
such a picture to the pixel leaves traces of it beside the cover. So covers are widened to the blocks, counted from the
corner where the file's own rows begin, plus the reach of the filters.
"""

import math
from dataclasses import dataclass

from desktop.core.geometry.rect import Area, Size


@dataclass(frozen=True, slots=True)
class Grain:
    """Blocks of `across`×`down` pixels, counted from the left or right, top or bottom, and `reach` pixels beyond.

    `proven`: nothing spreads further. Where nobody has shown that, the numbers are only generous.
    """

    across: int = 1
    down: int = 1
    reach: int = 0
    from_right: bool = False
    from_bottom: bool = False
    proven: bool = True

    @property
    def fine(self) -> bool:
        """Whether a pixel stays where it is."""
        return self == Grain()

    def widened(self, area: Area, size: Size) -> Area:
        """The pixels that may hold traces of `area`, in a picture of `size`; `area` itself where nothing spreads."""
        area = area.within(Area.whole(size))
        if area.empty:
            return area
        left, right = _blocks(area.left, area.right, self.across, size[0], self.from_right)
        top, bottom = _blocks(area.top, area.bottom, self.down, size[1], self.from_bottom)
        return Area(left, top, right, bottom).grown(self.reach).within(Area.whole(size))


def _blocks(low: int, high: int, step: int, length: int, from_end: bool) -> tuple[int, int]:
    if from_end:
        low, high = length - high, length - low
    low, high = low // step * step, math.ceil(high / step) * step
    return (length - high, length - low) if from_end else (low, high)
