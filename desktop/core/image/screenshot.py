"""A screenshot of one screen, and the positions of its windows."""

from dataclasses import dataclass

from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.pixel_buffer import PixelBuffer


@dataclass(frozen=True, slots=True)
class Screenshot:
    """`pixels` of the screen that Qt calls `screen`; `windows` in these pixels, the topmost first."""

    screen: str
    pixels: PixelBuffer
    windows: tuple[Rect, ...] = ()

    @property
    def whole(self) -> Rect:
        """The whole screen, in its pixels."""
        return Rect(0, 0, self.pixels.width, self.pixels.height)

    def window_at(self, point: Point) -> Rect | None:
        """Returns the part on this screen of the topmost window under `point` (in its pixels), or None."""
        for window in self.windows:
            if window.contains(point):
                return window.intersection(self.whole)
        return None
