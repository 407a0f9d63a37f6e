"""A shot: what one screen showed at one moment, and where its windows were."""

from dataclasses import dataclass

from desktop.core.geometry.rect import Point, Rect
from desktop.core.image.pixel_buffer import PixelBuffer


@dataclass(frozen=True, slots=True)
class Screenshot:
    """`pixels` are the screen's own; `windows` in these pixels, the topmost first; `screen` is Qt's name of it."""

    screen: str
    pixels: PixelBuffer
    windows: tuple[Rect, ...] = ()

    @property
    def whole(self) -> Rect:
        return Rect(0, 0, self.pixels.width, self.pixels.height)

    def window_at(self, point: Point) -> Rect | None:
        """The part of the topmost window under a point that is on this screen; the point is in these pixels."""
        for window in self.windows:
            if window.contains(point):
                return window.intersection(self.whole)
        return None
